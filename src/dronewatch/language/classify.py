"""What each numeral is by its own left and right: a percentage, money, a measure, a count, time, a name."""

from __future__ import annotations

import re
from decimal import Decimal

from dronewatch.language import classify_data as data
from dronewatch.language import ellipsis_data, quantities_data
from dronewatch.language.digits import without_exponent
from dronewatch.language.figure import Figure, year_like
from dronewatch.language.modifiers import modifier_before
from dronewatch.language.money import find_money, hundredths
from dronewatch.language.numerals import Numeral
from dronewatch.language.quantities import Counted, counts_time, find_counted
from dronewatch.language.words import alternatives, branches

_PERCENT = re.compile(r" ?%|[ -](?:pour[ -]?cents?|pourcents?|pourcentages?|p\. ?100)(?!\w)")
_RANKED = re.compile(r"(?<!\w)(?:" + branches(quantities_data.RANKED) + r")(?: ?n ?°)? ?$")
_NAME_BEFORE = re.compile(rf"(?:[A-Z][\w-]{{0,24}}|(?<!\w)(?:{alternatives(data.NAME_DETERMINERS)})) $")
_RATIO = re.compile(rf"(?: [^\W\d_]+){{0,2}} sur (?:{alternatives(data.RATIO_BASES)})(?!\w)(?! [^\W\d_]+s\b| km| m\b)")
_YEAR_BEFORE = re.compile(rf"(?<!\w)(?:{alternatives(data.YEAR_CUES)})[ -]$|[(]$")
_DOT_DECIMAL = re.compile(r"(?<![0-9.,])[0-9]{1,3}\.[0-9]{1,2}(?![0-9.])")


def classify(norm: str, low: str, numerals: list[Numeral]) -> list[Figure]:
    """One figure for each numeral that no expression before it has swallowed; `norm` and `low` are views."""
    figures: list[Figure] = []
    floor = 0
    for numeral in numerals:
        if numeral.start < floor:
            continue
        figure = Figure(numeral.start, numeral.end, numeral, "", numeral.value)
        _classify(norm, low, figure, floor)
        if figure.kind and figure.start == numeral.start:
            _unsign(norm, figure)
        floor = figure.end
        figures.append(figure)
    return figures


def _classify(norm: str, low: str, figure: Figure, floor: int) -> None:
    numeral = figure.numeral
    if numeral.form == "ordinal":
        figure.kind = "-"
    elif percent := _PERCENT.match(low, numeral.end):
        figure.kind, figure.end = "PERCENT", percent.end()
    elif numeral.form == "fraction" and not numeral.glued:
        figure.kind = "-"
        _measured(norm, low, figure)
    elif money := find_money(norm, low, numeral, floor):
        figure.kind, figure.start, figure.end, figure.currency = "MONEY", money.start, money.end, money.currency
        figure.money = money
        if money.cents and figure.value is not None:
            figure.value = without_exponent(hundredths(figure.value))
        elif numeral.other is not None and "," in low[numeral.start : numeral.end]:
            figure.value = _money_value(low, numeral)
    elif counts_time(low, numeral):
        figure.kind = "T"
    elif counted := find_counted(norm, low, numeral):
        figure.counted = counted
        if not _counts(norm, low, numeral, counted):
            figure.kind = "-"
            return
        if numeral.scaled and numeral.value is not None and _money_noun(low, numeral, counted.noun.lower()):
            return  # `un milliard d'investissements`: the currency is left out
        figure.kind, figure.end, figure.noun, figure.measure = "QUANTITY", counted.end, counted.noun, counted.measure
        if numeral.other is not None and _other_reading(low, numeral, counted):
            figure.value = numeral.other
    elif numeral.glued or _named(norm, low, numeral):
        figure.kind = "-"


def _money_noun(low: str, numeral: Numeral, noun: str) -> bool:
    """Whether what a million or milliard is made of is money: by the noun, or since it is no plural (`de soutien`)."""
    if noun in ellipsis_data.MONEY_NOUNS:
        return True
    return noun[-1] not in "sxz" and "milliard" in low[numeral.start : numeral.end]


def _measured(norm: str, low: str, figure: Figure) -> None:
    """A fraction of a unit of measure is a quantity (`1/4 kilomètre`, `un demi-hectare`), others are none."""
    counted = find_counted(norm, low, figure.numeral)
    if counted is not None and counted.measure:
        figure.kind, figure.end, figure.noun, figure.measure = "QUANTITY", counted.end, counted.noun, True


def _unsign(norm: str, figure: Figure) -> None:
    """Leave a plus outside, and a minus too where less than nothing cannot be counted (`(-3.358 tonnes)`)."""
    sign = norm[figure.start]
    unit = (figure.noun or "").partition(" ")[0]
    if sign == "+" or (sign in "-\u2212\u2013" and figure.kind in ("QUANTITY", "MONEY") and unit not in data.SIGNED):
        figure.start += 1
        figure.value = abs(figure.value) if figure.value is not None else None


def _money_value(low: str, numeral: Numeral) -> Decimal | None:
    """One comma and three figures before a currency: thousands, but for prices to a tenth of a cent (`1,459 €`)."""
    whole = low[numeral.start : numeral.end].partition(",")[0]
    return numeral.value if len(whole) == 1 and not low.startswith(",000", numeral.start + 1) else numeral.other


def _named(norm: str, low: str, numeral: Numeral) -> bool:
    """Whether the number is a name or rank (`article 49`, `France 2`, `n° 3`) and counts nothing."""
    start = numeral.start
    if numeral.scaled or start == 0 or (numeral.form == "digits" and not norm[start : numeral.end].isdigit()):
        return False
    if norm[start - 1] == " " and start > 1 and norm[start - 2].isdigit():
        return True
    return _RANKED.search(low, max(0, start - 20), start) is not None


def _counts(norm: str, low: str, numeral: Numeral, counted: Counted) -> bool:
    """Whether the noun behind a number is counted by it; not where the number is a name, a year or part of a ratio."""
    start = numeral.start
    if numeral.alone and not modifier_before(low, start):
        return False
    if numeral.form == "fraction":
        return counted.measure
    if counted.measure:
        return True
    if (
        counted.noun in quantities_data.TIMES
        or _RATIO.match(low, counted.end)
        or low.startswith(quantities_data.NAMES, start)
    ):
        return False
    if numeral.value == 2 and low.endswith(data.PAIRS, 0, start):
        return False
    if start > 1 and norm[start - 1] == " " and norm[start - 2].isdigit() and numeral.form == "digits":
        return False
    if numeral.form != "digits":
        return not (counted.partitive and low.endswith("numéro ", 0, start))
    capital = norm[counted.noun_start].isupper() and not norm[counted.noun_start : counted.noun_end].isupper()
    if capital and numeral.end - start == 5 and norm[start : numeral.end].isdigit():
        return False  # `75011 Paris`
    if year_like(low, numeral) and (
        counted.partitive or capital or _YEAR_BEFORE.search(low, max(0, start - 12), start)
    ):
        return False
    if capital and _NAME_BEFORE.search(norm, max(0, start - 24), start):
        return False
    return not _named(norm, low, numeral)


def _other_reading(low: str, numeral: Numeral, counted: Counted) -> bool:
    """Whether the second reading of one separator and three figures is meant (`10,000 visiteurs`, `5.885m`)."""
    if "," in low[numeral.start : numeral.end]:
        return not counted.measure
    if counted.noun in data.SPEEDS:
        return numeral.value is not None and numeral.value % 10 != 0  # `490.484 km/h` is a record, not a distance
    small = numeral.value is not None and numeral.value < 10000
    return counted.noun == "m" and small and _DOT_DECIMAL.search(low) is not None
