"""Decisions in an index: they change entities alone, nothing is tagged again, and without them all is as before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dronewatch.errors import DataError
from dronewatch.query import Filters, entities, entity

A = "Lyon achète 12 drones à Villeurbanne.\nParis paie 300 euros à Lyon."
B = "Nantes vend 5 drones à Paris."
MERGE = "- merge: [Villeurbanne]\n  into: Lyon\n  label: LOCATION\n"
RELABEL = "- relabel: Paris\n  label: LOCATION\n  to: COMPANY\n"
RENAME = "- rename: Nantes\n  label: LOCATION\n  to: Ville de Nantes\n"


def _decide(corpus: Any, text: str) -> None:
    path: Path = corpus.folder / "data" / "entities.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _entities(corpus: Any) -> list[tuple[str, str, int]]:
    rows = entities.entities(corpus.open())
    return sorted((row["label"], row["entity"], row["mentions"]) for row in rows)


@pytest.fixture
def filled(corpus: Any) -> Any:
    corpus.write("a.txt", A)
    corpus.write("b.txt", B)
    corpus.rows()
    return corpus


def test_decisions_hold_without_tagging_again(filled: Any) -> None:
    before = filled.rows()
    _decide(filled, MERGE + RELABEL + RENAME)
    assert _entities(filled) == [("COMPANY", "Paris", 2), ("LOCATION", "Lyon", 3), ("LOCATION", "Ville de Nantes", 1)]
    assert (filled.tagged, filled.notes) == ([], [])
    connection = filled.open()
    assert [row["text"] for row in entities.mentions(connection, Filters(labels=("COMPANY",)))] == ["Paris", "Paris"]
    assert {row[6] for row in connection.execute("SELECT * FROM spans WHERE entity = 'Paris'")} == {"COMPANY"}
    (filled.folder / "data" / "entities.yaml").unlink()
    assert filled.rows() == before
    assert filled.tagged == []


def test_they_hold_for_articles_that_come_later(filled: Any) -> None:
    _decide(filled, MERGE + RELABEL)
    filled.open()
    filled.write("c.txt", "Paris voit Villeurbanne.")
    assert _entities(filled) == [("COMPANY", "Paris", 3), ("LOCATION", "Lyon", 4), ("LOCATION", "Nantes", 1)]
    assert filled.tagged == ["c"]


def test_an_index_made_with_decisions_is_that_made_before_them(filled: Any) -> None:
    _decide(filled, MERGE + RELABEL)
    one = filled.rows()
    filled.file.unlink()
    assert filled.rows() == one


def test_a_name_within_an_article_is_split_and_joined_again(filled: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fake tagger makes `Lyon` and `Villeurbanne` one entity of the article."""
    from dataclasses import replace

    from dronewatch import resolve

    tag = resolve.tag

    def merged(articles: Any, **options: Any) -> Any:
        for each in tag(articles, **options):
            spans = (replace(span, entity="Villeurbanne") if span.text == "Lyon" else span for span in each.spans)
            yield replace(each, spans=tuple(spans))

    monkeypatch.setattr(resolve, "tag", merged)
    filled.file.unlink()
    before = filled.rows()
    assert _entities(filled)[-1] == ("LOCATION", "Villeurbanne", 3)
    _decide(filled, "- split: lyon\n  from: Villeurbanne\n  label: LOCATION\n")
    assert _entities(filled) == [
        ("LOCATION", "Lyon", 2), ("LOCATION", "Nantes", 1), ("LOCATION", "Paris", 2), ("LOCATION", "Villeurbanne", 1),
    ]  # fmt: skip
    assert filled.tagged == []
    rows = list(entity.entity(filled.open(), "LYON"))
    assert [(row["line"], row["column"], row["why"]) for row in rows] == [
        (1, 1, "split from Villeurbanne by decision"),
        (2, 24, "split from Villeurbanne by decision"),
    ]
    _decide(filled, "")
    assert filled.rows() == before


def test_what_names_nothing_is_noted_and_no_error(filled: Any) -> None:
    _decide(filled, MERGE + "- rename: Brest\n  to: Quimper\n  label: LOCATION\n")
    filled.open()
    assert filled.notes == [f"{filled.settings.decisions}: a decision changes nothing in these articles (line 4)"]
    filled.open()
    assert filled.notes == []


def test_a_file_that_is_wrong_is_said_every_time_and_changes_nothing(filled: Any) -> None:
    _decide(filled, MERGE)
    before = filled.rows()
    _decide(filled, MERGE + "- merge: Paris\n")
    for _ in range(2):
        with pytest.raises(DataError, match=r"entities\.yaml:4: the item has no “into”"):
            filled.open()
    _decide(filled, MERGE)
    assert filled.rows() == before
