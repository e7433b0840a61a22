"""Counts and sums: what is added once, what is left out, in which groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.errors import UsageError
from dronewatch.model import SECTIONS
from dronewatch.query.filters import Filters
from dronewatch.query.stats import _judge, crossed, records, stats

Ask = Callable[..., Any]
EUR = "currency=EUR"


def money(text: str, amount: int | str, modifier: str = "exact", currency: str = "EUR", more: str = "") -> str:
    return f"<MONEY modifier={modifier} amount={amount} currency={currency}{more}>{text}</MONEY>"


def test_a_sum_that_an_article_names_again_is_added_once(ask: Ask) -> None:
    connection = ask(
        a=f"Pour {money('3 M€', 3000000)}.\nCes {money('trois millions d’euros', '3000000.0')} et {money('1 €', 1)}.",
        b=f"Pour {money('3 M€', 3000000)}.",
    )
    assert records(stats(connection, of="amounts")) == [
        {"currency": "EUR", "figures": 3, "low": Decimal(6000001), "high": Decimal(6000001),
         "largest": Decimal(3000000), "inexact": 0, "repeated": 1, "vague": 0, "rates": 0}
    ]  # fmt: skip
    assert [(row["article"], row["low"]) for row in records(stats(connection, of="amounts", by=["article"]))] == [
        ("a", 3000001),
        ("b", 3000000),
    ]


def test_repeated_titles_add_nothing(ask: Ask) -> None:
    title = f"Un marché de {money('2 M€', 2000000)}"
    connection = ask(a=f"{title}\n\n{title}\n\nLe texte dit le reste.")
    every = Filters(sections=SECTIONS)
    (row,) = records(stats(connection, every, of="amounts"))
    assert (row["figures"], row["low"], row["repeated"]) == (1, 2000000, 1)


def test_what_is_left_out_is_counted(ask: Ask) -> None:
    connection = ask(
        a=f"{money('10 €', 10)}, <MONEY modifier=vague {EUR}>des millions d’euros</MONEY>,"
        f" <MONEY modifier=vague low=200 {EUR}>des centaines d’euros</MONEY>,"
        f" {money('5 € par mois', 5, more=' per=mois')},"
        f" <MONEY modifier=between low=3 high=7 {EUR}>3 à 7 €</MONEY>, {money('20 €', 20, 'more_than')},"
        f" {money('4 $', 4, currency='USD')}."
    )
    euros, dollars = records(stats(connection, of="amounts"))
    assert euros == {
        "currency": "EUR", "figures": 3, "low": Decimal(33), "high": Decimal(37), "largest": Decimal(20),
        "inexact": 1, "repeated": 0, "vague": 2, "rates": 1,
    }  # fmt: skip
    assert (dollars["currency"], dollars["low"]) == ("USD", 4)


def test_said_exactly_once_is_said_exactly(ask: Ask) -> None:
    connection = ask(a=f"Près de {money('4 M€', 4000000, 'about')}.\nSoit {money('4 M€', 4000000)}.")
    (row,) = records(stats(connection, of="amounts"))
    assert (row["figures"], row["inexact"], row["repeated"]) == (1, 0, 1)


def test_only_vague_figures_have_no_sum(ask: Ask) -> None:
    connection = ask(a=f"Des <MONEY modifier=vague {EUR}>millions d’euros</MONEY>.")
    (row,) = records(stats(connection, of="amounts"))
    assert (row["figures"], row["low"], row["largest"], row["vague"]) == (0, None, None, 1)


def test_sums_are_exact(ask: Ask) -> None:
    large = "9" * 40
    connection = ask(a=f"{money('beaucoup', large)} et {money('0,1 €', '0.1')}.")
    assert records(stats(connection, of="amounts"))[0]["low"] == Decimal(large + ".1")


def test_things_go_by_noun_singular_and_plural_together(ask: Ask) -> None:
    connection = ask(
        a="<QUANTITY amount=66 noun=drones object=drones>66 drones</QUANTITY> et"
        " <QUANTITY amount=1 noun=drone object=drone>un drone</QUANTITY>,"
        " <QUANTITY amount=5 noun=lots object=lots>5 lots</QUANTITY>."
    )
    assert [(row["noun"], row["figures"], row["low"]) for row in records(stats(connection, of="quantities"))] == [
        ("drones", 2, 67),
        ("lots", 1, 5),
    ]
    assert [row["noun"] for row in records(stats(connection, of="quantities", noun="drone"))] == ["drones"]


def test_mentions_by_label_and_entity(ask: Ask) -> None:
    connection = ask(
        a="<PERSON entity=Zoé>Zoé</PERSON> et <PERSON entity=Zoé>Zoé</PERSON> à <LOCATION>Dax</LOCATION>.",
        b=f"<PERSON>Bob</PERSON> a {money('3 €', 3)} et {money('3 €', 3)}.",
    )
    assert records(stats(connection)) == [
        {"label": "PERSON", "mentions": 3, "distinct": 2, "articles": 2},
        {"label": "MONEY", "mentions": 2, "distinct": 1, "articles": 1},
        {"label": "LOCATION", "mentions": 1, "distinct": 1, "articles": 1},
    ]
    assert records(stats(connection, by=())) == [{"mentions": 6, "distinct": 4, "articles": 2}]
    people = records(stats(connection, Filters(labels=("PERSON",)), by=["entity"]))
    assert [(row["entity"], row["mentions"]) for row in people] == [("Zoé", 2), ("Bob", 1)]
    assert [row["label"] for row in records(stats(connection, words=["Bob"]))] == ["MONEY"]


def test_sums_by_entity_are_those_of_its_sentences(ask: Ask) -> None:
    connection = ask(
        a=f"<COMPANY>Parrot</COMPANY> a payé {money('3 €', 3)}. <PERSON>Zoé</PERSON> a {money('9 €', 9)}."
        f" <COMPANY>Parrot</COMPANY> encore {money('3 €', 3)}. Il reste {money('2 €', 2)}."
    )
    rows = records(stats(connection, of="amounts", by=["entity"]))
    assert [(row["entity"], row["low"], row["repeated"]) for row in rows] == [("Zoé", 9, 0), ("Parrot", 3, 1)]
    (only,) = records(stats(connection, Filters(labels=("COMPANY",)), of="amounts", by=["entity"]))
    assert only["entity"] == "Parrot"


DESCRIBED = {
    "a": {"publisher": "Le Monde", "date": "2020-04-12"},
    "b": {"publisher": "AFP", "date": "2020-05"},
    "c": {"publisher": "AFP", "date": "2019"},
    "d": {},
}


def test_articles_by_publisher_and_month(ask: Ask) -> None:
    connection = ask(described=DESCRIBED, a="Un.", b="Un deux.", c="Trois.", d="Quatre.")
    assert [(row["month"], row["articles"]) for row in records(stats(connection, of="articles", by=["month"]))] == [
        ("2019", 1), ("2020-04", 1), ("2020-05", 1), (None, 1),
    ]  # fmt: skip
    rows, columns, _ = crossed(connection, Filters(), of="articles", by=["publisher", "year"])
    assert columns == ["2019", "2020", "no year"]
    assert rows == [
        {"publisher": "AFP", "total": 2, "2019": 1, "2020": 1},
        {"publisher": None, "total": 1, "no year": 1},
        {"publisher": "Le Monde", "total": 1, "2020": 1},
    ]
    rows, _, _ = crossed(connection, Filters(), of="articles", by=["publisher", "year"], cell="words")
    assert rows[0]["total"] == 3
    assert records(stats(connection, Filters(since="2020"), of="articles")) == [{"articles": 2, "words": 3}]


def test_order_can_be_chosen(ask: Ask) -> None:
    connection = ask(described=DESCRIBED, a="Un.", b="Un deux trois.", c="Trois.", d="Quatre quatre.")
    rows = records(stats(connection, of="articles", by=["publisher"], sort=["-words", "publisher"]))
    assert [row["publisher"] for row in rows] == ["AFP", None, "Le Monde"]
    rows = records(stats(connection, of="articles", by=["publisher"], sort=["-publisher"]))
    assert [row["publisher"] for row in rows] == ["Le Monde", "AFP", None]


def test_nothing_found_has_the_same_columns_and_types(ask: Ask) -> None:
    connection = ask(a="Rien.", b=f"{money('1 €', 1)}")
    for of in ("mentions", "amounts", "quantities"):
        for by in ((), ("article",), ("entity",), ("publisher", "month")):
            full = stats(connection, of=of, by=by).frame
            none = stats(connection, Filters(articles=("a",)), of=of, by=by).frame
            assert len(none) == 0
            assert dict(none.dtypes) == dict(full.dtypes)


@pytest.mark.parametrize(
    "asked",
    [
        {"of": "drones"},
        {"by": ["colour"]},
        {"by": ["year", "month", "label"]},
        {"of": "amounts", "by": ["label"]},
        {"of": "articles", "by": ["entity"]},
        {"of": "articles", "words": ["drone"]},
        {"of": "amounts", "noun": "drone"},
        {"sort": ["words"]},
        {"words": ["Nemo"]},
    ],
)
def test_what_means_nothing_is_refused(ask: Ask, asked: dict[str, Any]) -> None:
    connection = ask(a=f"{money('1 €', 1)}")
    with pytest.raises(UsageError):
        stats(connection, **asked)


def test_labels_mean_nothing_to_sums_but_by_entity(ask: Ask) -> None:
    connection = ask(a=f"<COMPANY>Parrot</COMPANY> {money('1 €', 1)}")
    with pytest.raises(UsageError, match="amounts have one label"):
        stats(connection, Filters(labels=("COMPANY",)), of="amounts")
    with pytest.raises(UsageError, match="MONEY names no entities"):
        stats(connection, Filters(labels=("MONEY",)), of="amounts", by=["entity"])


def test_a_figure_inside_another_adds_nothing() -> None:
    def row(start: int, end: int, amount: int) -> dict[str, Any]:
        counts = dict.fromkeys(("vague", "rates", "repeated", "figures", "inexact"), 0)
        return {"article": "a", "start": start, "end": end, "currency": "EUR", "low": amount, "high": amount, **counts}

    rows = [row(0, 20, 5), row(3, 9, 2), row(30, 40, 2)]
    _judge(rows, "currency")
    assert [each["figures"] for each in rows] == [1, 0, 1]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 4), st.booleans(), st.booleans()), max_size=12))
def test_every_mention_is_added_or_left_out_once(mentions: list[tuple[str, int, bool, bool]]) -> None:
    rows: list[dict[str, Any]] = [
        {"article": article, "start": 10 * at, "end": 10 * at + 5, "currency": "EUR", "low": amount, "high": amount,
         "vague": int(vague), "rates": int(rate and not vague), "repeated": 0, "figures": 0, "inexact": 0}
        for at, (article, amount, vague, rate) in enumerate(sorted(mentions, key=lambda each: each[0]))
    ]  # fmt: skip
    _judge(rows, "currency")
    for row in rows:
        assert row["vague"] + row["rates"] + row["repeated"] + row["figures"] == 1
    added = [(row["article"], row["low"]) for row in rows if row["figures"]]
    assert len(added) == len(set(added))


def test_the_seeds_read(shared: Any, tmp_path: Any) -> None:
    from dronewatch import index, settings

    connection = index.open(settings.load(tmp_path, {}, corpus=[str(shared / "seeds")]))
    rows: list[Mapping[str, Any]] = records(stats(connection, of="amounts", by=["article"]))
    connection.close()
    assert [(row["figures"], row["low"], row["inexact"]) for row in rows] == [
        (4, 7105000, 0), (1, 4000000, 1), (1, 2400000, 0),
    ]  # fmt: skip


def test_entities_of_one_name_and_several_labels_stay_apart(ask: Ask) -> None:
    connection = ask(
        a=f"<LOCATION entity=Orange>Orange</LOCATION> paie {money('3 €', 3)}.",
        b=f"<COMPANY entity=Orange>Orange</COMPANY> et <COMPANY entity=Parrot>Parrot</COMPANY> : {money('5 €', 5)}.",
    )
    counted = records(stats(connection, by=["entity"]))
    assert sorted(row["entity"] for row in counted) == ["Orange (COMPANY)", "Orange (LOCATION)", "Parrot"]
    assert [row["distinct"] for row in counted] == [1, 1, 1]
    summed = {row["entity"]: row["low"] for row in records(stats(connection, of="amounts", by=["entity"]))}
    assert summed == {"Orange (COMPANY)": 5, "Orange (LOCATION)": 3, "Parrot": 5}
