"""What one thing costs: a sum divided by how many things its sentence counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

Row = Mapping[str, Any]
COLUMNS = ("counted", "each_modifier", "each", "each_low", "each_high")
_CENT = Decimal("0.01")
_TURNED = {"more_than": "less_than", "less_than": "more_than", "at_least": "at_most", "at_most": "at_least"}
_STRICT = {frozenset({"more_than", "at_least"}): "more_than", frozenset({"less_than", "at_most"}): "less_than"}


def priced(sums: Iterable[Row], all_sums: Iterable[Row], things: Iterable[Row], asked: Iterable[Row]) -> Iterator[Row]:
    """The rows of `sums` in whose sentence things that were asked for are counted, with `COLUMNS`.

    `all_sums` and `things` are all MONEY and QUANTITY rows of their articles, `asked` the QUANTITY rows of the noun.
    `counted` is how the sentence writes these. `each` (or `each_low`, `each_high`), rounded to the cent, with its doubt
    in `each_modifier`, is there only where the sentence has this sum alone and counts nothing else, and the sum is not
    so much a year or a piece (“20 drones à 300 €”): else what belongs to what is the reader's to say.
    """
    money, counted, wanted = (_by_sentence(rows) for rows in (all_sums, things, asked))
    for row in sums:
        here = _sentence(row)
        if here not in wanted:
            continue
        price: dict[str, Any] = dict.fromkeys(COLUMNS[1:])
        if len(money[here]) == len(counted[here]) == 1 and row["per"] is None and not _is_each(row, counted[here][0]):
            price = quotient(row, counted[here][0])
        yield {**row, "counted": "; ".join(each["text"] for each in wanted[here]), **price}


def _is_each(total: Row, count: Row) -> bool:
    """Whether the sum follows what is counted with nothing but `à` or `de` between: then it is what one costs."""
    between = total["sentence"][count["at"] + count["end"] - count["start"] : total["at"]]
    return between.strip() in ("à", "de")


def quotient(total: Row, count: Row) -> dict[str, Any]:
    """A value divided by another, as `each_modifier`, `each`, `each_low`, `each_high`.

    A bound of the count is the other bound of the quotient: at most 5 € for at least 2 are at most 2.50 €. Empty where
    the two doubts go different ways (more than 5 € for more than 2), a value names no number, the count is 0, or less
    than a cent comes out. What is about so much is no more exact than three digits.
    """
    modifier = _doubt(total["modifier"], count["modifier"])
    nothing: dict[str, Any] = dict.fromkeys(COLUMNS[1:])
    if modifier is None:
        return nothing
    if modifier == "between":
        low, high = (total["low"] or total["amount"], total["high"] or total["amount"])
        least, most = (count["low"] or count["amount"], count["high"] or count["amount"])
        if not (low and high and least and most):
            return nothing
        return nothing | {
            "each_modifier": modifier, "each_low": _cents(low / most), "each_high": _cents(high / least)
        }  # fmt: skip
    if total["amount"] is None or not count["amount"]:
        return nothing
    price = total["amount"] / count["amount"]
    if modifier == "about":
        price = Decimal(format(price, ".2e"))
    return nothing | {"each_modifier": modifier, "each": _cents(price)} if price >= _CENT else nothing


def _doubt(total: str, count: str) -> str | None:
    turned = _TURNED.get(count, count)
    if "vague" in (total, count):
        return None
    if turned == "exact" or total == turned:
        return total
    if total == "exact":
        return turned
    return _STRICT.get(frozenset({total, turned}))


def _cents(value: Decimal) -> Decimal:
    return value.quantize(_CENT) if value.adjusted() < 24 else value


def _sentence(row: Row) -> tuple[str, int]:
    return row["article"], row["start"] - row["at"]


def _by_sentence(rows: Iterable[Row]) -> dict[tuple[str, int], list[Row]]:
    grouped: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in rows:
        grouped[_sentence(row)].append(row)
    return grouped
