"""The page of what is understood: made from the annotated sentences, none of them lost."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from tests.examples import parse

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def understood() -> Iterator[ModuleType]:
    sys.path.insert(0, str(ROOT))
    import docs.understood

    yield docs.understood
    sys.path.remove(str(ROOT))


def plain(markdown: str) -> str:
    return re.sub(r"\\(.)", r"\1", markdown.replace("**", ""))


def test_every_sentence_and_title_is_there(understood: ModuleType) -> None:
    shown = [plain(line).split(" | ")[0].removeprefix("| ") for line in understood.page().splitlines()]
    headings = [line.removeprefix("### ").lower() for line in shown if line.startswith("### ")]
    files = sorted((ROOT / "tests" / "language" / "examples").glob("*.txt"))
    assert files
    for file in files:
        for title, sentences in understood.groups(file.read_text(encoding="utf-8").splitlines()):
            assert title.lower() in headings
            assert [parse(marked)[0] for marked in sentences if parse(marked)[0] not in shown] == []


def test_groups(understood: ModuleType) -> None:
    lines = ["# How to read this file", "", "# one", "a", "", "b", "# two", "c"]
    assert list(understood.groups(lines)) == [("one", ["a", "b"]), ("two", ["c"])]
    assert list(understood.groups(["a"])) == [("", ["a"])]


@pytest.mark.parametrize(
    ("marked", "bold", "read"),
    [
        ("rien * ici", r"rien \* ici", "–"),
        (
            "pour <MONEY amount=3500000 currency=EUR modifier=about tax=excluded per=an>3,5 M€</MONEY>.",
            "pour **3,5 M€**.",
            "about 3 500 000 EUR, tax excluded, per an",
        ),
        ("<MONEY amount=2.5 currency=EUR>2€50</MONEY>", "**2€50**", "2,50 EUR"),
        ("<MONEY currency=EUR modifier=vague>des milliers d'euros</MONEY>", None, "EUR, how much is not said"),
        ("<PERCENT low=3 high=4 modifier=between>3 à 4 %</PERCENT>", "**3 à 4 %**", "3 to 4 %"),
        (
            '<QUANTITY amount=66 noun=drones object="drones de capacité nationale">66 drones</QUANTITY>',
            "**66 drones**",
            "66 drones, namely drones de capacité nationale",
        ),
        ("<DATE edtf=XXXX-04-12>12 avril</DATE>", "**12 avril**", "`XXXX-04-12`"),
        ("<DATE>mardi</DATE>", "**mardi**", "found; the day needs the article's date"),
        ("<DURATION amount=3 unit=mois iso=P3M>trois mois</DURATION>", "**trois mois**", "3 mois (`P3M`)"),
        ("<DURATION>36 ans</DURATION>", "**36 ans**", "a duration"),
        (
            "<MONEY amount=2 currency=EUR><NUMBER amount=2>2</NUMBER> euros</MONEY> et <NUMBER amount=3>3</NUMBER>",
            "**2 euros** et **3**",
            "2 EUR; 3",
        ),
    ],
)
def test_rows(understood: ModuleType, marked: str, bold: str | None, read: str) -> None:
    shown, said = understood.row(marked)
    assert said.replace("\u202f", " ") == read
    if bold is not None:
        assert shown == bold


@pytest.mark.parametrize("name", ["benchmarks.md", "peers.md"])
def test_page_takes_in_the_results(name: str) -> None:
    """Its tables are those of the last run (freshness is checked with the other pages)."""
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    files = re.findall(r"<!-- from: (\S+) -->", page)
    assert files
    for file in files:
        assert (ROOT / file).read_text(encoding="utf-8").partition("\n")[2].strip() in page
