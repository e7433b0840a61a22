"""What figures with separators are worth: `1 250 000`, `3,5`, `73,460`; and how values are written."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

MAX_DIGITS = 27  # longer runs of digits are codes, not numbers; and Decimal stays exact up to 28


def without_exponent(value: Decimal) -> Decimal:
    """The same number written without an exponent and, where whole, without decimals (`3.5E+6` becomes `3500000`)."""
    return Decimal(int(value)) if value == value.to_integral_value() else value


@lru_cache(maxsize=4096)
def read(written: str) -> tuple[Decimal | None, Decimal | None]:
    """Value of a run of digits with its separators, and the other reading where one comma may divide thousands.

    French habit: blank, dot and apostrophe divide thousands where exactly three digits follow, the comma is decimal.
    """
    if len(written) > MAX_DIGITS + MAX_DIGITS // 3:
        return None, None
    if written.isdigit():
        return (Decimal(written), None) if len(written) <= MAX_DIGITS else (None, None)
    bare = written.replace(" ", "").replace("'", "")
    dots, commas = bare.count("."), bare.count(",")
    other = None
    if dots and commas:
        comma_last = bare.rfind(",") > bare.rfind(".")
        bare = bare.replace(".", "").replace(",", ".") if comma_last else bare.replace(",", "")
    elif commas > 1:
        bare = bare.replace(",", "")
    elif commas:
        whole, _, decimals = bare.partition(",")
        if len(decimals) == 3 and 0 < len(whole) <= 3 and whole[0] != "0" and whole == written[: len(whole)]:
            other = Decimal(whole + decimals)
        bare = f"{whole}.{decimals}"
    elif dots > 1:
        bare = bare.replace(".", "")
    elif dots and bare == written:
        whole, _, decimals = bare.partition(".")
        if len(decimals) == 3 and 0 < len(whole) <= 3 and whole[0] != "0":
            other, bare = Decimal(bare), whole + decimals
    if len(bare) > MAX_DIGITS:
        return None, None
    return without_exponent(Decimal("0" + bare if bare[0] == "." else bare)), other


def quotient(numerator: int, denominator: int) -> Decimal:
    """A fraction as a decimal number of at most 15 significant digits."""
    return without_exponent(Decimal(f"{Decimal(numerator) / Decimal(denominator):.15g}"))


def rounded(value: Decimal) -> Decimal:
    """At most 15 significant digits where a fraction has no end; written plainly."""
    return without_exponent(value if len(value.as_tuple().digits) <= 15 else Decimal(f"{value:.15g}"))
