"""Everything put together: numerals are found once, each is classified by what stands around it, then joined and resolved.

The order: classify every numeral by its own right and left (percent, money, unit or head noun); join ranges and lists,
so that `3` of `de 3 à 5 millions d'euros` takes what its partner has; give a unit to numbers whose noun is elided; read
the modifiers; build spans. Dates and durations come from their own modules; overlaps go to the longest.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal

from .. import view as views
from ..model import NUMBER_LABELS, Modifier, Span, Value
from . import ellipsis_data, quantities_data
from .ellipsis import resolve
from .modifiers import modifier_before, modifier_behind
from .money import Money, find_money, hundredths, tax_and_per
from .numerals import Numeral, find_numerals, plain
from .quantities import Counted, find_counted

_PERCENT = re.compile(r" ?%|[ -](?:pour[ -]?cents?|pourcents?|pourcentages?|p\. ?100)(?!\w)")


@dataclass(slots=True)
class Figure:
    """A numeral on its way to a span: where it stands and what it has become so far."""

    start: int
    end: int
    numeral: Numeral
    kind: str  # PERCENT, MONEY, QUANTITY, "" (nothing beside it), or "-" (not for us)
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    money: Money | None = None
    counted: Counted | None = None
    currency: str | None = None
    noun: str | None = None
    measure: bool = False
    elided: bool = False
    modifier: Modifier | None = None


def find(text: str, labels: Collection[str] = NUMBER_LABELS, *, date: str | None = None) -> list[Span]:
    """Number spans of `text` with their values, by start: those of the default labels never overlap.

    `labels`: any of MONEY, QUANTITY, PERCENT, DATE, DURATION; and NUMBER, every numeral, also inside other spans.
    `date` (ISO 8601) is the article's, against which relative dates are resolved. Offsets are code points of `text`,
    `text[span.start:span.end] == span.text`; no span crosses a line break. `source` names the grammar.
    """
    norm = views.normalize(text)
    low = norm.lower()
    if len(low) != len(text):
        low = views.lower(text)
    numerals = find_numerals(text, low)
    spans: list[Span] = []
    wanted = set(labels)
    if wanted & {"MONEY", "QUANTITY", "PERCENT"}:
        figures = _resolved(norm, low, numerals)
        spans = [span for figure in figures if (span := _span(text, low, figure)) is not None]
    if wanted & set(NUMBER_LABELS):
        spans = _longest([*spans, *_dates(text, low, numerals, date)])
    spans = [span for span in spans if span.label in wanted]
    if "NUMBER" in wanted:
        spans.extend(_numbers(text, low, numerals))
        spans.sort(key=lambda span: (span.start, -span.end))
    return spans


def _dates(text: str, low: str, numerals: list[Numeral], date: str | None) -> list[Span]:
    return []


def _longest(spans: list[Span]) -> list[Span]:
    """Spans by start without overlap: of two that overlap the longer stays, of equals the one proposed first."""
    chosen: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        while chosen and chosen[-1].end > span.start and span.end - span.start > chosen[-1].end - chosen[-1].start:
            chosen.pop()
        if not chosen or chosen[-1].end <= span.start:
            chosen.append(span)
    return chosen


def _classified(norm: str, low: str, numerals: list[Numeral]) -> list[Figure]:
    figures: list[Figure] = []
    floor = 0
    for numeral in numerals:
        if numeral.start < floor:
            continue
        figure = Figure(numeral.start, numeral.end, numeral, "", numeral.value)
        if numeral.form == "ordinal":
            figure.kind = "-"
        elif percent := _PERCENT.match(low, numeral.end):
            figure.kind, figure.end = "PERCENT", percent.end()
        elif numeral.form == "fraction" and not numeral.glued:
            figure.kind = "-"
        elif money := find_money(norm, low, numeral, floor):
            figure.kind, figure.start, figure.end, figure.currency = "MONEY", money.start, money.end, money.currency
            figure.money = money
            if money.cents and figure.value is not None:
                figure.value = plain(hundredths(figure.value))
            if numeral.other is not None and not money.cents and "," in low[numeral.start : numeral.end]:
                figure.value = _money_value(low, numeral)
        elif counted := find_counted(norm, low, numeral):
            figure.counted = counted
            if _counts(norm, low, numeral, counted):
                figure.kind, figure.end, figure.noun, figure.measure = (
                    "QUANTITY",
                    counted.end,
                    counted.noun,
                    counted.measure,
                )
                if numeral.other is not None and _other_reading(low, numeral, counted):
                    figure.value = numeral.other
                if numeral.scaled and counted.noun.lower() in ellipsis_data.MONEY_NOUNS and numeral.value is not None:
                    figure.kind, figure.end, figure.noun = "", numeral.end, None
            else:
                figure.kind = "-"
        elif numeral.glued or _named(norm, low, numeral):
            figure.kind = "-"
        if figure.kind and figure.start == numeral.start:
            _unsign(norm, figure)
        floor = figure.end
        figures.append(figure)
    return figures


_SIGNED = frozenset(["point", "points", "degré", "degrés", "°C", "°", "° C", "°F"])


def _unsign(norm: str, figure: Figure) -> None:
    """Leave a plus outside, and a minus too where less than nothing cannot be counted (`(-3.358 tonnes)`)."""
    sign = norm[figure.start]
    if sign == "+" or (
        sign in "-\u2212\u2013"
        and figure.kind in ("QUANTITY", "MONEY")
        and (figure.noun or "").split(" ")[0] not in _SIGNED
    ):
        figure.start += 1
        figure.value = abs(figure.value) if figure.value is not None else None


def _money_value(low: str, numeral: Numeral) -> Decimal | None:
    """One comma and three figures before a currency: thousands, but for prices to a tenth of a cent (`1,459 €`)."""
    whole = low[numeral.start : numeral.end].partition(",")[0]
    return numeral.value if len(whole) == 1 and not low.startswith(",000", numeral.start + 1) else numeral.other


_RANKED = re.compile(
    r"(?<!\w)(?:"
    + "|".join(re.escape(word) for word in sorted(quantities_data.RANKED, key=len, reverse=True))
    + r")(?: ?n ?°)? ?$"
)


def _named(norm: str, low: str, numeral: Numeral) -> bool:
    """Whether the number is a name or rank (`article 49`, `France 2`, `n° 3`) and counts nothing."""
    if numeral.scaled or numeral.start == 0:
        return False
    if _RANKED.search(low, max(0, numeral.start - 20), numeral.start):
        return True
    return False


_RATIO = re.compile(
    r" sur (?:[0-9]+|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|cent|mille)(?!\w)(?! (?:kilomètres|mètres|km|m))"
)
_YEAR_BEFORE = re.compile(
    r"(?<!\w)(?:en|fin|début|mi|depuis|avant|après|dès|été|hiver|automne|printemps|année|années|et|à|janvier|février|mars|avril|mai|juin|juillet"
    r"|août|septembre|octobre|novembre|décembre|de|rentrée|saison|trimestre|semestre)[ -]$|[(]$"
)


def _counts(norm: str, low: str, numeral: Numeral, counted: Counted) -> bool:
    """Whether the noun behind a number is counted by it; not where the number is a name, a year or part of a ratio."""
    if numeral.alone and not modifier_before(low, numeral.start):
        return False
    if numeral.form == "fraction" and not counted.measure:
        return False
    if not counted.measure:
        if _RATIO.match(low, counted.end) or (_named(norm, low, numeral)):
            return False
        written = low[numeral.start : numeral.end]
        if len(written) == 4 and written.isdigit() and "1500" <= written <= "2100":
            capital = norm[counted.noun_start].isupper()
            if counted.partitive or capital or _YEAR_BEFORE.search(low, max(0, numeral.start - 12), numeral.start):
                return False
    return True


def _other_reading(low: str, numeral: Numeral, counted: Counted) -> bool:
    """Whether the second reading of one separator and three figures is meant (`10,000 visiteurs`, `5.885m`)."""
    if "," in low[numeral.start : numeral.end]:
        return not counted.measure
    return (
        counted.measure
        and counted.noun in ("m", "mètres", "mètre")
        and numeral.value is not None
        and numeral.value < 10000
    )


_TO = {" à ", " - ", "-", "–", " – ", " ou ", " voire ", " à ", " ou à ", " voire à ", "/", " et "}


def _resolved(norm: str, low: str, numerals: list[Numeral]) -> list[Figure]:
    figures = _classified(norm, low, numerals)
    joined: list[Figure] = []
    for figure in figures:
        before = joined[-1] if joined else None
        if before is not None and figure.start - before.end <= 9:
            merged = _merge(norm, low, before, figure)
            if merged:
                continue
        joined.append(figure)
    resolve(norm, low, joined)
    for figure in joined:
        if figure.kind in ("PERCENT", "MONEY", "QUANTITY"):
            _modify(low, figure)
    return joined


def _merge(norm: str, low: str, before: Figure, figure: Figure) -> bool:
    """Join `figure` into `before` where both make one range or one amount; whether that happened."""
    gap = low[before.end : figure.start]
    if (
        before.kind == figure.kind == "MONEY"
        and figure.money is not None
        and figure.money.cents
        and before.money is not None
        and not before.money.cents
        and gap in (" et ", " ", ", ")
        and before.value is not None
        and figure.value is not None
    ):
        before.value += figure.value
        before.end = figure.end
        return True
    if (
        gap not in _TO
        or figure.kind not in ("MONEY", "QUANTITY", "PERCENT")
        or before.value is None
        or figure.value is None
    ):
        return False
    if before.kind not in ("", figure.kind) or before.low is not None:
        return False
    if before.kind and not (before.currency == figure.currency and before.noun == figure.noun):
        return False
    between = low.endswith(("entre ", 'entre "', "entre les "), 0, before.start)
    if gap == " et " and not between:
        return False
    if (
        before.kind
        and not between
        and not (gap != " à " or figure.value > before.value and not _change(low, before.start))
    ):
        return False
    if not before.kind and gap.strip() == "à" and not between and _change(low, before.start):
        return False
    one, two = before.numeral, figure.numeral
    if one.glued or one.alone and gap not in (" ou ", " à "):
        return False
    if (one.form == "words") != (two.form in ("words", "mixed") and one.form == "words" or two.form == "words"):
        return False
    if _plain_year(low, one) and not _plain_year(low, two):
        return False
    if _named(norm, low, one):
        return False
    first, second = before.value, figure.value
    if before.kind == "":
        first = _same_scale(low, before.numeral, figure.numeral)
        if figure.money is not None and figure.money.cents:
            first = hundredths(first)
    if gap in ("-", "/", " - ", "–", " – ") and first >= second:
        return False
    first, second = min(first, second), max(first, second)
    before.kind, before.end = figure.kind, figure.end
    before.low, before.high, before.value = first, second, None
    before.currency, before.noun, before.measure = figure.currency, figure.noun, figure.measure
    before.money, before.counted = figure.money, figure.counted
    before.modifier = "between"
    return True


_CHANGE = re.compile(
    r"(?<!\w)(?:pass(?:e|er|é|ée|és|ées|ait|ant|era|ent|erait|eront|eraient)|relev|recul|mont|grimp|bond|tomb|chut|descend|ramen|ramèn|revu|port)"
    r"[^\W\d_]*(?: [^\W\d_]+){0,4} [\"«]?(?:de|d'|des) ?[\"«]?$"
)


def _change(low: str, start: int) -> bool:
    """Whether the words before tell of a change from one value to another (`passer de 8 à 7`): two amounts, no range."""
    return _CHANGE.search(low, max(0, start - 70), start) is not None


def _plain_year(low: str, numeral: Numeral) -> bool:
    written = low[numeral.start : numeral.end]
    return len(written) == 4 and written.isdigit() and "1500" <= written <= "2100"


_LAST_SCALE = re.compile(r"(cents?|mille|millions?|milliards?|billions?)$")
_SCALE = {"c": 100, "m": 1000}


def _same_scale(low: str, first: Numeral, second: Numeral) -> Decimal:
    """The value of `first` with the scale that it shares with `second`: `3` of `3 à 5 millions` is 3 000 000."""
    assert first.value is not None and second.value is not None
    scale = _LAST_SCALE.search(low, second.start, second.end)
    if scale is None or first.scaled or first.form == "mixed":
        return first.value
    word = scale.group()
    if word.startswith(("cent", "mille")):
        factor = 100 if word.startswith("cent") else 1000
        if second.form != "words" or first.value >= 100 or (factor == 100 and first.value > 9):
            return first.value
    else:
        factor = {"mil": 10**6, "bil": 10**12}[word[:3]] if not word.startswith("milliard") else 10**9
    if first.value < 1000 or first.value * factor <= second.value:
        return plain(first.value * factor)
    return first.value


def _modify(low: str, figure: Figure) -> None:
    if figure.modifier == "between":
        return
    if figure.numeral.modifier == "vague":
        figure.modifier = "vague"
        return
    figure.modifier = modifier_before(low, figure.start) or modifier_behind(low, figure.end) or figure.numeral.modifier


def _span(text: str, low: str, figure: Figure) -> Span | None:
    if figure.kind not in ("PERCENT", "MONEY", "QUANTITY"):
        return None
    modifier = figure.modifier or "exact"
    value = Value(modifier=modifier, amount=figure.value, low=figure.low, high=figure.high)
    if figure.kind == "MONEY":
        tax, per = tax_and_per(low, figure.end)
        value = replace(value, currency=figure.currency, tax=tax, per=per)  # type: ignore[arg-type]
    elif figure.kind == "QUANTITY":
        value = replace(value, noun=figure.noun, object=figure.noun)
    return Span(figure.start, figure.end, text[figure.start : figure.end], figure.kind, figure.kind.lower(), value)


def _numbers(text: str, low: str, numerals: list[Numeral]) -> list[Span]:
    spans = []
    for numeral in numerals:
        if numeral.form == "ordinal" or numeral.glued:
            continue
        value = Value(modifier=numeral.modifier, amount=numeral.value, low=numeral.low, high=numeral.high)
        spans.append(Span(numeral.start, numeral.end, text[numeral.start : numeral.end], "NUMBER", "number", value))
    return spans
