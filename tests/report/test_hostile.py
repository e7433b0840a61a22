"""Article text is never interpreted: no escape, markup or formula reaches a screen or a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch import report
from dronewatch.report import article, visible
from dronewatch.report.layout import Column, Layout

LAYOUT = Layout(
    keys=("file", "line", "column", "text"),
    columns=(Column("Where", lambda row: f"{row['file']}:{row['line']}"), Column("Text", lambda row: row["text"])),
    place=lambda row: f"{row['file']}:{row['line']}:{row['column']}",
)
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
NASTY = [
    "\x1b[31mrouge\x1b[0m",
    "\x1b]0;titre\x07",
    "\x9b31m",
    "a\rb",
    "a\r\nb\nc\td",
    "\u202egnp.exe\u202c",
    "[bold red]x[/] [/nope] [link=https://example.org]y[/link]",
    ":smile: :drone:",
    "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg",
    "back\\slash \\t",
    "| pipe | `code` <script>alert(1)</script> ![x](y)",
    "\ud800 seul",
    "\x00nul",
]


def _written(rows: list[dict[str, object]], format: str) -> str:
    out = io.StringIO()
    report.write(rows, LAYOUT, format, out)
    return out.getvalue()


def _row(text: str, file: str = "a.txt") -> dict[str, object]:
    return {"file": file, "line": 1, "column": 2, "text": text}


@pytest.mark.parametrize("format", report.FORMATS)
@pytest.mark.parametrize("text", NASTY)
def test_no_control_reaches_the_screen(format: str, text: str) -> None:
    assert not OBEYED.search(_written([_row(text, file=text)], format))


@pytest.mark.parametrize("format", ["tsv", "jsonl"])
@pytest.mark.parametrize("text", NASTY)
def test_one_row_is_one_line(format: str, text: str) -> None:
    assert len(_written([_row(text)], format).splitlines()) == 1


@given(st.text())
def test_json_gives_back_the_text(text: str) -> None:
    assert json.loads(_written([_row(text)], "jsonl"))["text"] == text
    assert json.loads(_written([_row(text)], "json"))[0]["text"] == text


@given(st.text())
def test_tsv_has_its_fields(text: str) -> None:
    written = _written([_row(text)], "tsv")
    assert len(written.split("\t")) == 2
    assert len(written.splitlines()) == 1


@pytest.mark.parametrize("text", NASTY)
def test_markup_is_shown_as_it_stands(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert visible.cell(text) in _written([_row(text)], "table").replace("\u2026", "")


def test_escapes_are_visible() -> None:
    assert visible.cell("\x1b[31m") == "␛[31m"
    assert visible.cell("\u202e") == "⟨U+202E⟩"
    assert visible.lines("a\r\nb\rc\td") == "a\nb\nc\td"


@pytest.mark.parametrize(
    "text", ["=1+1", "+33 6", "-x", "@cmd", "\t=1", "\r=1", " =1", "＝1", "-1+1", "=cmd|' /C calc'!A0"]
)
def test_csv_runs_no_formula(text: str) -> None:
    cell = next(csv.DictReader(io.StringIO(_written([_row(text)], "csv"))))["text"]
    assert cell.startswith("'")


@pytest.mark.parametrize("text", ["-12", "+3.5", "12", "a=b", "3,5 M€"])
def test_csv_leaves_numbers_and_plain_text(text: str) -> None:
    assert next(csv.DictReader(io.StringIO(_written([_row(text)], "csv"))))["text"] == text


def test_markdown_cells_stay_cells() -> None:
    lines = _written([_row("a | b\n| c | `d` <b> @someone")], "markdown").splitlines()
    assert len(lines) == 3
    assert len(re.findall(r"(?<!\\)\|", lines[2])) == 3
    assert "<" not in lines[2]
    assert "@" not in lines[2]


@pytest.mark.parametrize("colour", ["", "1"])
@pytest.mark.parametrize("text", NASTY)
def test_a_shown_article_obeys_nothing(text: str, colour: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", colour)
    out = io.StringIO()
    article.write(
        text, [(0, 1, "PERSON")], [(0, len(text), "body")], ["body"], {"PERSON": "green"}, out, heading=text, note=text
    )
    own = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())
    assert not OBEYED.search(own)
