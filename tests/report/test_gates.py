"""Every reporter of a gate, compared with tests/report/gates (`--renew-golden` writes them); what CI servers obey."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dronewatch.annotate.outcome import Check, Column, Finding, Outcome, Table
from dronewatch.report.gates import BARE, FORMATS, WRITERS, write

GOLDEN = Path(__file__).parent / "gates"
HOSTILE = "a\x1b[31m,\n::error::50 % <b>[red]@x|\ud800"
TABLE = Table(
    "articles",
    "Documents",
    (Column("article", "Article"), Column("words", "Words", right=True), Column("percent", "%", right=True)),
    [
        {"article": "a", "words": 12345, "percent": Fraction(9999, 10000), "file": "press/a.txt", "line": 1},
        {"article": HOSTILE, "words": 0, "percent": None, "file": "press/b.jsonl", "line": 7},
        {"article": "=c", "words": 5, "percent": Fraction(1), "file": "press/c.txt", "line": 1},
    ],
    place=True,
)
OUTCOME = Outcome(
    "coverage",
    "annotated",
    Fraction(9999, 10000),
    "99.9 % read",
    {"words": 12350, "corpora": ["press"], "share": Fraction(2, 3)},
    (TABLE, Table("none", "Nothing in it", (), [])),
    "articles",
    (
        Check("total", Fraction(9999, 10000), Decimal(100), "--fail-under"),
        Check("MONEY decided", Fraction(1), Decimal(95), "dronewatch.yaml"),
        Check("DATE decided", None, Decimal("95.5"), "floors.json", note="changed"),
    ),
    (
        Finding("notice", "not checked", "secret/ is not there"),
        Finding("warning", "stale annotations", HOSTILE, "gold/b,1.yaml", 2),
        Finding("warning", "partly read", "1 of 5 words", "press/c.txt", 1, shown=True),
    ),
)


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")


def _written(format: str, outcome: Outcome = OUTCOME, limit: int | None = None) -> str:
    out = io.StringIO()
    write(outcome, format, out, limit=limit)
    return out.getvalue()


@pytest.mark.parametrize("format", FORMATS)
def test_golden(format: str, request: pytest.FixtureRequest) -> None:
    file = GOLDEN / f"{format}.txt"
    text = _written(format).encode("utf-8", "backslashreplace").decode()
    if request.config.getoption("--renew-golden"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("format", FORMATS)
def test_what_cannot_be_read_is_no_pass(format: str) -> None:
    broken = Finding("error", "cannot be counted", "is not UTF-8", "gold/c.yaml", 3)
    outcome = replace(OUTCOME, checks=(), findings=(broken,))
    assert not outcome.passed
    text = _written(format, outcome)
    if format not in BARE:
        shown = text.replace("\\", "")
        assert "is not UTF-8" in shown
        assert "gold/c.yaml" in shown
    signs = {"json": '"passed": false', "markdown": "coverage: failed", "badge": '"red"', "github": "::error file="}
    assert signs.get(format, "") in text
    if format == "junit":
        (case,) = ElementTree.fromstring(text).iter("testcase")
        assert (case.get("name"), [each.tag for each in case]) == ("gold/c.yaml:3", ["error"])


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_of_a_text_is_obeyed(format: str) -> None:
    text = _written(format)
    assert "\x1b" not in text
    assert not re.search("(?m)^::error::", text)


def test_every_writer_can_be_loaded() -> None:
    for entry in WRITERS.values():
        module, _, name = entry.partition(":")
        assert callable(getattr(import_module(module), name))


def test_json_says_all() -> None:
    found = json.loads(_written("json"))
    assert (found["command"], found["passed"], found["percent"], found["share"]) == (
        "coverage",
        False,
        "99.99",
        "66.66",
    )
    assert [row["article"] for row in found["articles"]] == ["a", HOSTILE, "=c"]
    assert [row["percent"] for row in found["articles"]] == ["99.99", None, "100"]
    assert [floor["passed"] for floor in found["floors"]] == [False, True, False]
    assert len(found["findings"]) == 2, "what a table says is not said again"


def test_junit_fails_when_the_gate_does() -> None:
    suite = ElementTree.fromstring(_written("junit"))[0]
    assert (suite.get("tests"), suite.get("failures")) == ("3", "2")
    assert len(suite.findall("testcase")) == 3
    assert len(suite.findall("testcase/failure")) == 2
    bare = ElementTree.fromstring(_written("junit", replace(OUTCOME, checks=())))[0]
    assert (bare.get("tests"), bare.get("failures"), len(bare.findall("testcase"))) == ("1", "0", 1)


def test_github_is_capped_and_says_so() -> None:
    many = tuple(Finding("warning", "w", str(at), f"f{at:02}.txt", 1) for at in reversed(range(30)))
    lines = _written("github", replace(OUTCOME, findings=many)).splitlines()
    assert len(lines) == 11
    assert [line.split(" ")[0] for line in lines] == ["::error"] + ["::warning"] * 9 + ["::notice"]
    assert [line.split("file=")[1][:3] for line in lines[1:10]] == [f"f{at:02}" for at in range(9)]
    assert "(21 more to look at" in lines[-1]


def test_github_escapes_what_it_would_obey() -> None:
    line = next(line for line in _written("github").splitlines() if "stale" in line)
    assert line.startswith("::warning file=gold/b%2C1.yaml,line=2,title=stale annotations::a")
    assert "50 %25" in line


@pytest.mark.parametrize(
    ("share", "passed", "message", "colour"),
    [
        (Fraction(1), True, "100 %", "brightgreen"),
        (Fraction(9999, 10000), True, "99.9 %", "green"),
        (Fraction(9999, 10000), False, "99.9 %", "red"),
        (Fraction(1, 2), True, "50.0 %", "orange"),
        (Fraction(0), True, "0.0 %", "red"),
    ],
)
def test_badge(share: Fraction, passed: bool, message: str, colour: str) -> None:
    floor = Check("total", share, Decimal(0 if passed else 100), "--fail-under")
    found = json.loads(_written("badge", replace(OUTCOME, share=share, checks=(floor,))))
    assert found == {"schemaVersion": 1, "label": "annotated", "message": message, "color": colour}


@pytest.mark.parametrize("format", ["table", "markdown"])
def test_people_are_shown_some_rows(format: str) -> None:
    assert "… 2 more" in _written(format, limit=1)
    assert "more" not in _written(format).replace("less", "")
