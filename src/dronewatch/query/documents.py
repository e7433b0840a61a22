"""What the gates ask the index: which documents there are, how many words they have, which spans were found in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from dronewatch.annotate.coverage import Document, Place
from dronewatch.annotate.evaluate import Mark
from dronewatch.index.schema import LABEL_NAMES, SECTION_BITS, SECTION_NAMES
from dronewatch.index.values import restored
from dronewatch.model import DEFAULT_SECTIONS, NUMBER_LABELS, Section
from dronewatch.query.filters import Filters
from dronewatch.query.passages import ARTICLES, IN_ORDER

_MASK = sum(SECTION_BITS[section] for section in DEFAULT_SECTIONS)
_NUMBERS = [number for number, label in LABEL_NAMES.items() if label in NUMBER_LABELS]
_SOME = 500  # ids in one statement


@dataclass(frozen=True, slots=True)
class Text:
    """An article that has gold: its text, place, hash and sections."""

    article: str
    text: str
    file: str
    record: int | None
    sha256: str
    sections: tuple[Section, ...]


def hashes(connection: sqlite3.Connection) -> dict[str, tuple[str]]:
    """The SHA-256 of every article by id, as `pairs.match` takes them."""
    return {name: (digest.hex(),) for name, digest in connection.execute("SELECT name, sha256 FROM articles")}


def documents(connection: sqlite3.Connection) -> list[Document]:
    """Every article in the corpus's order, with its words in title and body and the number of its predicted spans."""
    sums = ", ".join(f"SUM(words * (section = {SECTION_BITS[section]}))" for section in DEFAULT_SECTIONS)
    query = f"SELECT article, {sums} FROM sections GROUP BY article"
    words = {
        article: dict(zip(DEFAULT_SECTIONS, counts, strict=True)) for article, *counts in connection.execute(query)
    }
    # Grouped in the order of the tables' keys: SQLite counts as it reads and sorts nothing.
    predicted = dict(
        connection.execute(f"SELECT article, COUNT(*) FROM mentions WHERE section & {_MASK} GROUP BY article")
    )
    for label in _NUMBERS:
        query = f"SELECT article, COUNT(*) FROM numbers WHERE label = {label} AND section & {_MASK} GROUP BY article"
        for article, count in connection.execute(query):
            predicted[article] = predicted.get(article, 0) + count
    rows = connection.execute(f"SELECT a.id, a.name, f.path, a.record, a.sha256 FROM {ARTICLES} ORDER BY {IN_ORDER}")
    return [
        Document(name, file, record or 1, digest.hex(), words.get(identity, {}), predicted.get(identity, 0))
        for identity, name, file, record, digest in rows
    ]


def predicted(connection: sqlite3.Connection) -> dict[str, int]:
    """How many spans of each label are predicted in titles and bodies."""
    found: dict[str, int] = {}
    for table in ("mentions", "numbers"):
        query = f"SELECT label, COUNT(*) FROM {table} WHERE section & {_MASK} GROUP BY label"
        found |= {LABEL_NAMES[label]: count for label, count in connection.execute(query)}
    found.pop("NUMBER", None)
    return found


def places(connection: sqlite3.Connection, articles: Collection[str]) -> dict[str, list[Place]]:
    """The predicted spans in titles and bodies of some articles."""
    found: dict[str, list[Place]] = {}
    select = f'SELECT start, "end", label FROM {{}} WHERE article = ? AND section & {_MASK}'
    numbers = f"{select.format('numbers')} AND label IN ({', '.join(map(str, _NUMBERS))})"
    for identity, name in _ids(connection, articles):
        found[name] = [
            (start, end, LABEL_NAMES[label])
            for query in (select.format("mentions"), numbers)
            for start, end, label in connection.execute(query, (identity,))
        ]
    return found


def texts(connection: sqlite3.Connection, articles: Collection[str]) -> dict[str, Text]:
    """Text, place and sections of some articles."""
    found = {}
    for identity, name in _ids(connection, articles):
        file, record, digest, text = connection.execute(
            "SELECT f.path, a.record, a.sha256, t.text FROM articles AS a JOIN files AS f ON f.id = a.file"
            " JOIN texts AS t ON t.article = a.id WHERE a.id = ?",
            (identity,),
        ).fetchone()
        parts = connection.execute(
            'SELECT start, "end", section FROM sections WHERE article = ? ORDER BY start', (identity,)
        )
        sections = tuple(Section(start, end, SECTION_NAMES[bit]) for start, end, bit in parts)
        found[name] = Text(name, restored(text), file, record, digest.hex(), sections)
    return found


def marks(connection: sqlite3.Connection, articles: Collection[str]) -> dict[str, list[Mark]]:
    """The predicted spans of some articles, with their values and sources, in all sections."""
    from dronewatch.annotate.predictions import value
    from dronewatch.query.show import show

    every = Filters(sections=tuple(SECTION_BITS))
    found: dict[str, list[Mark]] = {}
    for _, name in _ids(connection, articles):
        spans: Sequence[Mapping[str, object]] = show(connection, name, every)["spans"]
        found[name] = [
            Mark(
                start=int(str(span["start"])),
                end=int(str(span["end"])),
                label=str(span["label"]),
                section=str(span["section"]),
                value=value(span["value"]),
                source=str(span["source"]),
            )
            for span in spans
        ]
    return found


def _ids(connection: sqlite3.Connection, articles: Collection[str]) -> Iterator[tuple[int, str]]:
    names = iter(sorted(articles))
    while some := list(islice(names, _SOME)):
        marks = ", ".join("?" * len(some))
        yield from connection.execute(
            f"SELECT id, name FROM articles WHERE name IN ({marks}) ORDER BY name", some
        ).fetchall()
