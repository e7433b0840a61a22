"""One article with its sections and spans."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from dronewatch.index.schema import LABEL_IDS, LABEL_NAMES, SECTION_NAMES
from dronewatch.index.values import restored
from dronewatch.model import VALUE_KEYS
from dronewatch.query.filters import Filters, among, article_id, label_ids
from dronewatch.query.passages import Row

_VALUE = ("modifier", "amount", "low", "high", "currency", "tax", "per", "noun", "object", "edtf", "unit", "iso")


def show(connection: sqlite3.Connection, article: str, filters: Filters = Filters()) -> Row:  # noqa: B008 (frozen)
    """The article with the id `article`: what `articles` says of it, with `text`, `metadata`, `parts` and `spans`.

    `parts` is every section as `start, end, section`; `spans`, by start, those of the chosen sections and labels, each
    as `start, end, text, label, section, entity, source, value` (amounts as strings). Offsets are half-open, in code
    points of `text`. Raises `UsageError` for an unknown id.
    """
    identity = article_id(connection, article)
    row = connection.execute(
        "SELECT a.name, a.title, a.date, a.publisher, a.url, f.path, a.record, a.metadata, t.text FROM articles AS a"
        " JOIN files AS f ON f.id = a.file JOIN texts AS t ON t.article = a.id WHERE a.id = ?",
        (identity,),
    ).fetchone()
    names = ("article", "title", "date", "publisher", "url", "file", "record")
    text = restored(row[8])
    parts = connection.execute(
        'SELECT start, "end", section FROM sections WHERE article = ? ORDER BY start', (identity,)
    ).fetchall()
    return {
        **{name: restored(value) for name, value in zip(names, row, strict=False)},
        "metadata": json.loads(row[7]) if row[7] else {},
        "text": text,
        "parts": [{"start": start, "end": end, "section": SECTION_NAMES[bit]} for start, end, bit in parts],
        "spans": sorted(
            [*_mentions(connection, identity, text, filters), *_numbers(connection, identity, text, filters)],
            key=lambda span: (span["start"], -span["end"], span["label"]),
        ),
    }


def _mentions(connection: sqlite3.Connection, article: int, text: str, filters: Filters) -> list[dict[str, Any]]:
    query = (
        'SELECT s.start, s."end", s.label, s.section, o.source, e.name FROM mentions AS s'
        " JOIN sources AS o ON o.id = s.source JOIN locals AS l ON l.article = s.article AND l.local = s.local"
        " LEFT JOIN entities AS e ON e.id = l.entity"
        f" WHERE s.article = ? AND s.section & {filters.mask}{among('s.label', label_ids(filters.labels))}"
    )
    return [_span(text, *row) for row in connection.execute(query, (article,))]


def _numbers(connection: sqlite3.Connection, article: int, text: str, filters: Filters) -> list[dict[str, Any]]:
    columns = ", ".join(f"{'t' if name in ('noun', 'object') else 's'}.{name}" for name in _VALUE)
    labels = label_ids(filters.labels) or list(LABEL_IDS.values())
    query = (
        f'SELECT s.start, s."end", s.label, s.section, o.source, NULL, {columns} FROM numbers AS s'
        " JOIN sources AS o ON o.id = s.source LEFT JOIN things AS t ON t.id = s.thing"
        f" WHERE s.article = ? AND s.section & {filters.mask}{among('s.label', labels)}"
    )
    return [_span(text, *row) for row in connection.execute(query, (article,))]


def _span(
    text: str, start: int, end: int, label: int, section: int, source: str, entity: str | bytes | None, *value: Any
) -> dict[str, Any]:
    known = dict(zip(_VALUE, value, strict=False))
    name = LABEL_NAMES[label]
    return {
        "start": start,
        "end": end,
        "text": text[start:end],
        "label": name,
        "section": SECTION_NAMES[section],
        "entity": restored(entity),
        "source": source,
        "value": {key: restored(known[key]) or None for key in VALUE_KEYS[name]} if known else None,
    }
