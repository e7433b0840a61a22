"""Numbers as French readers write them, with the doubt of a value as one sign.

Thousands in groups of three with a narrow no-break space, a decimal comma, a no-break space before the unit
(Imprimerie nationale, Lexique des règles typographiques). Only for people: machine formats carry plain numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dronewatch.messages import marked

_THIN = "\u202f"
_SPACE = "\u00a0"
_CURRENCIES = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}
_MOST_DIGITS = 24

SIGNS: Mapping[str, str] = {
    "exact": "",
    "about": "≈",
    "more_than": ">",
    "less_than": "<",
    "at_least": "≥",
    "at_most": "≤",
    "between": "–",
    "vague": "~",
}

MEANINGS: Mapping[str, str] = {
    "about": marked("≈ about"),
    "more_than": marked("> more than"),
    "less_than": marked("< less than"),
    "at_least": marked("≥ at least"),
    "at_most": marked("≤ at most"),
    "between": marked("a–b between"),
    "vague": marked("~ not said exactly"),
}


def plain(number: Decimal) -> str:
    """`number` as machines read it: digits and a dot, no exponent, no trailing zeros (`4000000`, `2.4`)."""
    digits = format(number, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits in ("-0", "") else digits


def number(value: Decimal | int, *, money: bool = False) -> str:
    """`3550000` → `3 550 000`, `2.4` → `2,4` (or `2,40` as money). Numbers beyond 24 digits become powers of ten."""
    value = Decimal(value)
    if value and value.adjusted() >= _MOST_DIGITS:
        return f"{value:.3E}".replace(".", ",").replace("E+", f"{_SPACE}×{_SPACE}10^")
    whole, _, fraction = plain(abs(value)).partition(".")
    if money and len(fraction) == 1:
        fraction += "0"
    groups: list[str] = []
    while len(whole) > 3:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    text = _THIN.join([whole, *groups]) + ("," + fraction if fraction else "")
    return "\u2212" + text if value < 0 else text


def value(row: Mapping[str, Any]) -> str:
    """The value of a row (`modifier, amount, low, high`, perhaps `currency`): `≈ 4 000 000 €`, `> 10 000`, `3–5 €`.

    A vague value shows the bounds that its words fix (`~ 200–900`, `~ ≥ 100`), or `~` alone.
    """
    currency = row.get("currency")
    unit = _SPACE + _CURRENCIES.get(currency, currency) if currency else ""
    money = bool(currency)
    modifier = row.get("modifier") or "exact"
    amount, low, high = row.get("amount"), row.get("low"), row.get("high")
    if amount is not None:
        sign = SIGNS.get(modifier, "")
        return (sign + _SPACE if sign else "") + number(Decimal(amount), money=money) + unit
    if low is not None and high is not None:
        bounds = f"{number(Decimal(low), money=money)}–{number(Decimal(high), money=money)}"
    elif low is not None:
        bounds = f"≥{_SPACE}{number(Decimal(low), money=money)}"
    elif high is not None:
        bounds = f"≤{_SPACE}{number(Decimal(high), money=money)}"
    else:
        return "~" + unit
    return ("~" + _SPACE if modifier == "vague" else "") + bounds + unit
