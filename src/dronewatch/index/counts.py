"""How often entities are mentioned, in every set of sections that makes a difference, and the articles' order."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

from dronewatch.index.schema import SECTION_BITS


def place(connection: sqlite3.Connection) -> bool:
    """Number the articles in the corpus's order; whether those that were there stand in another order now."""
    old = dict(connection.execute("SELECT article, place FROM places ORDER BY place"))
    ordered = connection.execute(
        "SELECT a.id FROM files AS f CROSS JOIN articles AS a ON a.file = f.id ORDER BY f.ordinal, a.record"
    )
    new = {row[0]: number for number, row in enumerate(ordered)}
    if new == old:
        return False
    connection.executemany("DELETE FROM places WHERE article = ?", ((article,) for article in old.keys() - new.keys()))
    changed = ((article, number) for article, number in new.items() if old.get(article) != number)
    connection.executemany("INSERT OR REPLACE INTO places VALUES (?, ?)", changed)
    kept = [new[article] for article in old if article in new]
    return kept != sorted(kept)


def count(connection: sqlite3.Connection, chosen: Iterable[int]) -> None:
    """Fill `counts`, and the sections of entities and names, for the chosen entities; take out those that are gone."""
    connection.execute("CREATE TEMP TABLE chosen (entity INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO chosen VALUES (?)", ((identity,) for identity in sorted(chosen)))
    connection.execute("DELETE FROM counts WHERE entity IN (SELECT entity FROM chosen)")
    query = (
        "SELECT l.entity, e.label, l.article, p.place, f.section, f.form, f.mentions, f.start FROM chosen AS c"
        " CROSS JOIN entities AS e ON e.id = c.entity CROSS JOIN locals AS l ON l.entity = c.entity"
        " CROSS JOIN places AS p ON p.article = l.article"
        " CROSS JOIN forms AS f ON f.article = l.article AND f.local = l.local ORDER BY c.entity"
    )
    for identity, group in groupby(connection.execute(query).fetchall(), key=lambda row: row[0]):
        # By section: mentions, and the first offset in each article.
        mentions: dict[int, int] = defaultdict(int)
        first: dict[int, dict[int, int]] = defaultdict(dict)
        forms: dict[Any, int] = defaultdict(int)
        places: dict[int, int] = {}
        for _, label, article, place, section, form, times, start in group:  # noqa: B007 (label is the entity's)
            places[article] = place
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
            ((identity, subset, label, *_counted(subset, mentions, first, places)) for subset in _subsets(everywhere)),
        )
    connection.execute("DROP TABLE chosen")


def spelled(connection: sqlite3.Connection, chosen: Iterable[int]) -> dict[int, dict[Any, int]]:
    """The names of entities, each with the sections in which it occurs."""
    query = "SELECT name, sections FROM names WHERE entity = ?"
    return {each: dict(connection.execute(query, (each,))) for each in chosen}


def adjust(
    connection: sqlite3.Connection, before: Mapping[int, Mapping[Any, int]], chosen: Iterable[int], new: Iterable[int]
) -> set[int]:
    """Do what `count` does by what `lost` says and by the articles that are `new` or that lost something, for the
    `chosen` entities that are else made of what they were; those that were done. `before` are their names as they
    were then. Those that lost their first passage are not done, for all passages tell which is the first now.
    """
    lost: dict[int, list[_Form]] = defaultdict(list)
    gained: dict[int, list[_Form]] = defaultdict(list)
    for entity, *form in connection.execute("SELECT entity, article, section, form, mentions, 0 FROM lost"):
        lost[entity].append(_Form(*form))
    articles = {row[0] for row in connection.execute("SELECT DISTINCT article FROM lost")}.union(new)
    query = (
        "SELECT l.entity, f.article, f.section, f.form, f.mentions, f.start FROM locals AS l"
        " CROSS JOIN forms AS f ON f.article = l.article AND f.local = l.local WHERE l.article = ?"
    )
    for article in articles:
        for entity, *form in connection.execute(query, (article,)):
            gained[entity].append(_Form(*form))
    return {each for each in chosen if _adjust(connection, each, before[each], lost[each], gained[each])}


class _Form(NamedTuple):
    """How often a section of an article writes an entity so, and where first."""

    article: int
    section: int
    form: Any
    mentions: int
    start: int


def _adjust(
    connection: sqlite3.Connection, entity: int, before: Mapping[Any, int], lost: list[_Form], gained: list[_Form]
) -> bool:
    held = {
        row[0]: row[1:]
        for row in connection.execute(
            "SELECT sections, mentions, articles, first_article, first_start FROM counts WHERE entity = ?", (entity,)
        )
    }
    gone = {form.article for form in lost}
    if not held or any(article in gone for _, _, article, _ in held.values()):
        return False
    more: dict[int, int] = defaultdict(int)
    for forms, sign in ((lost, -1), (gained, 1)):
        for form in forms:
            more[form.section] += sign * form.mentions
    until = max(held)
    parts = [section for section in SECTION_BITS.values() if held.get(section, (0,))[0] + more[section]]
    everywhere = sum(parts)
    rows = []
    for subset in _subsets(everywhere):
        mentions, articles, first, start = held.get(subset & until, (0, 0, None, 0))
        mentions += sum(more[section] for section in parts if section & subset)
        firsts = {} if first is None else {first: start}
        for form in gained:
            if form.section & subset:
                firsts[form.article] = min(form.start, firsts.get(form.article, form.start))
        earliest = next(iter(firsts)) if len(firsts) == 1 else min(firsts, key=partial(_place, connection))
        articles += len(firsts) - (first is not None) - len({form.article for form in lost if form.section & subset})
        rows.append((entity, subset, mentions, articles, earliest, firsts[earliest]))
    connection.execute("DELETE FROM counts WHERE entity = ?", (entity,))
    connection.executemany("INSERT INTO counts SELECT ?1, ?2, label, ?3, ?4, ?5, ?6 FROM entities WHERE id = ?1", rows)
    connection.execute("UPDATE entities SET sections = ? WHERE id = ?", (everywhere, entity))
    _adjust_names(connection, entity, before, lost, gained)
    return True


def _adjust_names(
    connection: sqlite3.Connection, entity: int, before: Mapping[Any, int], lost: list[_Form], gained: list[_Form]
) -> None:
    sections = dict(before)
    still = (
        "SELECT 1 FROM locals AS l CROSS JOIN forms AS f ON f.article = l.article AND f.local = l.local"
        " WHERE l.entity = ? AND f.section = ? AND f.form = ? LIMIT 1"
    )
    for section, form in {(each.section, each.form) for each in lost} - {(each.section, each.form) for each in gained}:
        if not connection.execute(still, (entity, section, form)).fetchone():
            sections[form] &= ~section
    for each in gained:
        sections[each.form] = sections.get(each.form, 0) | each.section
    query = "SELECT number, name, sections FROM names WHERE entity = ?"
    for number, name, now in connection.execute(query, (entity,)).fetchall():
        if sections.get(name, 0) != now:
            update = "UPDATE names SET sections = ? WHERE entity = ? AND number = ?"
            connection.execute(update, (sections.get(name, 0), entity, number))


def _place(connection: sqlite3.Connection, article: int) -> int:
    found: int = connection.execute("SELECT place FROM places WHERE article = ?", (article,)).fetchone()[0]
    return found


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
