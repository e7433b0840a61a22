"""Comma-separated values, and those between semicolons, tabs or bars: one article a row, the first row names columns.

Rows are numbered as a spreadsheet does, the one with the names being 1. Quotation marks are as in RFC 4180: doubled
within a quoted field.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from dronewatch.corpus import columns, lines
from dronewatch.corpus.encoding import NotTextError, decode, magic
from dronewatch.corpus.rows import Rows
from dronewatch.corpus.source import Source, head
from dronewatch.errors import DataError
from dronewatch.messages import marked, tr, trn
from dronewatch.model import Article

_DELIMITERS = ",;\t|"
_MAX_FIELD = 64 * 1024 * 1024  # characters of one cell
_SNIFFED = 30  # rows that tell the delimiter
_READ_AGAIN = 64 * 1024 * 1024  # characters in all, behind rows that are broken
_SEPARATOR = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # Excel's way to say it, above the names
_HINT = marked("is there a quotation mark that is not closed, or not doubled within a text?")


def read(source: Source, stream: BinaryIO, delimiter: str | None = None) -> Iterator[Article]:
    """The rows in order, one in memory at a time; a broken row is reported and the next one read.

    Which column is what, `source.columns` says, else the names (`columns.chosen`). A row without an id gets one from
    the file's stem and its number.

    Raises `DataError` where there are no names or none that is the text.
    """
    table = _rows(source, stream, delimiter)
    first = next(table, None)
    if first is None:
        raise DataError(tr("is empty"), file=source.file, hint=tr("the first row names the columns"))
    if isinstance(first[1], str):
        raise DataError(first[1], file=source.file, line=first[0], hint=tr(_HINT))
    names = columns.unique(first[1])
    fields = columns.chosen(names, source.columns, file=source.file, line=first[0])
    rows = Rows(source, fields)
    least = names.index(fields["text"]) + 1
    broken = _Broken(source)
    for number, row in table:
        if isinstance(row, str):
            broken.note(number, row)
        elif len(row) < least or any(field.strip() for field in row[len(names) :]):
            broken.note(
                number,
                tr("the row has {fields}, the first one {names}", fields=_fields(len(row)), names=len(names)),
            )
        else:
            broken.close()
            article = rows.article(dict(zip(names, row, strict=False)), number)
            if article is not None:
                yield article
    broken.close()
    rows.close()


def _fields(number: int) -> str:
    return trn("{count:,} field", "{count:,} fields", number, count=number)


class _Broken:
    """Rows that cannot be read: those that follow each other are said once, being mostly pieces of the first."""

    def __init__(self, source: Source):
        self._source = source
        self._first: tuple[int, str] | None = None
        self._last = 0

    def note(self, number: int, message: str) -> None:
        self._first = self._first or (number, message)
        self._last = number

    def close(self) -> None:
        if self._first is None:
            return
        number, message = self._first
        more = "" if self._last == number else tr("; with it the rows up to {last} were left out", last=self._last)
        self._source.report(DataError(message + more, file=self._source.file, line=number, hint=tr(_HINT)))
        self._first = None


def _rows(source: Source, stream: BinaryIO, delimiter: str | None) -> Iterator[tuple[int, list[str] | str]]:
    """The number of each row that is not empty, and its fields or what is wrong with it.

    Behind a row with wrong quotation marks, reading goes on with the line after its first.
    """
    other = magic(head(stream))
    if other:
        raise DataError(tr("is {other}, not CSV", other=other), file=source.file, hint=tr("export it as CSV"))
    feed = _Feed(_lines(source, stream))
    ahead = feed.ahead(_SNIFFED)
    separator = _SEPARATOR.fullmatch(ahead[0]) if ahead else None
    delimiter = delimiter or (separator[1] if separator else _sniffed(ahead))
    if separator:
        next(feed)
    if csv.field_size_limit() < _MAX_FIELD:  # the module has one limit for all; its own is 131,072 characters
        csv.field_size_limit(_MAX_FIELD)
    number = 1 if separator else 0
    again = 0
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        number += 1
        feed.begin()
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            yield number, _said(str(problem))
            again += feed.length()
            if again < _READ_AGAIN:
                feed.back()
            reader = csv.reader(feed, delimiter=delimiter, strict=True)
            continue
        if feed.damage:
            yield number, tr("the row {damage}", damage=feed.damage)
        elif any(field.strip() for field in row):
            yield number, row


def _lines(source: Source, stream: BinaryIO) -> Iterator[tuple[str, str | None]]:
    """Lines, and what is wrong with those that are no text."""
    for _, line in lines.numbered(source, stream, hint=tr(_HINT)):
        damage = None
        if isinstance(line, str):
            text = line
        else:
            try:
                text = line.decode("utf-8")
            except UnicodeDecodeError:
                try:
                    text, _ = decode(line)
                except NotTextError as problem:
                    text, damage = line.decode("utf-8", "replace"), problem.reason
        yield text, damage or (tr("holds a zero byte") if "\0" in text else None)


class _Feed:
    """Lines for the CSV parser, which can be taken back to the second one of the row that it was at.

    `damage` is what is wrong with the lines of that row.
    """

    def __init__(self, source: Iterator[tuple[str, str | None]]):
        self._source = source
        self._waiting: list[tuple[str, str | None]] = []  # in reverse
        self._given: list[tuple[str, str | None]] = []
        self.damage: str | None = None

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self._waiting.pop() if self._waiting else next(self._source)
        self._given.append(line)
        self.damage = self.damage or line[1]
        return line[0]

    def begin(self) -> None:
        """A new row."""
        self._given.clear()
        self.damage = None

    def length(self) -> int:
        """Characters of the lines given for this row."""
        return sum(len(line) for line, _ in self._given)

    def back(self) -> None:
        """Take back all lines of this row but the first."""
        self._waiting.extend(reversed(self._given[1:]))
        self._given.clear()

    def ahead(self, count: int) -> list[str]:
        """The first lines, which are still to come."""
        first = list(islice(self._source, count))
        self._waiting = first[::-1]
        return [line for line, _ in first]


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
    ("unexpected end of data", marked("the row has a quotation mark that is never closed")),
    ("expected after", marked("the row has a quotation mark within a quoted text that is not doubled")),
    ("field larger than", marked("a field is longer than {max_field} million characters")),
    ("new-line character", marked("line breaks are lone carriage returns, which CSV has not")),
)


def _said(problem: str) -> str:
    return next(
        (tr(message, max_field=_MAX_FIELD >> 20) for part, message in _MESSAGES if part in problem),
        tr("is not CSV: {problem}", problem=problem),
    )
