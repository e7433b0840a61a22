"""An amount as a person types it at the command line; loads no grammar but numerals and money."""

from __future__ import annotations

from dronewatch.errors import UsageError
from dronewatch.language.digits import without_exponent
from dronewatch.language.modifiers import before, modifier_behind
from dronewatch.language.money import find_money, hundredths, tax_and_per
from dronewatch.language.numerals import find_numerals
from dronewatch.messages import tr
from dronewatch.model import Value
from dronewatch.view import lower, normalize


def parse(typed: str) -> Value:
    """The value of `typed`, see `language.parse_amount`."""
    text = typed.strip()
    low = lower(text)
    numerals = find_numerals(text, low)
    if len(numerals) != 1 or numerals[0].value is None or numerals[0].glued or numerals[0].form == "ordinal":
        raise _refusal(typed)
    numeral = numerals[0]
    amount = numeral.value
    money = find_money(normalize(text), low, numeral, 0)
    start, end = (money.start, money.end) if money else (numeral.start, numeral.end)
    if money and money.cents and amount is not None:
        amount = without_exponent(hundredths(amount))
    around = before(low, start)
    behind = modifier_behind(low, end)
    tax, per = tax_and_per(low, end)
    if (start and not (around and around[1] == 0)) or (low[end:].strip() and not (behind or tax or per)):
        raise _refusal(typed)
    modifier = (around[0] if around else None) or behind or numeral.modifier
    return Value(modifier, amount, currency=money.currency if money else None, tax=tax, per=per)


def _refusal(typed: str) -> UsageError:
    return UsageError(
        tr("not an amount: {typed!r}", typed=typed), hint=tr("write it like 200 000, 1,5 M€ or 3 millions")
    )
