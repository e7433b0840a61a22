"""Articles as the index holds them, as the pipeline gave them: with sections and all spans."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from dronewatch.index.schema import SECTION_BITS
from dronewatch.model import Article, Section, Span, TaggedArticle
from dronewatch.query.filters import Filters
from dronewatch.query.passages import ARTICLES, IN_ORDER
from dronewatch.query.show import show

_EVERYTHING = Filters(sections=tuple(SECTION_BITS))


@dataclass(frozen=True, slots=True)
class Listed:
    """An article without its text: where it lies, and the hash of its text."""

    id: str
    file: str
    record: int | None
    sha256: str


def listed(connection: sqlite3.Connection) -> list[Listed]:
    """Every article, in the corpus's order."""
    rows = connection.execute(f"SELECT a.name, f.path, a.record, a.sha256 FROM {ARTICLES} ORDER BY {IN_ORDER}")
    return [Listed(name, file, record, digest.hex()) for name, file, record, digest in rows]


def tagged(connection: sqlite3.Connection, article: str) -> TaggedArticle:
    """The article with the id `article`. Raises `UsageError` where there is none, with those that may have been meant.

    Of its spans, entities are named as all articles together name them.
    """
    from dronewatch.annotate.predictions import value

    found = show(connection, article, _EVERYTHING)
    names = ("text", "file", "record", "title", "date", "publisher", "url", "metadata")
    parts = tuple(Section(part["start"], part["end"], part["section"]) for part in found["parts"])
    keys = ("start", "end", "text", "label", "source", "section", "entity")
    spans = tuple(Span(**{key: span[key] for key in keys}, value=value(span["value"])) for span in found["spans"])
    return TaggedArticle(Article(article, **{name: found[name] for name in names}), parts, spans)
