"""Entities across articles: made anew from all local ones, and counted for every set of sections."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from dronewatch import view
from dronewatch.index import decided
from dronewatch.index.schema import LABEL_IDS, LABEL_NAMES
from dronewatch.index.values import restored, storable
from dronewatch.index.words import lookup
from dronewatch.model import Entity, LocalEntity

if TYPE_CHECKING:
    from dronewatch.resolve.decisions import Decision

Key = tuple[str, str, str]  # article's id, label, name


def rebuild(connection: sqlite3.Connection, decisions: Sequence[Decision] = ()) -> tuple[Decision, ...]:
    """Replace entities, names, merges and counts; the `decisions` without effect. The caller holds a transaction."""
    from dronewatch import resolve
    from dronewatch.resolve.decisions import decide

    decided.restore(connection)
    rows: dict[Key, tuple[int, int, int | None]] = {}
    result = decide(resolve.across(list(_locals(connection, rows))), decisions)
    found = result.entities
    for table in ("entities", "names", "merges", "counts"):
        connection.execute(f"DELETE FROM {table}")
    taken: set[int] = set()
    for entity in found:
        identity = _number(entity, taken)
        _write(connection, entity, identity)
        connection.executemany(
            "UPDATE locals SET entity = ? WHERE article = ? AND local = ?",
            (
                (identity, article, local)
                for member in entity.members
                if member not in result.parts
                for article, local, old in (rows[member.article, member.label, member.name],)
                if old != identity
            ),
        )
        parts = [(member, result.parts[member]) for member in entity.members if member in result.parts]
        for part, whole in parts:
            article, local, _ = rows[whole.article, whole.label, whole.name]
            decided.cut(connection, article, local, part.names, identity)
        if any(member.label != entity.label for member in entity.members):
            decided.relabel(connection, identity, entity.label)
    _count(connection)
    return result.idle


def _locals(connection: sqlite3.Connection, rows: dict[Key, tuple[int, int, int | None]]) -> Iterator[LocalEntity]:
    """All local entities; where each is stored goes into `rows`."""
    query = (
        "SELECT l.article, l.local, a.name, l.label, l.name, l.canonical, l.entity, f.form"
        " FROM locals AS l JOIN articles AS a ON a.id = l.article"
        " JOIN forms AS f ON f.article = l.article AND f.local = l.local ORDER BY l.article, l.local"
    )
    for (article, local), group in groupby(connection.execute(query), key=lambda row: (row[0], row[1])):
        lines = list(group)
        _, _, identity, label, name, canonical, entity, _ = lines[0]
        names = tuple(sorted({restored(line[7]) for line in lines}))
        one = LocalEntity(identity, LABEL_NAMES[label], restored(name), names, restored(canonical))
        rows[one.article, one.label, one.name] = article, local, entity
        yield one


def _number(entity: Entity, taken: set[int]) -> int:
    """The entity's id as a number, the next free one where two ids are the same by chance."""
    number = int(entity.id, 16)
    while number in taken:
        number += 1
    taken.add(number)
    return number


def _write(connection: sqlite3.Connection, entity: Entity, identity: int) -> None:
    connection.execute(
        "INSERT INTO entities VALUES (?, ?, ?, ?, 0, ?)",
        (identity, LABEL_IDS[entity.label], *map(storable, (entity.name, view.fold(entity.name), lookup(entity.name)))),
    )
    connection.executemany(
        "INSERT INTO names VALUES (?, ?, ?, 0, ?)",
        ((identity, number, storable(name), storable(lookup(name))) for number, name in enumerate(entity.names)),
    )
    connection.executemany(
        "INSERT INTO merges VALUES (?, ?, ?, ?, ?, ?)",
        (
            (identity, number, storable(merge.name), storable(merge.into), storable(merge.reason), len(merge.articles))
            for number, merge in enumerate(entity.merges)
        ),
    )


def _count(connection: sqlite3.Connection) -> None:
    """Fill `counts`, and the sections of entities and names."""
    ordered = connection.execute(
        "SELECT a.id FROM files AS f CROSS JOIN articles AS a ON a.file = f.id ORDER BY f.ordinal, a.record"
    )
    place = {row[0]: number for number, row in enumerate(ordered)}
    if place != dict(connection.execute("SELECT article, place FROM places")):
        connection.execute("DELETE FROM places")
        connection.executemany("INSERT INTO places VALUES (?, ?)", place.items())
    labels = dict(connection.execute("SELECT id, label FROM entities"))
    query = (
        "SELECT l.entity, l.article, f.section, f.form, f.mentions, f.start FROM locals AS l"
        " JOIN forms AS f ON f.article = l.article AND f.local = l.local WHERE l.entity IS NOT NULL ORDER BY l.entity"
    )
    for identity, group in groupby(connection.execute(query).fetchall(), key=lambda row: row[0]):
        # By section: mentions, and the first offset in each article.
        mentions: dict[int, int] = defaultdict(int)
        first: dict[int, dict[int, int]] = defaultdict(dict)
        forms: dict[Any, int] = defaultdict(int)
        for _, article, section, form, times, start in group:
            mentions[section] += times
            first[section][article] = min(start, first[section].get(article, start))
            forms[form] |= section
        everywhere = sum(mentions)
        connection.execute("UPDATE entities SET sections = ? WHERE id = ?", (everywhere, identity))
        connection.executemany(
            "UPDATE names SET sections = ? WHERE entity = ? AND name = ?",
            ((sections, identity, form) for form, sections in forms.items()),
        )
        connection.executemany(
            "INSERT INTO counts VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (identity, subset, labels[identity], *_counted(subset, mentions, first, place))
                for subset in _subsets(everywhere)
            ),
        )


def _subsets(sections: int) -> Iterator[int]:
    """Every set that is part of `sections`, but the empty one."""
    subset = sections
    while subset:
        yield subset
        subset = (subset - 1) & sections


def _counted(
    subset: int, mentions: dict[int, int], first: dict[int, dict[int, int]], place: dict[int, int]
) -> tuple[int, ...]:
    parts = [section for section in mentions if section & subset]
    articles = set().union(*(first[section] for section in parts))
    earliest = min(articles, key=place.__getitem__)
    start = min(first[section][earliest] for section in parts if earliest in first[section])
    return sum(mentions[section] for section in parts), len(articles), earliest, start
