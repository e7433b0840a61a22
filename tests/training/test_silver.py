"""What several teachers make of raw news: names on which most of them agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, DocBin, Span

WORDS = ["Lina", "Maltrand", "a", "quitté", "Radarix", "et", "Ormel", "."]


@pytest.fixture
def silver(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "training"))  # its scripts import each other so
    return import_module("silver")


def _seen(*names: tuple[int, int, str]) -> Doc:
    doc = Doc(spacy.blank("fr").vocab, WORDS)
    doc.ents = [Span(doc, start, end, label) for start, end, label in names]
    return doc


def test_most_teachers_have_to_agree_on_bounds_and_label(silver: Any) -> None:
    agreed: Callable[[Sequence[Doc]], list[tuple[int, int, str]]] = silver.agreed
    person, half, firm, place = (0, 2, "PERSON"), (1, 2, "PERSON"), (4, 5, "COMPANY"), (4, 5, "LOCATION")
    assert agreed([_seen(person, firm), _seen(person, place), _seen(half, firm)]) == [person, firm]
    assert agreed([_seen(person), _seen(firm), _seen((6, 7, "LOCATION"))]) == []
    assert agreed([_seen(firm), _seen()]) == []  # one of two are not more than half
    assert agreed([_seen(half, firm)]) == [half, firm]


def test_what_they_agree_on_is_written(silver: Any, tmp_path: Path) -> None:
    def teacher(number: int, *known: str) -> Path:
        nlp = spacy.blank("fr")
        nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": name} for name in known])
        nlp.to_disk(tmp_path / f"teacher{number}")
        return tmp_path / f"teacher{number}"

    raw = DocBin(["ORTH", "SPACY", "TAG"])
    raw.add(Doc(spacy.blank("fr").vocab, WORDS, tags=["B-PERSON", "I-PERSON", *[""] * 6]))
    raw.to_disk(tmp_path / "raw.spacy")
    silver.main(tmp_path, [teacher(1, "Lina Maltrand"), teacher(2, "Lina Maltrand", "Ormel"), teacher(3, "Radarix")])
    (doc,) = DocBin().from_disk(tmp_path / "silver.spacy").get_docs(spacy.blank("fr").vocab)
    assert [(name.text, name.label_) for name in doc.ents] == [("Lina Maltrand", "PERSON")]
    assert [token.tag_ for token in doc][:2] == ["B-PERSON", "I-PERSON"]
