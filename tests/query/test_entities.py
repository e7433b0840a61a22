"""Entities: counts, names and first passages of what was asked for only."""

from __future__ import annotations

from typing import Any

import pytest

from dronewatch.errors import UsageError
from dronewatch.query import Filters, articles, entities, labels, show

HENRI = '<PERSON entity="Henri Seydoux">Henri Seydoux</PERSON>'
SURNAME = '<PERSON entity="Henri Seydoux">Seydoux</PERSON>'
LYON = "<LOCATION>Lyon</LOCATION>"
PARIS_COMMENT = "<LOCATION section=comment>Paris</LOCATION>"
PARIS = "<LOCATION>Paris</LOCATION>"


@pytest.fixture
def connection(ask: Any) -> Any:
    return ask(
        a=f"Hier à {LYON}.\nPuis {PARIS_COMMENT}, {PARIS_COMMENT} et {PARIS_COMMENT}.",
        b=f"{HENRI} dirige. {SURNAME} parle à {LYON}, à {PARIS} et à {LYON}.",
    )


def _rows(rows: Any, *keys: str) -> list[tuple[Any, ...]]:
    return [tuple(row[key] for key in keys) for row in rows]


def test_the_most_mentioned_first_then_by_name(connection: Any) -> None:
    rows = list(entities.entities(connection))
    assert _rows(rows, "entity", "label", "mentions", "articles") == [
        ("Lyon", "LOCATION", 3, 2),
        ("Henri Seydoux", "PERSON", 2, 1),
        ("Paris", "LOCATION", 1, 1),
    ]
    assert tuple(rows[0]) == entities.COLUMNS
    assert rows[1]["names"] == ["Henri Seydoux", "Seydoux"]


def test_first_is_in_the_corpus_order(connection: Any) -> None:
    first = {row["entity"]: row["first"].rpartition("/")[2] for row in entities.entities(connection)}
    assert first == {"Lyon": "a.txt:1:8", "Henri Seydoux": "b.txt:1:1", "Paris": "b.txt:1:47"}


def test_sections_decide_counts_and_first(connection: Any) -> None:
    rows = list(entities.entities(connection, Filters(sections=("comment",))))
    assert _rows(rows, "entity", "mentions", "articles") == [("Paris", 3, 1)]
    assert rows[0]["first"].endswith("a.txt:2:6")
    rows = list(entities.entities(connection, Filters(sections=("body", "comment"))))
    assert _rows(rows, "entity", "mentions", "articles")[0] == ("Paris", 4, 2)


def test_articles_decide_counts_names_and_first(connection: Any) -> None:
    rows = list(entities.entities(connection, Filters(articles=("b",))))
    assert _rows(rows, "entity", "mentions", "articles") == [("Henri Seydoux", 2, 1), ("Lyon", 2, 1), ("Paris", 1, 1)]
    assert rows[1]["first"].endswith("b.txt:1:39")
    both = list(entities.entities(connection, Filters(articles=("a", "b"))))
    assert both == list(entities.entities(connection))


def test_labels_limit_and_sort(connection: Any) -> None:
    assert _rows(entities.entities(connection, Filters(labels=("PERSON",))), "entity") == [("Henri Seydoux",)]
    assert _rows(entities.entities(connection, limit=1), "entity") == [("Lyon",)]
    for sort, names in {
        "name": ["Henri Seydoux", "Lyon", "Paris"],
        "-name": ["Paris", "Lyon", "Henri Seydoux"],
        "-mentions": ["Lyon", "Henri Seydoux", "Paris"],
        "-articles": ["Lyon", "Henri Seydoux", "Paris"],
        "first": ["Lyon", "Henri Seydoux", "Paris"],
    }.items():
        assert [row["entity"] for row in entities.entities(connection, sort=[sort])] == names, sort
    with pytest.raises(UsageError, match="cannot sort"):
        entities.entities(connection, sort=["size"])


def test_mentions_are_one_row_a_passage(connection: Any) -> None:
    rows = list(entities.mentions(connection))
    assert _rows(rows, "article", "line", "column", "text", "entity") == [
        ("a", 1, 8, "Lyon", "Lyon"),
        ("b", 1, 1, "Henri Seydoux", "Henri Seydoux"),
        ("b", 1, 23, "Seydoux", "Henri Seydoux"),
        ("b", 1, 39, "Lyon", "Lyon"),
        ("b", 1, 47, "Paris", "Paris"),
        ("b", 1, 58, "Lyon", "Lyon"),
    ]
    assert set(entities.MENTION_COLUMNS) <= set(rows[0])
    assert rows[1]["sentence"] == "Henri Seydoux dirige."
    assert len(list(entities.mentions(connection, Filters(labels=("PERSON",)), limit=1))) == 1
    with pytest.raises(UsageError, match="no article"):
        entities.mentions(connection, Filters(articles=("zz",)))


def test_articles_count_words_and_spans_of_the_chosen_sections(connection: Any) -> None:
    rows = list(articles.articles(connection))
    assert _rows(rows, "article", "spans", "words") == [("a", 1, 8), ("b", 5, 12)]
    assert tuple(rows[0]) == articles.COLUMNS
    assert _rows(articles.articles(connection, sort=["-spans"], limit=1), "article") == [("b",)]
    assert _rows(articles.articles(connection, Filters(labels=("PERSON",))), "spans") == [(0,), (2,)]


def test_labels_are_counted(connection: Any) -> None:
    rows = {row["label"]: (row["spans"], row["articles"]) for row in labels.labels(connection)}
    assert rows["LOCATION"] == (4, 2) and rows["PERSON"] == (2, 1) and rows["MONEY"] == (0, 0)


def test_show_has_all_of_one_article(ask: Any) -> None:
    connection = ask(a=f"{LYON} paie <MONEY amount=1.50 currency=EUR per=an>1,50 €</MONEY>.\n{PARIS_COMMENT} rit.")
    found = show.show(connection, "a", Filters(sections=("title", "body", "promo", "comment")))
    assert found["text"].startswith("Lyon paie")
    assert [found["text"][span["start"] : span["end"]] for span in found["spans"]] == ["Lyon", "1,50 €", "Paris"]
    assert found["spans"][1]["value"] == {
        "modifier": "exact", "amount": "1.50", "low": None, "high": None, "currency": "EUR", "tax": None, "per": "an",
    }  # fmt: skip
    assert found["spans"][0] | {"entity": "Lyon", "value": None, "source": "test"} == found["spans"][0]
    assert len(show.show(connection, "a")["spans"]) == 2
    assert [span["label"] for span in show.show(connection, "a", Filters(labels=("MONEY",)))["spans"]] == ["MONEY"]
    with pytest.raises(UsageError, match="no article “b”"):
        show.show(connection, "b")
