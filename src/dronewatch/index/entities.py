"""Entities across articles: made anew from all local ones, and counted for every set of sections.

Only what differs from what the index holds is written and counted again.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
    """Bring entities, names, merges and counts up to date; the `decisions` without effect.

    All entities are made anew; written and counted are those that differ. The caller holds a transaction.
    """
    from dronewatch import resolve
    from dronewatch.resolve.decisions import decide

    whole = decided.restore(connection)
    rows: dict[Key, tuple[int, int, int | None]] = {}
    result = decide(resolve.across(list(_locals(connection, rows))), decisions)
    taken: set[int] = set()
    found = [(_number(entity, taken), entity) for entity in result.entities]
    stale = {row[0] for row in connection.execute("SELECT entity FROM touched")}
    stale |= _write(connection, found)
    for identity, entity in found:
        moved = [
            (article, local, old)
            for member in entity.members
            if member not in result.parts
            for article, local, old in (rows[member.article, member.label, member.name],)
            if old != identity
        ]
        if moved:
            stale.add(identity)
            stale.update(old for _, _, old in moved if old is not None)
            connection.executemany(
                "UPDATE locals SET entity = ? WHERE article = ? AND local = ?",
                ((identity, article, local) for article, local, _ in moved),
            )
        parts = [(member, result.parts[member]) for member in entity.members if member in result.parts]
        for part, other in parts:
            whole = True
            article, local, _ = rows[other.article, other.label, other.name]
            decided.cut(connection, article, local, part.names, identity)
        if any(member.label != entity.label for member in entity.members):
            whole = True
            decided.relabel(connection, identity, entity.label)
    whole = _place(connection) or whole
    _count(connection, stale | taken if whole else stale)
    connection.execute("DELETE FROM touched")
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


def _write(connection: sqlite3.Connection, found: Sequence[tuple[int, Entity]]) -> set[int]:
    """Make entities, names and merges those found; the entities of which a row is another one."""
    entities = [
        (identity, LABEL_IDS[entity.label], *map(storable, (entity.name, view.fold(entity.name), lookup(entity.name))))
        for identity, entity in found
    ]
    names = [
        (identity, number, storable(name), storable(lookup(name)))
        for identity, entity in found
        for number, name in enumerate(entity.names)
    ]
    merges = [
        (identity, number, storable(merge.name), storable(merge.into), storable(merge.reason), len(merge.articles))
        for identity, entity in found
        for number, merge in enumerate(entity.merges)
    ]
    changed = _replace(connection, "entities", ("id",), ("label", "name", "folded", "called"), entities)
    changed |= _replace(connection, "names", ("entity", "number"), ("name", "called"), names)
    _replace(connection, "merges", ("entity", "number"), ("name", '"into"', "reason", "articles"), merges)
    return changed


def _replace(
    connection: sqlite3.Connection, table: str, key: tuple[str, ...], values: tuple[str, ...], rows: list[Any]
) -> set[int]:
    """Make the rows of a table those given, by their key; the entities of which one was written or taken out."""
    columns = ", ".join((*key, *values))
    wanted = set(rows)
    there = set(connection.execute(f"SELECT {columns} FROM {table}"))
    gone, new = there - wanted, wanted - there
    matches = " AND ".join(f"{column} = ?" for column in key)
    connection.executemany(f"DELETE FROM {table} WHERE {matches}", sorted(row[: len(key)] for row in gone))
    marks = ", ".join("?" * (len(key) + len(values)))
    order = sorted(new, key=lambda row: row[: len(key)])
    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", order)
    return {row[0] for row in gone | new}


def _place(connection: sqlite3.Connection) -> bool:
    """Number the articles in the corpus's order; whether those that were there stand in another order now."""
    old = dict(connection.execute("SELECT article, place FROM places ORDER BY place"))
    ordered = connection.execute(
        "SELECT a.id FROM files AS f CROSS JOIN articles AS a ON a.file = f.id ORDER BY f.ordinal, a.record"
    )
    new = {row[0]: number for number, row in enumerate(ordered)}
    if new == old:
        return False
    connection.execute("DELETE FROM places")
    connection.executemany("INSERT INTO places VALUES (?, ?)", new.items())
    kept = [new[article] for article in old if article in new]
    return kept != sorted(kept)


def _count(connection: sqlite3.Connection, chosen: Iterable[int]) -> None:
    """Fill `counts`, and the sections of entities and names, for the chosen entities; take out those that are gone."""
    place = dict(connection.execute("SELECT article, place FROM places"))
    labels = dict(connection.execute("SELECT id, label FROM entities"))
    connection.execute("CREATE TEMP TABLE chosen (entity INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO chosen VALUES (?)", ((identity,) for identity in sorted(chosen)))
    connection.execute("DELETE FROM counts WHERE entity IN (SELECT entity FROM chosen)")
    query = (
        "SELECT l.entity, l.article, f.section, f.form, f.mentions, f.start FROM chosen AS c"
        " CROSS JOIN locals AS l ON l.entity = c.entity"
        " CROSS JOIN forms AS f ON f.article = l.article AND f.local = l.local ORDER BY c.entity"
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
    connection.execute("DROP TABLE chosen")


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
