"""How text and amounts are stored, and what amounts are found by."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dronewatch import view
from dronewatch.model import Value


def storable(text: str | None) -> str | bytes | None:
    """`text` as SQLite takes it: bytes where it holds half a character (a lone surrogate)."""
    if text is None:
        return None
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def restored(stored: str | bytes | None) -> Any:
    """What was given to `storable`."""
    return stored.decode("utf-8", "surrogatepass") if isinstance(stored, bytes) else stored


def bounds(value: Value) -> tuple[Decimal | None, Decimal | None]:
    """What `--min` and `--max` are compared with: the number that is named, or the ends of a range.

    `more_than 2` is found by 2, the only number that is known. An end that the words leave open is infinite; a value
    without any number has no bounds (None).
    """
    if value.amount is not None:
        return value.amount, value.amount
    if value.low is None and value.high is None:
        return None, None
    infinite = Decimal("Infinity")
    return (-infinite if value.low is None else value.low), (infinite if value.high is None else value.high)


def nearest(number: Decimal) -> float:
    """The nearest float; what is too large for one is infinite, and compared exactly later."""
    try:
        return float(number)
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")


def alike(label: str, value: Value, text: str) -> tuple[str, float] | None:
    """What spans are counted as one by, and its weight among those as frequent: of MONEY the value and its number,
    of QUANTITY the noun (else the words), singular and plural alike. None for what is not counted so."""
    if label == "MONEY":
        numbers = (value.amount, value.low, value.high)
        parts = [value.modifier or "", *("" if each is None else _shortest(each) for each in numbers)]
        known = next((each for each in (value.amount, value.high, value.low) if each is not None), None)
        return " ".join([*parts, value.currency or ""]), 0.0 if known is None else nearest(known)
    if label == "QUANTITY":
        words = view.fold(value.noun or text).split()
        return " ".join(word.rstrip("sx") or word for word in words), 0.0
    return None


def _shortest(number: Decimal) -> str:
    """The same for equal numbers, however many noughts they were written with."""
    digits = plain(number)
    return digits.rstrip("0").rstrip(".") if "." in digits and "E" not in digits else digits


def plain(number: Decimal) -> str:
    """Exact digits without exponent, as far as that is shorter than a thousand characters."""
    return format(number, "f") if -1000 < number.adjusted() < 1000 else str(number)
