"""Values as annotation files write them: dicts of strings, only the keys that say something (`model.VALUE_KEYS`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, get_args

from dronewatch.messages import tr
from dronewatch.model import VALUE_KEYS, Modifier, Value

MODIFIERS: tuple[str, ...] = get_args(Modifier)
TAXES = ("excluded", "included")
NUMBERS = ("amount", "low", "high")

_NUMBER = re.compile(r"[-+]?[0-9]{1,400}(?:\.[0-9]{1,400})?(?:[eE][-+]?[0-9]{1,3})?")
_CURRENCY = re.compile(r"[A-Z]{3}")
# EDTF (ISO 8601-2), as far as dates in the press go: X for unknown digits, ? ~ % for doubt, 21 to 41 for seasons and
# other parts of a year; intervals, and sets of dates.
_POINT = r"[0-9X]{4}(?:-(?:0[1-9]|1[0-2]|2[1-9]|3[0-9]|4[01]|[01X]X)(?:-(?:0[1-9]|[12][0-9]|3[01]|[0-3X]X))?)?[?~%]?"
_SET = rf"{_POINT}(?:,{_POINT})*"
_EDTF = re.compile(rf"{_POINT}|(?:{_POINT}|\.\.)?/(?:{_POINT}|\.\.)?|\{{{_SET}\}}|\[{_SET}\]")


def to_plain(label: str, value: Value | None) -> dict[str, str] | None:
    """A value as a dict of strings in the order of `VALUE_KEYS`; amounts without exponent, keys that are None left out.

    None for a name, and where nothing is known (a DATE without EDTF).
    """
    if value is None or label not in VALUE_KEYS:
        return None
    plain = {}
    for key in VALUE_KEYS[label]:
        field = getattr(value, key)
        if field is not None:
            plain[key] = format(field, "f") if isinstance(field, Decimal) else field
    return plain or None


def from_plain(label: str, plain: Mapping[str, Any] | None) -> Value | None:
    """The value that a dict describes; keys that are missing or None are not said, the modifier then is `exact`.

    Numbers may be strings or ints, never floats. Raises ValueError, in words for the user, for a key that the label has
    not, a number, modifier, currency or tax that is none, and for numbers that do not go with the modifier.
    """
    if plain is None:
        return None
    if label not in VALUE_KEYS:
        raise ValueError(tr("a {label} has no value", label=label))
    if not isinstance(plain, Mapping):
        raise ValueError(tr("the value must consist of keys and values"))
    fields: dict[str, Any] = {}
    for key, given in plain.items():
        if key not in VALUE_KEYS[label]:
            raise ValueError(
                tr(
                    "the value of a {label} has no “{key}”, only {value_keys}",
                    label=label,
                    key=key,
                    value_keys=", ".join(VALUE_KEYS[label]),
                )
            )
        if given is not None:
            fields[key] = _field(key, given)
    if not fields:
        return None
    value = Value(**fields)
    if "modifier" in VALUE_KEYS[label]:
        _numbers_fit(value)
    return value


def _field(key: str, given: Any) -> str | Decimal:
    if isinstance(given, bool) or not isinstance(given, (str, int)):
        raise ValueError(tr("“{key}” must be a text", key=key) + (tr(" of digits") if key in NUMBERS else ""))
    text = str(given)
    if key in NUMBERS:
        if not _NUMBER.fullmatch(text):
            raise ValueError(
                tr("“{key}” must be a number such as 3550000 or 1.5, not “{text}”", key=key, text=text[:40])
            )
        return Decimal(text)
    if key == "modifier" and text not in MODIFIERS:
        raise ValueError(tr("no modifier “{text}”, one of {modifiers}", text=text, modifiers=", ".join(MODIFIERS)))
    if key == "tax" and text not in TAXES:
        raise ValueError(tr("“tax” must be {taxes}, not “{text}”", taxes=tr(" or ").join(TAXES), text=text))
    if key == "currency" and not _CURRENCY.fullmatch(text):
        raise ValueError(tr("“currency” must be an ISO 4217 code such as EUR, not “{text}”", text=text))
    if key == "edtf" and not _EDTF.fullmatch(text):
        raise ValueError(
            tr("“edtf” must be a date such as 2019-04-12, 2019-04 or XXXX-04-12, not “{text}”", text=text[:40])
        )
    if not text:
        raise ValueError(tr("“{key}” is empty; leave it out", key=key))
    return text


def _numbers_fit(value: Value) -> None:
    """`between` has two bounds, `vague` no amount, any other modifier exactly one number. ValueError where not."""
    bounds = [bound for bound in (value.low, value.high) if bound is not None]
    if value.modifier == "between":
        if value.amount is not None or len(bounds) != 2:
            raise ValueError(tr("“between” needs low and high, and no amount"))
    elif value.modifier == "vague":
        if value.amount is not None:
            raise ValueError(tr("“vague” has no amount, low and high only where the words fix them"))
    elif value.amount is None or bounds:
        raise ValueError(tr("“{modifier}” needs an amount, and neither low nor high", modifier=value.modifier))
    if value.low is not None and value.high is not None and value.low > value.high:
        raise ValueError(tr("low ({low}) is more than high ({high})", low=value.low, high=value.high))
