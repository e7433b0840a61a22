"""Records that are, byte for byte, those that the index holds pass unread; the index says what a new one would."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from dronewatch.corpus import jsonl
from dronewatch.index import build


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines that were parsed."""
    lines: list[str] = []
    record = jsonl._record
    monkeypatch.setattr(jsonl, "_record", lambda line: [lines.append(bytes(line).decode().strip()), record(line)][1])
    return lines


def _once(corpus: Any) -> dict[str, list[Any]]:
    """What an index says that is made at once."""
    corpus.options["index"] = f"{len(list(corpus.folder.iterdir()))}-once.sqlite"
    try:
        return corpus.rows()
    finally:
        del corpus.options["index"]


def _articles(number: int) -> list[dict[str, Any]]:
    return [{"id": f"a{at}", "text": f"Lyon a {at + 1} drones."} for at in range(number)]


def test_only_what_changed_is_parsed(corpus: Any, parsed: list[str]) -> None:
    records = _articles(20)
    corpus.records("a.jsonl", *records, age=99)
    corpus.rows()
    assert len(parsed) == 20
    parsed.clear()
    records[7]["text"] += " Fin."
    corpus.records("a.jsonl", *records, age=98)
    assert corpus.rows() == _once(corpus)
    assert [json.loads(line)["id"] for line in parsed[:-20]] == ["a7"]


def test_records_that_moved(corpus: Any, parsed: list[str]) -> None:
    records = _articles(20)
    corpus.records("a.jsonl", *records, age=99)
    corpus.rows()
    parsed.clear()
    corpus.records("a.jsonl", {"id": "new", "text": "Paris."}, *records[1:], age=98)
    corpus.open().close()
    assert corpus.tagged == ["new"]
    assert len(parsed) == 1
    corpus.records("a.jsonl", {"id": "new", "text": "Paris."}, *reversed(records[1:]), age=97)
    assert corpus.rows() == _once(corpus)
    assert len(parsed) == 21


def test_ids_that_come_from_the_line(corpus: Any) -> None:
    corpus.records("a.jsonl", {"text": "Lyon."}, {"text": "Paris."}, {"text": "Lyon."}, age=99)
    corpus.rows()
    corpus.records("a.jsonl", {"text": "Nantes."}, {"text": "Lyon."}, {"text": "Paris."}, {"text": "Lyon."}, age=98)
    rows = corpus.rows()
    assert rows == _once(corpus)
    assert [row[0] for row in rows["articles"]] == ["a-1", "a-2", "a-3", "a-4"]


def test_ids_that_are_taken(corpus: Any) -> None:
    records = _articles(3)
    corpus.records("a.jsonl", *records, age=99)
    corpus.rows()
    corpus.records("a.jsonl", {"id": "a2", "text": "Nantes."}, *records, records[1], age=98)
    assert corpus.rows() == _once(corpus)
    assert [(problem.line, problem.message) for problem in corpus.problems] == [
        (4, "the id “a2” is taken by " + str(corpus.folder / "articles" / "a.jsonl") + ":1"),
        (5, "the id “a1” is taken by " + str(corpus.folder / "articles" / "a.jsonl") + ":3"),
    ]
    corpus.records("0.jsonl", {"id": "a0", "text": "Brest."}, age=98)
    assert corpus.rows() == _once(corpus)


def test_what_corpus_yaml_says_of_a_file(corpus: Any, parsed: list[str]) -> None:
    corpus.records("a.jsonl", *_articles(3), age=99)
    corpus.write("corpus.yaml", "- file: a.jsonl\n  publisher: Le Courrier\n", age=99)
    corpus.rows()
    parsed.clear()
    corpus.write("corpus.yaml", "- file: a.jsonl\n  publisher: Le Fanal\n  date: 2020-02-02\n", age=99)
    (corpus.folder / "articles" / "a.jsonl").write_bytes((corpus.folder / "articles" / "a.jsonl").read_bytes() + b"\n")
    rows = corpus.rows()
    assert len(parsed) == 3
    assert {row[4] for row in rows["articles"]} == {"2020-02-02"}
    assert rows == _once(corpus)


def test_dates_that_are_none_are_said_each_time(corpus: Any) -> None:
    records = [article | {"date": "demain"} for article in _articles(3)]
    corpus.records("a.jsonl", *records, age=99)
    corpus.rows()
    corpus.records("a.jsonl", *records, *_articles(9)[5:], age=98)
    assert corpus.rows() == _once(corpus)
    assert [problem.message for problem in corpus.problems] == [
        "“demain” is no date, as in 2 more articles of the file"
    ]


def test_what_the_user_calls_the_columns(corpus: Any) -> None:
    corpus.records("a.jsonl", {"id": "a", "text": "Lyon.", "corps": "Paris."}, age=99)
    assert corpus.rows()["articles"][0][-1] == "Lyon."
    corpus.options["columns"] = ["text=corps"]
    assert corpus.rows()["articles"][0][-1] == "Paris."


def test_more_than_may_pass_unread(corpus: Any, monkeypatch: pytest.MonkeyPatch, parsed: list[str]) -> None:
    monkeypatch.setattr(build, "_UNREAD", 5)
    records = _articles(20)
    corpus.records("a.jsonl", *records, age=99)
    corpus.rows()
    parsed.clear()
    corpus.records("a.jsonl", *records[1:], age=98)
    corpus.open().close()
    assert len(parsed) == 15
    assert corpus.rows() == _once(corpus)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_edited(seed: int, corpus: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_KEPT", seed % 5)  # files are read once or twice
    chance = random.Random(seed)
    towns = ["Lyon", "Paris", "Brest", "Nantes"]
    files: dict[str, list[dict[str, Any] | str]] = {"a.jsonl": [], "b.jsonl": [], "c.ndjson": []}

    def made() -> dict[str, Any] | str:
        record: dict[str, Any] = {"text": f"{chance.choice(towns)} et {chance.randrange(4)} drones."}
        if chance.random() < 0.8:
            record["id"] = chance.choice(["a-1", "b-3", *(f"n{number}" for number in range(25))])
        if chance.random() < 0.2:
            record["date"] = chance.choice(["2020-01-02", "hier", 12])
        return record if chance.random() < 0.9 else chance.choice(["{", "[]", "", '{"id": 1}'])

    for step in range(6):
        for name, records in files.items():
            for _ in range(chance.choice([0, 1, 3, 6])):
                at = chance.randrange(len(records) + 1)
                records.insert(at, made() if not records or chance.random() < 0.8 else chance.choice(records))
                if chance.random() < 0.4:
                    records.pop(chance.randrange(len(records)))
            if chance.random() < 0.2:
                chance.shuffle(records)
            lines = [line if isinstance(line, str) else json.dumps(line) for line in records]
            corpus.write(name, "\n".join(lines), age=99 - step)
        if chance.random() < 0.3:
            corpus.write("corpus.yaml", f"- file: a.jsonl\n  publisher: {chance.choice(towns)}\n", age=99 - step)
        assert corpus.rows() == _once(corpus)
        (corpus.folder / "articles" / "corpus.yaml").unlink(missing_ok=True)
