"""What the model is given in training, and what it has to find out."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.tokens import Doc, DocBin, Span

from dronewatch.pipeline import FrenchPress
from training import reader


@pytest.fixture
def nlp() -> FrenchPress:
    return FrenchPress()


def _write(nlp: FrenchPress, path: Path, word: str) -> Path:
    doc = Doc(nlp.vocab, words=[word, "parle"], spaces=[True, False], tags=["B-PERSON", ""])
    doc.ents = [Span(doc, 0, 1, label="PERSON")]
    DocBin(["ORTH", "SPACY", "TAG", "ENT_IOB", "ENT_TYPE"], docs=[doc]).to_disk(path)
    return path


def test_proposals_are_given_names_are_not(nlp, tmp_path) -> None:
    (example,) = reader.create([_write(nlp, tmp_path / "a.spacy", "Maltrand")])(nlp)
    assert [token.tag_ for token in example.predicted] == ["B-PERSON", ""]
    assert not example.predicted.ents
    assert [(ent.text, ent.label_) for ent in example.reference.ents] == [("Maltrand", "PERSON")]


def test_what_people_annotated_comes_more_often(nlp, tmp_path) -> None:
    paths = [_write(nlp, tmp_path / f"{word}.spacy", word) for word in ("Maltrand", "Dupuis")]
    words = [example.reference[0].text for example in reader.create(paths, repeat_first=3)(nlp)]
    assert words == ["Maltrand"] * 3 + ["Dupuis"]
