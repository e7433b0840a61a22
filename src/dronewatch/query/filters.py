"""What all questions share: which articles, sections and labels; and how that becomes SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dronewatch.errors import UsageError
from dronewatch.index.schema import LABEL_IDS, SECTION_BITS
from dronewatch.model import DEFAULT_SECTIONS

Parameters = list[object]
Orders = dict[str, str]  # a column's name, and the SQL expressions that it is ordered by


@dataclass(frozen=True, slots=True)
class Filters:
    """Which passages a question is about. Empty `articles` (ids) or `labels` stand for all; `sections` are names."""

    articles: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    sections: tuple[str, ...] = DEFAULT_SECTIONS

    @property
    def mask(self) -> int:
        """The sections as a set of bits."""
        return sum(SECTION_BITS[section] for section in set(self.sections))


def article_ids(connection: sqlite3.Connection, filters: Filters) -> list[int] | None:
    """Rowids of the articles asked for, None for all. Raises `UsageError` for an id that is not there."""
    if not filters.articles:
        return None
    return [article_id(connection, name) for name in filters.articles]


def article_id(connection: sqlite3.Connection, name: str) -> int:
    """The rowid of one article. Raises `UsageError`, with the ids that may have been meant."""
    row = connection.execute("SELECT id FROM articles WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise UsageError(f"there is no article “{name}”", hint=_nearest(connection, name))
    return int(row[0])


def _nearest(connection: sqlite3.Connection, name: str) -> str:
    from difflib import get_close_matches

    inside = connection.execute("SELECT name FROM articles WHERE INSTR(name, ?) ORDER BY name LIMIT 3", (name,))
    near = [row[0] for row in inside]
    if not near:
        some = [row[0] for row in connection.execute("SELECT name FROM articles ORDER BY name LIMIT 20000")]
        near = get_close_matches(name, some, 3)
    return f"did you mean {' or '.join(near)}?" if near else "dronewatch articles lists them"


def among(column: str, numbers: Collection[int] | None) -> str:
    """`AND column IN (…)` for numbers of ours, nothing for None."""
    return "" if numbers is None else f" AND {column} IN ({', '.join(map(str, numbers))})"


def label_ids(labels: Collection[str]) -> list[int] | None:
    """The numbers of labels, None for all."""
    return [LABEL_IDS[label] for label in labels] if labels else None


def ordered(sort: Sequence[str], orders: Orders, default: str) -> str:
    """`ORDER BY …` for the columns in `sort` (`-` before one: falling), ties and no `sort` in the `default` order.

    Values that are missing come last either way. Raises `UsageError` for a column that cannot be sorted by.
    """
    parts = []
    for column in sort:
        name = column.removeprefix("-")
        if name not in orders:
            raise UsageError(
                f"cannot sort by “{name}”", hint=f"sort by {', '.join(orders)}, with - before it to turn round"
            )
        way = " DESC" if column.startswith("-") else ""
        for part in orders[name].split(", "):
            parts += [f"{part} IS NULL", f"{part}{way}"]
    return " ORDER BY " + ", ".join([*parts, default])


def limited(limit: int | None) -> str:
    """`LIMIT …`; None and 0 are all."""
    return f" LIMIT {int(limit)}" if limit else ""
