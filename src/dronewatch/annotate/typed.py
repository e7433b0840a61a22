"""Values while a person annotates: as they are typed, and as the grammar reads the words that are marked."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from dronewatch.annotate.model import Annotation
from dronewatch.annotate.values import from_plain, to_plain
from dronewatch.errors import UsageError
from dronewatch.messages import tr
from dronewatch.model import VALUE_KEYS, Value


def typed_value(draft: Annotation, typed: str) -> Value | None:
    """The value of `draft` as a person types it: in words, as an article has it (`1,5 M€`, `5 400 appareils`, `2 ans`,
    `mai 2020`), or as a bare number or range (`200`, `3..5`), a date in EDTF; `-` for none.

    What a bare number does not say (currency, noun, unit) stays, as do tax and period. UsageError for what is no value.
    """
    from dronewatch import language

    if typed == "-":
        return None
    if draft.label == "DATE":
        with suppress(ValueError):
            return from_plain("DATE", {"edtf": typed})
    before = draft.value or Value()
    found = [span.value for span in language.find(typed, (draft.label,))]
    if len(found) == 1 and found[0] is not None and to_plain(draft.label, found[0]):
        return replace(found[0], tax=found[0].tax or before.tax, per=found[0].per or before.per)
    if draft.label == "DATE":
        raise UsageError(
            tr("not a date: {typed!r}", typed=typed), hint=tr("write 2019-04-12, 2019-04, XXXX-04-12 or 12 avril 2019")
        )
    if ".." in typed:
        low, high = (language.parse_amount(side.strip()) for side in typed.split("..", 1))
        if low.amount is None or high.amount is None or low.amount > high.amount:
            raise UsageError(tr("not a range: {typed!r}", typed=typed), hint=tr("write it like 3..5 or 3 M€..5 M€"))
        value = Value("between", low=low.amount, high=high.amount, currency=high.currency or low.currency)
    else:
        value = language.parse_amount(typed)
    return replace(
        before,
        modifier=value.modifier,
        amount=value.amount,
        low=value.low,
        high=value.high,
        currency=(value.currency or before.currency) if draft.label == "MONEY" else None,
        iso=None,
    )


def read_value(text: str, start: int, end: int, label: str, date: str | None = None) -> Value | None:
    """What the grammar reads at these offsets in their sentence, else in these words alone; None for a name. `date` is
    that of the article.
    """
    if label not in VALUE_KEYS:
        return None
    from dronewatch import language

    low, high = language.sentence(text, start, end)
    for span in language.find(text[low:high], (label,), date=date):
        if (low + span.start, low + span.end) == (start, end):
            return span.value
    alone = language.find(text[start:end], (label,), date=date)
    return alone[0].value if len(alone) == 1 else None
