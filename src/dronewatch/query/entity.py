"""Everything about one entity, or all of one name: every passage, and why it is taken for that entity."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice

from dronewatch.index.schema import LABEL_IDS
from dronewatch.index.values import restored
from dronewatch.query import names
from dronewatch.query.filters import Filters, among, article_ids, ordered
from dronewatch.query.passages import ARTICLES, IN_ORDER, PLACE, SPAN, Row, passages
from dronewatch.query.rows import Rows

COLUMNS = (
    *("article", "section", "file", "line", "column", "text", "label", "entity", "names"),
    *("mentions", "articles", "why", "sentence"),
)
_ORDER = f"{IN_ORDER}, s.start"
ORDERS = {"place": _ORDER, "article": "a.name", "date": "a.date"}

_STEPS = 12  # more than any chain of merges has
# Why across articles only, and within one only.
_ACROSS = ("best known by that surname",)
_WITHIN = ("surname in same article", "first name in same article", "short name")
# From a name: what it was merged into, and why.
Merges = dict[str, list[tuple[str, str]]]


def entity(
    connection: sqlite3.Connection,
    name: str,
    filters: Filters = Filters(),  # noqa: B008 (frozen)
    *,
    sort: Sequence[str] = (),
    limit: int | None = None,
) -> Rows:
    """Rows of `COLUMNS`, one a passage, for every entity that goes by `name`: entity by entity, those whose preferred
    name it is first; then in the corpus's order, or by `ORDERS`.

    `names`, `mentions` and `articles` are as in `entities`. `why` says how the passage's words came to be the entity's,
    step by step (`surname in same article (Henry Seydoux); spelling variant`); empty for the preferred name itself.
    """
    chosen = article_ids(connection, filters)
    known = {
        number: _facts(connection, number, filters.mask, chosen)
        for number in names.called(connection, name, filters.labels, filters.mask)
    }
    total = sum(facts["mentions"] for facts in known.values())

    def rows() -> Iterator[Row]:
        for number, facts in known.items():
            if facts["mentions"]:
                yield from _passages(connection, number, facts, filters.mask, chosen, sort)

    if limit and limit < total:
        return Rows(islice(rows(), limit), lambda: limit)
    return Rows(rows(), lambda: total)


def why(connection: sqlite3.Connection, article: str, start: int, end: int, label: str) -> tuple[str, str] | None:
    """The entity that a mention is taken for, by its preferred name, and why, as in `entity`; None for no mention."""
    query = (
        "SELECT e.id, e.name, l.name, t.text FROM articles AS a JOIN mentions AS s ON s.article = a.id"
        " JOIN locals AS l ON l.article = s.article AND l.local = s.local JOIN entities AS e ON e.id = l.entity"
        ' JOIN texts AS t ON t.article = a.id WHERE a.name = ? AND s.start = ? AND s."end" = ? AND s.label = ?'
    )
    row = connection.execute(query, (article, start, end, LABEL_IDS[label])).fetchone()
    if row is None:
        return None
    number, preferred, local, text = map(restored, row)
    return preferred, _why(text[start:end], local, preferred, _merges(connection, number))


def _facts(connection: sqlite3.Connection, number: int, mask: int, chosen: str | None) -> Row:
    query = (
        "SELECT n.form, l.article, SUM(n.mentions) FROM locals AS l JOIN forms AS n"
        " ON n.article = l.article AND n.local = l.local"
        f" WHERE l.entity = ? AND n.section & {mask}{among('l.article', chosen)} GROUP BY n.form, l.article"
    )
    forms = [(restored(form), article, times) for form, article, times in connection.execute(query, (number,))]
    there = {form for form, _, _ in forms}
    known = connection.execute("SELECT name FROM names WHERE entity = ? ORDER BY number", (number,))
    return {
        "names": [each for (stored,) in known if (each := restored(stored)) in there],
        "mentions": sum(times for _, _, times in forms),
        "articles": len({article for _, article, _ in forms}),
    }


def _passages(
    connection: sqlite3.Connection,
    number: int,
    facts: Row,
    mask: int,
    chosen: str | None,
    sort: Sequence[str],
) -> Iterator[Row]:
    preferred = restored(connection.execute("SELECT name FROM entities WHERE id = ?", (number,)).fetchone()[0])
    merges = _merges(connection, number)
    query = (
        f"SELECT {PLACE}, {SPAN}, l.name FROM {ARTICLES} CROSS JOIN locals AS l ON l.article = a.id"
        " CROSS JOIN mentions AS s ON s.article = l.article AND s.local = l.local"
        f" WHERE l.entity = {number} AND s.section & {mask}{among('a.id', chosen)}"
        f" AND a.id IN (SELECT article FROM locals WHERE entity = {number})"
        f"{ordered(sort, ORDERS, _ORDER)}"
    )
    for row, (local,) in passages(connection, query):
        sentence = row.pop("sentence")
        why = _why(row["text"], restored(local), preferred, merges)
        yield row | {"entity": preferred} | facts | {"why": why, "sentence": sentence}


def _merges(connection: sqlite3.Connection, number: int) -> Merges:
    found: Merges = {}
    query = 'SELECT name, "into", reason FROM merges WHERE entity = ? ORDER BY number'
    for name, into, reason in connection.execute(query, (number,)):
        found.setdefault(restored(name), []).append((restored(into), restored(reason)))
    return found


def _why(form: str, local: str, preferred: str, merges: Merges) -> str:
    """From the words of a passage over the fullest name in its article to the preferred name, step by step.

    `gazetteer` alone: a list gives them the preferred name.
    """
    steps: list[str] = []
    here, seen = form, [form]
    target = local
    for _ in range(_STEPS):
        if here == preferred:
            break
        onward = [(into, reason) for into, reason in merges.get(here, ()) if into not in seen]
        best = [each for each in onward if each[0] == target] or [each for each in onward if each[0] == preferred]
        best = best or onward
        if not best:
            break
        into = best[0][0]
        reasons = [reason for to, reason in best if to == into]
        # The same two names may be one for another reason in articles that have both.
        both = here != local
        fitting = [each for each in reasons if each not in (_ACROSS if both else _WITHIN)]
        reason = " or ".join(dict.fromkeys(fitting or reasons)).replace(f"gazetteer: {preferred}", "gazetteer")
        steps.append(reason if into == preferred else f"{reason} ({into})")
        here, target = into, preferred
        seen.append(into)
    # What was decided on the entity itself.
    for name in dict.fromkeys([*seen, preferred]):
        steps += [reason for into, reason in merges.get(name, ()) if into == name and reason != "same name"]
    return "; ".join(dict.fromkeys(steps))
