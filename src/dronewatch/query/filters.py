"""What all questions share: which articles, sections and labels; and how that becomes SQL."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dronewatch.errors import UsageError
from dronewatch.index.schema import LABEL_IDS, SECTION_BITS
from dronewatch.index.values import restored
from dronewatch.index.words import lookup, starred
from dronewatch.messages import tr
from dronewatch.model import DEFAULT_LABELS, DEFAULT_SECTIONS
from dronewatch.suggest import meant, near

Parameters = list[object]
Orders = dict[str, str]  # a column's name, and the SQL expressions that it is ordered by


_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which passages a question is about: those of articles, labels and sections for which every part holds.

    Empty `articles` (ids), `labels` or `publishers` (in any case and accents, `*` for any letters) stand for all;
    `sections` are names. `since` and `until` are days, months or years (`2020-04-12`, `2020-04`, `2020`), both
    included; an article that has only its month or year counts if any day of it does, one without a date never.

    Raises `UsageError` for a date that is none, a `since` after `until`, and a label that is not indexed (NUMBER).
    """

    articles: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    sections: tuple[str, ...] = DEFAULT_SECTIONS
    since: str | None = None
    until: str | None = None
    publishers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for bound in (self.since, self.until):
            if bound is not None and not _is_date(bound):
                raise UsageError(
                    tr("not a date: {bound!r}", bound=bound), hint=tr("write it like 2020, 2020-04 or 2020-04-12")
                )
        if self.since and self.until and self.since[: len(self.until)] > self.until:
            raise UsageError(
                tr("no day is since {since} and until {until}", since=self.since, until=self.until),
                hint=tr("turn them round"),
            )
        for label in self.labels:
            if label not in DEFAULT_LABELS:
                hint = tr("dronewatch tag --label {label} finds them", label=label)
                raise UsageError(tr("{label} spans are on request only and not in the index", label=label), hint=hint)

    @property
    def mask(self) -> int:
        """The sections as a set of bits."""
        return sum(SECTION_BITS[section] for section in set(self.sections))

    @property
    def dated(self) -> bool:
        """Whether articles without a date are left out."""
        return self.since is not None or self.until is not None


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    try:
        return match is not None and bool(date(int(match[1]), int(match[2] or 1), int(match[3] or 1)))
    except ValueError:
        return False


def article_ids(connection: sqlite3.Connection, filters: Filters) -> str | None:
    """Rowids of the articles asked for, as `among` takes them: SQL for what stands in `IN (…)`; None for all.

    Raises `UsageError` for an article id or publisher that is not there, with those that may have been meant.
    """
    conditions = _conditions(connection, filters)
    if filters.since is not None:  # of a date without a day, as much as it has
        conditions.append(f"date >= SUBSTR('{filters.since}', 1, LENGTH(date))")
    if filters.until is not None:
        conditions.append(f"SUBSTR(date, 1, {len(filters.until)}) <= '{filters.until}'")
    if len(conditions) == 1 and filters.articles:
        return _listed(connection, filters)
    return f"SELECT id FROM articles WHERE {' AND '.join(conditions)}" if conditions else None


def undated(connection: sqlite3.Connection, filters: Filters) -> int:
    """How many articles `since` and `until` leave out because they have no date."""
    if not filters.dated:
        return 0
    conditions = ["date IS NULL", *_conditions(connection, filters)]
    query = f"SELECT COUNT(*) FROM articles WHERE {' AND '.join(conditions)}"
    return int(connection.execute(query).fetchone()[0])


def _conditions(connection: sqlite3.Connection, filters: Filters) -> list[str]:
    """All but dates."""
    conditions = [f"id IN ({_listed(connection, filters)})"] if filters.articles else []
    if filters.publishers:
        # One article of each publisher stands for its name, which may be anything.
        found = ", ".join(map(str, _of_publishers(connection, filters.publishers)))
        conditions.append(f"publisher IN (SELECT publisher FROM articles WHERE id IN ({found}))")
    return conditions


def _listed(connection: sqlite3.Connection, filters: Filters) -> str:
    return ", ".join(str(article_id(connection, name)) for name in filters.articles)


def article_id(connection: sqlite3.Connection, name: str) -> int:
    """The rowid of one article. Raises `UsageError`, with the ids that may have been meant."""
    row = connection.execute("SELECT id FROM articles WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise UsageError(tr("there is no article “{name}”", name=name), hint=_nearest(connection, name))
    return int(row[0])


def _nearest(connection: sqlite3.Connection, name: str) -> str:
    inside = connection.execute("SELECT name FROM articles WHERE INSTR(name, ?) ORDER BY name LIMIT 3", (name,))
    close = [row[0] for row in inside]
    if not close:
        some = [row[0] for row in connection.execute("SELECT name FROM articles ORDER BY name LIMIT 20000")]
        close = near(name, some, 3, str)
    return meant(close) if close else tr("dronewatch articles lists them")


def _of_publishers(connection: sqlite3.Connection, typed: Sequence[str]) -> list[int]:
    """One article of each publisher that is called as one of `typed`."""
    query = "SELECT publisher, MIN(id) FROM articles WHERE publisher IS NOT NULL GROUP BY publisher"
    known = {restored(publisher): article for publisher, article in connection.execute(query)}
    folded = [(lookup(publisher), article) for publisher, article in known.items()]
    found: list[int] = []
    for name in typed:
        wanted = starred(name)
        those = [article for publisher, article in folded if wanted.fullmatch(publisher)]
        if not those:
            raise UsageError(tr("no article is by “{name}”", name=name), hint=_near_publishers(name, list(known)))
        found += those
    return sorted(set(found))


def _near_publishers(name: str, known: list[str]) -> str:
    if not known:
        return tr("no article says who published it")
    wanted = lookup(name)
    inside = sorted(publisher for publisher in known if wanted and wanted in lookup(publisher))
    close = inside[:3] or near(name, sorted(known), 3, lookup)
    if len(inside) > 3:
        return tr("{meant} “*{name}*” is all {count} with that name", meant=meant(close), name=name, count=len(inside))
    return meant(close) if close else tr("dronewatch articles says who published them")


def among(column: str, members: str | Collection[int] | None) -> str:
    """`AND column IN (…)` for numbers of ours or the SQL of `article_ids`, nothing for None."""
    if members is None:
        return ""
    return f" AND {column} IN ({members if isinstance(members, str) else ', '.join(map(str, members))})"


def label_ids(labels: Collection[str]) -> list[int] | None:
    """The numbers of labels, None for all."""
    return [LABEL_IDS[label] for label in labels] if labels else None


def unsortable(name: str, orders: Iterable[str]) -> UsageError:
    """What to raise where rows have no column `name` to be sorted by; `orders` are those that they have."""
    known = list(orders)
    close = near(name, known)
    hint = meant(close) if close else tr("sort by {orders}, with - before it to turn round", orders=", ".join(known))
    return UsageError(tr("cannot sort by “{name}”", name=name), hint=hint)


def ordered(sort: Sequence[str], orders: Orders, default: str) -> str:
    """`ORDER BY …` for the columns in `sort` (`-` before one: falling), ties and no `sort` in the `default` order.

    Values that are missing come last either way. Raises `UsageError` for a column that cannot be sorted by.
    """
    parts = []
    for column in sort:
        name = column.removeprefix("-")
        if name not in orders:
            raise unsortable(name, orders)
        way = " DESC" if column.startswith("-") else ""
        for part in orders[name].split(", "):
            parts += [f"{part} IS NULL", f"{part}{way}"]
    return " ORDER BY " + ", ".join([*parts, default])


def limited(limit: int | None) -> str:
    """`LIMIT …`; None and 0 are all."""
    return f" LIMIT {int(limit)}" if limit else ""
