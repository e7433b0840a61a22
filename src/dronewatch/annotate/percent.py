"""Percentages that are never better than they are: rounded down, so that 100 means all."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Context, Decimal
from fractions import Fraction

# Enough digits that the quotient of two counts is rounded down only where it is cut.
_EXACT = Context(prec=40, rounding=ROUND_FLOOR)


def percent(share: Fraction, places: int = 1) -> Decimal:
    """`share` (0 to 1) in percent, rounded down to `places` decimals: 99.99 % is 99.9, only all is 100.0."""
    scaled = share.numerator * 100 * 10**places // share.denominator
    return Decimal(scaled).scaleb(-places, _EXACT)


def reaches(share: Fraction, floor: Decimal) -> bool:
    """Whether `share` (0 to 1) is at least `floor` (a percentage), compared exactly."""
    return share * 100 >= Fraction(floor)


def shown(share: Fraction | None, places: int = 1) -> str:
    """`share` for people: `99.9`, `100`; `–` where there is nothing to measure."""
    return "–" if share is None else "100" if share == 1 else str(percent(share, places))


def ratio(part: int | Fraction, whole: int) -> Fraction | None:
    """`part` of `whole`; None where there is nothing to measure."""
    return Fraction(part, whole) if whole else None
