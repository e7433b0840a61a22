"""Who and what the articles name: one row an entity, or one row a passage."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from dronewatch.index.schema import LABEL_IDS, LABEL_NAMES
from dronewatch.index.values import restored
from dronewatch.query.filters import Filters, among, article_ids, label_ids, limited, ordered
from dronewatch.query.passages import ARTICLES, IN_ORDER, PLACE, SPAN, Row, passages, where
from dronewatch.query.rows import Rows
from dronewatch.query.together import together

COLUMNS = ("entity", "label", "names", "mentions", "articles", "first")
ORDERS = {
    "mentions": "c.mentions",
    "articles": "c.articles",
    "entity": "e.folded",
    "name": "e.folded",
    "label": "e.label",
    "first": "p.place, c.first_start",
}
_ORDER = "c.mentions DESC, e.folded, e.name, e.label, e.id"

_FIRST, _MOST = 8, 4096

# id, name, label, mentions, articles, article and start of the first passage
Counted = tuple[int, Any, int, int, int, int, int]

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
) -> Rows:
    """Rows of `COLUMNS`, the most often mentioned first, or by `ORDERS`.

    `entity` is the preferred name, `names` all that it goes by in the chosen sections and articles, which also decide
    `mentions` (passages), `articles` (how many have one) and `first` (`file:line:column` of the first passage).
    `beside`, a name or a label: only what shares a sentence with it, and only those passages count.
    Raises `UsageError` for a name that no entity has.
    """
    return _found(connection, filters, label_ids(filters.labels), beside, ordered(sort, ORDERS, _ORDER), limit)


def by_label(
    connection: sqlite3.Connection,
    filters: Filters,
    labels: Sequence[str],
    *,
    beside: str | None = None,
) -> list[Rows]:
    """What `entities` says, label by label: one item for each of `labels`, empty where there is none."""
    order = ordered((), ORDERS, _ORDER)
    numbers = [LABEL_IDS[label] for label in labels]
    if article_ids(connection, filters) is None and beside is None:
        return [_found(connection, filters, [number], None, order) for number in numbers]
    # What is counted now is counted once for all labels.
    parts: dict[int, list[Counted]] = {number: [] for number in numbers}
    for each in connection.execute(_query(connection, filters, numbers, beside, order)):
        parts[each[2]].append(each)
    chosen = article_ids(connection, filters)
    return [Rows(_rows(connection, iter(part), filters.mask, chosen), part.__len__) for part in parts.values()]


def _found(
    connection: sqlite3.Connection,
    filters: Filters,
    labels: list[int] | None,
    beside: str | None,
    order: str,
    limit: int | None = None,
) -> Rows:
    chosen = article_ids(connection, filters)
    query = _query(connection, filters, labels, beside, order) + limited(limit)
    rows = _rows(connection, connection.execute(query), filters.mask, chosen)
    if limit or chosen is not None or beside is not None:
        return Rows(rows)
    total = f"SELECT COUNT(*) FROM entities WHERE sections & {filters.mask}{among('label', labels)}"
    return Rows(rows, lambda: int(connection.execute(total).fetchone()[0]))


def _query(
    connection: sqlite3.Connection, filters: Filters, labels: list[int] | None, beside: str | None, order: str
) -> str:
    chosen = article_ids(connection, filters)
    columns = "SELECT e.id, e.name, e.label, c.mentions, c.articles, c.first_article, c.first_start"
    place = " JOIN places AS p ON p.article = c.first_article" if "p.place" in order else ""
    if beside is None and chosen is None:
        return (
            f"{columns} FROM counts AS c CROSS JOIN entities AS e ON e.id = c.entity"
            f" AND c.sections = (e.sections & {filters.mask}){place}"
            f" WHERE c.sections{among('c.label', labels)}{order}"
        )
    if beside is None:
        counts = _counted(filters.mask, chosen)
    else:
        counts = _counted_beside(filters.mask, chosen, together(connection, filters, beside).names)
    return (
        f"{columns} FROM ({counts}) AS c CROSS JOIN entities AS e ON e.id = c.entity{place}"
        f" WHERE 1{among('e.label', labels)}{order}"
    )


def mentions(
    connection: sqlite3.Connection,
    filters: Filters = Filters(),  # noqa: B008 (frozen)
    *,
    beside: str | None = None,
    sort: Sequence[str] = (),
    limit: int | None = None,
) -> Rows:
    """Rows of `MENTION_COLUMNS`: every passage that names an entity, in the corpus's order or by `MENTION_ORDERS`.

    `beside`, a name or a label: only passages that share a sentence with it.
    """
    chosen, labels = article_ids(connection, filters), label_ids(filters.labels)
    condition = f"s.section & {filters.mask}{among('s.label', labels)}"
    query = (
        f"SELECT {PLACE}, {SPAN}, e.name FROM {ARTICLES} CROSS JOIN mentions AS s ON s.article = a.id"
        " CROSS JOIN locals AS l ON l.article = s.article AND l.local = s.local"
        f" CROSS JOIN entities AS e ON e.id = l.entity WHERE {condition}{among('a.id', chosen)}"
        f"{'' if beside is None else together(connection, filters, beside).names}"
        f"{ordered(sort, MENTION_ORDERS, _MENTION_ORDER)}{limited(limit)}"
    )
    rows = _passages(connection, query)
    if limit or beside is not None:
        return Rows(rows)
    total = f"SELECT COUNT(*) FROM mentions AS s WHERE {condition}{among('s.article', chosen)}"
    return Rows(rows, lambda: int(connection.execute(total).fetchone()[0]))


def _passages(connection: sqlite3.Connection, query: str) -> Iterator[Row]:
    for row, (entity,) in passages(connection, query):
        sentence = row.pop("sentence")
        yield row | {"entity": restored(entity), "sentence": sentence}


# The first passage is the least of all by place and start, packed into one number, whose article SQLite then gives.
_COUNTED = (
    " COUNT(DISTINCT l.article) AS articles, l.article AS first_article, MIN(p.place << 32 | n.start) & 4294967295"
    " AS first_start"
)


def _counted(mask: int, articles: str | None) -> str:
    """What `counts` would say of these articles alone."""
    return (
        f"SELECT l.entity, SUM(n.mentions) AS mentions,{_COUNTED} FROM places AS p"
        " CROSS JOIN locals AS l ON l.article = p.article"
        " CROSS JOIN forms AS n ON n.article = l.article AND n.local = l.local"
        f" WHERE n.section & {mask}{among('p.article', articles)} GROUP BY l.entity"
    )


def _counted_beside(mask: int, articles: str | None, condition: str) -> str:
    """What `counts` would say of the passages alone for which the condition holds."""
    return (
        f"SELECT l.entity, COUNT(*) AS mentions,{_COUNTED.replace('n.start', 's.start')} FROM places AS p"
        " CROSS JOIN mentions AS s ON s.article = p.article"
        " CROSS JOIN locals AS l ON l.article = s.article AND l.local = s.local"
        f" WHERE s.section & {mask}{among('s.article', articles)}{condition} GROUP BY l.entity"
    )


def _rows(connection: sqlite3.Connection, found: Iterator[Counted], mask: int, chosen: str | None) -> Iterator[Row]:
    size = _FIRST  # the first rows at once, the others in larger and larger parts
    while part := list(islice(found, size)):
        size = min(2 * size, _MOST)
        names = _names(connection, [row[0] for row in part], mask, chosen)
        for identity, name, label, times, articles, article, start in part:
            yield {
                "entity": restored(name),
                "label": LABEL_NAMES[label],
                "names": names.get(identity, []),
                "mentions": times,
                "articles": articles,
                "first": where(connection, article, start),
            }


def _names(connection: sqlite3.Connection, entities: list[int], mask: int, chosen: str | None) -> dict[int, list[str]]:
    """The names by which entities go there, the preferred one first."""
    there: set[tuple[int, Any]] = set()
    if chosen is not None:
        written = (
            "SELECT DISTINCT l.entity, o.form FROM locals AS l CROSS JOIN forms AS o ON o.article = l.article"
            f" AND o.local = l.local WHERE o.section & {mask}{among('l.entity', entities)}{among('l.article', chosen)}"
        )
        there.update(connection.execute(written))
    query = f"SELECT entity, name FROM names WHERE sections & {mask}{among('entity', entities)} ORDER BY entity, number"
    found: dict[int, list[str]] = {}
    for entity, name in connection.execute(query):
        if chosen is None or (entity, name) in there:
            found.setdefault(entity, []).append(restored(name))
    return found
