"""From what the index stores of a passage to what a reader is shown: its words, its place, its sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from dronewatch.index.schema import LABEL_NAMES, SECTION_NAMES
from dronewatch.index.values import restored

Row = dict[str, Any]

# Files in order, articles in order: SQLite walks through them and sorts nothing.
ARTICLES = "files AS f CROSS JOIN articles AS a ON a.file = f.id"
IN_ORDER = "f.ordinal, f.id, a.record, a.id"  # with the ids, which are unique: else all would be sorted
PLACE = 'a.name, f.path, COALESCE(a.record, s.line), COALESCE(s."column", s.start + 1)'
SPAN = 's.article, s.start, s."end", s.label, s.section, s.sentence_start, s.sentence_end'

_KEPT = 64


def where(connection: sqlite3.Connection, article: int, start: int) -> str:
    """`file:line:column` of the passage that begins there."""
    query = (
        'SELECT f.path, COALESCE(a.record, s.line), COALESCE(s."column", s.start + 1) FROM articles AS a'
        " JOIN files AS f ON f.id = a.file JOIN mentions AS s ON s.article = a.id AND s.start = ?2 WHERE a.id = ?1"
    )
    file, line, column = connection.execute(query, (article, start)).fetchone()
    return f"{file}:{line}:{column}"


class Texts:
    """Texts by article, the last ones kept: rows that follow each other are mostly from one article."""

    def __init__(self, connection: sqlite3.Connection):
        self._connection = connection
        self._kept: dict[int, str] = {}

    def __getitem__(self, article: int) -> str:
        text = self._kept.get(article)
        if text is None:
            row = self._connection.execute("SELECT text FROM texts WHERE article = ?", (article,)).fetchone()
            text = restored(row[0])
            if len(self._kept) >= _KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[article] = text
        return text


def passages(
    connection: sqlite3.Connection, query: str, parameters: tuple[object, ...] = ()
) -> Iterator[tuple[Row, Any]]:
    """Rows of a query that begins with `SELECT {PLACE}, {SPAN}`, as dicts, each with the columns that follow."""
    texts = Texts(connection)
    for record in connection.execute(query, parameters):
        name, file, line, column, article, start, end, label, section, low, high = record[:11]
        text = texts[article]
        row = {
            "article": name,
            "section": SECTION_NAMES[section],
            "file": file,
            "line": line,
            "column": column,
            "text": text[start:end],
            "label": LABEL_NAMES[label],
            "sentence": text[low:high],
            "at": start - low,  # where in the sentence; these three are not columns
            "start": start,
            "end": end,
        }
        yield row, record[11:]
