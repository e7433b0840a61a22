"""What the index says, article by article, as the taggers said it: read through the views that `sql` documents."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dronewatch.index.values import restored
from dronewatch.model import NUMBER_LABELS, VALUE_KEYS, Article, Section, Span, TaggedArticle, Value
from dronewatch.query.filters import Filters, article_ids

_DECIMALS = ("amount", "low", "high")


@dataclass(frozen=True, slots=True)
class Told:
    """An article, and the id across articles of each of its spans that names something, by `key`."""

    tagged: TaggedArticle
    entities: Mapping[tuple[int, int, str], str]

    def entity(self, span: Span) -> str | None:
        """The id of what a span names, None for numbers."""
        return self.entities.get((span.start, span.end, span.label))


def stream(connection: sqlite3.Connection, filters: Filters) -> Iterator[Told]:
    """The articles asked for in the corpus's order, with the spans of the sections and labels asked for.

    `connection` is one that `query.sql.define` was called with. Labels and names are those that people's decisions
    gave them; `Span.entity` is the fullest name within the article. Raises UsageError as `article_ids`.
    """
    chosen = article_ids(connection, filters)
    wanted = (
        None
        if chosen is None
        else {row[0] for row in connection.execute(f"SELECT id FROM main.articles WHERE id IN ({chosen})")}
    )
    ordered = connection.execute(
        "SELECT a.id, a.name FROM main.files AS f CROSS JOIN main.articles AS a ON a.file = f.id"
        " ORDER BY f.ordinal, f.id, a.record, a.id"
    ).fetchall()
    for identity, name in ordered:
        if wanted is None or identity in wanted:
            yield _told(connection, name, filters)


def _told(connection: sqlite3.Connection, name: str, filters: Filters) -> Told:
    columns = ("text", "file", "record", "title", "date", "publisher", "url")
    query = f"SELECT {', '.join(columns)}, metadata FROM temp.articles WHERE article = ?"
    *said, metadata = (restored(cell) for cell in connection.execute(query, (name,)).fetchone())
    known = dict(zip(columns, said, strict=True))
    article = Article(name, metadata=json.loads(metadata) if metadata else {}, **known)
    query = 'SELECT start, "end", section FROM temp.sections WHERE article = ? ORDER BY start, "end"'
    parts = tuple(Section(*row) for row in connection.execute(query, (name,)))
    entities: dict[tuple[int, int, str], str] = {}
    spans = [*_mentions(connection, article, entities), *_numbers(connection, article)]
    kept = [
        span
        for span in spans
        if span.section in filters.sections and (not filters.labels or span.label in filters.labels)
    ]
    kept.sort(key=lambda span: (span.start, -span.end, span.label))
    return Told(TaggedArticle(article, parts, tuple(kept)), entities)


def _mentions(
    connection: sqlite3.Connection, article: Article, entities: dict[tuple[int, int, str], str]
) -> Iterator[Span]:
    query = (
        'SELECT start, "end", label, section, source, local, canonical, entity_id FROM temp.mentions WHERE article = ?'
    )
    for row in connection.execute(query, (article.id,)):
        start, end, label, section, source, local, canonical, entity = row
        if entity is not None:
            entities[start, end, label] = entity
        words = article.text[start:end]
        yield Span(start, end, words, label, source, None, restored(canonical), section, restored(local))


def _numbers(connection: sqlite3.Connection, article: Article) -> Iterator[Span]:
    names = sorted({key for label in NUMBER_LABELS for key in VALUE_KEYS[label]} | {"modifier"})
    columns = [f"{name}_text" if name in _DECIMALS else name for name in names]
    query = f'SELECT start, "end", label, section, source, {", ".join(columns)} FROM temp.numbers WHERE article = ?'
    for start, end, label, section, source, *cells in connection.execute(query, (article.id,)):
        said = {name: restored(cell) for name, cell in zip(names, cells, strict=True)}
        numbers = {name: Decimal(said[name]) for name in _DECIMALS if said[name] is not None}
        yield Span(start, end, article.text[start:end], label, source, Value(**{**said, **numbers}), section=section)
