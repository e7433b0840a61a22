"""The JSONL contract: one line an article, in order, with these keys and values."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
DRONEWATCH = str(Path(sys.executable).with_name("dronewatch"))
TEXT = "L’Intérieur prévoit près de 4 millions d’euros pour 240 drones."


def _line(**article: object) -> str:
    return json.dumps(article, ensure_ascii=False) + "\n"


def test_the_contract(run: Run) -> None:
    result = run("tag", "--input-format", "jsonl", "-", input=_line(id="a1", text=TEXT))
    assert (result.exit_code, result.stderr) == (0, "")
    record = json.loads(result.stdout)
    assert list(record) == ["id", "sha256", "spans"]
    assert record["sha256"] == sha256(TEXT.encode()).hexdigest()
    spans = {span["label"]: span for span in record["spans"]}
    money, drones = spans["MONEY"], spans["QUANTITY"]
    assert list(money) == ["start", "end", "text", "label", "section", "entity", "source", "value"]
    assert (money["start"], money["end"], money["text"]) == (28, 46, "4 millions d’euros")
    assert (money["section"], money["entity"]) == ("body", None)
    assert list(money["value"].items()) == [
        ("modifier", "about"),
        ("amount", "4000000"),
        ("low", None),
        ("high", None),
        ("currency", "EUR"),
        ("tax", None),
        ("per", None),
    ]
    assert (drones["start"], drones["end"]) == (52, 62)
    assert list(drones["value"].items()) == [
        ("modifier", "exact"),
        ("amount", "240"),
        ("low", None),
        ("high", None),
        ("noun", "drones"),
        ("object", "drones"),
    ]


def test_typography_is_written_as_it_is(run: Run) -> None:
    result = run("tag", "--input-format", "jsonl", input=_line(id="é🚁", text=TEXT))
    assert "é🚁" in result.stdout
    assert "d’euros" in result.stdout


def test_every_article_answers_in_order(run: Run) -> None:
    lines = "".join(_line(id=f"a{number}", text="" if number % 3 else TEXT) for number in range(100))
    result = run("tag", "--input-format", "jsonl", "-", input=lines)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [f"a{number}" for number in range(100)]


def test_only_the_labels_asked_for(run: Run) -> None:
    result = run("tag", "--label", "money", "--label", "NUMBER", input=TEXT)
    assert {span["label"] for span in json.loads(result.stdout)["spans"]} == {"MONEY", "NUMBER"}


def test_offsets_count_code_points(run: Run) -> None:
    text = "🚁🚁 e\u0301 pour 240 drones"
    span = json.loads(run("tag", "--label", "QUANTITY", input=text).stdout)["spans"][0]
    assert text[span["start"] : span["end"]] == span["text"] == "240 drones"


def test_a_table_for_people(run: Run) -> None:
    result = run("tag", "--format", "table", input=TEXT)
    assert "≈\u00a04\u202f000\u202f000\u00a0€" in result.stdout
    assert "≈ about" in result.stdout


def test_nothing_found_is_no_error(run: Run) -> None:
    result = run("tag", input="rien du tout")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["spans"] == []


def test_other_articles_are_tagged_all_the_same(run: Run) -> None:
    result = run(
        "tag", "--input-format", "jsonl", "-", input=_line(id="a", text=TEXT) + "{oops\n" + _line(id="b", text="x")
    )
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "b"]
    assert result.exit_code == 2
    assert result.stderr.startswith("dronewatch: error: -:2: ")
    assert result.stderr.count("\n") == 1


def test_it_answers_each_line_at_once() -> None:
    """A program that waits for its answer before it writes the next line is not left waiting."""
    with subprocess.Popen(
        [DRONEWATCH, "tag", "--input-format", "jsonl", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        for number in range(3):
            process.stdin.write(_line(id=str(number), text=TEXT).encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == str(number)
        process.stdin.close()
        assert process.wait(timeout=60) == 0


@pytest.mark.parametrize("text", ["\ud800 seul 240 drones", "\x00 \x1b[31m 240 drones", "\u2028 240 drones"])
def test_odd_text_comes_back(run: Run, text: str) -> None:
    result = run("tag", "--input-format", "jsonl", input=json.dumps({"id": "a", "text": text}) + "\n")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1
    span = json.loads(result.stdout)["spans"][0]
    assert text[span["start"] : span["end"]] == span["text"]
