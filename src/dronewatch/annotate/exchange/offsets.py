"""Offsets of tools that count otherwise than this program, which counts Unicode code points.

JavaScript counts UTF-16 code units, so that a character beyond U+FFFF (an emoji) counts twice. Tools with a browser in
front differ by version: Label Studio's files held code units until 2021 (label-studio#1347) and code points since;
brat's specification says characters, its browser side counts code units (brat#1115). So the passages that a file quotes
decide how its offsets were counted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dronewatch.annotate.files import quoted

# start, end, and the passage as the file quotes it (None where it does not)
Mark = tuple[int, int, str | None]


class CodeUnits:
    """Offsets of one text in UTF-16 code units and in code points; the text is looked through once."""

    def __init__(self, text: str):
        self._length = len(text)
        self._points = [at for at, char in enumerate(text) if char > "\uffff"]
        self._units = [at + seen for seen, at in enumerate(self._points)]

    def to_units(self, point: int) -> int:
        """The offset in code units of the offset `point` in code points."""
        return point + bisect_left(self._points, point)

    def to_point(self, unit: int) -> int | None:
        """The offset in code points of `unit`; None in the middle of a character or outside the text."""
        passed = bisect_left(self._units, unit)
        if passed and self._units[passed - 1] + 1 == unit:
            return None
        point = unit - passed
        return point if 0 <= point <= self._length else None


def settle(text: str, marks: Sequence[Mark]) -> list[tuple[int, int] | None]:
    """Bounds in code points for each of `marks`, None for one that fits the text in neither way of counting.

    All marks of a text were counted in the same way: in code points, unless more quotes fit when they are read as code
    units. Quotes are compared without regard to blanks, which formats fold.
    """
    as_points = [_fits(text, start, end, quote) for start, end, quote in marks]
    if all(as_points):
        return [(start, end) for start, end, _ in marks]
    units = CodeUnits(text)
    converted = [(units.to_point(start), units.to_point(end), quote) for start, end, quote in marks]
    as_units = [
        (start, end) if start is not None and end is not None and _fits(text, start, end, quote) else None
        for start, end, quote in converted
    ]
    if sum(found is not None for found in as_units) > sum(as_points):
        return as_units
    return [(start, end) if fits else None for (start, end, _), fits in zip(marks, as_points, strict=True)]


def _fits(text: str, start: int, end: int, quote: str | None) -> bool:
    if not 0 <= start < end <= len(text):
        return False
    if quote is None:
        return True
    words, said = quoted(text[start:end]).split(), quoted(quote)
    # Label Studio has quoted line breaks as a backslash and an n
    return words in (said.split(), said.replace("\\n", "\n").split())
