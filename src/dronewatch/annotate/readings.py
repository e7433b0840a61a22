"""What the French grammar reads where a person has marked a number, to find values that are typed wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dronewatch.annotate.model import Annotation
from dronewatch.model import VALUE_KEYS, Article, Value


def differing(spans: Sequence[Annotation], article: Article) -> Iterator[tuple[Annotation, Value]]:
    """The number spans whose value has another number than the grammar reads there, each with that reading.

    The grammar reads the whole article; where it finds nothing of this label at these offsets, the marked words by
    themselves; where it makes no number of them either, nothing is said. An annotation without value says nothing.
    """
    numbers = [span for span in spans if span.label in VALUE_KEYS and span.value is not None]
    if not numbers:
        return
    from dronewatch import language

    labels = sorted({span.label for span in numbers})
    found = language.find(article.text, labels, date=article.date)
    read = {(span.start, span.end, span.label): span.value for span in found}
    for span in numbers:
        reading = read.get((span.start, span.end, span.label)) or _alone(span, article.date)
        if reading is not None and span.value is not None and not agree(span.value, reading):
            yield span, reading


def _alone(span: Annotation, date: str | None) -> Value | None:
    """What the marked words say by themselves: as this label, else as a bare number; None where that is not one."""
    from dronewatch import language

    for label in (span.label, "NUMBER") if span.label in ("MONEY", "QUANTITY", "PERCENT") else (span.label,):
        found = language.find(span.exact, (label,), date=date)
        if len(found) == 1:
            return found[0].value
    return None


def agree(one: Value, other: Value) -> bool:
    """Whether two values have the same number, date and currency as far as both say them.

    Doubt, nouns, taxes and periods are a person's to judge and not compared. Of dates, X agrees with any digit, and
    `2019` with `2019-04`.
    """
    numbers = [(value.amount, value.low, value.high) for value in (one, other)]
    if all(any(number is not None for number in said) for said in numbers) and numbers[0] != numbers[1]:
        return False
    if one.edtf and other.edtf and not _same_dates(one.edtf, other.edtf):
        return False
    return all(not a or not b or a == b for a, b in ((one.currency, other.currency), (one.iso, other.iso)))


def _same_dates(one: str, other: str) -> bool:
    ends, others = one.split("/"), other.split("/")
    return len(ends) == len(others) and all(
        "X" in (a, b) or a == b for pair in zip(ends, others, strict=True) for a, b in zip(*pair, strict=False)
    )


def shown(value: Value | None) -> str:
    """A value in a few words, for messages: `3550000 EUR`, `3..5`, `2019-41`."""
    if value is None:
        return "nothing"
    if value.edtf:
        return value.edtf
    bounds = "..".join("" if bound is None else format(bound, "f") for bound in (value.low, value.high))
    number = (format(value.amount, "f") if value.amount is not None else bounds.strip(".") and bounds) or value.modifier
    return " ".join(part for part in (number, value.currency or value.unit) if part)
