"""Spans with a value: what `amounts` and `quantities` have in common."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from decimal import Decimal

from dronewatch.errors import UsageError
from dronewatch.index.schema import LABEL_IDS
from dronewatch.index.values import bounds, nearest, restored
from dronewatch.messages import tr
from dronewatch.model import Modifier, Value
from dronewatch.query.filters import Filters, among, article_ids, limited
from dronewatch.query.matching import Pattern, candidates, pattern
from dronewatch.query.passages import ARTICLES, IN_ORDER, PLACE, SPAN, Row, passages
from dronewatch.query.rows import Rows

DEFAULT_ORDER = f"{IN_ORDER}, s.start"
# Equal as floats: the longer whole number is the larger one.
BY_AMOUNT = "s.least, s.most, LENGTH(s.amount), s.amount"
_SLACK = 1e-12  # more than a float rounds off; what it lets through is compared exactly

Bounds = tuple[Decimal | None, Decimal | None]


def numbers(
    connection: sqlite3.Connection,
    filters: Filters,
    label: str,
    *,
    within: Bounds = (None, None),
    where: str = "",
    parameters: tuple[object, ...] = (),
    words: Sequence[str] = (),
    order: str,
    limit: int | None = None,
) -> Rows:
    """Rows for the spans of one number label, with modifier, amount, low, high, currency, noun and object.

    `within` is the lowest and the highest amount; `where` and `parameters` narrow the SQL on spans `s`;
    `order` is of them, articles `a`, files `f` and things `t`; `words` must all match in the span's sentence.
    """
    if filters.labels and label not in filters.labels:
        return Rows(())
    articles = article_ids(connection, filters)
    if not all(word.strip("* \t") for word in words):
        raise UsageError(tr("there is nothing to look for"), hint=tr("--with takes a word or a phrase"))
    patterns = [pattern(word, either=True) for word in words]

    def conditions(article: str) -> str:
        """On the spans `s`, with the column that says which article it is."""
        found = f"s.label = {LABEL_IDS[label]} AND s.section & {filters.mask}{among(article, articles)}"
        found += candidates(connection, patterns, article)[0]
        if lowest is not None:
            found += f" AND s.most >= {_loosened(lowest, -1)!r}".replace("inf", "9e999")
        if highest is not None:
            found += f" AND s.least <= {_loosened(highest, 1)!r}".replace("inf", "9e999")
        return found + where

    lowest, highest = within
    values = (*candidates(connection, patterns, "")[1], *parameters)
    in_sql = not patterns and within == (None, None)  # else rows are judged again here
    query = (
        f"SELECT {PLACE}, {SPAN}, s.modifier, s.amount, s.low, s.high, s.currency, t.noun, t.object, s.tax, s.per"
        f" FROM {ARTICLES} CROSS JOIN numbers AS s ON s.article = a.id LEFT JOIN things AS t ON t.id = s.thing"
        f" WHERE {conditions('a.id')}{order}{limited(limit) if in_sql else ''}"
    )

    def count() -> int:
        if in_sql:
            total = f"SELECT COUNT(*) FROM numbers AS s WHERE {conditions('s.article')}"
            return int(connection.execute(total, values).fetchone()[0])
        judged = f"SELECT s.modifier, s.amount, s.low, s.high FROM numbers AS s WHERE {conditions('s.article')}"
        return sum(_overlaps(_value(*row), within) for row in connection.execute(judged, values))

    rows = _rows(connection, query, values, within, patterns, limit)
    return Rows(rows, None if limit or patterns else count)


def typed_bounds(low: str | None, high: str | None) -> tuple[Bounds, str | None]:
    """The amounts typed for `min` and `max` and their currency, if one was typed. Raises `UsageError`."""
    if low is None and high is None:
        return (None, None), None
    from dronewatch.language import parse_amount

    ends: list[Decimal | None] = []
    currencies = set()
    for end, typed in enumerate((low, high)):
        value = None if typed is None else parse_amount(typed)
        bound = None if value is None else bounds(value)[end]
        if value is not None and (bound is None or not bound.is_finite()):
            raise UsageError(
                tr("not an exact amount: {typed!r}", typed=typed),
                hint=tr("write it like 200 000, 1,5 M€ or 3 millions"),
            )
        ends.append(bound)
        currencies |= {value.currency} if value is not None and value.currency else set()
    if len(currencies) > 1:
        raise UsageError(
            tr("{low} and {high} are of two currencies", low=low, high=high), hint=tr("ask for one at a time")
        )
    if ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
        raise UsageError(
            tr("nothing is at least {low} and at most {high}", low=low, high=high), hint=tr("turn them round")
        )
    return (ends[0], ends[1]), currencies.pop() if currencies else None


def typed_currency(typed: str) -> str:
    """The ISO 4217 code of a currency as people type it: `EUR`, `bef`, `€`, `francs suisses`. Raises `UsageError`."""
    from dronewatch.language import parse_amount

    with suppress(UsageError):
        if code := parse_amount(f"2 {typed}").currency:
            return code
    if len(typed) == 3 and typed.isascii() and typed.isalpha():
        return typed.upper()
    raise UsageError(tr("not a currency: {typed!r}", typed=typed), hint=tr("write it like EUR, dollars or £"))


def _rows(
    connection: sqlite3.Connection,
    query: str,
    parameters: tuple[object, ...],
    within: Bounds,
    patterns: Sequence[Pattern],
    limit: int | None,
) -> Iterator[Row]:
    count = 0
    for row, rest in passages(connection, query, parameters):
        value = _value(*rest[:4])
        sentence = row.pop("sentence")
        if not _overlaps(value, within):
            continue
        if not all(each.on(sentence).search(sentence) for each in patterns):
            continue
        row |= {"modifier": value.modifier, "amount": value.amount, "low": value.low, "high": value.high}
        row["currency"] = rest[4]
        row |= {"noun": restored(rest[5]) or None, "object": restored(rest[6]) or None, "sentence": sentence}
        row |= {"tax": rest[7], "per": rest[8]}  # for those who need more than the columns
        yield row
        count += 1
        if count == limit:
            return


def _value(modifier: Modifier, *numbers: str | None) -> Value:
    amount, low, high = (None if number is None else Decimal(number) for number in numbers)
    return Value(modifier, amount, low, high)


def _overlaps(value: Value, within: Bounds) -> bool:
    lowest, highest = within
    if lowest is None and highest is None:
        return True
    least, most = bounds(value)
    if least is None or most is None:
        return False
    return (lowest is None or most >= lowest) and (highest is None or least <= highest)


def _loosened(bound: Decimal, way: int) -> float:
    near = nearest(bound)
    return near + way * abs(near) * _SLACK
