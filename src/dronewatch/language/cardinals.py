"""Whole numbers and decimals in French words and figures: `deux cent mille`, `3 millions`, `virgule quatre`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from dronewatch.language.digits import without_exponent
from dronewatch.language.tokens import JOINS, Token, Written


class Cardinal(NamedTuple):
    """A whole number read from tokens."""

    value: Decimal
    stop: int  # index of the first token that does not belong
    scale: int  # the last power of a thousand named, 1 if none
    digits: bool
    words: bool


def cardinal(tokens: Sequence[Token], first: int, written: Written) -> Cardinal:
    """Read one whole number from `tokens[first:]`: the longest that French grammar allows.

    Linear: no token is read twice but those of one group below a thousand.
    """
    if first + 1 == len(tokens) and tokens[first].kind in "UTXH":
        return Cardinal(Decimal(tokens[first].value), first + 1, 1, False, True)
    total, thousands, group = Decimal(0), 0, Decimal(0)
    has_digits = has_words = False
    scale, last, last_value, hundreds = 10**30, "", 0, False
    group_at, part_at, before_part = first, first, (Decimal(0), 0)
    at, stop_scale = first, 1
    while at < len(tokens):
        kind, value, _, _, gap = tokens[at]
        fresh, et = at == first, "et" in gap and at > first
        below = int(group) % 100 if group == int(group) else -1
        if kind == "U":
            if fresh or (last in ("H", "K", "S") and (not et or value == 1)):
                pass
            elif last == "X" and below in (20, 30, 40, 50, 60, 70, 80, 90) and not (et and value != 1):
                if value == 1 and not et and below != 80:
                    break
            elif not (last == "T" and last_value == 10 and value in (7, 8, 9) and not et):
                break
            if last in ("K", "S"):
                group_at = at
            group += value
        elif kind == "T":
            if fresh or (last in ("H", "K", "S") and not et):
                pass
            elif not (last == "X" and below in (60, 80) and last_value in (60, 20) and (not et or value == 11)):
                break
            if last in ("K", "S"):
                group_at = at
            group += value
        elif kind == "X":
            if last == "U" and below == 4 and value == 20 and not et:
                group += 76
            elif fresh or (last in ("H", "K", "S") and not et):
                if last in ("K", "S"):
                    group_at = at
                group += value
            else:
                break
        elif kind == "H":
            if et or hundreds or (last == "D" and not (thousands or total)):
                break
            if fresh or last in ("K", "S"):
                group_at = at if not fresh else group_at
                group = Decimal(100)
            elif 2 <= group < 100 and group == int(group):
                group *= 100
            else:
                break
            hundreds = True
        elif kind == "K":
            if et and not fresh:
                break
            if thousands:  # `deux cent mille quatorze mille`: the second number begins at its group
                return Cardinal(total + thousands, group_at, 1000, has_digits, has_words)
            if group == 0 and (fresh or last == "S"):
                thousands = 1000
            elif 1 < group < 1000 and (group == int(group) or last == "D"):
                thousands = int(group * 1000) if group * 1000 == int(group * 1000) else 0
                if not thousands:
                    break
            else:
                break
            group, hundreds = Decimal(0), False
            group_at = at + 1
        elif kind == "S":
            part = group + thousands
            if et or not part:
                if not fresh:
                    break
                part = Decimal(1)
            if value >= scale:
                return Cardinal(before_part[0], part_at, before_part[1], has_digits, has_words)
            before_part = (total + without_exponent(part * value), value)
            total, scale = before_part[0], value
            thousands, group, hundreds = 0, Decimal(0), False
            group_at = part_at = at + 1
        elif kind == "D":
            amount = written[tokens[at].start][0]
            if fresh:
                group = amount
            elif (
                last in ("S", "K")
                and gap == " "
                and amount == int(amount)
                and amount < min(scale, 1000 if last == "K" else scale)
            ):
                group_at = at
                group = amount
            elif last == "X" and gap == " " and below in (20, 30, 40, 50, 60, 80) and 2 <= amount <= 9:
                group += amount
            else:
                break
            has_digits = True
        else:
            break
        has_words = has_words or kind != "D"
        stop_scale = {"K": 1000, "S": value}.get(kind, 1)
        last, last_value = kind, value
        at += 1
    return Cardinal(without_exponent(total + thousands + group), at, stop_scale, has_digits, has_words)


def decimals(tokens: Sequence[Token], at: int, written: Written) -> tuple[str, int]:
    """Digits after `virgule`: `quatre huit six`, `zéro trois`, `quatre-vingt`; and where they stop."""
    figures = ""
    while at < len(tokens) and tokens[at].kind == "Z" and tokens[at].gap in JOINS:
        figures, at = figures + "0", at + 1
    while at < len(tokens) and len(figures) < 12 and tokens[at].gap in (" ", "-"):
        kind, value = tokens[at].kind, tokens[at].value
        if kind == "Z":
            figures, at = figures + "0", at + 1
            continue
        if kind not in ("U", "T", "X", "H"):
            break
        end = at + 1
        if not (kind == "U" and end < len(tokens) and tokens[end].kind in ("U", "Z")):
            part = cardinal(tokens[: _group_end(tokens, at)], at, written)
            value, end = int(part.value), part.stop
        figures, at = figures + str(value), end
        if value > 9:
            break
    return figures, at


def _group_end(tokens: Sequence[Token], at: int) -> int:
    """Index after the tokens from `at` that can belong to one number below a thousand."""
    end = at
    while end < len(tokens) and end - at < 8 and tokens[end].kind in ("U", "T", "X", "H"):
        end += 1
    return end
