"""An amount as a person types it at the command line."""

from __future__ import annotations

from ..errors import UsageError
from ..model import Value


def parse_amount(typed: str) -> Value:
    """The value of an amount as a French reader types it: `1,5 M€`, `200 000`, `3 millions`, `plus de 10 euros`.

    `currency` is None where none is typed. UsageError where `typed` is anything but one amount.
    """
    from .find import find

    text = typed.strip()
    money = find(text, ("MONEY",))
    whole = [span for span in money if span.end == len(text)]
    if len(money) == 1 and whole and whole[0].value is not None:
        return whole[0].value
    numbers = find(text, ("NUMBER",))
    if len(numbers) == 1 and numbers[0].start == 0 and numbers[0].end == len(text) and numbers[0].value is not None:
        return numbers[0].value
    raise UsageError(f"not an amount: {typed!r}", hint="write it like 200 000, 1,5 M€ or 3 millions")
