"""Documents of other tools find their articles."""

from __future__ import annotations

from dronewatch.annotate.exchange import Document
from dronewatch.annotate.incoming import place
from dronewatch.annotate.model import Annotation
from dronewatch.errors import DronewatchError
from dronewatch.model import Article

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
