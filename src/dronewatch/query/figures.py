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
    # Of the passages `s` that count.
    condition = f"s.section & {filters.mask}{among('s.article', article_ids(connection, filters))}"
    condition += "" if beside is None else together(connection, filters, beside).numbers
    counted = (
        "SELECT g.id, c.mentions, c.articles FROM figures AS g JOIN"
        " (SELECT s.figure, COUNT(*) AS mentions, COUNT(DISTINCT s.article) AS articles FROM numbers AS s"
        f" WHERE s.figure IS NOT NULL AND s.label = {LABEL_IDS[label]} AND {condition} GROUP BY s.figure) AS c"
        " ON c.figure = g.id ORDER BY c.mentions DESC, g.weight DESC, g.alike"
    )
    found = connection.execute(counted).fetchall()
    return Rows((_merged(connection, label, condition, *each) for each in found), found.__len__)


def _merged(
    connection: sqlite3.Connection, label: str, condition: str, figure: int, mentions: int, articles: int
) -> Row:
    columns = ", ".join(f"s.{name}" for name in VALUE)
    query = (
        f'SELECT s.form, t.noun, f.path, COALESCE(a.record, s.line), COALESCE(s."column", s.start + 1), {columns}'
        " FROM numbers AS s JOIN places AS p ON p.article = s.article JOIN articles AS a ON a.id = s.article"
        " JOIN files AS f ON f.id = a.file LEFT JOIN things AS t ON t.id = s.thing"
        f" WHERE s.figure = ? AND {condition} ORDER BY p.place, s.start"
    )
    group = connection.execute(query, (figure,)).fetchall()
    first = group[0]
    merged: Row = {
        "entity": None,
        "label": label,
        "names": list(dict.fromkeys(restored(row[0]) for row in group)),
        "mentions": mentions,
        "articles": articles,
        "first": f"{first[2]}:{first[3]}:{first[4]}",
    }
    if label != "MONEY":
        return merged | {"entity": _commonest(restored(row[1]) or restored(row[0]) for row in group)}
    value: Row = dict(zip(VALUE, first[5:], strict=True))
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


def _commonest(nouns: Iterable[str]) -> str:
    counted = Counter(nouns)
    return max(counted, key=counted.__getitem__)
