"""Entities by a name that people type: any name they go by, whatever its case, accents and typography."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from dronewatch.index.schema import LABEL_NAMES
from dronewatch.index.values import restored, storable
from dronewatch.index.words import lookup
from dronewatch.query.filters import among, label_ids

_NEAR = 80  # per cent of alike that is worth a suggestion


def called(
    connection: sqlite3.Connection, name: str, labels: Collection[str] = (), mask: int = -1
) -> dict[int, tuple[str, str]]:
    """Entities that go by `name` in the sections of `mask`: number → label and preferred name.

    Those whose preferred name it is come first, then by number of mentions.
    """
    wanted = storable(lookup(name))
    found = (
        "SELECT id FROM entities WHERE called = ?1 UNION SELECT entity FROM names WHERE called = ?1"
        f" AND sections & {mask}"
    )
    query = (
        "SELECT e.id, e.label, e.name FROM entities AS e JOIN counts AS c ON c.entity = e.id"
        f" AND c.sections = (e.sections & {mask}) WHERE e.sections & {mask}"
        f"{among('e.id', found)}{among('e.label', label_ids(labels))}"
        " ORDER BY e.called <> ?1, c.mentions DESC, e.folded, e.label, e.id"
    )
    rows = connection.execute(query, (wanted,)).fetchall()
    return {number: (LABEL_NAMES[label], restored(each)) for number, label, each in rows}


def near(connection: sqlite3.Connection, name: str, labels: Collection[str] = (), mask: int = -1) -> list[str]:
    """At most three names that may have been meant, the nearest first."""
    from rapidfuzz import fuzz, process

    chosen = label_ids(labels)
    query = f"SELECT id FROM entities AS e WHERE 1{among('e.label', chosen)}"
    those = None if chosen is None else {row[0] for row in connection.execute(query)}
    known = {each: called for number, each, called in _names(connection, mask) if those is None or number in those}
    wanted = lookup(name)
    whole = process.extract(wanted, known, scorer=fuzz.ratio, limit=3, score_cutoff=_NEAR)
    part = process.extract(wanted, known, scorer=fuzz.token_set_ratio, limit=3, score_cutoff=_NEAR + 10)
    return list(dict.fromkeys(match[2] for match in [*whole, *part]))[:3]


def _names(connection: sqlite3.Connection, mask: int) -> list[tuple[int, str, str]]:
    """Every name of every entity there, the preferred one even where only a gazetteer has it, with what it is looked
    up by; in a fixed order."""
    query = (
        f"SELECT id, name, called FROM entities WHERE sections & {mask}"
        f" UNION SELECT entity, name, called FROM names WHERE sections & {mask}"
    )
    return sorted((number, restored(name), restored(called)) for number, name, called in connection.execute(query))
