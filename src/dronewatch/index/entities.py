"""Entities across articles: whom names mean is found out for all of them, made anew are those that come out otherwise.

That costs as much as there are names (`resolve.joins`), not articles. An entity is as it was if it is made of the same
variants, each as often, for the same reasons, and none of its passages came or went.
"""

from __future__ import annotations

import gc
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from dronewatch import engine, view
from dronewatch.index import counts, decided, fresh, variants
from dronewatch.index.names import Names
from dronewatch.index.schema import LABEL_IDS, LABEL_NAMES
from dronewatch.index.values import restored, storable
from dronewatch.index.words import lookup
from dronewatch.model import Entity, LocalEntity

if TYPE_CHECKING:
    from dronewatch.resolve.decisions import Decided, Decision
    from dronewatch.resolve.joins import Others
    from dronewatch.resolve.nodes import Known, Node, Variant

_FEW = 0.25  # of all variants: where more have changed, all are looked at

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
    from dronewatch.resolve.nodes import known

    whole = decided.restore(connection)
    resolver = engine.resolver()
    meta = fresh.meta(connection)
    if meta.get("resolver") != resolver:
        variants.forget(connection)
        _note(connection, resolver=resolver, grouped=0)
    elif meta.get("grouped") == 1 and not decisions and _rebuild_nearby(connection):
        return ()
    numbers = variants.load(connection)
    new = variants.assign(connection, numbers)
    times = variants.times(connection, numbers)
    touched = _touched(connection)
    stored = dict(connection.execute("SELECT made, id FROM entities WHERE made IS NOT NULL"))
    stored = {made: identity for made, identity in stored.items() if identity not in touched}
    groups, why = _groups(connection, known(times), numbers, None)
    result, places = _decided(connection, groups, why, numbers, decisions)
    found = _made(connection, groups, why, numbers, times, stored, new)
    found += [_as_decided(entity) for entity in result.entities]
    if _alike(found):
        found = [each for each in found if each.members]
        found += _made(connection, groups, why, numbers, times, {}, new)
        _apart(found)
    stale = touched | _write(connection, found, {row[0] for row in connection.execute("SELECT id FROM entities")})
    stale |= _move(connection, found, result, places)
    whole = counts.place(connection) or whole or bool(result.parts)
    whole = whole or any(member.label != each.label for each in found for member in each.members)
    _finish(connection, found, times, numbers, stale | {each.number for each in found} if whole else stale)
    _note(connection, grouped=int(not decisions))
    return result.idle


def _rebuild_nearby(connection: sqlite3.Connection) -> bool:
    """The same where few names have changed, looking at those alone that they can have to do with (`nearby.closed`);
    False where so many have that all are to be looked at.
    """
    from dronewatch.resolve import nearby
    from dronewatch.resolve.decisions import Decided

    articles = {row[0] for row in connection.execute("SELECT article FROM locals WHERE variant IS NULL")}
    new = variants.assign(connection)
    changed = new.union(row[0] for row in connection.execute("SELECT variant FROM lessened"))
    if len(changed) > _FEW * connection.execute("SELECT COUNT(*) FROM variants").fetchone()[0]:
        return False
    names = Names(connection)
    changes = names.changes(changed)
    touched = _touched(connection)
    also: set[Node] = set()
    while True:
        nodes = nearby.closed(changes, names, also)
        there = names.parted.keys()
        # Entities of one id have numbers that follow each other: all of them are looked at, or none.
        beside = _beside(connection, there, there)
        if not beside:
            numbers, times = names.variants(nodes)
            groups, why = _groups(connection, nodes, numbers, nearby.Beyond(names))
            query = "SELECT made FROM entities WHERE id = ?"
            stored = {connection.execute(query, (each,)).fetchone()[0]: each for each in sorted(there - touched)}
            found = _made(connection, groups, why, numbers, times, stored, new)
            made = {each.number for each in found}
            if _alike(found):
                found = _made(connection, groups, why, numbers, times, {}, new)
                _apart(found)
                made.update(each.number for each in found)
            beside = _beside(connection, made, there)
        if not beside:
            break
        also |= nodes.keys() | beside
    made = {each.number for each in found}
    # Those that have the variants that they had, but for what articles gained and lost.
    moved = {
        entity
        for each in found
        for number in each.numbers
        if (old := names.part.get(number, each.number)) != each.number
        for entity in (old, each.number)
    }
    same = (there & made) - moved | touched - there
    spelled = counts.spelled(connection, same)
    stale = touched | _write(connection, found, there)
    stale |= _move(connection, found, Decided([]), {})
    if counts.place(connection):
        stale = {row[0] for row in connection.execute("SELECT id FROM entities")}
    else:
        stale -= counts.adjust(connection, spelled, stale & same, articles)
    _finish(connection, found, times, numbers, stale)
    return True


def _alike(found: Collection[_Made]) -> bool:
    """Whether two entities have one id: by chance, or since they are called the same."""
    return len({each.number for each in found}) < len(found)


def _beside(connection: sqlite3.Connection, numbers: Iterable[int], there: Set[int]) -> set[Node]:
    """The nodes of entities that have one of the numbers, or the next one to it, and are not `there`."""
    near = {number + more for number in numbers for more in (0, 1)}
    query = "SELECT 1 FROM entities WHERE id = ?"
    others = [each for each in near - there if connection.execute(query, (each,)).fetchone()]
    query = "SELECT DISTINCT label, key FROM variants WHERE entity = ?"
    return {(LABEL_NAMES[label], restored(key)) for each in others for label, key in connection.execute(query, (each,))}


def _touched(connection: sqlite3.Connection) -> set[int]:
    """The entities that lost passages."""
    return {row[0] for row in connection.execute("SELECT DISTINCT entity FROM lost")}


def _finish(
    connection: sqlite3.Connection,
    found: Iterable[_Made],
    times: Mapping[Variant, int],
    numbers: Mapping[Variant, int],
    stale: Collection[int],
) -> None:
    """Count what is stale, and write down what entities were made of."""
    counts.count(connection, stale)
    made = {number: each.number for each in found for number in each.numbers}
    variants.note(connection, ((number, times[one], made.get(number)) for one, number in numbers.items()))
    connection.execute("DELETE FROM lost")
    connection.execute("DELETE FROM lessened")


def _note(connection: sqlite3.Connection, **values: object) -> None:
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())


def _groups(
    connection: sqlite3.Connection, nodes: Mapping[Node, Known], numbers: Mapping[Variant, int], others: Others | None
) -> tuple[list[list[Variant]], Mapping[Node, str]]:
    """The variants that are one entity each, in the order of their numbers, and why their nodes were joined."""
    from dronewatch.resolve.joins import joined

    groups, why = joined(nodes, lambda chosen: variants.articles_of(connection, numbers, chosen), others)
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
    often = Counter(each.number for each in found)
    taken: set[int] = set()
    found.sort(key=lambda each: (each.label, -each.size, each.name, each.number))
    for each in found:
        if often[each.number] > 1 or each.number in taken:
            each.made = None  # nothing tells the next time that this was not its own number
        while each.number in taken:
            each.number += 1
        taken.add(each.number)


def _write(connection: sqlite3.Connection, found: Iterable[_Made], there: Collection[int]) -> set[int]:
    """Store entities, names and merges in the place of those `there`, but for those that are stored as they are; the
    numbers of what was stored, and of what is gone."""
    made = sorted((each for each in found if not each.kept), key=lambda each: each.number)
    gone = set(there) - {each.number for each in found}
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
    given = [(each.number, number) for each in found if not each.kept for number in each.numbers]
    query = "SELECT entity FROM variants WHERE id = ?"
    of = {number: connection.execute(query, (number,)).fetchone()[0] for _, number in given}
    # What was its part already has but new local entities to be told.
    for condition, chosen in (
        ("entity IS NULL", [pair for pair in given if of[pair[1]] == pair[0]]),
        ("entity IS NOT ?1", [pair for pair in given if of[pair[1]] != pair[0]]),
    ):
        connection.executemany(f"UPDATE locals SET entity = ?1 WHERE variant = ?2 AND {condition}", chosen)
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
