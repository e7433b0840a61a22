"""docs/understood.md: every form of number that the annotated sentences under tests/language/examples show.

What the page says is what tests/language checks, sentence by sentence: the spans and values come from the marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from tests.examples import Expected, parse

from dronewatch.report.french import number

EXAMPLES = Path(__file__).resolve().parents[1] / "tests" / "language" / "examples"
# Chapters in this order; a file that is not named here follows under its own name.
CHAPTERS = {
    "number": "Numerals",
    "money": "Money",
    "quantity": "Quantities",
    "percent": "Percentages",
    "dates": "Dates",
    "durations": "Durations",
}
HEAD = """# What is understood

Every form of number that dronewatch reads in French text, each with the sentences that show it: what it finds is \
bold, what it reads stands beside. Sentences without bold are read and left alone. The page is made (`make docs`) from \
the annotated sentences in `tests/language/examples`, and the tests hold every span and value on it.

Dates are written in [EDTF](https://www.loc.gov/standards/datetime/): `X` is what the text does not say, `/` stands \
between two ends, `{…}` holds all and `[…]` one of several; as months, 21 to 24 are seasons, 33 to 36 quarters, 40 and \
41 semesters. Weekdays and days without a year are resolved only where the article's own date is known. Durations \
carry their ISO 8601 form.
"""
DOUBT = {
    "about": "about",
    "more_than": "more than",
    "less_than": "less than",
    "at_least": "at least",
    "at_most": "at most",
}
TAX = {"excluded": "tax excluded", "included": "tax included"}
_SPECIAL = re.compile(r"[\\`*_\[\]<>|]")


def page() -> str:
    """The whole page."""
    names = [path.stem for path in EXAMPLES.glob("*.txt")]
    order = [name for name in CHAPTERS if name in names] + sorted(set(names) - set(CHAPTERS))
    parts = [HEAD]
    for name in order:
        parts.append(f"## {CHAPTERS.get(name, name.capitalize())}\n")
        lines = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        parts += [_group(title, sentences) for title, sentences in groups(lines)]
    return "\n".join(parts)


def groups(lines: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The marked sentences under each title (`# …`). A comment that no sentence follows is not a title."""
    title, sentences = "", list[str]()
    for line in (*lines, "#"):
        if not line.startswith("#"):
            sentences += [line] if line.strip() else []
            continue
        if sentences:
            yield title, sentences
        title, sentences = line[1:].strip(), []


def _group(title: str, sentences: Iterable[str]) -> str:
    rows = "".join(f"| {bold} | {read} |\n" for bold, read in map(row, sentences))
    return f"### {title[:1].upper()}{title[1:]}\n\n| in the text | is read as |\n| :--- | :--- |\n{rows}"


def row(marked: str) -> tuple[str, str]:
    """A marked sentence in Markdown, its outermost spans bold, and what they are read as, in words."""
    text, spans = parse(marked)
    bold, read, at = "", [], 0
    for span in spans:
        if span.start < at:  # inside the one before
            continue
        bold += f"{_escape(text[at : span.start])}**{_escape(text[span.start : span.end])}**"
        read.append(words(span))
        at = span.end
    return bold + _escape(text[at:]), "; ".join(read) or "–"


def words(span: Expected) -> str:
    """What an annotated span's value says: `about 4 000 000 EUR`, `3 to 4 %`, `12 mois (P12M)`, `XXXX-04-12`."""
    value = span.value
    if span.label == "DATE":
        return f"`{value['edtf']}`" if "edtf" in value else "found; the day needs the article's date"
    said = _amount(value, money=span.label == "MONEY")
    unit = "%" if span.label == "PERCENT" else value.get("currency") or value.get("noun") or value.get("unit") or ""
    parts = [f"{said} {_escape(unit)}".strip()]
    if value.get("modifier") == "vague":
        parts.append("how many is not said" if span.label == "QUANTITY" else "how much is not said")
    if value.get("object", unit) != unit:
        parts.append(f"namely {_escape(value['object'])}")
    if "tax" in value:
        parts.append(TAX[value["tax"]])
    if "per" in value:
        parts.append(f"per {_escape(value['per'])}")
    return (", ".join(filter(None, parts)) or f"a {span.label.lower()}") + (
        f" (`{value['iso']}`)" if "iso" in value else ""
    )


def _amount(value: Mapping[str, str], *, money: bool) -> str:
    doubt = DOUBT.get(value.get("modifier", ""), "")
    ends = [number(Decimal(value[key]), money=money) for key in ("amount", "low", "high") if key in value]
    return f"{doubt} {' to '.join(ends)}".strip()


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
