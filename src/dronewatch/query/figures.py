"""Sums of money and counted things, merged as names are: one row a sum, one row a kind of thing."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from dronewatch import view
from dronewatch.index.values import plain
from dronewatch.query.filters import Filters, ordered
from dronewatch.query.numbers import DEFAULT_ORDER, numbers
from dronewatch.query.passages import Row
from dronewatch.query.together import together

LABELS = ("MONEY", "QUANTITY")
VALUE = ("modifier", "amount", "low", "high", "currency")
_SIGNS = {"about": "~", "more_than": ">", "less_than": "<", "at_least": ">=", "at_most": "<="}


def figures(
    connection: sqlite3.Connection, filters: Filters, label: str, *, beside: str | None = None
) -> Iterator[Row]:
    """Rows with the keys of `entities`: the most often mentioned first, then the largest sum, then as in the corpus.

    Of MONEY one row a value, called `~4000000 EUR`, `>50000 EUR`, `3000000..5000000 EUR` or `? EUR`, with the fields
    of the value (`VALUE`) beside; of QUANTITY one row a noun, singular and plural together. `names` are the ways they
    are written. `beside`, a name or a label: only those that share a sentence with it, as in `entities`.
    """
    asked = replace(filters, labels=(label,))
    condition = "" if beside is None else together(connection, filters, beside).numbers
    rows = numbers(connection, asked, label, where=condition, order=ordered((), {}, DEFAULT_ORDER))
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        key = tuple(row[name] for name in VALUE) if label == "MONEY" else (_singular(row["noun"] or row["text"]),)
        groups.setdefault(key, []).append(row)
    return (_merged(group, label) for group in sorted(groups.values(), key=_weight, reverse=True))


def _weight(group: list[Row]) -> tuple[int, Decimal]:
    first = group[0]
    known = (first[name] for name in ("amount", "high", "low") if first[name] is not None)
    return len(group), next(known, Decimal(0)) if first["label"] == "MONEY" else Decimal(0)


def _merged(group: list[Row], label: str) -> Row:
    first = group[0]
    merged = {
        "entity": _sum(first) if label == "MONEY" else _commonest(row["noun"] or row["text"] for row in group),
        "label": label,
        "names": list(dict.fromkeys(row["text"] for row in group)),
        "mentions": len(group),
        "articles": len({row["article"] for row in group}),
        "first": f"{first['file']}:{first['line']}:{first['column']}",
    }
    return merged | {name: first[name] for name in VALUE} if label == "MONEY" else merged


def _sum(row: Row) -> str:
    """A value in one word, as gold annotations write it."""

    def number(value: Decimal | None) -> str:
        return "" if value is None else plain(value)

    if row["amount"] is not None:
        text = _SIGNS.get(row["modifier"], "") + number(row["amount"])
    else:
        text = f"{number(row['low'])}..{number(row['high'])}".strip(".") or "?"
        text = text if row["low"] is None or row["high"] is not None else f">={text}"
    return f"{text} {row['currency'] or ''}".rstrip()


def _commonest(nouns: Iterable[str]) -> str:
    counted = Counter(nouns)
    return max(counted, key=counted.__getitem__)


def _singular(noun: str) -> str:
    """A key that singular and plural share; never shown."""
    return " ".join(word.rstrip("sx") or word for word in view.fold(noun).split())
