"""Sums of money."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from dronewatch.errors import UsageError
from dronewatch.messages import tr
from dronewatch.query import each as prices
from dronewatch.query.filters import Filters, ordered
from dronewatch.query.numbers import BY_AMOUNT, DEFAULT_ORDER, numbers, typed_bounds, typed_currency
from dronewatch.query.quantities import quantities
from dronewatch.query.rows import Rows

COLUMNS = (
    "article", "section", "file", "line", "column", "text", "label", "modifier", "amount", "low", "high", "currency",
    "sentence",
)  # fmt: skip
EACH_COLUMNS = (*COLUMNS[:-1], *prices.COLUMNS, "sentence")
ORDERS = {
    "place": DEFAULT_ORDER,
    "amount": BY_AMOUNT,
    "currency": "s.currency",
    "article": "a.name",
    "date": "a.date",
}
DEFAULT_CURRENCY = "EUR"


def amounts(
    connection: sqlite3.Connection,
    filters: Filters = Filters(),  # noqa: B008 (frozen)
    *,
    min: str | None = None,
    max: str | None = None,
    currency: str | None = None,
    words: Sequence[str] = (),
    each: str | None = None,
    sort: Sequence[str] = (),
    limit: int | None = None,
) -> Rows:
    """Rows of `COLUMNS` for the MONEY spans, in the corpus's order or by `ORDERS`.

    `min` and `max` are amounts as people type them (`1,5 M€`, `200 000`). Compared, exactly, is the number that the
    text names: `plus de 2 millions` is found by 2 million, the only number it gives; a range where it overlaps with
    what is asked for; an open end (`plusieurs millions`) reaches as far as that; what names no number is left out.
    With either, only amounts in `currency` (as typed: `EUR`, `usd`, `€`, `francs suisses`) count, by default the one
    that was typed with them, else euros. `words` (with `*` for any letters, or phrases) must all stand in the amount's
    sentence. With `each`, a noun as `quantities` takes it, only amounts in whose sentence that is counted, as rows of
    `EACH_COLUMNS`: with what one comes to (`query.each`).

    Raises `UsageError` for an amount or currency that cannot be read, a column that cannot be sorted by, an unknown
    article.
    """
    within, typed = typed_bounds(min, max)
    asked = typed_currency(currency) if currency else None
    if asked and typed and asked != typed:
        raise UsageError(
            tr("{low} and {high} are of two currencies", low=min or max, high=currency),
            hint=tr("ask for one at a time"),
        )
    wanted = asked or typed or (None if within == (None, None) else DEFAULT_CURRENCY)
    found = numbers(
        connection,
        filters,
        "MONEY",
        within=within,
        where=" AND s.currency = ?" if wanted else "",
        parameters=(wanted,) if wanted else (),
        words=words,
        order=ordered(sort, ORDERS, DEFAULT_ORDER),
        limit=limit if each is None else None,
    )
    if each is None:
        return found
    counting = list(quantities(connection, filters, noun=each))
    if not counting:
        return Rows(())
    there = replace(filters, articles=tuple({row["article"] for row in counting}))
    rows = prices.priced(found, amounts(connection, there), quantities(connection, there), counting)
    return Rows(islice(rows, limit or None))
