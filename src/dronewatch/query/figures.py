"""Sums of money and counted things, merged as names are: one row a sum, one row a kind of thing."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from dronewatch.index.schema import LABEL_IDS
from dronewatch.index.values import plain, restored
from dronewatch.query.filters import Filters, among, article_ids
from dronewatch.query.passages import Row
from dronewatch.query.rows import Rows
from dronewatch.query.together import together

LABELS = ("MONEY", "QUANTITY")
VALUE = ("modifier", "amount", "low", "high", "currency")
_START = (1 << 32) - 1  # a place and a start in one number: the start
_SIGNS = {"about": "~", "more_than": ">", "less_than": "<", "at_least": ">=", "at_most": "<="}


def figures(connection: sqlite3.Connection, filters: Filters, label: str, *, beside: str | None = None) -> Rows:
    """Rows with the keys of `entities`: the most often mentioned first, then the largest sum, then by value or noun.

    Of MONEY one row a value, called `~4000000 EUR`, `>50000 EUR`, `3000000..5000000 EUR` or `? EUR`, with the fields
    of the value (`VALUE`) beside; of QUANTITY one row a noun, singular and plural together. `names` are the ways they
    are written, as they first occur. `beside`, a name or a label: only those that share a sentence with it, as in
    `entities`.
    """
    if filters.labels and label not in filters.labels:
        return Rows(())
    articles = article_ids(connection, filters)
    # Of the passages `s` that count.
    condition = f"s.section & {filters.mask}{among('s.article', articles)}"
    condition += "" if beside is None else together(connection, filters, beside).numbers
    # All are counted along an index that has what is asked.
    along = "INDEXED BY numbers_of_figure" if articles is None and beside is None else ""
    counted = (
        "SELECT g.id, c.mentions FROM (SELECT s.figure, COUNT(*) AS mentions"
        f" FROM numbers AS s {along} WHERE s.figure IS NOT NULL AND s.label = {LABEL_IDS[label]} AND {condition}"
        " GROUP BY s.figure) AS c CROSS JOIN figures AS g ON g.id = c.figure"
        " ORDER BY c.mentions DESC, g.weight DESC, g.alike"
    )
    found = connection.execute(counted).fetchall()
    return Rows((_merged(connection, label, condition, *each) for each in found), found.__len__)


def _merged(connection: sqlite3.Connection, label: str, condition: str, figure: int, mentions: int) -> Row:
    # Each way to write it, by its first passage, whose article SQLite gives with MIN.
    query = (
        "SELECT w.place, w.times, w.form, t.noun, w.article FROM (SELECT MIN(p.place << 32 | s.start) AS place,"
        " COUNT(*) AS times, s.form, s.thing, s.article FROM numbers AS s JOIN places AS p ON p.article = s.article"
        f" WHERE s.figure = ? AND {condition} GROUP BY s.form, s.thing) AS w"
        " LEFT JOIN things AS t ON t.id = w.thing ORDER BY w.place"
    )
    written = connection.execute(query, (figure,)).fetchall()
    query = f"SELECT COUNT(DISTINCT s.article) FROM numbers AS s WHERE s.figure = ? AND {condition}"
    articles = connection.execute(query, (figure,)).fetchone()[0]
    columns = ", ".join(f"s.{name}" for name in VALUE)
    query = (
        f'SELECT f.path, COALESCE(a.record, s.line), COALESCE(s."column", s.start + 1), {columns}'
        " FROM articles AS a JOIN files AS f ON f.id = a.file JOIN numbers AS s ON s.article = a.id"
        f" WHERE a.id = ? AND s.label = {LABEL_IDS[label]} AND s.start = ? AND s.figure = ? AND {condition}"
    )
    first = connection.execute(query, (written[0][4], written[0][0] & _START, figure)).fetchone()
    merged: Row = {
        "entity": None,
        "label": label,
        "names": list(dict.fromkeys(restored(row[2]) for row in written)),
        "mentions": mentions,
        "articles": articles,
        "first": f"{first[0]}:{first[1]}:{first[2]}",
    }
    if label != "MONEY":
        return merged | {"entity": _commonest((restored(row[3]) or restored(row[2]), row[1]) for row in written)}
    value: Row = dict(zip(VALUE, first[3:], strict=True))
    value |= {name: None if value[name] is None else Decimal(value[name]) for name in ("amount", "low", "high")}
    return merged | {"entity": _sum(value)} | value


def _sum(row: Row) -> str:
    """A value in one word, as gold annotations write it."""

    def number(value: Decimal | None) -> str:
        return "" if value is None else plain(value)

    if row["amount"] is not None:
        text = _SIGNS.get(row["modifier"], "") + number(row["amount"])
    else:
        text = f"{number(row['low'])}..{number(row['high'])}".strip(".") or "?"
        text = text if row["low"] is None or row["high"] is not None else f">={text}"
    return f"{text} {row['currency'] or ''}".rstrip()


def _commonest(nouns: Iterable[tuple[str, int]]) -> str:
    """Of nouns with their numbers of passages, the first of the most frequent."""
    counted: Counter[str] = Counter()
    for noun, times in nouns:
        counted[noun] += times
    return max(counted, key=counted.__getitem__)
