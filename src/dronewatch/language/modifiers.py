"""Words before and behind a number that blur or bound it."""

from __future__ import annotations

import re

from dronewatch.language import modifiers_data as data
from dronewatch.model import Modifier


def _expand(pattern: str) -> str:
    return re.sub(r" DE\b", r" (?:d[eu]s?(?!\\w)|d'|du)", re.sub(r"(?<![^ |(])A\b", r"(?:à|aux?)", pattern))


_GROUPS = "|".join(f"(?P<{name}>{'|'.join(map(_expand, patterns))})" for name, patterns in data.LEFT.items())
_LEFT = re.compile(
    rf"(?<!\w)(?<!\w-)(?:{_GROUPS})(?:(?<=')| |$)(?:(?:les?|la|ces|ses|leurs|cette|total de|quelque"
    rf"|un total de) )?[\"«“(]? ?$"
)
_GROUPS_RIGHT = "|".join(f"(?P<{name}>{'|'.join(patterns)})" for name, patterns in data.RIGHT.items())
_RIGHT = re.compile(
    r"\"?,? (?:" + _GROUPS_RIGHT + r")(?!\w)(?! (?:[0-9]|de |d'|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix))"
)
REACH = 34  # code points looked at before the number


def before(low: str, start: int, small: bool = False) -> tuple[Modifier, int] | None:
    """The modifier that the words before `start` bring and where they begin, or None.

    `small` is for low numbers in words, of which `dans les deux cas` and `autour de deux axes` say nothing vague.
    """
    match = _LEFT.search(low, max(0, start - REACH), start)
    if match is None or (small and low.startswith(data.NOT_BEFORE_SMALL, match.start())):
        return None
    return match.lastgroup, match.start()  # type: ignore[return-value]


def modifier_before(low: str, start: int, small: bool = False) -> Modifier | None:
    """The modifier that the words before `start` bring, or None."""
    found = before(low, start, small)
    return found[0] if found else None


def behind(low: str, end: int) -> tuple[Modifier, int] | None:
    """The modifier that the words behind `end` bring and where they end, or None."""
    match = _RIGHT.match(low, end)
    return (match.lastgroup, match.end()) if match else None  # type: ignore[return-value]


def modifier_behind(low: str, end: int) -> Modifier | None:
    """The modifier that the words behind `end` bring, or None."""
    found = behind(low, end)
    return found[0] if found else None
