"""How often entities are mentioned, in every set of sections that makes a difference, and the articles' order."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any


def place(connection: sqlite3.Connection) -> bool:
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


def count(connection: sqlite3.Connection, chosen: Iterable[int]) -> None:
    """Fill `counts`, and the sections of entities and names, for the chosen entities; take out those that are gone."""
    places = dict(connection.execute("SELECT article, place FROM places"))
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
                (identity, subset, labels[identity], *_counted(subset, mentions, first, places))
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
    subset: int, mentions: dict[int, int], first: dict[int, dict[int, int]], places: dict[int, int]
) -> tuple[int, ...]:
    parts = [section for section in mentions if section & subset]
    articles = set().union(*(first[section] for section in parts))
    earliest = min(articles, key=places.__getitem__)
    start = min(first[section][earliest] for section in parts if earliest in first[section])
    return sum(mentions[section] for section in parts), len(articles), earliest, start
