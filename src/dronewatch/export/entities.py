"""Entities across articles, counted as far as their passages are exported."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from dronewatch.export import stream
from dronewatch.export.stream import Told


@dataclass
class _Count:
    mentions: int = 0
    articles: int = 0
    names: Counter[str] = field(default_factory=Counter)  # in how many articles


@dataclass(frozen=True, slots=True)
class Exported:
    """An entity: `names` are those that occur, the preferred first, then by the number of articles."""

    id: str
    label: str
    name: str
    names: tuple[str, ...]
    mentions: int
    articles: int


class Entities:
    """Is given articles one by one and knows in the end what they name."""

    def __init__(self) -> None:
        self._counts: dict[str, _Count] = {}

    def add(self, told: Told) -> None:
        """Count what an article names."""
        names: dict[str, set[str]] = {}
        for span in told.tagged.spans:
            identity = told.entity(span)
            if identity is not None:
                self._counts.setdefault(identity, _Count()).mentions += 1
                names.setdefault(identity, set()).add(span.text)
        for identity, forms in names.items():
            self._counts[identity].articles += 1
            self._counts[identity].names.update(forms)

    def found(self, connection: sqlite3.Connection) -> Iterator[Exported]:
        """The entities, the most often mentioned first."""
        known = [(*row, self._counts[row[0]]) for row in stream.entities(connection) if row[0] in self._counts]
        known.sort(key=lambda each: (-each[3].mentions, each[2], each[1], each[0]))
        for identity, label, name, count in known:
            names = sorted(count.names, key=lambda form: (form != name, -count.names[form], form))
            yield Exported(identity, label, name, tuple(names), count.mentions, count.articles)
