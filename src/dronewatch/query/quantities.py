"""What is counted, and how many."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from dronewatch.query.filters import Filters, among, ordered
from dronewatch.query.matching import word_globs
from dronewatch.query.numbers import BY_AMOUNT, DEFAULT_ORDER, numbers, typed_bounds
from dronewatch.query.rows import Rows

COLUMNS = (
    "article", "section", "file", "line", "column", "text", "label", "modifier", "amount", "low", "high", "noun",
    "object", "sentence",
)  # fmt: skip
ORDERS = {
    "place": DEFAULT_ORDER,
    "amount": BY_AMOUNT,
    "noun": "t.folded",
    "article": "a.name",
    "date": "a.date",
}


def quantities(
    connection: sqlite3.Connection,
    filters: Filters = Filters(),  # noqa: B008 (frozen)
    *,
    noun: str | None = None,
    min: str | None = None,
    max: str | None = None,
    words: Sequence[str] = (),
    sort: Sequence[str] = (),
    limit: int | None = None,
) -> Rows:
    """Rows of `COLUMNS` for the QUANTITY spans, in the corpus's order or by `ORDERS`.

    `noun` is looked for among the words of what is counted, whatever case and accents, `*` for any letters, singular
    for plural and the other way round: `drone` finds `565 micro-drones`. `min`, `max` and `words` are as in `amounts`.
    """
    within, _ = typed_bounds(min, max)
    return numbers(
        connection,
        filters,
        "QUANTITY",
        within=within,
        where="" if noun is None else among("s.thing", _things(connection, noun)),
        words=words,
        order=ordered(sort, ORDERS, DEFAULT_ORDER),
        limit=limit,
    )


def _things(connection: sqlite3.Connection, noun: str) -> list[int]:
    """What is counted that has the words of `noun`, one after the other."""
    globs = word_globs(noun)
    condition = " OR ".join(["folded GLOB ?"] * len(globs)) or "0"
    return [row[0] for row in connection.execute(f"SELECT id FROM things WHERE {condition}", globs)]
