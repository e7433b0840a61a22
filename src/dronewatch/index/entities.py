"""Entities across articles: whom names mean is found out for all of them, made anew are those that come out otherwise.

That costs as much as there are names (`resolve.joins`), not articles. An entity is as it was if it is made of the same
variants, each as often, for the same reasons, and none of its passages came or went.
"""

from __future__ import annotations

import gc
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from dronewatch import engine, view
from dronewatch.index import counts, decided, fresh, variants
from dronewatch.index.schema import LABEL_IDS
from dronewatch.index.values import storable
from dronewatch.index.words import lookup
from dronewatch.model import Entity, LocalEntity

if TYPE_CHECKING:
    from dronewatch.resolve.decisions import Decided, Decision
    from dronewatch.resolve.nodes import Node, Variant

Places = dict[LocalEntity, tuple[int, int, int | None]]  # article, local, entity until now


@dataclass(eq=False, slots=True)
class _Made:
    """An entity as it is to be stored. `merges` are name, into, reason and number of articles.

    `numbers` are its variants', `made` stands for all that it is made of; `members` are only known where people decided
    on some of its names, and then `made` is None. `kept`: it is stored already, as it is.
    """

    number: int
    label: str
    name: str
    names: tuple[str, ...]
    merges: tuple[tuple[str, str, str, int], ...]
    size: int
    numbers: tuple[int, ...] = ()
    made: int | None = None
    members: tuple[LocalEntity, ...] = ()
    kept: bool = False


def rebuild(connection: sqlite3.Connection, decisions: Sequence[Decision] = ()) -> tuple[Decision, ...]:
    """Bring entities, names, merges and counts up to date; the `decisions` without effect.

    The caller holds a transaction.
    """
    with _no_collector():
        return _rebuild(connection, decisions)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Nothing made meanwhile refers to itself: looking for what does would take a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _rebuild(connection: sqlite3.Connection, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    whole = decided.restore(connection)
    resolver = engine.resolver()
    if fresh.meta(connection).get("resolver") != resolver:
        variants.forget(connection)
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('resolver', ?)", (resolver,))
    numbers = variants.load(connection)
    new = variants.assign(connection, numbers)
    times = variants.times(connection, numbers)
    touched = {row[0] for row in connection.execute("SELECT entity FROM touched")}
    stored = dict(connection.execute("SELECT made, id FROM entities WHERE made IS NOT NULL"))
    stored = {made: identity for made, identity in stored.items() if identity not in touched}
    groups, why = _groups(connection, numbers, times)
    result, places = _decided(connection, groups, why, numbers, decisions)
    found = _made(connection, groups, why, numbers, times, stored, new)
    found += [_as_decided(entity) for entity in result.entities]
    if len({each.number for each in found}) < len(found):  # two ids are the same by chance
        found = [each for each in found if each.members]
        found += _made(connection, groups, why, numbers, times, {}, new)
        _apart(found)
    stale = touched | _write(connection, found)
    stale |= _move(connection, found, result, places)
    whole = counts.place(connection) or whole or bool(result.parts)
    whole = whole or any(member.label != each.label for each in found for member in each.members)
    counts.count(connection, stale | {each.number for each in found} if whole else stale)
    connection.execute("DELETE FROM touched")
    return result.idle


def _groups(
    connection: sqlite3.Connection, numbers: Mapping[Variant, int], times: Mapping[Variant, int]
) -> tuple[list[list[Variant]], Mapping[Node, str]]:
    """The variants that are one entity each, in the order of their numbers, and why their nodes were joined."""
    from dronewatch.resolve.joins import joined
    from dronewatch.resolve.nodes import known

    groups, why = joined(known(times), lambda nodes: variants.articles_of(connection, numbers, nodes))
    found: dict[Node, list[Variant]] = defaultdict(list)
    for one in numbers:
        found[groups.find(one.node)].append(one)
    return list(found.values()), why


def _decided(
    connection: sqlite3.Connection,
    groups: list[list[Variant]],
    why: Mapping[Node, str],
    numbers: Mapping[Variant, int],
    decisions: Sequence[Decision],
) -> tuple[Decided, Places]:
    """What becomes of the groups that decisions may be about, which are taken out of `groups`."""
    from dronewatch.resolve.across import entity
    from dronewatch.resolve.decisions import decide, plain, wanted

    names = wanted(decisions)
    entities: list[Entity] = []
    places: Places = {}
    if names:
        for at in range(len(groups) - 1, -1, -1):
            called = {name for one in groups[at] for name in (one.canonical or one.name, *one.names)}
            if not names.isdisjoint(map(plain, called)):
                found = variants.members(connection, numbers, groups.pop(at))
                entities.append(entity({one: list(members) for one, members in found.items()}, why))
                for members in found.values():
                    places |= members
    return decide(entities, decisions), places


def _made(
    connection: sqlite3.Connection,
    groups: Iterable[list[Variant]],
    why: Mapping[Node, str],
    numbers: Mapping[Variant, int],
    times: Mapping[Variant, int],
    stored: Mapping[int, int],
    new: Collection[int],
) -> list[_Made]:
    """The entities that groups of variants are; those that are `stored` only by their number."""
    from dronewatch.resolve.naming import named

    found = []
    for group in groups:
        own = tuple(numbers[one] for one in group)
        size = sum(times[one] for one in group)
        parts = [(numbers[one], times[one], why.get(one.node)) for one in group]
        digest = blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
        made = int.from_bytes(digest, "big", signed=True)
        if made in stored and not any(number in new for number in own):
            found.append(_Made(stored[made], group[0].node[0], "", (), (), size, own, made, kept=True))
            continue
        one = named({each: times[each] for each in group}, why)
        merges = tuple((*said, _articles(connection, numbers, times, by)) for said, by in one.merges.items())
        found.append(_Made(int(one.id, 16), one.label, one.name, one.names, merges, size, own, made))
    return found


def _articles(
    connection: sqlite3.Connection,
    numbers: Mapping[Variant, int],
    times: Mapping[Variant, int],
    chosen: Sequence[Variant],
) -> int:
    """How many articles have one of the chosen variants."""
    if len({one.name for one in chosen}) == 1:  # an article has each name once
        return sum(times[one] for one in chosen)
    return len(set().union(*variants.articles(connection, numbers, chosen).values()))


def _as_decided(entity: Entity) -> _Made:
    merges = tuple((merge.name, merge.into, merge.reason, len(merge.articles)) for merge in entity.merges)
    size, number = len(entity.members), int(entity.id, 16)
    return _Made(number, entity.label, entity.name, entity.names, merges, size, members=entity.members)


def _apart(found: list[_Made]) -> None:
    """Give every entity a number of its own, the next free one where that of another is the same."""
    taken: set[int] = set()
    found.sort(key=lambda each: (each.label, -each.size, each.name, each.number))
    for each in found:
        each.made = None  # nothing tells the next time that this was not its own number
        while each.number in taken:
            each.number += 1
        taken.add(each.number)


def _write(connection: sqlite3.Connection, found: Iterable[_Made]) -> set[int]:
    """Store entities, names and merges that are not stored as they are; the numbers of those, and of those gone."""
    made = sorted((each for each in found if not each.kept), key=lambda each: each.number)
    there = {row[0] for row in connection.execute("SELECT id FROM entities")}
    gone = there - {each.number for each in found}
    old = sorted(gone | {each.number for each in made if each.number in there})
    for table, column in (("names", "entity"), ("merges", "entity"), ("entities", "id")):
        connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", ((number,) for number in old))
    connection.executemany(
        "INSERT INTO entities (id, label, name, folded, called, made) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                each.number,
                LABEL_IDS[each.label],
                *map(storable, (each.name, view.fold(each.name), lookup(each.name))),
                each.made,
            )
            for each in made
        ),
    )
    connection.executemany(
        "INSERT INTO names (entity, number, name, called) VALUES (?, ?, ?, ?)",
        (
            (each.number, at, storable(name), storable(lookup(name)))
            for each in made
            for at, name in enumerate(each.names)
        ),
    )
    connection.executemany(
        'INSERT INTO merges (entity, number, name, "into", reason, articles) VALUES (?, ?, ?, ?, ?, ?)',
        (
            (each.number, at, *map(storable, (name, into, reason)), articles)
            for each in made
            for at, (name, into, reason, articles) in enumerate(each.merges)
        ),
    )
    return gone | {each.number for each in made}


def _move(connection: sqlite3.Connection, found: Iterable[_Made], result: Decided, places: Places) -> set[int]:
    """Say of every local entity whose it is, of parts that people split off too; entities that lost some."""
    connection.executemany(
        "UPDATE locals SET entity = ?1 WHERE variant = ?2 AND entity IS NOT ?1",
        ((each.number, number) for each in found if not each.kept for number in each.numbers),
    )
    lost: set[int] = set()
    for each in found:
        moved = [
            (article, local, old)
            for member in each.members
            if member not in result.parts
            for article, local, old in (places[member],)
            if old != each.number
        ]
        lost.update(old for _, _, old in moved if old is not None)
        connection.executemany(
            "UPDATE locals SET entity = ? WHERE article = ? AND local = ?",
            ((each.number, article, local) for article, local, _ in moved),
        )
        for member in each.members:
            if member in result.parts:
                article, local, _ = places[result.parts[member]]
                decided.cut(connection, article, local, member.names, each.number)
        if any(member.label != each.label for member in each.members):
            decided.relabel(connection, each.number, each.label)
    return lost
