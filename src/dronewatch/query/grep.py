"""Words in context (KWIC): every place where a word, phrase, literal text or regular expression stands."""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from dronewatch import view
from dronewatch.errors import UsageError
from dronewatch.index.schema import SECTION_BITS, SECTION_NAMES
from dronewatch.index.values import restored
from dronewatch.query.filters import Filters, among, article_ids
from dronewatch.query.matching import candidates, normalized, pattern
from dronewatch.query.passages import ARTICLES, IN_ORDER, Row

COLUMNS = ("article", "section", "file", "line", "column", "left", "match", "right")
ORDERS = ("place", "left", "match", "right", "article", "date")
DEFAULT_WINDOW = 60

Spans = Callable[[str], Iterator["re.Match[str]"]]
_CAPITAL = re.compile(r"(?<!\\)[A-ZÀ-ÖØ-Þ]")


def grep(
    connection: sqlite3.Connection,
    typed: str,
    filters: Filters = Filters(),  # noqa: B008 (frozen)
    *,
    literal: bool = False,
    regex: bool = False,
    window: int = DEFAULT_WINDOW,
    sort: Sequence[str] = (),
    limit: int | None = None,
) -> Iterator[Row]:
    """Rows of `COLUMNS`, in the corpus's order or by `ORDERS` (`left` from the match outwards).

    `typed` is words and phrases with `*` for any letters, or `literal` text that may lie within words, or (`regex`) a
    regular expression of Python's on the text with plain apostrophes, hyphens and blanks, `^` and `$` at line ends.
    Case counts where a capital is typed, accents only in a regular expression. `left` and `right` are the text beside
    the match in its line, at most `window` characters, words whole.

    Raises `UsageError` for an expression that is not one, nothing to look for, or an unknown article or order.
    """
    if not typed.strip("* \t" if not regex and not literal else ""):
        raise UsageError("there is nothing to look for", hint="grep takes a word, a phrase or an expression")
    for column in sort:
        if column.removeprefix("-") not in ORDERS:
            raise UsageError(f"cannot sort by “{column.removeprefix('-')}”", hint=f"sort by {', '.join(ORDERS)}")
    condition: str = ""
    values: tuple[str, ...] = ()
    if regex:
        spans = _expression(typed)
    else:
        wanted = pattern(typed, literal=literal)
        condition, values = candidates(connection, [wanted], "a.id")

        def spans(text: str) -> Iterator[re.Match[str]]:
            return wanted.on(text).finditer(text)

    query = (
        "SELECT a.id, a.name, a.date, f.path, a.record, t.text"
        f" FROM {ARTICLES} CROSS JOIN texts AS t ON t.article = a.id"
        f" WHERE 1{among('a.id', article_ids(connection, filters))}{condition} ORDER BY {IN_ORDER}"
    )
    rows = _rows(connection, query, values, spans, filters.mask, max(0, window))
    return _limited(_sorted(rows, sort) if sort else rows, limit)


def _expression(typed: str) -> Spans:
    try:
        found = re.compile(typed, re.MULTILINE | (0 if _CAPITAL.search(typed) else re.IGNORECASE))
    except (re.error, OverflowError, RecursionError) as problem:
        raise UsageError(f"not a regular expression: {problem}", hint="-F takes it as plain text") from None
    return lambda text: found.finditer(normalized(text))


def _rows(
    connection: sqlite3.Connection, query: str, values: tuple[str, ...], spans: Spans, mask: int, window: int
) -> Iterator[Row]:
    every = mask == sum(SECTION_BITS.values())
    for identity, name, date, file, record, stored in connection.execute(query, values):
        text = restored(stored)
        starts: list[int] | None = None
        parts: list[Any] | None = None
        for match in spans(text):
            start, end = match.span()
            if start == end:
                continue
            if parts is None:
                starts = view.line_starts(text)
                found = "SELECT start, section FROM sections WHERE article = ? ORDER BY start"
                parts = connection.execute(found, (identity,)).fetchall()
            section = parts[bisect_right(parts, (start, 99)) - 1][1]
            if not every and not section & mask:
                continue
            assert starts is not None
            line, column = view.position(starts, start) if record is None else (record, start + 1)
            yield {
                "article": name,
                "section": SECTION_NAMES[section],
                "file": file,
                "line": line,
                "column": column,
                "left": _left(text, start, window),
                "match": text[start:end],
                "right": _right(text, end, window),
                "date": date,
            }


def _left(text: str, start: int, window: int) -> str:
    """At most `window` characters before `start` in its line, from a word's beginning."""
    low = max(0, start - window)
    low = max(low, text.rfind("\n", low, start) + 1, text.rfind("\r", low, start) + 1)
    if low and low == start - window and text[low - 1].isalnum():
        while low < start and text[low].isalnum():
            low += 1
    return text[low:start]


def _right(text: str, end: int, window: int) -> str:
    """At most `window` characters from `end` in its line, to a word's end."""
    high = min(len(text), end + window)
    for stop in "\n\r":
        at = text.find(stop, end, high)
        high = at if at != -1 else high
    if high < len(text) and high == end + window and text[high].isalnum():
        while high > end and text[high - 1].isalnum():
            high -= 1
    return text[end:high]


def _sorted(rows: Iterator[Row], sort: Sequence[str]) -> Iterator[Row]:
    """Ties stay in the corpus's order."""
    ordered = list(rows)
    for column in reversed(sort):
        name = column.removeprefix("-")
        if name != "place":
            ordered.sort(key=_KEYS[name], reverse=column.startswith("-"))
        elif column.startswith("-"):
            ordered.reverse()
    return iter(ordered)


_KEYS: dict[str, Callable[[Row], Any]] = {
    "left": lambda row: view.fold(row["left"]).split()[::-1],
    "match": lambda row: view.fold(row["match"]),
    "right": lambda row: view.fold(row["right"]).split(),
    "article": lambda row: row["article"],
    "date": lambda row: row["date"] or "9999",
}


def _limited(rows: Iterator[Row], limit: int | None) -> Iterator[Row]:
    from itertools import islice

    return islice(rows, limit) if limit else rows
