"""French numbers in running text: money, quantities, percentages, dates and durations, with offsets and exact values.

Text in, spans out; no spaCy, no I/O, nothing heavy: usable as a library of its own. The grammars are loaded when they
are first asked for, so that importing this package costs next to nothing.

>>> [span.text for span in find("Près de 4 millions d’euros pour 240 drones")]
['4 millions d’euros', '240 drones']
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from dronewatch.language.sentences import sentence, sentences
from dronewatch.model import NUMBER_LABELS, Value

if TYPE_CHECKING:
    from dronewatch.model import Span

__all__ = ["find", "parse_amount", "sentence", "sentences"]


def find(text: str, labels: Collection[str] = NUMBER_LABELS, *, date: str | None = None) -> list[Span]:
    """Number spans of `text` with their values, by start: those of the default labels never overlap.

    `labels`: any of MONEY, QUANTITY, PERCENT, DATE, DURATION; and NUMBER, every numeral, also inside other spans.
    `date` (ISO 8601) is the article's, against which relative dates are resolved. Offsets are half-open, in code points
    of `text`, and `text[span.start:span.end] == span.text`; no span crosses a line break. Amounts are Decimal,
    currencies ISO 4217. `source` names the grammar. Linear in the length of `text`.
    """
    from dronewatch.language.spans import find_spans

    return find_spans(text, labels, date=date)


def parse_amount(typed: str) -> Value:
    """The value of an amount as a French reader types it: `1,5 M€`, `200 000`, `3 millions`, `plus de 10 euros`.

    `currency` is None where none is typed. UsageError where `typed` is anything but one amount.
    """
    from dronewatch.language.amounts import parse

    return parse(typed)
