"""Everything put together: numerals are found once, each is classified by its surroundings, then joined and resolved.

The order: classify every numeral by its own right and left (percent, money, unit or head noun); join ranges, so that
`3` of `de 3 à 5 millions d'euros` takes what its partner has; give a unit to numbers whose noun is elided; read the
modifiers; build spans. Dates and durations come from their own modules; overlaps go to the longest.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from dronewatch import view as views
from dronewatch.language import ranges
from dronewatch.language.classify import classify
from dronewatch.language.dates import find_dates
from dronewatch.language.durations import find_durations
from dronewatch.language.ellipsis import resolve
from dronewatch.language.figure import Figure
from dronewatch.language.modifiers import modifier_before, modifier_behind
from dronewatch.language.money import tax_and_per
from dronewatch.language.numerals import Numeral, find_numerals
from dronewatch.language.phrases import phrase_end
from dronewatch.language.quantities import find_counted
from dronewatch.model import NUMBER_LABELS, Span, Value

_AMOUNTS = ("MONEY", "QUANTITY", "PERCENT")


def find_spans(text: str, labels: Collection[str] = NUMBER_LABELS, *, date: str | None = None) -> list[Span]:
    """The number spans of `text`, see `language.find`."""
    reading = read(text)
    if set(labels).isdisjoint(NUMBER_LABELS):
        return chosen(reading, [], labels)
    return chosen(reading, [*amounts(reading), *find_dates(text, date=date), *durations(reading)], labels)


class Reading(NamedTuple):
    """A text, its views of equal length, and the numerals in it: what all number grammars begin with."""

    text: str
    norm: str
    low: str
    numerals: list[Numeral]


def read(text: str) -> Reading:
    """What the number grammars need of `text`."""
    norm = views.normalize(text)
    low = norm.lower()
    if len(low) != len(text):
        low = views.lower(text)
    return Reading(text, norm, low, find_numerals(text, low))


def amounts(reading: Reading) -> list[Span]:
    """Money, quantities and percentages."""
    text, norm, low, numerals = reading
    return [_span(text, norm, low, figure) for figure in figures(norm, low, numerals) if figure.kind in _AMOUNTS]


def durations(reading: Reading) -> list[Span]:
    """Durations and ages."""
    return find_durations(reading.text, reading.numerals, reading.low)


def chosen(reading: Reading, spans: Sequence[Span], labels: Collection[str]) -> list[Span]:
    """Of what the grammars have found: the spans of these labels, by start; and every numeral, if wanted."""
    wanted = set(labels)
    kept = [span for span in _longest(spans) if span.label in wanted]
    if "NUMBER" in wanted:
        text, norm, low, numerals = reading
        kept.extend(_number(text, numeral) for numeral in numerals if _counts_as_number(norm, low, numeral))
        kept.sort(key=lambda span: (span.start, -span.end))
    return kept


def figures(norm: str, low: str, numerals: list[Numeral]) -> list[Figure]:
    """The figures of a text: classified, joined, with elided units and modifiers."""
    found = ranges.join(low, classify(norm, low, numerals))
    resolve(norm, low, found)
    previous: Figure | None = None
    for figure in found:
        if figure.kind in _AMOUNTS and figure.modifier is None:
            _modify(low, figure)
            _share(low, previous, figure)
        previous = figure
    return found


def _share(low: str, previous: Figure | None, figure: Figure) -> None:
    """`quelque 600 ch et 800 Nm`: measures joined by `et` share their `about`."""
    if previous is None or previous.modifier != "about" or figure.modifier != "exact":
        return
    if previous.measure and figure.measure and low[previous.end : figure.start] == " et ":
        figure.modifier = "about"


def _modify(low: str, figure: Figure) -> None:
    numeral = figure.numeral
    if numeral.modifier == "vague":
        figure.modifier = "vague"
        return
    small = numeral.form == "words" and figure.value is not None and figure.value < 20
    start = figure.start - 1 if low[figure.start - 1 : figure.start] == "+" else figure.start
    before = modifier_before(low, start, small)
    figure.modifier = before or modifier_behind(low, figure.end) or numeral.modifier


def _longest(spans: Sequence[Span]) -> list[Span]:
    """Spans by start without overlap: of two that overlap the longer stays, of equals the one proposed first."""
    stay: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        while stay and stay[-1].end > span.start and span.end - span.start > stay[-1].end - stay[-1].start:
            stay.pop()
        if not stay or stay[-1].end <= span.start:
            stay.append(span)
    return stay


def _span(text: str, norm: str, low: str, figure: Figure) -> Span:
    start, end = figure.start, figure.end
    tax = per = whole = None
    if figure.kind == "MONEY":
        tax, per = tax_and_per(low, end)
    elif figure.kind == "QUANTITY":
        counted = figure.counted
        whole = figure.noun
        if counted is not None and not figure.elided:
            whole = text[counted.noun_start : phrase_end(norm, low, counted.noun_end)]
    value = Value(
        modifier=figure.modifier or "exact",
        amount=figure.value,
        low=figure.low,
        high=figure.high,
        currency=figure.currency if figure.kind == "MONEY" else None,
        tax=tax,
        per=per,
        noun=figure.noun if figure.kind == "QUANTITY" else None,
        object=whole,
    )
    if text[end : end + 1] == '"' and text.count('"', start, end) % 2:
        end += 1
    return Span(start, end, text[start:end], figure.kind, figure.kind.lower(), value)


def _counts_as_number(norm: str, low: str, numeral: Numeral) -> bool:
    """Whether a numeral stands for its number: not in an ordinal, a compound or a name (`1er`, `deux-roues`, `4G`)."""
    if numeral.form == "ordinal":
        return False
    return not numeral.glued or (numeral.glued[0] != "-" and find_counted(norm, low, numeral) is not None)


def _number(text: str, numeral: Numeral) -> Span:
    value = Value(modifier=numeral.modifier, amount=numeral.value, low=numeral.low, high=numeral.high)
    return Span(numeral.start, numeral.end, text[numeral.start : numeral.end], "NUMBER", "number", value)
