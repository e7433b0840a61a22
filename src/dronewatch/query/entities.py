"""Who and what the articles name: one row an entity, or one row a passage."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from dronewatch.index.schema import LABEL_NAMES
from dronewatch.index.values import restored
from dronewatch.query.filters import Filters, among, article_ids, label_ids, limited, ordered
from dronewatch.query.passages import ARTICLES, IN_ORDER, PLACE, SPAN, Row, passages
from dronewatch.query.together import together

COLUMNS = ("entity", "label", "names", "mentions", "articles", "first")
ORDERS = {
    "mentions": "c.mentions",
    "articles": "c.articles",
    "entity": "e.folded",
    "name": "e.folded",
    "label": "e.label",
    "first": "f.ordinal, a.record, c.first_start",
}
_ORDER = "c.mentions DESC, e.folded, e.name, e.label, e.id"

_FIRST, _MOST = 64, 4096

MENTION_COLUMNS = ("article", "section", "file", "line", "column", "text", "label", "entity", "sentence")
_MENTION_ORDER = f"{IN_ORDER}, s.start"
MENTION_ORDERS = {
    "place": _MENTION_ORDER,
    "entity": "e.folded",
    "name": "e.folded",
    "label": "s.label",
    "article": "a.name",
    "date": "a.date",
}


def entities(
    connection: sqlite3.Connection,
    filters: Filters = Filters(),  # noqa: B008 (frozen)
    *,
    beside: str | None = None,
    sort: Sequence[str] = (),
    limit: int | None = None,
) -> Iterator[Row]:
    """Rows of `COLUMNS`, the most often mentioned first, or by `ORDERS`.

    `entity` is the preferred name, `names` all that it goes by in the chosen sections and articles, which also decide
    `mentions` (passages), `articles` (how many have one) and `first` (`file:line:column` of the first passage).
    `beside`, a name or a label: only what shares a sentence with it, and only those passages count.
    Raises `UsageError` for a name that no entity has.
    """
    chosen = article_ids(connection, filters)
    if beside is not None:
        counts = _counted_beside(filters.mask, chosen, together(connection, filters, beside).names)
    else:
        counts = "counts" if chosen is None else _counted(filters.mask, chosen)
    sections = f"c.sections = (e.sections & {filters.mask})" if counts == "counts" else "1"
    query = (
        "SELECT e.id, e.name, e.label, c.mentions, c.articles, f.path, COALESCE(a.record, s.line),"
        ' COALESCE(s."column", s.start + 1)'
        f" FROM {counts} AS c CROSS JOIN entities AS e ON e.id = c.entity AND {sections}"
        " CROSS JOIN articles AS a ON a.id = c.first_article CROSS JOIN files AS f ON f.id = a.file"
        " CROSS JOIN mentions AS s ON s.article = a.id AND s.start = c.first_start AND s.label = e.label"
        f" WHERE c.sections{among('e.label', label_ids(filters.labels))}"
        f"{ordered(sort, ORDERS, _ORDER)}{limited(limit)}"
    )
    return _rows(connection, query, filters.mask, chosen)


def mentions(
    connection: sqlite3.Connection,
    filters: Filters = Filters(),  # noqa: B008 (frozen)
    *,
    beside: str | None = None,
    sort: Sequence[str] = (),
    limit: int | None = None,
) -> Iterator[Row]:
    """Rows of `MENTION_COLUMNS`: every passage that names an entity, in the corpus's order or by `MENTION_ORDERS`.

    `beside`, a name or a label: only passages that share a sentence with it.
    """
    condition = "" if beside is None else together(connection, filters, beside).names
    query = (
        f"SELECT {PLACE}, {SPAN}, e.name FROM {ARTICLES} CROSS JOIN mentions AS s ON s.article = a.id"
        " CROSS JOIN locals AS l ON l.article = s.article AND l.local = s.local"
        " CROSS JOIN entities AS e ON e.id = l.entity"
        f" WHERE s.section & {filters.mask}{among('a.id', article_ids(connection, filters))}"
        f"{among('s.label', label_ids(filters.labels))}{condition}"
        f"{ordered(sort, MENTION_ORDERS, _MENTION_ORDER)}{limited(limit)}"
    )
    return _passages(connection, query)


def _passages(connection: sqlite3.Connection, query: str) -> Iterator[Row]:
    for row, (entity,) in passages(connection, query):
        sentence = row.pop("sentence")
        yield row | {"entity": restored(entity), "sentence": sentence}


def _counted(mask: int, articles: str) -> str:
    """What `counts` would say of these articles alone."""
    forms = (
        "SELECT l.entity, l.article, SUM(n.mentions) AS mentions, MIN(n.start) AS start, f.ordinal, a.record"
        " FROM locals AS l JOIN forms AS n ON n.article = l.article AND n.local = l.local"
        " JOIN articles AS a ON a.id = l.article JOIN files AS f ON f.id = a.file"
        f" WHERE n.section & {mask}{among('l.article', articles)} GROUP BY l.entity, l.article"
    )
    return _summed(forms)


def _counted_beside(mask: int, articles: str | None, condition: str) -> str:
    """What `counts` would say of the passages alone for which the condition holds."""
    return _summed(
        "SELECT l.entity, s.article, COUNT(*) AS mentions, MIN(s.start) AS start, f.ordinal, a.record"
        " FROM mentions AS s JOIN locals AS l ON l.article = s.article AND l.local = s.local"
        " JOIN articles AS a ON a.id = s.article JOIN files AS f ON f.id = a.file"
        f" WHERE s.section & {mask}{among('s.article', articles)}{condition} GROUP BY l.entity, s.article"
    )


def _summed(by_article: str) -> str:
    earliest = "ROW_NUMBER() OVER (PARTITION BY entity ORDER BY ordinal, record)"
    return (
        "(SELECT entity, 1 AS sections, SUM(mentions) AS mentions, COUNT(*) AS articles,"
        " MAX(CASE number WHEN 1 THEN article END) AS first_article,"
        " MAX(CASE number WHEN 1 THEN start END) AS first_start"
        f" FROM (SELECT *, {earliest} AS number FROM ({by_article})) GROUP BY entity)"
    )


def _rows(connection: sqlite3.Connection, query: str, mask: int, chosen: str | None) -> Iterator[Row]:
    found = connection.execute(query)
    size = _FIRST  # the first rows at once, the others in larger and larger parts
    while part := found.fetchmany(size):
        size = min(2 * size, _MOST)
        names = _names(connection, [row[0] for row in part], mask, chosen)
        for identity, name, label, times, articles, file, line, column in part:
            yield {
                "entity": restored(name),
                "label": LABEL_NAMES[label],
                "names": names.get(identity, []),
                "mentions": times,
                "articles": articles,
                "first": f"{file}:{line}:{column}",
            }


def _names(connection: sqlite3.Connection, entities: list[int], mask: int, chosen: str | None) -> dict[int, list[str]]:
    """The names by which entities go there, the preferred one first."""
    query = f"SELECT entity, name FROM names AS n WHERE n.sections & {mask}{among('n.entity', entities)}"
    if chosen is not None:
        query += (
            " AND EXISTS (SELECT 1 FROM locals AS l JOIN forms AS o ON o.article = l.article AND o.local = l.local"
            f" WHERE l.entity = n.entity AND o.form = n.name AND o.section & {mask}{among('l.article', chosen)})"
        )
    found: dict[int, list[str]] = {}
    for entity, name in connection.execute(query + " ORDER BY n.entity, n.number"):
        found.setdefault(entity, []).append(restored(name))
    return found
