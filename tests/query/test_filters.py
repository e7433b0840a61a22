"""Dates and publishers: every question is about the articles that they choose, and about no others."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.errors import UsageError
from dronewatch.query import Filters, amounts, articles, entities, entity, figures, grep, labels, quantities
from dronewatch.query.filters import article_ids, undated

LYON = "<LOCATION>Lyon</LOCATION>"
FOUR = "<MONEY amount=4 currency=EUR>4 euros</MONEY>"
DRONES = "<QUANTITY amount=4 noun=drones>4 drones</QUANTITY>"
DATES = {"a": "2019", "b": "2019-04", "c": "2019-04-12", "d": "2020-01-01"}
PUBLISHERS = {"a": "Le Monde", "b": "Écho d’Ici", "c": "AFP", "e": "AFP"}


@pytest.fixture
def connection(ask: Any) -> Any:
    described = {name: {"date": DATES.get(name), "publisher": PUBLISHERS.get(name)} for name in "abcde"}
    described = {name: {key: each for key, each in facts.items() if each} for name, facts in described.items()}
    return ask(described=described, **dict.fromkeys("abcde", f"À {LYON}, {FOUR} et {DRONES}."))


def _found(connection: Any, **given: Any) -> str:
    return "".join(row["article"] for row in articles.articles(connection, Filters(**given)))


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2019", None, "abcd"),
        ("2019-04-12", None, "abcd"),  # some day of 2019 and of April may be that late
        ("2019-04-13", None, "abd"),
        ("2019-05", None, "ad"),
        ("2020", None, "d"),
        ("2020-01-02", None, ""),
        (None, "2018", ""),
        (None, "2019", "abc"),
        (None, "2019-03", "a"),
        (None, "2019-04-01", "ab"),
        (None, "2019-04-12", "abc"),
        (None, "2020", "abcd"),
        ("2019-04", "2019-04", "abc"),
        ("2019-04-12", "2019-04-12", "abc"),
    ],
)
def test_both_ends_are_included_and_an_incomplete_date_counts_where_it_may_lie(
    connection: Any, since: str | None, until: str | None, found: str
) -> None:
    assert _found(connection, since=since, until=until) == found


@pytest.mark.parametrize(
    ("publishers", "found"),
    [(["le monde"], "a"), (["echo d'ici", "AFP"], "bce"), (["*E*"], "ab"), (["afp", "AFP"], "ce"), (["*"], "abce")],
)
def test_publishers_in_any_case_and_accents(connection: Any, publishers: list[str], found: str) -> None:
    assert _found(connection, publishers=tuple(publishers)) == found


def test_all_that_is_asked_for_must_hold(connection: Any) -> None:
    assert _found(connection, publishers=("AFP",), since="2019") == "c"
    assert _found(connection, articles=("d", "e"), until="2020") == "d"
    assert _found(connection, articles=("d", "e")) == "de"


def test_every_question_is_about_these_articles(connection: Any) -> None:
    chosen = Filters(since="2020", until="2020")
    row = next(iter(entities.entities(connection, chosen)))
    assert (row["mentions"], row["articles"], row["first"].rpartition("/")[2]) == (1, 1, "all.jsonl:4:3")
    for found in (
        entities.mentions(connection, chosen),
        entity.entity(connection, "Lyon", chosen),
        amounts.amounts(connection, chosen),
        quantities.quantities(connection, chosen),
        grep.grep(connection, "drones", chosen),
        articles.articles(connection, chosen),
    ):
        assert [row["article"] for row in found] == ["d"]
    assert [row["mentions"] for row in figures.figures(connection, chosen, "MONEY")] == [1]
    assert {row["spans"] for row in labels.labels(connection, chosen)} == {0, 1}
    assert [row["mentions"] for row in entities.entities(connection, chosen, beside="MONEY")] == [1]


def test_articles_without_a_date_are_counted(connection: Any) -> None:
    assert undated(connection, Filters(since="2019")) == 1
    assert undated(connection, Filters(since="2019", publishers=("le monde",))) == 0
    assert undated(connection, Filters(publishers=("afp",))) == 0


@pytest.mark.parametrize(
    "wrong", ["", "hier", "2019-2", "2019-02-30", "2019-13", "0000", "12/04/2019", "2019-04-12T", "٢٠١٩"]
)
def test_what_is_no_date(wrong: str) -> None:
    with pytest.raises(UsageError, match="not a date"):
        Filters(since=wrong)
    with pytest.raises(UsageError, match="not a date"):
        Filters(until=wrong)


def test_no_day_between(connection: Any) -> None:
    with pytest.raises(UsageError, match="turn them round"):
        Filters(since="2020", until="2019-12")
    Filters(since="2019-12", until="2019")


def test_an_unknown_publisher_is_named_with_those_that_may_be_meant(connection: Any) -> None:
    with pytest.raises(UsageError, match="did you mean Le Monde"):
        article_ids(connection, Filters(publishers=("Le Mond",)))
    with pytest.raises(UsageError, match="dronewatch articles"):
        article_ids(connection, Filters(publishers=("zzz",)))


def test_no_publisher_at_all(ask: Any) -> None:
    with pytest.raises(UsageError, match="no article says who published it"):
        article_ids(ask(a="Rien."), Filters(publishers=("AFP",)))


_DAYS = st.dates(date(2018, 12, 1), date(2020, 2, 1))
_PARTIAL = st.tuples(_DAYS, st.sampled_from([4, 7, 10])).map(lambda pair: pair[0].isoformat()[: pair[1]])


@given(since=_PARTIAL, until=_PARTIAL, known=_PARTIAL)
def test_as_days_would_say(since: str, until: str, known: str) -> None:
    """The SQL for a date says whether any of its days lies between."""
    import sqlite3

    first, last = _days(since)[0], _days(until)[1]
    if first > last:
        with pytest.raises(UsageError):
            Filters(since=since, until=until)
        return
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, date TEXT)")
    connection.execute("INSERT INTO articles VALUES (1, ?)", (known,))
    found = connection.execute(article_ids(connection, Filters(since=since, until=until)) or "").fetchall()
    connection.close()
    start, end = _days(known)
    assert bool(found) == (start <= last and first <= end)


def _days(partial: str) -> tuple[date, date]:
    """The first and the last day of a date."""
    year, month, day = (int(part) for part in (f"{partial}-00-00"[: len(partial) + 6]).split("-")[:3])
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        after = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), after - timedelta(1)
    return date(year, 1, 1), date(year, 12, 31)
