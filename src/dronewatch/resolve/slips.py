"""Slips of the pen in names of bodies and places: `Comission européenne`, but neither `parquet d'Anvers` for that of
Angers nor `pont de Gênes` for `port de Gênes`.
"""

from __future__ import annotations

import re

from dronewatch.resolve.abroad import is_known_place

# In names that are no slip of the pen: numbers, ordinals, and what means something in one article only.
_NONE = re.compile(r"[\d²³¹\n]|\b[ivx]+e\b")
# Names of so many letters are compared, words of so many may be misspelt.
_LONG = 10
_WORD = 5


def may_slip(name: str) -> bool:
    """Whether a key is one in which a slip of the pen can be told."""
    return len(name) >= _LONG and not _NONE.search(name)


def a_letter_off(one: str, other: str) -> bool:
    """Whether one key is the other but for a letter, or two that changed places, not the first of a word."""
    from rapidfuzz.distance import OSA

    if abs(len(one) - len(other)) > 1 or OSA.distance(one, other, score_cutoff=1) != 1:
        return False
    changed = _changed(one, other)
    return changed is None or (min(map(len, changed)) >= _WORD and changed[0][0] == changed[1][0])


def is_meant(odd: str, other: str) -> bool:
    """Whether nothing says that a rare key is another thing than the one that is a letter off: it names a place."""
    changed = _changed(odd, other)
    return changed is None or not is_known_place(changed[0])


def _changed(one: str, other: str) -> tuple[str, str] | None:
    """The words that differ; None where a blank does."""
    words, others = one.split(), other.split()
    if len(words) != len(others):
        return None
    return next((pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]), None)
