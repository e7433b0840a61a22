"""What shares a sentence with an entity, or with anything of a label: conditions for the questions of `entities`."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from dronewatch import suggest
from dronewatch.errors import UsageError
from dronewatch.index.schema import LABEL_IDS
from dronewatch.messages import tr
from dronewatch.model import LABELS, NAME_LABELS
from dronewatch.query import names
from dronewatch.query.filters import Filters, among
from dronewatch.suggest import meant


@dataclass(frozen=True, slots=True)
class Together:
    """SQL that follows a condition: `names` for mentions `s` of local entities `l`, `numbers` for numbers `s`."""

    names: str
    numbers: str


def together(connection: sqlite3.Connection, filters: Filters, typed: str) -> Together:
    """The conditions for `typed`: a label (as in `as_label`), or any name of an entity, which may be several entities'.

    The passage itself does not count: an entity shares a sentence with another one of its label.
    Raises `UsageError` where nothing is called so.
    """
    typed = as_label(connection, filters, typed)
    if typed in LABELS:
        if typed not in NAME_LABELS:
            there = f"EXISTS (SELECT 1 FROM numbers AS o WHERE o.label = {LABEL_IDS[typed]} AND {_same(filters)}"
            return Together(f" AND {there})", f" AND {there} AND (o.label, o.start) != (s.label, s.start))")
        condition, places = f"o.label = {LABEL_IDS[typed]}", ""
    else:
        chosen = entities_called(connection, filters, typed)
        condition = f"p.entity IN ({', '.join(map(str, chosen))})"
        places = f" AND s.article IN (SELECT p.article FROM locals AS p WHERE 1{among('p.entity', chosen)})"
    there = (
        "EXISTS (SELECT 1 FROM mentions AS o JOIN locals AS p ON p.article = o.article AND p.local = o.local"
        f" WHERE {condition} AND {_same(filters)}"
    )
    apart = f" AND p.entity NOT IN ({', '.join(map(str, chosen))})" if typed not in LABELS else ""
    if apart:
        return Together(f"{places}{apart.replace('p.entity', 'l.entity')} AND {there})", f"{places} AND {there})")
    return Together(f" AND {there} AND p.entity != l.entity)", f" AND {there})")


def as_label(connection: sqlite3.Connection, filters: Filters, typed: str) -> str:
    """The label that `typed` is, in any case; in capitals alone where an entity is called so too. Else `typed`."""
    label = typed.upper()
    if label not in LABELS or (typed != label and names.called(connection, typed, mask=filters.mask)):
        return typed
    return label


def entities_called(connection: sqlite3.Connection, filters: Filters, typed: str) -> list[int]:
    """The numbers of the entities that go by the name `typed`. Raises `UsageError` where nothing is called so."""
    chosen = names.called(connection, typed, mask=filters.mask)
    if not chosen:
        raise UsageError(tr("no entity is called “{typed}”", typed=typed), hint=_hint(connection, typed, filters))
    return list(chosen)


def _same(filters: Filters) -> str:
    return (
        "o.article = s.article AND o.sentence_start < s.sentence_end AND s.sentence_start < o.sentence_end"
        f" AND o.section & {filters.mask}"
    )


def _hint(connection: sqlite3.Connection, typed: str, filters: Filters) -> str:
    near = names.near(connection, typed, mask=filters.mask) or suggest.near(typed, LABELS)
    return meant(near) if near else tr("dronewatch entities lists them")
