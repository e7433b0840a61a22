"""Comma-separated values, and those between semicolons, tabs or bars: one article a row, the first row names columns.

Rows are numbered as a spreadsheet does, the one with the names being 1. Quotation marks are as in RFC 4180: doubled
within a quoted field.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from dronewatch.corpus import columns, lines
from dronewatch.corpus.encoding import NotTextError, decode, magic
from dronewatch.corpus.rows import Rows
from dronewatch.corpus.source import Source, head
from dronewatch.errors import DataError
from dronewatch.model import Article

_DELIMITERS = ",;\t|"
_MAX_FIELD = 64 * 1024 * 1024  # characters of one cell
_SNIFFED = 30  # rows that tell the delimiter
_READ_AGAIN = 64 * 1024 * 1024  # characters in all, behind rows that are broken
_SEPARATOR = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # Excel's way to say it, above the names
_HINT = "is there a quotation mark that is not closed, or not doubled within a text?"


def read(source: Source, stream: BinaryIO, delimiter: str | None = None) -> Iterator[Article]:
    """The rows in order, one in memory at a time; a broken row is reported and the next one read.

    Which column is what, `source.columns` says, else the names (`columns.chosen`). A row without an id gets one from
    the file's stem and its number.

    Raises `DataError` where there are no names or none that is the text.
    """
    table = _Table(source, stream, delimiter)
    names = next(table.rows, (0, None))[1]
    if names is None:
        raise DataError("is empty", file=source.file, hint="the first row names the columns")
    names = columns.unique(names)
    fields = columns.chosen(names, source.columns, file=source.file, line=1)
    rows = Rows(source, fields)
    least = names.index(fields["text"]) + 1
    for number, row in table.rows:
        if len(row) < least or any(field.strip() for field in row[len(names) :]):
            if not table.broken:  # or it is the rest of a row that was reported
                message = f"the row has {len(row)} fields, the first one has {len(names)}"
                source.report(DataError(message, file=source.file, line=number, hint=_HINT))
            continue
        table.broken = False
        article = rows.article(dict(zip(names, row, strict=False)), number)
        if article is not None:
            yield article
    rows.close()


class _Table:
    """`rows`: the number and the fields of each row that is not empty; `broken`: whether the last one was no row."""

    def __init__(self, source: Source, stream: BinaryIO, delimiter: str | None):
        self._source = source
        self._stream = stream
        self._delimiter = delimiter
        self._damage: str | None = None  # why a line of this row is no text
        self.broken = False
        self.rows = self._rows()

    def _lines(self) -> Iterator[str]:
        for _, line in lines.numbered(self._source, self._stream, hint=_HINT):
            if isinstance(line, bytes):
                try:
                    text = line.decode("utf-8")
                except UnicodeDecodeError:
                    try:
                        text, _ = decode(line)
                    except NotTextError as problem:
                        self._damage = problem.reason
                        text = line.decode("utf-8", "replace")
            else:
                text = line
            if "\0" in text:
                self._damage = "holds a zero byte"
            yield text

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """Rows from lines. Behind a row that is broken, reading goes on with the line after its first."""
        other = magic(head(self._stream))
        if other:
            raise DataError(f"is {other}, not CSV", file=self._source.file, hint="export it as CSV")
        feed = _Feed(self._lines())
        first = feed.peek()
        separator = _SEPARATOR.fullmatch(first or "")
        delimiter = self._delimiter or (separator[1] if separator else _sniffed(feed.ahead(_SNIFFED)))
        if separator:
            next(feed, None)
        if csv.field_size_limit() < _MAX_FIELD:  # the module has one limit for all; its own is 131,072 characters
            csv.field_size_limit(_MAX_FIELD)
        number = 1 if separator else 0
        again = 0
        reader = csv.reader(feed, delimiter=delimiter, strict=True)
        while True:
            number += 1
            feed.begin()
            self._damage = None
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as problem:
                message = _said(str(problem))
                self._source.report(DataError(message, file=self._source.file, line=number, hint=_HINT))
                self.broken = True
                again += feed.length()
                if again < _READ_AGAIN:
                    feed.back()
                reader = csv.reader(feed, delimiter=delimiter, strict=True)
                continue
            if self._damage and number == 1:
                raise DataError(self._damage, file=self._source.file, line=1, hint="save it as UTF-8")
            if self._damage:
                message = f"the row {self._damage}"
                self._source.report(DataError(message, file=self._source.file, line=number, hint="save it as UTF-8"))
            elif any(field.strip() for field in row):
                yield number, row


class _Feed:
    """Lines for the CSV parser, which can be taken back to the second one of the row that it was at."""

    def __init__(self, source: Iterator[str]):
        self._source = source
        self._waiting: list[str] = []  # in reverse
        self._given: list[str] = []

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self._waiting.pop() if self._waiting else next(self._source)
        self._given.append(line)
        return line

    def begin(self) -> None:
        self._given.clear()

    def length(self) -> int:
        return sum(map(len, self._given))

    def back(self) -> None:
        self._waiting.extend(reversed(self._given[1:]))
        self._given.clear()

    def ahead(self, count: int) -> list[str]:
        """The next lines, which are still to come."""
        while len(self._waiting) < count:
            line = next(self._source, None)
            if line is None:
                break
            self._waiting.insert(0, line)
        return self._waiting[::-1]

    def peek(self) -> str | None:
        lines = self.ahead(1)
        return lines[0] if lines else None


def _sniffed(sample: list[str]) -> str:
    """The delimiter that makes of the first row the most names that are known, then the most rows of its length."""

    def score(delimiter: str) -> tuple[int, float, int]:
        rows: list[list[str]] = []
        try:
            for row in csv.reader(sample, delimiter=delimiter):
                rows.append(row)  # noqa: PERF402 (those before an error count)
        except csv.Error:
            pass
        names = rows[0] if rows else []
        alike = sum(len(row) == len(names) for row in rows) / len(rows) if len(names) > 1 else 0.0
        return columns.known(names), round(alike, 1), len(names)

    return max(_DELIMITERS, key=score)


_MESSAGES: Any = (
    ("unexpected end of data", "the row has a quotation mark that is never closed"),
    ("expected after", "the row has a quotation mark within a quoted text that is not doubled"),
    ("field larger than", f"a field is longer than {_MAX_FIELD >> 20} million characters"),
    ("new-line character", "line breaks are lone carriage returns, which CSV has not"),
)


def _said(problem: str) -> str:
    return next((message for part, message in _MESSAGES if part in problem), f"is not CSV: {problem}")
