"""How often each label occurs."""

from __future__ import annotations

import sqlite3

from dronewatch.index.schema import LABEL_IDS
from dronewatch.model import DEFAULT_LABELS, NAME_LABELS
from dronewatch.query.filters import Filters, among, article_ids
from dronewatch.query.passages import Row

COLUMNS = ("label", "spans", "articles")


def labels(connection: sqlite3.Connection, filters: Filters = Filters()) -> list[Row]:  # noqa: B008 (frozen)
    """Rows of `COLUMNS`, one for each default label, in their order, those without spans too."""
    chosen = article_ids(connection, filters)
    rows = []
    for label in filters.labels or DEFAULT_LABELS:
        table = "mentions" if label in NAME_LABELS else "numbers"
        query = (
            f"SELECT COUNT(*), COUNT(DISTINCT article) FROM {table} WHERE label = ?"
            f" AND section & {filters.mask}{among('article', chosen)}"
        )
        spans, articles = connection.execute(query, (LABEL_IDS[label],)).fetchone()
        rows.append({"label": label, "spans": spans, "articles": articles})
    return rows
