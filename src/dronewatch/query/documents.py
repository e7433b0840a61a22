"""What the gates ask the index: which documents there are, how many words they have, which spans were found in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from dronewatch.annotate.coverage import Document, Place
from dronewatch.annotate.evaluate import Mark
from dronewatch.index.schema import LABEL_NAMES, SECTION_BITS
from dronewatch.index.values import restored
from dronewatch.model import DEFAULT_SECTIONS, NUMBER_LABELS, Section
from dronewatch.query.filters import Filters
from dronewatch.query.passages import ARTICLES, IN_ORDER

_MASK = sum(SECTION_BITS[section] for section in DEFAULT_SECTIONS)
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


def hashes(connection: sqlite3.Connection) -> dict[str, str]:
    """The SHA-256 of every article by id."""
    return {name: digest.hex() for name, digest in connection.execute("SELECT name, sha256 FROM articles")}


def documents(connection: sqlite3.Connection) -> list[Document]:
    """Every article in the corpus's order, with its words by kind of section and its predicted spans by label."""
    words: dict[int, dict[str, int]] = {}
    names = {bit: section for section, bit in SECTION_BITS.items()}
    for article, section, count in connection.execute(
        "SELECT article, section, SUM(words) FROM sections GROUP BY article, section"
    ):
        words.setdefault(article, {})[names[section]] = count
    predicted: dict[int, dict[str, int]] = {}
    # Grouped in the order of the tables' keys: SQLite counts as it reads and sorts nothing.
    for table, order in (("mentions", "article, label"), ("numbers", "label, article")):
        query = f"SELECT article, label, COUNT(*) FROM {table} WHERE section & {_MASK} GROUP BY {order}"
        for article, label, count in connection.execute(query):
            if LABEL_NAMES[label] != "NUMBER":
                predicted.setdefault(article, {})[LABEL_NAMES[label]] = count
    rows = connection.execute(f"SELECT a.id, a.name, f.path, a.record, a.sha256 FROM {ARTICLES} ORDER BY {IN_ORDER}")
    return [
        Document(name, file, record or 1, digest.hex(), words.get(identity, {}), predicted.get(identity, {}))
        for identity, name, file, record, digest in rows
    ]


def places(connection: sqlite3.Connection, articles: Collection[str]) -> dict[str, list[Place]]:
    """The predicted spans in titles and bodies of some articles."""
    found: dict[str, list[Place]] = {}
    for identity, name in _ids(connection, articles):
        for table, where in (("mentions", ""), ("numbers", f" AND label IN ({_NUMBERS})")):
            for start, end, label in connection.execute(
                f'SELECT start, "end", label FROM {table} WHERE article = ? AND section & {_MASK}{where}', (identity,)
            ):
                found.setdefault(name, []).append((start, end, LABEL_NAMES[label]))
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
        names = {bit: section for section, bit in SECTION_BITS.items()}
        parts = connection.execute(
            'SELECT start, "end", section FROM sections WHERE article = ? ORDER BY start', (identity,)
        )
        sections = tuple(Section(start, end, names[bit]) for start, end, bit in parts)
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


_NUMBERS = ", ".join(str(number) for number, label in LABEL_NAMES.items() if label in NUMBER_LABELS)
