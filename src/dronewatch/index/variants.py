"""Local entities by what they say: those that say the same in several articles share one variant (`resolve.nodes`).

Whom articles mean by a name is found out from variants, of which there are far fewer; what is stored here is enough to
tell which entities a changed article has a part in, and to make those alone anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from dronewatch.index.schema import LABEL_IDS, LABEL_NAMES
from dronewatch.index.values import restored, storable
from dronewatch.model import LocalEntity

if TYPE_CHECKING:
    from dronewatch.resolve.nodes import Node, Variant

_TOGETHER = 2000  # articles whose new local entities are in memory at once


def forget(connection: sqlite3.Connection) -> None:
    """Take all variants out, as when they would be others now."""
    connection.execute("UPDATE locals SET variant = NULL")
    for table in ("variants", "ties", "lessened"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE entities SET made = NULL")


def load(connection: sqlite3.Connection) -> dict[Variant, int]:
    """The variants and their numbers."""
    return {one: number for number, one, _, _ in _read(connection.execute(f"{_QUERY} ORDER BY id"))}


def of_node(connection: sqlite3.Connection, node: Node) -> list[tuple[int, Variant, int, int | None]]:
    """The variants of a node with their numbers before, how often and of which entity they were a part after them."""
    found = connection.execute(f"{_QUERY} WHERE label = ? AND key = ?", (LABEL_IDS[node[0]], storable(node[1])))
    return list(_read(found))


_QUERY = "SELECT id, label, key, name, names, canonical, times, entity FROM variants"


def _read(found: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, Variant, int, int | None]]:
    from dronewatch.resolve.nodes import Variant

    for number, label, key, name, names, canonical, times, entity in found:
        one = restored(name)
        written = (one,) if names is None else tuple(json.loads(names))
        yield number, Variant((LABEL_NAMES[label], restored(key)), one, written, restored(canonical)), times, entity


def assign(connection: sqlite3.Connection, numbers: dict[Variant, int] | None = None) -> set[int]:
    """Give new local entities their variants, those that there were not yet too; the numbers of all that were given.

    `numbers` are all variants there are, where they are known, and get the new ones.
    """
    from dronewatch.resolve.abroad import abroad
    from dronewatch.resolve.nearby import ties
    from dronewatch.resolve.nodes import variant

    given: set[int] = set()
    new = [row[0] for row in connection.execute("SELECT DISTINCT article FROM locals WHERE variant IS NULL")]
    last = connection.execute("SELECT COALESCE(MAX(id), 0) FROM variants").fetchone()[0]
    for at in range(0, len(new), _TOGETHER):
        rows = _locals(connection, new[at : at + _TOGETHER])
        elsewhere = abroad(rows)
        found = [(variant(entity, elsewhere=entity.article in elsewhere), place) for entity, place in rows.items()]
        known = numbers
        if known is None:
            nodes = {one.node for one, _ in found}
            known = {row[1]: row[0] for node in nodes for row in of_node(connection, node)}
        tied: list[tuple[Any, int]] = []
        added, updates = [], []
        for one, (article, local) in found:
            number = known.get(one)
            if number is None:
                number = last = last + 1
                known[one] = number
                names = None if one.names == (one.name,) else json.dumps(one.names)
                key, name, canonical = map(storable, (one.node[1], one.name, one.canonical))
                added.append((number, LABEL_IDS[one.node[0]], key, name, names, canonical))
                tied += [(storable(tie), number) for tie in ties(one)]
            given.add(number)
            updates.append((number, article, local))
        connection.executemany(
            "INSERT INTO variants (id, label, key, name, names, canonical) VALUES (?, ?, ?, ?, ?, ?)", added
        )
        connection.executemany("INSERT INTO ties VALUES (?, ?)", sorted(tied, key=repr))
        connection.executemany("UPDATE locals SET variant = ? WHERE article = ? AND local = ?", updates)
    return given


def remove(connection: sqlite3.Connection, gone: Iterable[tuple[int, Variant]]) -> None:
    """Take out variants that stand for no local entity any more."""
    from dronewatch.resolve.nearby import ties

    for number, one in gone:
        connection.executemany(
            "DELETE FROM ties WHERE tie = ? AND variant = ?", ((storable(tie), number) for tie in ties(one))
        )
        connection.execute("DELETE FROM variants WHERE id = ?", (number,))


def times(connection: sqlite3.Connection, numbers: dict[Variant, int]) -> dict[Variant, int]:
    """How many local entities each variant stands for; those that stand for none any more are taken out."""
    counted: dict[int, int] = dict(
        connection.execute("SELECT variant, COUNT(*) FROM locals WHERE variant IS NOT NULL GROUP BY variant")
    )
    gone = [(number, one) for one, number in numbers.items() if number not in counted]
    remove(connection, gone)
    for _, one in gone:
        del numbers[one]
    return {one: counted[number] for one, number in numbers.items()}


def note(connection: sqlite3.Connection, made: Iterable[tuple[int, int, int | None]]) -> None:
    """Write down how often variants were a part of which entity: number, times and entity."""
    connection.executemany(
        "UPDATE variants SET times = ?2, entity = ?3 WHERE id = ?1 AND (times <> ?2 OR entity IS NOT ?3)", made
    )


def articles(
    connection: sqlite3.Connection, numbers: Mapping[Variant, int], chosen: Iterable[Variant]
) -> dict[Variant, set[str]]:
    """The ids of the articles that have each of the chosen variants."""
    query = "SELECT a.name FROM locals AS l JOIN articles AS a ON a.id = l.article WHERE l.variant = ?"
    return {one: {restored(row[0]) for row in connection.execute(query, (numbers[one],))} for one in chosen}


def articles_of(
    connection: sqlite3.Connection, numbers: Mapping[Variant, int], nodes: Collection[Node]
) -> dict[Node, set[str]]:
    """The ids of the articles that name each of the nodes."""
    wanted = set(nodes)
    found: dict[Node, set[str]] = {node: set() for node in nodes}
    for one, names in articles(connection, numbers, (one for one in numbers if one.node in wanted)).items():
        found[one.node] |= names
    return found


def members(
    connection: sqlite3.Connection, numbers: Mapping[Variant, int], chosen: Iterable[Variant]
) -> dict[Variant, dict[LocalEntity, tuple[int, int, int | None]]]:
    """The local entities that each of the chosen variants stands for, with where they are stored and their entity."""
    query = (
        "SELECT l.article, l.local, l.entity, a.name FROM locals AS l JOIN articles AS a ON a.id = l.article"
        " WHERE l.variant = ?"
    )
    return {
        one: {
            LocalEntity(restored(name), one.node[0], one.name, one.names, one.canonical): (article, local, entity)
            for article, local, entity, name in connection.execute(query, (numbers[one],))
        }
        for one in chosen
    }


def _locals(connection: sqlite3.Connection, chosen: Sequence[int]) -> dict[LocalEntity, tuple[int, int]]:
    """The local entities of articles, and where they are stored."""
    # All between the first and the last in one go where these are all, as when an index is new.
    dense = len(chosen) == chosen[-1] - chosen[0] + 1
    condition = "BETWEEN ? AND ?" if dense else f"IN ({', '.join(map(str, chosen))})"
    query = (
        "SELECT l.article, l.local, a.name, l.label, l.name, l.canonical, f.form"
        " FROM locals AS l CROSS JOIN articles AS a ON a.id = l.article CROSS JOIN forms AS f"
        f" ON f.article = l.article AND f.local = l.local WHERE l.article {condition} ORDER BY l.article, l.local"
    )
    found = connection.execute(query, (chosen[0], chosen[-1]) if dense else ())
    rows: dict[LocalEntity, tuple[int, int]] = {}
    for place, group in groupby(found, key=itemgetter(0, 1)):
        lines = list(group)
        _, _, identity, label, name, canonical, _ = lines[0]
        names = (lines[0][6],) if len(lines) == 1 else {line[6] for line in lines}
        forms = tuple(sorted(map(restored, names)))
        rows[LocalEntity(restored(identity), LABEL_NAMES[label], restored(name), forms, restored(canonical))] = place
    return rows
