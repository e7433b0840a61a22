"""The articles of the corpus."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from dronewatch.index.schema import LABEL_IDS, SECTION_BITS
from dronewatch.index.values import restored
from dronewatch.query.filters import Filters, among, article_ids, label_ids, limited, ordered
from dronewatch.query.passages import ARTICLES, IN_ORDER, Row
from dronewatch.query.rows import Rows

COLUMNS = ("article", "title", "date", "publisher", "url", "file", "record", "sections", "words", "spans")
ORDERS = {
    "place": IN_ORDER,
    "article": "a.name",
    "title": "a.title",
    "date": "a.date",
    "publisher": "a.publisher",
    "words": "words",
    "spans": "spans",
}


def articles(
    connection: sqlite3.Connection,
    filters: Filters = Filters(),  # noqa: B008 (frozen)
    *,
    sort: Sequence[str] = (),
    limit: int | None = None,
) -> Rows:
    """Rows of `COLUMNS`, in the corpus's order or by `ORDERS`. `title` is the metadata's, else the title section's.

    `sections` are the names of those there are; `words` and `spans` count what the chosen sections (and labels) hold.
    `record` is the line of a JSONL file, None where the file is the article.
    """
    labels, chosen = label_ids(filters.labels), article_ids(connection, filters)
    spans = " + ".join(
        f"(SELECT COUNT(*) FROM {table} AS s WHERE s.article = a.id AND s.section & {filters.mask}{those})"
        for table, those in (
            ("mentions", among("s.label", labels)),
            ("numbers", among("s.label", LABEL_IDS.values() if labels is None else labels)),
        )
    )
    query = (
        "SELECT a.id, a.name, a.title, a.date, a.publisher, a.url, f.path, a.record,"
        f" (SELECT TOTAL(words) FROM sections WHERE article = a.id AND section & {filters.mask}) AS words,"
        f" {spans} AS spans FROM {ARTICLES} WHERE 1{among('a.id', chosen)}"
        f"{ordered(sort, ORDERS, IN_ORDER)}{limited(limit)}"
    )
    rows = _rows(connection, query)
    total = f"SELECT COUNT(*) FROM articles AS a WHERE 1{among('a.id', chosen)}"
    return Rows(rows, None if limit else lambda: int(connection.execute(total).fetchone()[0]))


def _rows(connection: sqlite3.Connection, query: str) -> Iterator[Row]:
    for identity, name, title, date, publisher, url, file, record, words, spans in connection.execute(query):
        kinds = {row[0] for row in connection.execute("SELECT section FROM sections WHERE article = ?", (identity,))}
        yield {
            "article": name,
            "title": restored(title) or _title(connection, identity),
            "date": date,
            "publisher": restored(publisher),
            "url": restored(url),
            "file": file,
            "record": record,
            "sections": [section for section, bit in SECTION_BITS.items() if bit in kinds],
            "words": int(words),
            "spans": spans,
        }


def _title(connection: sqlite3.Connection, article: int) -> str | None:
    """The text of the title section, without line breaks."""
    row = connection.execute(
        'SELECT t.text, s.start, s."end" FROM sections AS s JOIN texts AS t ON t.article = s.article'
        " WHERE s.article = ? AND s.section = ? ORDER BY s.start LIMIT 1",
        (article, SECTION_BITS["title"]),
    ).fetchone()
    return " ".join(restored(row[0])[row[1] : row[2]].split()) or None if row else None
