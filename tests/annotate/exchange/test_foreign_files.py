"""Files as other tools write them: offsets in UTF-16, foreign labels, several annotators; each problem is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dronewatch.annotate import exchange
from dronewatch.annotate.exchange import Document
from dronewatch.annotate.exchange.offsets import CodeUnits, settle
from dronewatch.annotate.model import Annotation
from dronewatch.errors import DataError, DronewatchError, UsageError

TEXT = "😀 Parrot vend 🚁 à la Suisse"  # code points: Parrot 2–8, Suisse 21–27; code units: 3–9, 23–29


def _read(name: str, path: Path, **texts: str) -> tuple[list[Document], list[str]]:
    problems: list[DronewatchError] = []
    folder = path if path.is_dir() else path.parent
    found = list(exchange.read(name, path, problems.append, texts=texts))
    return found, [str(problem).replace(f"{folder}/", "") for problem in problems]


def _bounds(document: Document) -> list[tuple[int, int, str, str]]:
    return [(span.start, span.end, span.label, span.exact) for span in document.spans]


def _region(start: int, end: int, label: str, quote: str | None) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": [label]} | ({"text": quote} if quote else {})
    return {"from_name": "label", "to_name": "text", "type": "labels", "value": value}


PARROT, SUISSE = (2, 8, "COMPANY", "Parrot"), (21, 27, "LOCATION", "Suisse")


@pytest.mark.parametrize(("first", "second"), [((2, 8), (21, 27)), ((3, 9), (23, 29))])
def test_label_studio_may_count_either_way(tmp_path: Path, first: tuple[int, int], second: tuple[int, int]) -> None:
    result = [_region(*first, "COMPANY", "Parrot"), _region(*second, "LOCATION", "Suisse")]
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([{"data": {"text": TEXT}, "annotations": [{"result": result}]}]))
    [document], problems = _read("labelstudio", path)
    assert _bounds(document) == [PARROT, SUISSE]
    assert problems == []


@pytest.mark.parametrize(("first", "second"), [("2 8", "21 27"), ("3 9", "23 29")])
def test_brat_may_count_either_way(tmp_path: Path, first: str, second: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.ann").write_text(f"T1\tCOMPANY {first}\tParrot\nT2\tLOCATION {second}\tSuisse\n")
    [document], problems = _read("brat", tmp_path)
    assert document.id == "a"
    assert _bounds(document) == [PARROT, SUISSE]
    assert problems == []


def test_code_units_there_and_back() -> None:
    units = CodeUnits(TEXT)
    assert [units.to_point(units.to_units(at)) for at in range(len(TEXT) + 1)] == list(range(len(TEXT) + 1))
    assert [units.to_units(at) for at in range(len(TEXT) + 1)] == [
        len(TEXT[:at].encode("utf-16-le")) // 2 for at in range(len(TEXT) + 1)
    ]
    assert units.to_point(1) is None  # within 😀
    assert units.to_point(len(TEXT) + 3) is None


def test_without_quotes_offsets_are_code_points_unless_they_lie_outside() -> None:
    assert settle(TEXT, [(2, 8, None)]) == [(2, 8)]
    assert settle(TEXT, [(5, 99, None)]) == [None]


def test_brat_names_what_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Parrot vend des drones.\nSuisse.")
    lines = [
        "T1\tCOMPANY 0 6\tParrot",
        "T2\tCity 24 30\tSuisse",
        "T3\tCOMPANY 1 6\tParrot",
        "R1\tSells Arg1:T1 Arg2:T2",
        "T4\tCOMPANY 0 6;16 22\tParrot drones",
        "#1\tAnnotatorNotes T1\tà revoir",
    ]
    (tmp_path / "a.ann").write_text("\n".join(lines) + "\n")
    (tmp_path / "b.ann").write_text("")
    [document], problems = _read("brat", tmp_path)
    assert _bounds(document) == [(0, 6, "COMPANY", "Parrot"), (24, 30, "City", "Suisse")]
    places = sorted(problem.split(": ")[0] for problem in problems)
    assert places == [*(f"a.ann:{line}" for line in range(3, 7)), "b.txt"]


def test_brat_quotes_the_pieces_of_a_passage_as_brat_does(tmp_path: Path) -> None:
    text = "Parrot\r\n\r\nvend\tdes\u2028drones"
    exchange.write("brat", [Document("a", text, (Annotation(0, 25, "COMPANY", text[:25]),))], tmp_path, print)
    assert (tmp_path / "a.ann").read_text() == "T1\tCOMPANY 0 6;10 25\tParrot vend des drones\n"
    assert _bounds(_read("brat", tmp_path)[0][0]) == [(0, 25, "COMPANY", text)]


def test_prodigy_answers_count(tmp_path: Path) -> None:
    tasks = [
        {"text": TEXT, "spans": [{"start": 2, "end": 8, "label": "COMPANY", "token_start": 1}], "answer": "accept"},
        {"text": TEXT, "spans": [{"start": 21, "end": 27, "label": "COMPANY"}], "answer": "reject"},
        {"text": TEXT, "spans": [{"start": 0, "end": 1, "label": "COMPANY"}], "answer": "ignore"},
        {"text": TEXT, "spans": [{"start": 0, "end": 1, "label": "ORG"}, {"start": 9, "end": 999, "label": "MONEY"}]},
    ]
    path = tmp_path / "tasks.jsonl"
    path.write_text("".join(json.dumps(task) + "\n" for task in tasks) + "{\n")
    [document], problems = _read("prodigy", path)
    assert _bounds(document) == [(0, 1, "ORG", "😀"), PARROT]
    assert [(span.start, span.label) for span in document.rejected] == [(21, "COMPANY")]
    assert [problem.split(": ")[0] for problem in problems] == [f"tasks.jsonl:{line}" for line in (3, 4, 5)]


def test_prodigy_keeps_people_apart_and_sessions_together(tmp_path: Path) -> None:
    tasks = [
        {"text": TEXT, "spans": [{"start": start, "end": start + 6, "label": "COMPANY"}], "_annotator_id": who}
        for start, who in (
            (2, "set-ab"), (21, "set-cd"), (2, "set-2024-05-06_07-08-09"), (21, "set-2024-05-07_07-08-09"), (9, None)
        )
    ]  # fmt: skip
    path = tmp_path / "tasks.jsonl"
    path.write_text("".join(json.dumps(task) + "\n" for task in tasks))
    documents, problems = _read("prodigy", path)
    assert [(each.annotator, [span.start for span in each.spans]) for each in documents] == [
        ("set-ab", [2]),
        ("set-cd", [21]),
        ("", [2, 9, 21]),
    ]
    assert problems == []


def test_conll_finds_the_article_by_its_words(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_text(
        "-DOCSTART- -X- -X- O\n\nParrot\tI-COMPANY\nvend\tO\n\n5400 B-QUANTITY\nen O\nSuisse I-LOCATION\n\n"
        "-DOCSTART- -X- O\nx O\n"
    )
    [document], problems = _read("conll", path, b="Parrot vend", a="Parrot  vend\r\n5\u202f400 en\u00a0Suisse", c="")
    assert document.id == "a"
    assert _bounds(document) == [
        (0, 6, "COMPANY", "Parrot"),
        (14, 19, "QUANTITY", "5\u202f400"),
        (23, 29, "LOCATION", "Suisse"),
    ]
    assert problems == ["a.conll:10: the words “x…” are of no article of the corpus"]
    # a part is enough, unless it is short or of several articles
    part = "Hier, Parrot vend 5 400 en Suisse. Demain aussi."
    assert _bounds(_read("conll", path, a=part)[0][0])[0] == (6, 12, "COMPANY", "Parrot")
    assert "of 2 articles: a, b" in _read("conll", path, a=part, b=part)[1][0]


def test_spacy_reads_our_conll(tmp_path: Path) -> None:
    from spacy.training.converters import conll_ner_to_docs

    documents = [Document(name, TEXT, (Annotation(2, 8, "COMPANY", "Parrot"),)) for name in "ab"]
    exchange.write("conll", documents, tmp_path / "a.conll", print)
    docs = list(conll_ner_to_docs((tmp_path / "a.conll").read_text(), no_print=True))
    assert [[(ent.text, ent.label_) for ent in doc.ents] for doc in docs] == [[("Parrot", "COMPANY")]] * 2
    assert docs[0].text.split() == ["😀", "Parrot", "vend", "🚁", "à", "la", "Suisse"]


@pytest.mark.parametrize(("name", "content"), [("docbin", b"junk"), ("labelstudio", b"{}"), ("labelstudio", b"[")])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(DataError):
        _read(name, path)


@pytest.mark.parametrize("name", exchange.FORMATS)
def test_every_format_says_that_a_file_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataError):
        _read(name, tmp_path / "nothing")


def test_unknown_format() -> None:
    with pytest.raises(UsageError, match="unknown exchange format"):
        exchange.write("xml", [], "x", print)


def test_docbin_entities_of_another_program_are_read(tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    doc = spacy.blank("xx")(TEXT)
    doc.ents = [doc.char_span(2, 8, label="COMPANY"), doc.char_span(21, 27, label="GPE")]
    path = tmp_path / "train.spacy"
    DocBin(docs=[doc]).to_disk(path)
    [document], problems = _read("docbin", path)
    assert _bounds(document) == [PARROT, (21, 27, "GPE", "Suisse")]
    assert problems == []


def test_label_studio_gives_what_each_person_made(tmp_path: Path) -> None:
    def made(who: Any, *regions: Any, cancelled: bool = False) -> dict[str, Any]:
        return {"completed_by": who, "result": list(regions), "was_cancelled": cancelled}

    parrot, suisse = _region(2, 8, "COMPANY", "Parrot"), _region(21, 27, "LOCATION", "Suisse")
    tasks = [
        {"data": {"text": TEXT}, "annotations": [made(7, parrot), made({"id": 9, "email": "b@c"}, suisse), made(7)]},
        {"data": {"text": "autre"}, "annotations": [made(7, cancelled=True)]},
        {"data": {"text": "autre"}},
        {"text": "a JSON-MIN export", "label": []},
    ]
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps(tasks))
    documents, problems = _read("labelstudio", path)
    assert [(document.annotator, _bounds(document)) for document in documents] == [("7", []), ("b@c", [SUISSE])]
    assert [problem.split(": ", 1)[1] for problem in problems] == [
        "task 1: was done more than once by 7; only the last is read",
        "task 2: nobody has finished it; it is not read",
        "task 3: nobody has finished it; it is not read",
        "task 4: has no data.text (export from Label Studio as JSON, not JSON-MIN)",
    ]
