"""Why a number span has its value: the grammar runs once more, and its figure is taken apart with its own functions.

Nothing is guessed anew: what a step says is a field of the figure that the grammar made, and the words are those that
the grammar's functions find. Arithmetic is only shown where it gives the value that the grammar has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from math import prod

from dronewatch import view as views
from dronewatch.language import digits
from dronewatch.language.dates import find_dates
from dronewatch.language.durations import find_durations
from dronewatch.language.figure import Figure
from dronewatch.language.modifiers import before, behind
from dronewatch.language.money import tax_and_per
from dronewatch.language.numerals import Numeral, find_numerals
from dronewatch.language.numerals_data import LETTER_SCALES, VULGAR_FRACTIONS
from dronewatch.language.phrases import phrase_end
from dronewatch.language.spans import figures
from dronewatch.language.tokens import runs
from dronewatch.messages import tr
from dronewatch.model import Span, Value

_REACH = 60  # code points behind an amount in which tax and period stand


@dataclass(frozen=True, slots=True)
class Step:
    """What a passage of the text (half-open, in code points) gives: `part` of the value, and how."""

    start: int
    end: int
    part: str
    how: str


def derivation(text: str, start: int, end: int, label: str, *, date: str | None = None) -> list[Step]:
    """The steps to the value of the number span `text[start:end]`, by what they are steps to.

    `date` is the article's, as in `language.find`. Empty where the grammar finds no such span there.
    """
    norm, low = views.normalize(text), views.lower(text)
    numerals = find_numerals(text, low)
    if label == "NUMBER":
        return [step for each in numerals if (each.start, each.end) == (start, end) for step in _number(low, each)]
    if label == "DATE":
        return _date(text, start, end, date)
    if label == "DURATION":
        return _duration(text, low, start, end, numerals)
    for figure in figures(norm, low, numerals):
        closes = figure.end + (text[figure.end : figure.end + 1] == '"' and end == figure.end + 1)
        if (figure.kind, figure.start, closes) == (label, start, end):
            inside = [each for each in numerals if start <= each.start and each.end <= end] or [figure.numeral]
            steps = [*_amount(low, figure, inside), *_unit(norm, low, figure, inside), *_doubt(low, figure)]
            return [_trimmed(text, step) for step in [*steps, *_behind(low, figure)]]
    return []


def _trimmed(text: str, step: Step) -> Step:
    words = text[step.start : step.end]
    return replace(
        step, start=step.end - len(words.lstrip()), end=step.start + len(words.rstrip()) if words.strip() else step.end
    )


def _plain(number: Decimal) -> str:
    """As French writes it: `1 580 000`, `1,58`."""
    return f"{number:,f}".replace(",", " ").replace(".", ",")


def _parts(low: str, numeral: Numeral) -> list[Decimal]:
    """What the figures and number words of a numeral are worth, one by one."""
    # Read from the start of its line, on which all of it stands: what is before may matter, what is behind too.
    line = max(low.rfind("\n", 0, numeral.start), low.rfind("\r", 0, numeral.start)) + 1
    stop = low.find("\n", numeral.end)
    found: list[Decimal] = []
    last = numeral.start
    for run, written in runs(low[line : stop if stop != -1 else len(low)]):
        for token in run:
            start, end = line + token.start, line + token.end
            if start < numeral.start or end > numeral.end:
                continue
            last = end
            if token.kind == "D":
                found.append(written[token.start][0])
            elif token.kind == "Q":
                found.append(digits.quotient(*map(int, low[start:end].split("/"))))
            elif token.kind == "G":
                found.append(digits.quotient(*VULGAR_FRACTIONS[low[start]]))
            elif token.kind == "F":
                found.append(digits.quotient(1, token.value))
            elif token.kind == "M":
                found.append(Decimal("0.5"))
            elif token.kind != "V":
                found.append(Decimal(token.value))
    letters = low[last : numeral.end].strip()
    return [*found, Decimal(LETTER_SCALES[letters])] if letters in LETTER_SCALES else found


def _number(low: str, numeral: Numeral) -> list[Step]:
    """How the figures and words of a numeral make its number."""
    where = (numeral.start, numeral.end)
    if numeral.value is None:
        bounds = [
            f"{name} {_plain(bound)}"
            for name, bound in ((tr("at least"), numeral.low), (tr("at most"), numeral.high))
            if bound is not None
        ]
        return [Step(*where, "number", ", ".join(bounds) or tr("an open number: the words fix none"))]
    numbers = _parts(low, numeral)
    value = _plain(numeral.value)
    how = value
    if len(numbers) > 1:
        signs = {" × ": Decimal(prod(numbers)), " + ": Decimal(sum(numbers))}
        sign = next((sign for sign, result in signs.items() if result == numeral.value), None)
        how = f"{(sign or ', ').join(map(_plain, numbers))} {'=' if sign else '→'} {value}"
    elif numbers and numbers[0] != numeral.value:
        how = f"{_plain(numbers[0])} → {value}"
    return [Step(*where, "number", how)]


def _amount(low: str, figure: Figure, numerals: list[Numeral]) -> Iterator[Step]:
    """The numerals of a figure, and what it makes of their numbers."""
    for numeral in numerals:
        yield from _number(low, numeral)
    if figure.modifier == "between" and figure.low is not None and figure.high is not None:
        yield Step(
            figure.start,
            figure.end,
            "range",
            tr("from {low} to {high}", low=_plain(figure.low), high=_plain(figure.high)),
        )
    elif figure.value is not None and [figure.value] != [numeral.value for numeral in numerals]:
        if figure.value == figure.numeral.other:
            how = tr("one separator and three figures: thousands here, {value}", value=_plain(figure.value))
        elif figure.money is not None and figure.money.cents:
            how = tr("hundredths: {value}", value=_plain(figure.value))
        else:
            how = _plain(figure.value)
        yield Step(figure.start, figure.end, "amount", how)


def _unit(norm: str, low: str, figure: Figure, numerals: list[Numeral]) -> Iterator[Step]:
    """Currency, noun or per cent, where it stands or whose it is."""
    numeral, origin = figure.numeral, figure.origin
    while origin is not None and origin.elided and origin.origin is not None:
        origin = origin.origin
    if figure.kind == "PERCENT" and not figure.elided:
        yield Step(numeral.end, figure.end, "unit", "per cent")
        return
    part = {"MONEY": "currency", "QUANTITY": "noun"}.get(figure.kind, "unit")
    named = {"MONEY": figure.currency, "QUANTITY": figure.noun}.get(figure.kind, "per cent") or "not known"
    if figure.elided and origin is not None:
        yield Step(origin.start, origin.end, part, tr("{named}, left out here, taken from there", named=named))
    elif figure.elided and figure.kind == "MONEY":
        yield Step(figure.start, figure.end, part, tr("{named}, as none is said here or before", named=named))
    elif figure.elided:
        said = (
            tr("{named}, of which the words around speak", named=named)
            if figure.noun
            else tr("none is said here or before")
        )
        yield Step(figure.start, figure.end, part, said)
    elif figure.kind == "MONEY" and figure.money is not None:
        money = figure.money
        if money.before:
            where = money.start, numeral.start
        else:
            ends = [each.end for each in numerals if each.start >= money.start and each.end <= money.end]
            where = min(ends, default=numeral.end), money.end
        yield Step(*where, part, named)
    elif figure.kind == "QUANTITY" and figure.counted is not None:
        counted = figure.counted
        kind = tr("a unit of measure") if counted.measure else tr("what is counted")
        yield Step(counted.noun_start, counted.noun_end, part, f"{named}, {kind}")
        close = phrase_end(norm, low, counted.noun_end)
        if close != counted.noun_end:
            yield Step(counted.noun_start, close, "object", tr("the whole phrase"))


def _doubt(low: str, figure: Figure) -> Iterator[Step]:
    """Which words blur or bound the number, in the order in which the grammar asks them."""
    numeral, modifier = figure.numeral, figure.modifier
    if modifier in (None, "exact", "between"):
        return
    small = numeral.form == "words" and figure.value is not None and figure.value < 20
    start = figure.start - 1 if low[figure.start - 1 : figure.start] == "+" else figure.start
    ahead, after = before(low, start, small), behind(low, figure.end)
    if numeral.modifier == "vague" == modifier:
        yield Step(numeral.start, numeral.end, "modifier", tr("vague: the number is not said"))
    elif ahead and ahead[0] == modifier:
        yield Step(ahead[1], start, "modifier", str(modifier))
    elif after and after[0] == modifier:
        yield Step(figure.end, after[1], "modifier", str(modifier))
    elif numeral.modifier == modifier:
        yield Step(
            numeral.start,
            numeral.end,
            "modifier",
            tr("{modifier}: the number itself is a round one", modifier=modifier),
        )
    else:
        yield Step(
            figure.start,
            figure.end,
            "modifier",
            tr("{modifier}: shared with the number before it", modifier=modifier),
        )


def _behind(low: str, figure: Figure) -> Iterator[Step]:
    """Tax and what an amount is paid for, right behind it."""
    if figure.kind != "MONEY":
        return
    for at, (part, said) in enumerate(zip(("tax", "per"), tax_and_per(low, figure.end), strict=True)):
        if said is not None:
            # As few words as it takes the grammar to say so.
            closes = (end for end in range(figure.end + 1, figure.end + _REACH) if not low[end : end + 1].isalnum())
            close = next((close for close in closes if tax_and_per(low[:close], figure.end)[at] == said), figure.end)
            yield Step(figure.end, close, part, said)


def _date(text: str, start: int, end: int, date: str | None) -> list[Step]:
    """What the words say, and what the day of publication adds."""
    alone = _value_at(find_dates(text, date=None), start, end)
    known = _value_at(find_dates(text, date=date), start, end) if date else alone
    if known is None:
        return []
    says = (
        tr("{edtf}, by the words alone", edtf=alone.edtf) if alone and alone.edtf else tr("no date by the words alone")
    )
    steps = [Step(start, end, "date", says)] if alone is not None else []
    if alone is None or known.edtf != alone.edtf:
        steps.append(Step(start, end, "date", tr("{edtf}, as the article is of {date}", edtf=known.edtf, date=date)))
    elif "X" in (known.edtf or ""):
        steps.append(Step(start, end, "date", tr("X stands for what is not said")))
    return steps


def _duration(text: str, low: str, start: int, end: int, numerals: list[Numeral]) -> list[Step]:
    value = _value_at(find_durations(text, numerals, low), start, end)
    if value is None:
        return []
    inside = [each for each in numerals if start <= each.start and each.end <= end]
    steps = [step for each in inside for step in _number(low, each)]
    number = "" if value.amount is None else f"{_plain(value.amount)} × "
    steps.append(Step(start, end, "unit", f"{number}{value.unit}{f' = {value.iso}' if value.iso else ''}"))
    if value.modifier != "exact":
        ahead, after = before(low, start), behind(low, end)
        where = (ahead[1], start) if ahead else (end, after[1]) if after else (start, end)
        steps.append(Step(*where, "modifier", value.modifier))
    return steps


def _value_at(spans: Iterable[Span], start: int, end: int) -> Value | None:
    return next((span.value for span in spans if (span.start, span.end) == (start, end)), None)
