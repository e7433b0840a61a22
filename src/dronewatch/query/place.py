"""One passage by its address: `FILE:LINE:COLUMN`, as the first column of TSV has it, or `ARTICLE:START-END`."""

from __future__ import annotations

import os
import re
import sqlite3
from functools import lru_cache
from typing import Any

from dronewatch import view
from dronewatch.errors import UsageError
from dronewatch.index.values import storable
from dronewatch.language import sentence
from dronewatch.messages import tr
from dronewatch.model import SECTIONS
from dronewatch.query.filters import Filters, article_id
from dronewatch.query.passages import Row
from dronewatch.query.show import show
from dronewatch.suggest import meant, near

# Line and column are 1-based, START and END half-open in code points; all of a size that numbers of places have.
_PLACE = re.compile(r"(?P<file>.+):(?P<line>[0-9]{1,12}):(?P<column>[0-9]{1,12})", re.DOTALL)
_RANGE = re.compile(r"(?P<article>.+):(?P<start>[0-9]{1,12})-(?P<end>[0-9]{1,12})", re.DOTALL)
_WORD = re.compile(r"\w+")
_KEPT = 16
_NEAREST = 3
_SHOWN = 40


class Places:
    """Passages of an index by their address; the last articles are kept, as addresses mostly come in order."""

    def __init__(self, connection: sqlite3.Connection):
        self._connection = connection
        self._article = lru_cache(maxsize=_KEPT)(self._read)

    def passage(self, typed: str, *, any_text: bool = False) -> Row:
        """The passage that `typed` addresses, in its article.

        Of its article: what `show` says (`article, title, date, publisher, url, file, record, metadata, text, spans`)
        and `sha256`; of the passage: `span` (as in `spans`), `line`, `column`, and `sentence` with `sentence_start`.
        Of spans that begin at one place it is the longest, a NUMBER only where nothing else begins. With `any_text` a
        range that is no span is a passage too, and so is the word that begins at a place (as `grep` prints them): its
        label, source and value are None.

        Raises `UsageError` for what is no address, an article, file or place that is not there, and where no span is;
        the nearest are named.
        """
        found = _PLACE.fullmatch(typed)
        if found:
            article = self._at(found["file"], int(found["line"]))
            start = _offset(article, int(found["line"]), int(found["column"]))
            end = None
        elif found := _RANGE.fullmatch(typed):
            article = self._article(article_id(self._connection, found["article"]))
            start, end = int(found["start"]), int(found["end"])
        else:
            raise UsageError(
                tr("“{typed}” is no passage", typed=typed),
                hint=tr("write FILE:LINE:COLUMN, the first column of TSV, or ARTICLE:START-END, in characters"),
            )
        span = _span(article, start, end)
        if span is None and any_text:
            until = _word(article["text"], start) if end is None else min(end, len(article["text"]))
            span = _plain(article, start, until) if article["text"][start:until].strip() else None
        if span is None:
            raise UsageError(
                tr("no span begins at {typed}", typed=typed)
                if end is None
                else tr("no span is at {typed}", typed=typed),
                hint=_nearest(article, start),
            )
        line, column = _where(article, span["start"])
        low, high = sentence(article["text"], span["start"], span["end"])
        said = {"sentence": article["text"][low:high], "sentence_start": low}
        return {**article, "span": span, "line": line, "column": column, **said}

    def _read(self, identity: int) -> Row:
        query = "SELECT name, sha256 FROM articles WHERE id = ?"
        name, digest = self._connection.execute(query, (identity,)).fetchone()
        shown = show(self._connection, name, Filters(sections=SECTIONS))
        return {**shown, "sha256": digest.hex(), "starts": view.line_starts(shown["text"])}

    def _at(self, file: str, line: int) -> Row:
        """The article in `file`, the one with the record `line` where there are several."""
        query = (
            "SELECT a.id, a.record FROM files AS f JOIN articles AS a ON a.file = f.id"
            " WHERE (f.path = ? OR f.real = ?) AND (a.record IS NULL OR a.record = ?) ORDER BY a.id LIMIT 1"
        )
        # TSV writes a backslash as two.
        for path in dict.fromkeys((file, file.replace("\\\\", "\\"))):
            values = (storable(path), storable(os.path.realpath(path)), line)
            row = self._connection.execute(query, values).fetchone()
            if row:
                return self._article(row[0])
        raise UsageError(*self._missing(file, line))

    def _missing(self, file: str, line: int) -> tuple[str]:
        query = "SELECT MAX(a.record) FROM files AS f JOIN articles AS a ON a.file = f.id WHERE f.path = ?"
        last = self._connection.execute(query, (storable(file),)).fetchone()[0]
        if last is not None:
            return (
                tr("{file} has no article in record {line} (the last one is {last})", file=file, line=line, last=last),
            )
        known = [
            str(path) for (path,) in self._connection.execute("SELECT path FROM files ORDER BY ordinal LIMIT 20000")
        ]
        close = near(file, known, 2, str)
        hint = meant(close) if close else tr("dronewatch articles lists those of the corpus")
        return (tr("no article of the corpus is in {file} ({hint})", file=file, hint=hint),)


def _offset(article: Row, line: int, column: int) -> int:
    """Where a line and column are in the text. What is beyond it is its end, at which nothing begins."""
    text, starts = article["text"], article["starts"]
    if article["record"] is not None:
        return min(column - 1, len(text))
    return int(min(starts[min(line, len(starts)) - 1] + column - 1, len(text))) if line <= len(starts) else len(text)


def _where(article: Row, start: int) -> tuple[int, int]:
    if article["record"] is not None:
        return article["record"], start + 1
    return view.position(article["starts"], start)


def _span(article: Row, start: int, end: int | None) -> dict[str, Any] | None:
    there = [span for span in article["spans"] if span["start"] == start and end in (None, span["end"])]
    return max(there, key=lambda span: (span["label"] != "NUMBER", span["end"]), default=None)


def _word(text: str, start: int) -> int:
    """Where the word ends that begins there; `start` where none does."""
    word = _WORD.match(text, start)
    return word.end() if word and not text[max(0, start - 1) : start].isalnum() else start


def _plain(article: Row, start: int, end: int) -> dict[str, Any]:
    section = next((part["section"] for part in article["parts"] if part["start"] <= start < part["end"]), "body")
    nothing = dict.fromkeys(("label", "entity", "source", "value"))
    return {"start": start, "end": end, "text": article["text"][start:end], "section": section, **nothing}


def _nearest(article: Row, start: int) -> str:
    """The spans that may have been meant, the nearest first, by both addresses' kinds of place."""
    spans = [span for span in article["spans"] if span["label"] != "NUMBER"]
    spans.sort(key=lambda span: (max(span["start"] - start, start - span["end"], 0), span["start"]))
    if not spans:
        return tr("nothing was found in this article")
    named = []
    for span in spans[:_NEAREST]:
        line, column = _where(article, span["start"])
        words = span["text"] if len(span["text"]) <= _SHOWN else span["text"][: _SHOWN - 1] + "…"
        named.append(f"{article['file']}:{line}:{column} “{words}”")
    return tr("near it: {named}", named=", ".join(named))
