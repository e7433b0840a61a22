"""Documents of other tools find their articles."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dronewatch.annotate.exchange import Document
from dronewatch.annotate.incoming import of_one, place, renamed
from dronewatch.annotate.model import Annotation
from dronewatch.errors import DataError, DronewatchError
from dronewatch.model import Article, Value

TEXT = "Un titre\r\n\r\nLa société Parrot vend des drones à Nantes.\r\nFin."


def _placed(*documents: Document) -> tuple[list[tuple[str, list[str]]], list[str]]:
    problems: list[DronewatchError] = []
    found = place(documents, [Article("a", TEXT), Article("b", "Rien")], problems.append)
    spans = [(article.id, [article.text[span.start : span.end] for span in doc.spans]) for article, doc in found]
    return spans, [str(problem) for problem in problems]


def _marked(text: str, words: str) -> tuple[Annotation, ...]:
    at = text.index(words)
    return (Annotation(at, at + len(words), "COMPANY", words),)


def test_by_id_by_text_by_part_and_without_carriage_returns() -> None:
    lost = TEXT.replace("\r", "")
    part = "La société Parrot vend des drones à Nantes."
    for document in (
        Document("a", TEXT, _marked(TEXT, "Parrot")),
        Document("", TEXT, _marked(TEXT, "Parrot")),
        Document("x-17", part, _marked(part, "Parrot")),
        Document("a", lost, _marked(lost, "Parrot")),
    ):
        assert _placed(document) == ([("a", ["Parrot"])], [])


def test_parts_of_one_article_become_one_document() -> None:
    parts = ["La société Parrot vend", "des drones à Nantes.\r\nFin."]
    documents = [
        Document("", parts[0], _marked(parts[0], "Parrot")),
        Document("", parts[1], _marked(parts[1], "Nantes")),
    ]
    assert _placed(*documents) == ([("a", ["Parrot", "Nantes"])], [])


def test_what_is_not_found_is_said() -> None:
    found, problems = _placed(Document("z", "Tout autre chose que cela", ()))
    assert found == [] and "no article “z”" in problems[0]
    other = TEXT.replace("Parrot", "Thales")
    found, problems = _placed(Document("a", other, _marked(other, "Thales")))
    assert found == [("a", [])] and "Thales" in problems[0]


def test_foreign_labels_become_ours_are_left_out_or_listed_once() -> None:
    def span(label: str, value: Value | None = None) -> Annotation:
        return Annotation(0, 2, label, "Un", value)

    money, twelve = Value(amount=Decimal(1), currency="EUR"), Value(amount=Decimal(12))
    spans = (span("PER"), span("MONEY", money), span("MISC"), span("GPE"), span("PERCENT", twelve))
    names = {"PER": "PERSON", "MISC": None, "PERCENT": "QUANTITY"}
    problems: list[DronewatchError] = []
    documents = [Document("a", TEXT, spans, (span("GPE"),)), Document("b", "Rien", (span("GPE"),))]
    one, other = renamed(documents, names, problems.append)
    # a value of another label says nothing of this one
    assert one.spans == (span("PERSON"), span("MONEY", money), span("QUANTITY"))
    assert one.rejected == other.spans == ()
    assert [problem.message for problem in problems] == ["unknown label “GPE”: 3 passages not read"]
    assert "--rename GPE=LABEL" in str(problems[0].hint)


def test_one_person_is_read_and_nobody_guessed() -> None:
    def by(who: str, text: str = TEXT) -> Document:
        return Document("", text, annotator=who)

    assert of_one([by("a"), by("b", "Rien")]) == [by("a"), by("b", "Rien")]  # no text twice
    with pytest.raises(DataError, match=r"1 texts? .* several people: a \(1\), b \(2\)"):
        of_one([by("a"), by("b"), by("b", "Rien")])
    assert of_one([by("a"), by("b"), by("b", "Rien")], "b") == [by("b"), by("b", "Rien")]
    with pytest.raises(DataError, match=r"“c” has made no document; there are: a \(1\)"):
        of_one([by("a")], "c")
