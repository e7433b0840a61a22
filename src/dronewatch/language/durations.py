"""French durations and ages: how many seconds to centuries, found beside the numerals of a text.

`deux ans et demi`, `1 h 30`, `une dizaine d'années`, `de 20 à 25 ans`, `24 heures sur 24`, `une demi-heure`. Hours may
be a time of day (`à 20 heures`, `18h30`): the words around decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from dronewatch.language import durations_data as data
from dronewatch.language.dates_data import MONTHS
from dronewatch.language.modifiers import modifier_before, modifier_behind
from dronewatch.language.numerals import Numeral
from dronewatch.language.words import alternatives
from dronewatch.model import Modifier, Span, Value
from dronewatch.view import fold, lower

_UNITS = alternatives(data.UNITS)
_LONG = rf"(?:{alternatives(data.ADJECTIVES.split())})s? "
_UNIT = re.compile(
    rf"(?P<of> ?(?:d'|de ))?(?:(?<!e) |(?<=e) ?|-)?(?:{_LONG}){{0,2}}(?P<long>{_UNITS})s?(?![\w-])"
    rf"| ?(?P<short>{alternatives(data.SHORT_UNITS)})(?!['²-]|/(?!24|7)|\w)"
)
_HOURS = re.compile(r" ?h ?(?P<minutes>[0-5]\d)(?!\w)(?: ?(?:mn|min)(?!\w))?")
_MINUTES = re.compile(r" (?P<minutes>[0-5]\d)(?!\w|[.,]\d| ?[%€$]| \w{3,}s(?!\w))")
_HALF = re.compile(r" et (?:(?P<half>demie?)|(?:un )?(?P<quarter>quart))(?!\w)")
_EVERY = re.compile(r" ?(?:sur|/) ?(?:24|7|365|vingt-quatre|sept)(?: ?(?:h|j|heures|jours))?(?!\w)")
_DAYS = re.compile(r" ?j(?: ?/ ?7| sur 7)(?!\w)")
_RANGE = re.compile(r" ?(?:à|ou|et|-|–) ?")
# `un` comes first, as the search for it is what makes this fast.
_ONE = re.compile(rf"un(?<![\w-]un)(?<!l'un)(?<!qu'un)e? (?:{_LONG})?(?P<long>{_UNITS})(?![\w-])")
_BEFORE_ONE = re.compile(rf"(?<!\w)(?:{alternatives(data.BEFORE_ONE)}) ?$")
_CLOSED = re.compile(
    r" ?(?:$|[^\w (]|(?:à|pour|avec|et|ou|en|dans|sur|plus|seulement|après|avant|durant|par|chez)(?!\w)(?! l'autre))"
)
_CLOCK_AFTER = re.compile(rf" ?(?:{alternatives(data.CLOCK_AFTER)})(?!\w)")
_CLOCK_BEFORE = re.compile(rf"(?<!\w)(?:{alternatives(data.CLOCK_BEFORE)}) $")
_CLOCK_TOLD = re.compile(
    rf"(?<!\w)(?:{alternatives(data.CLOCK_TOLD)}) (?:(?:déjà|à peine|bientôt) )?(?:près de|presque|environ|plus de) $"
)
_CLOCK_NEAR = re.compile(r" ?(?:à|et|-|/) ?(?:\d{1,2} ?h(?!\w*[a-z]{7})|midi|minuit|\d\d heures)")
_CLOCK_LEFT = re.compile(r"\d ?h(?:eures?)? ?\d{0,2} ?(?:à|et|-|/) ?$|(?:midi|minuit) (?:à|et) $")
_LASTING_BEFORE = re.compile(rf"(?<!\w)(?:{alternatives(data.LASTING_BEFORE)}) ?(?:environ |quelque |d'environ )?$")
_LASTING_AFTER = re.compile(
    rf" (?:de (?!l'|la |ce)|d'(?!l|ici))[a-zà-ÿ]{{3}}| ?(?:{alternatives(data.LASTING_AFTER)})(?!\w)"
)
_BROADCAST = re.compile(rf"(?<!\w)(?:{alternatives(data.BROADCASTS)}) (?:de |du |d')?$")
# A paper, a race, a model of cars: `20 Minutes`, `les 24 Heures du Mans`, `une Dino 206 S`.
_NAME = re.compile(r"\d\s?(?:[A-Z][a-zé]+|S)$")
_MONTH_AFTER = re.compile(rf" (?:de |d')(?:{alternatives(MONTHS)})(?!\w)")
_REACH = 32


class _Duration(NamedTuple):
    """How many of which unit; where two units are said, in the smaller one (`1 h 30`: 90 minutes)."""

    start: int
    end: int
    amount: Decimal | None
    unit: str
    modifier: Modifier = "exact"
    low: Decimal | None = None
    high: Decimal | None = None


def _is_clock(low: str, start: int, end: int, short: bool, amount: Decimal | None) -> bool:
    """Whether hours are a time of day: `à 20 heures`, `18h30`, not `pendant 2 heures`, `à 3 heures de route`."""
    if amount is None or amount >= 24 or (amount != amount.to_integral_value() and not short):
        return False
    before = low[max(0, start - _REACH) : start].removesuffix("entre ")
    if (
        _BROADCAST.search(before)
        or _CLOCK_TOLD.search(before)
        or _CLOCK_AFTER.match(low, end)
        or _CLOCK_NEAR.match(low, end)
        or _CLOCK_LEFT.search(before)
    ):
        return True
    if _LASTING_BEFORE.search(before) or _LASTING_AFTER.match(low, end):
        return False
    return short or bool(_CLOCK_BEFORE.search(before)) or low.endswith(("entre ", " à ", " vers "), 0, start)


def _one(low: str, start: int, end: int, form: str) -> bool:
    """Whether `un` or `une` before a unit counts it: `un an`, `depuis une année`, not `une année difficile`."""
    if _singular(form) == "heure" and _is_clock(low, start, end, False, Decimal(1)):
        return False
    if form == "mois" and _MONTH_AFTER.match(fold(low[end : end + _REACH])):  # "digne d'un mois d'août"
        return False
    if form in data.ALONE.split():
        return True
    return bool(_BEFORE_ONE.search(low, max(0, start - _REACH), start)) and bool(_CLOSED.match(low, end))


def _singular(form: str) -> str:
    return data.UNITS[form][0]


def _unit(low: str, numeral: Numeral) -> tuple[str, int, bool] | None:
    """The unit behind a numeral, where it ends, and whether it is written short (`h`); None where there is none."""
    if numeral.form == "fraction" and not low.endswith(data.FRACTIONS, numeral.start, numeral.end):
        return None
    found = _UNIT.match(low, numeral.end)
    if found is None:
        return None
    if found["short"]:
        return (data.SHORT_UNITS[found["short"]], found.end(), True) if numeral.form == "digits" else None
    if bool(found["of"]) != (
        numeral.scaled or (numeral.form == "fraction" and low[numeral.end : numeral.end + 2] == " d")
    ):
        return None
    return _singular(found["long"]), found.end(), False


def _whole(low: str, numerals: Sequence[Numeral], at: int) -> tuple[_Duration, bool] | None:
    """The duration whose number is `numerals[at]`, with the halves and parts that follow; and whether it is short."""
    numeral = numerals[at]
    days = _DAYS.match(low, numeral.end)
    if days:
        return _Duration(numeral.start, days.end(), numeral.value, "jour"), False
    hours = _HOURS.match(low, numeral.end) if numeral.form == "digits" else None
    if hours and numeral.value is not None:
        sixty = numeral.value * 60 + int(hours["minutes"])
        return _Duration(numeral.start, hours.end(), sixty, "minute"), True
    found = _unit(low, numeral)
    if found is None:
        return None
    unit, end, short = found
    amount, modifier = numeral.value, numeral.modifier
    if amount is not None and unit in data.PARTS:
        parts, smaller = data.PARTS[unit]
        half = _HALF.match(low, end)
        minutes = _MINUTES.match(low, end) if unit == "heure" else None
        following = next(
            (other for other in numerals[at + 1 : at + 2] if low[end : other.start] in (" ", " et ")), None
        )
        behind = _unit(low, following) if following is not None and following.value is not None else None
        if half:
            amount, end = amount + Decimal("0.5" if half["half"] else "0.25"), half.end()
        elif behind and behind[0] == smaller and following is not None and following.value is not None:
            amount, unit, end = amount * parts + following.value, smaller, behind[1]
        elif minutes:
            amount, unit, end = amount * 60 + int(minutes["minutes"]), "minute", minutes.end()
    every = _EVERY.match(low, end)
    if every:
        end = every.end()
    return _Duration(numeral.start, end, amount, unit, modifier, numeral.low, numeral.high), short


def _ranged(low: str, numerals: Sequence[Numeral], at: int) -> tuple[_Duration, bool] | None:
    """A range whose right number alone has the unit: `deux à trois heures`, `les 18-25 ans`."""
    left = numerals[at]
    right = numerals[at + 1] if at + 1 < len(numerals) else None
    if right is None or left.value is None or right.value is None or not _RANGE.fullmatch(low, left.end, right.start):
        return None
    gap = low[left.end : right.start].strip()
    if gap == "et" and not low.endswith(("entre ", "entre les "), 0, left.start):
        return None
    found = _unit(low, right)
    if found is None or left.value >= right.value or left.scaled or left.glued not in ("", "-"):
        return None
    unit, end, short = found
    return _Duration(left.start, end, None, unit, "between", left.value, right.value), short


def _found(low: str, numerals: Sequence[Numeral]) -> Iterator[_Duration]:
    """Durations beside numerals, by start, without overlap."""
    last = 0
    for at, numeral in enumerate(numerals):
        if numeral.start < last or numeral.form == "ordinal":
            continue
        found = _ranged(low, numerals, at) or (None if numeral.alone else _whole(low, numerals, at))
        if found is None:
            continue
        duration, short = found
        last = duration.end
        said = low[duration.start : duration.end]
        hours = duration.unit == "heure" or (short and "h" in said)
        number = duration.high if duration.modifier == "between" else numeral.value
        if hours and not _EVERY.search(said) and _is_clock(low, duration.start, duration.end, short, number):
            continue
        yield duration


def _iso(amount: Decimal, unit: str) -> str | None:
    """The ISO 8601 duration of an exact amount, in whole units: `P2Y6M`, `PT1H30M`; None for nights."""
    _, times, designator = data.UNITS[unit]
    if not designator:
        return None
    amount *= times
    letter, clock = designator[-1], designator[0] == "T"
    whole = amount // 1
    if whole == amount:
        return f"P{'T' if clock else ''}{whole:f}{letter}"
    parts, smaller = data.PARTS.get(unit if times == 1 else "an", (1, ""))
    rest = (amount - whole) * parts
    if not smaller or rest % 1:
        return f"P{'T' if clock else ''}{amount.normalize():f}{letter}"
    head = f"{whole:f}{letter}" if whole else ""
    tail = f"{rest // 1:f}{data.UNITS[smaller][2][-1]}"
    return f"PT{head}{tail}" if clock else f"P{head}{'T' if unit == 'jour' else ''}{tail}"


def _value(low: str, duration: _Duration) -> Value:
    """The value, with what the words before and behind add to its modifier."""
    modifier = duration.modifier
    if modifier == "exact":
        # "dans les trois mois" bounds a time, "dans les trois euros" blurs an amount
        within = low.endswith(("dans les ", "dans la ", "dès les "), 0, duration.start)
        said = None if within else modifier_before(low, duration.start)
        modifier = said or modifier_behind(low, duration.end) or modifier
    exact = modifier == "exact" and duration.amount is not None
    return Value(
        modifier=modifier,
        amount=duration.amount,
        low=duration.low,
        high=duration.high,
        unit=duration.unit,
        iso=_iso(duration.amount, duration.unit) if exact and duration.amount is not None else None,
    )


def find_durations(text: str, numerals: Sequence[Numeral], view: str | None = None) -> list[Span]:
    """The durations and ages of `text`, by start, without overlap; `numerals` are those of the same text, in order.
    `view` is `view.lower(text)`, if the caller has it.

    Offsets are half-open and count code points. `value` has modifier, Decimal amount (or low and high), `unit` (French
    singular: seconde, minute, heure, jour, nuit, semaine, mois, trimestre, semestre, an, décennie, siècle, millénaire)
    and, where exact, `iso` (ISO 8601, section 5.5.2). Two units in one duration are added up in the smaller one.
    """
    low = lower(text) if view is None else view
    found = [duration for duration in _found(low, numerals) if not _NAME.search(text, duration.start, duration.end)]
    singles = []
    for match in _ONE.finditer(low):
        if not _one(low, match.start(), match.end(), match["long"]):
            continue
        half = _HALF.match(low, match.end())
        amount = Decimal("1.5" if half and half["half"] else "1.25" if half else "1")
        singles.append(_Duration(match.start(), half.end() if half else match.end(), amount, _singular(match["long"])))
    if singles:
        found = _merged(found, singles)
    return [Span(d.start, d.end, text[d.start : d.end], "DURATION", "duration", _value(low, d)) for d in found]


def _merged(found: list[_Duration], singles: list[_Duration]) -> list[_Duration]:
    """Both lists as one, by start; where two overlap the longer one stays."""
    merged: list[_Duration] = []
    for duration in sorted([*found, *singles], key=lambda d: (d.start, -d.end)):
        if merged and duration.start < merged[-1].end:
            if duration.end - duration.start > merged[-1].end - merged[-1].start:
                merged[-1] = duration
            continue
        merged.append(duration)
    return merged
