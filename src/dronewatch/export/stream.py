"""What the index says, article by article, as the taggers said it: read through the views that `sql` documents."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from dronewatch.index.values import restored
from dronewatch.model import Article, Section, Span, TaggedArticle, Value
from dronewatch.query.filters import Filters, among, article_ids
from dronewatch.query.passages import ARTICLES, IN_ORDER
from dronewatch.query.sql import decoded
from dronewatch.query.views import VIEWS

_COLUMN = {name: f"{name}_text" for name in ("amount", "low", "high")}  # that has the exact digits
_VALUE = tuple(field.name for field in fields(Value))


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

    Labels and names are those that people's decisions gave them; `Span.entity` is the fullest name within the article.
    Raises UsageError as `article_ids`.
    """
    connection.text_factory = decoded
    ordered = f"SELECT a.name FROM {ARTICLES} WHERE 1{among('a.id', article_ids(connection, filters))}"
    for (name,) in connection.execute(f"{ordered} ORDER BY {IN_ORDER}").fetchall():
        yield _told(connection, name, filters)


def entities(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Id, label and preferred name of every entity."""
    found = connection.execute(f"SELECT entity_id, label, entity FROM ({VIEWS['entities'].select()})")
    return [(identity, label, restored(name)) for identity, label, name in found]


def _rows(connection: sqlite3.Connection, view: str, columns: Sequence[str], article: str) -> list[tuple[Any, ...]]:
    """What a view says of an article, in the order of `columns`."""
    names = ", ".join(f'"{name}"' for name in columns)
    query = f"SELECT {names} FROM ({VIEWS[view].select('article', *columns)}) WHERE article = ?"
    return [tuple(map(restored, row)) for row in connection.execute(query, (article,))]


def _told(connection: sqlite3.Connection, name: str, filters: Filters) -> Told:
    columns = ("text", "file", "record", "title", "date", "publisher", "url")
    ((metadata, *said),) = _rows(connection, "articles", ("metadata", *columns), name)
    known = dict(zip(columns, said, strict=True))
    article = Article(name, metadata=json.loads(metadata) if metadata else {}, **known)
    parts = sorted(_rows(connection, "sections", ("start", "end", "section"), name))
    ids: dict[tuple[int, int, str], str] = {}
    kept = [
        span
        for span in (*_mentions(connection, article, ids), *_numbers(connection, article))
        if span.section in filters.sections and (not filters.labels or span.label in filters.labels)
    ]
    kept.sort(key=lambda span: (span.start, -span.end, span.label))
    return Told(TaggedArticle(article, tuple(Section(*part) for part in parts), tuple(kept)), ids)


def _mentions(connection: sqlite3.Connection, article: Article, ids: dict[tuple[int, int, str], str]) -> Iterator[Span]:
    columns = ("start", "end", "label", "section", "source", "local", "canonical", "entity_id")
    for start, end, label, section, source, local, canonical, entity in _rows(
        connection, "mentions", columns, article.id
    ):
        if entity is not None:
            ids[start, end, label] = entity
        yield Span(start, end, article.text[start:end], label, source, None, canonical, section, local)


def _numbers(connection: sqlite3.Connection, article: Article) -> Iterator[Span]:
    columns = ("start", "end", "label", "section", "source", *(_COLUMN.get(name, name) for name in _VALUE))
    for start, end, label, section, source, *cells in _rows(connection, "numbers", columns, article.id):
        said: dict[str, Any] = dict(zip(_VALUE, cells, strict=True))
        said |= {name: Decimal(said[name]) for name in _COLUMN if said[name] is not None}
        yield Span(start, end, article.text[start:end], label, source, Value(**said), section=section)
