"""Two numerals that make one value: ranges (`de 3 à 5 millions`, `deux ou trois policiers`), euros and cents."""

from __future__ import annotations

import re
from decimal import Decimal

from dronewatch.language import ranges_data as data
from dronewatch.language.digits import without_exponent
from dronewatch.language.figure import Figure, year_like
from dronewatch.language.money import hundredths
from dronewatch.language.numerals import Numeral
from dronewatch.language.numerals_data import LETTER_SCALES
from dronewatch.language.words import alternatives

REACH = 9  # longest words between the two ends of a range
_CHANGE = re.compile(
    rf"(?<!\w)(?:{alternatives(data.CHANGES)})[^\W\d_]*(?: [^\W\d_]+){{0,4}} [\"«]?(?:de|d'|des) ?[\"«]?$"
)
_LAST_SCALE = re.compile(rf"(?P<scale>{alternatives(data.FACTORS)})s?$")
_LAST_LETTERS = re.compile(r"(?<![^\W\d_])[^\W\d_]++$")
_PRICE_ENDS = re.compile(rf"$|[\n.,;:!?)\"»*]| (?:{alternatives(data.AFTER_PRICE)}|\()(?:(?<=')|(?!\w))")


def join(low: str, figures: list[Figure]) -> list[Figure]:
    """The figures with those that make one value joined into one; in order. One pass over neighbours."""
    joined: list[Figure] = []
    for figure in figures:
        if joined and figure.start - joined[-1].end <= REACH and _join(low, joined[-1], figure):
            continue
        joined.append(figure)
    return joined


def _join(low: str, before: Figure, figure: Figure) -> bool:
    gap = low[before.end : figure.start]
    return (
        _add_cents(low, before, figure, gap)
        or _join_vague(before, figure, gap)
        or _join_range(low, before, figure, gap)
    )


def _add_cents(low: str, before: Figure, figure: Figure, gap: str) -> bool:
    """`deux euros et vingt centimes`, `3 euros 50`, `2€50`."""
    money = before.money
    if (
        before.kind == "MONEY"
        and figure.kind == ""
        and gap in ("", " ")
        and before.value is not None
        and money
        and not money.before
    ):
        numeral = figure.numeral
        two = (numeral.form == "digits" and numeral.end - numeral.start == 2) or numeral.form == "words"
        whole = before.value == int(before.value) and not money.cents and not before.numeral.scaled
        if (
            two
            and whole
            and numeral.value is not None
            and 0 <= numeral.value < 100
            and _PRICE_ENDS.match(low, numeral.end)
        ):
            before.value, before.end = before.value + hundredths(numeral.value), figure.end
            return True
    return _add_named_cents(before, figure, gap)


def _add_named_cents(before: Figure, figure: Figure, gap: str) -> bool:
    if not (
        before.money and figure.money and figure.money.cents and not before.money.cents and gap in (" et ", " ", ", ")
    ):
        return False
    if before.value is None or figure.value is None or before.value != int(before.value) or figure.value >= 1:
        return False
    before.value, before.end = before.value + figure.value, figure.end
    return True


def _join_vague(before: Figure, figure: Figure, gap: str) -> bool:
    """`des milliers ou des dizaines de milliers de volontaires`."""
    if (
        before.numeral.modifier != "vague"
        or figure.numeral.modifier != "vague"
        or before.kind
        or gap not in data.VAGUE_CONNECTORS
    ):
        return False
    before.take(figure)
    before.end, before.numeral = figure.end, figure.numeral._replace(start=before.numeral.start)
    return True


def _join_range(low: str, before: Figure, figure: Figure, gap: str) -> bool:
    if gap not in data.CONNECTORS or before.value is None or figure.value is None or before.low is not None:
        return False
    bare = before.kind == figure.kind == ""
    between = low.endswith(data.BETWEEN, 0, before.start)
    whole = _in_thousands(low, figure.numeral)
    if figure.kind not in ("MONEY", "QUANTITY", "PERCENT") and not (
        bare and (figure.numeral.scaled or (whole and gap == " à "))
    ):
        return False
    if before.kind not in ("", figure.kind) or (gap == " et " and not between):
        return False
    first, second = before.numeral, figure.numeral
    if first.glued or (first.alone and gap not in (" ou ", " à ")) or not _alike(first, second):
        return False
    if year_like(low, first) and not year_like(low, second):
        return False
    if before.kind:
        # Each end has its own unit: a range only after `entre`, or where it grows and nothing is said to change.
        if (before.currency, before.noun) != (figure.currency, figure.noun) or before.value >= figure.value:
            return False
        if not between and (gap not in (" à ", " ou ", " voire ") or low.endswith(("de ", "d'"), 0, before.start)):
            return False
        start = before.value
    else:
        if gap.startswith(" à") and not between and _CHANGE.search(low, max(0, before.start - 70), before.start):
            return False
        start = same_scale(low, first, second)
        if figure.money is not None and figure.money.cents:
            start = hundredths(start)
    if gap in data.DASHES and start >= figure.value:
        return False
    before.low, before.high, before.value = min(start, figure.value), max(start, figure.value), None
    before.take(figure)
    before.end, before.modifier = figure.end, "between"
    if bare:
        before.numeral = second._replace(start=first.start, scaled=True)
    return True


def _alike(first: Numeral, second: Numeral) -> bool:
    """Whether both ends are written alike, words or digits (`tous les deux à 28 %` is no range)."""
    if first.form == "words":
        return second.form in ("words", "mixed", "collective")
    return second.form != "words"


def _in_thousands(low: str, numeral: Numeral) -> bool:
    """Whether a number is written in full thousands, apart: `200.000`."""
    written = low[numeral.start : numeral.end]
    return numeral.form == "digits" and len(written) > 4 and written.endswith(("000 000", ".000", " 000", "'000"))


def same_scale(low: str, first: Numeral, second: Numeral) -> Decimal:
    """The value of `first` with the scale that it shares with `second`: `3` of `3 à 5 millions` is 3 000 000.

    Not where the first is written in full (`300 000 à 2 millions`). Both must have a value.
    """
    assert first.value is not None and second.value is not None
    if first.form == "digits" and _in_thousands(low, second) and first.value < 1000:
        # `150 à 200.000 manifestants`: the thousands are said once; `200 à 2.000 euros` means what it says.
        thousands = second.value / 1000
        return without_exponent(first.value * 1000) if thousands / 10 <= first.value <= thousands else first.value
    letters = _LAST_LETTERS.search(low, second.start, second.end) if second.form == "mixed" else None
    if letters and letters[0] in LETTER_SCALES and not first.scaled:
        # `3 à 5 M€`, `200 à 300 k€`; `800 à 1,2 k€` says its thousands once and its hundreds before.
        factor = LETTER_SCALES[letters[0]]
        grows = first.value * factor <= second.value or (factor >= 10**6 and first.value < 1000)
        return without_exponent(first.value * factor) if grows else first.value
    match = _LAST_SCALE.search(low, second.start, second.end)
    if match is None or first.scaled or first.form == "mixed":
        return first.value
    factor = data.FACTORS[match["scale"]]
    if factor <= 1000 and (second.form != "words" or first.value >= 100 or (factor == 100 and first.value > 9)):
        return first.value
    if first.value < 1000 or first.value * factor <= second.value:
        return without_exponent(first.value * factor)
    return first.value
