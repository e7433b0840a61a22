"""The check of patterns itself: what it tries, what it calls growth, what it notes. No clock but its own."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def redos(_on_path: None) -> ModuleType:
    return import_module("redos")


@pytest.fixture
def redos_use(_on_path: None) -> ModuleType:
    return import_module("redos_use")


def test_runs_and_holds_that_some_patterns_are_given_little() -> None:
    """On the package itself: names in context are never given more of a text than said, however long it is."""
    results = FOLDER / "results" / "redos.md"
    before = results.exists() and results.read_bytes()
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(FOLDER / "redos.py"), "--quick"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^\d{3} patterns, on [\d,]+ inputs; 0 beyond 2.5\.$", done.stdout, re.MULTILINE)
    assert re.search(r"^\d+ kinds of text, ", done.stdout, re.MULTILINE)
    assert "`gazetteer.context._any()`, 100 characters" in done.stdout
    assert (results.exists() and results.read_bytes()) == before


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\s+$", ("", " ", "!")),
        (r"#[ \t]+$", ("#", " ", "!")),
        (r"#[ \t]+$", ("", "# ", "!")),  # many places to begin at
        (r"(?:foo|bar)+x", ("", "bar", "!")),
        (r"(?<=«)[a-z]+x", ("«", "a", "!")),
        (r"(?:[A-Z][a-z]+(?:-[a-z]+)*)+", ("A", "a", "!")),
        (r"a(?>b*)c", ("a", "b", "!")),
        (r"a(b\w*+)?c", ("ab", "a", "!")),
    ],
)
def test_what_may_come_again_is_tried(redos: ModuleType, pattern: str, expected: tuple[str, str, str]) -> None:
    found = redos.redos_inputs.inputs(pattern, 0)
    assert expected in found
    assert len(found) == len(set(found)) <= redos.redos_inputs.MOST
    assert all(unit for _, unit, _ in found)


@pytest.mark.parametrize(
    ("cost", "beyond"),
    [
        (lambda length: 1e-8 * length, False),
        (lambda length: 3e-6 * length, False),
        (lambda length: 1e-9 * length**2, True),
        (lambda length: 1e-13 * length**3, True),
        (lambda length: 2e-6 * length + 1e-10 * length**2, True),  # the square shows late
        (lambda length: 1e-6 * length + (0.1 if length > 10_000 else 0), False),  # a step is no growth
        (lambda length: float("inf") if length > 1000 else 1e-6, True),
    ],
)
def test_growth(redos: ModuleType, monkeypatch: pytest.MonkeyPatch, cost: Callable[[int], float], beyond: bool) -> None:
    monkeypatch.setattr(redos, "taken", lambda do: do())
    ratio, _ = redos.grown(lambda length: lambda: cost(length))
    assert (ratio > redos.LIMIT) is beyond


def test_what_does_not_end_is_given_up(redos: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redos, "GIVEN_UP", 0.05)
    hopeless = re.compile("(?:a+)+$")
    assert redos.taken(redos.asked(hopeless, "match", ("", "a", "!"), 60)) == float("inf")
    assert redos.taken(redos.asked(re.compile("(?:a++)++$"), "match", ("", "a", "!"), 60)) < 0.05


def test_bytes_are_tried_as_bytes(redos: ModuleType) -> None:
    assert redos.asked(re.compile(rb"(?:\xc3\xa9)+!"), "fullmatch", ("", "é", "!"), 10)() is not None


def test_use_is_noted(redos_use: ModuleType) -> None:
    use = redos_use.Use(re.compile("b(?P<x>c)"), "dronewatch.some.where", "made")
    watched = redos_use.Watched(use)
    assert (use.where, use.ways, use.widest) == ("some.where.made()", ["finditer"], 0)
    assert watched.pattern == "b(?P<x>c)"
    assert watched.search("abcd", 1, 3)["x"] == "c"
    assert (use.methods, use.widest) == ({"search"}, 2)
    assert watched.match("abcd", 1) is not None
    assert watched.fullmatch("bc", endpos=100) is not None
    assert use.ways == ["finditer", "fullmatch", "match"]
    assert use.widest == 3
    assert watched.sub("", "abcdef") == "adef"
    assert watched.split(string="abcd") == ["a", "c", "d"]
    assert use.widest == 6
    assert watched == redos_use.Watched(use)
    use.names = {"_B", "A"}
    assert use.where == "some.where.A/_B"


def test_it_is_noted_from_the_beginning_or_not_at_all(redos_use: ModuleType) -> None:
    import dronewatch.model  # noqa: F401

    with pytest.raises(RuntimeError, match="imported already"):
        redos_use.watch()


def test_given_more_than_said(redos: ModuleType, redos_use: ModuleType) -> None:
    use = redos_use.Use(re.compile("a"), "dronewatch.gazetteer.context", "_any", widest=100)
    assert redos.worst(use)[0].ratio == 0
    use.widest = 101
    found, _ = redos.worst(use)
    assert found.ratio == float("inf")
    assert found.what == "it is given 101 characters, not 100 at most"


def test_texts_are_as_long_as_they_are_asked_for(_on_path: None) -> None:
    texts = import_module("redos_texts")
    for kind in texts.KINDS:
        for length in (10, 1000):
            assert len(texts.text(kind, length)) == length, kind
    assert len({texts._name(number) for number in range(5000)}) == 5000
    assert texts.text("mixture 7", 500) == texts.text("mixture 7", 500) != texts.text("mixture 8", 500)
