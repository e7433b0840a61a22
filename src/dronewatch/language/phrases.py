"""The whole phrase of what is counted: `66 drones` count `drones de capacité nationale`."""

from __future__ import annotations

import re

from dronewatch.language import quantities_data as data
from dronewatch.language.words import alternatives

MAX_WORDS = 6
_WORD = re.compile(r" ([^\W\d_]{1,40}(?:-[^\W_]{1,40}){0,4})(?![\w'])")
_LINK = re.compile(r" (?:de (?:la |l')?|d'|du |des |à )(?=[^\W\d_]{2})")
_LINKED = re.compile(r"([^\W\d_]{2,40}(?:[-'][^\W_]{1,40}){0,4})(?![\w'])")
_AND = re.compile(r" (?:et|ou) ")
_ADJECTIVE = re.compile(rf"\w+(?:{alternatives(data.ADJECTIVE_ENDINGS)})")
_TIME = data.TIME_WORDS | data.MONTHS


def phrase_end(norm: str, low: str, end: int) -> int:
    """Where the phrase ends whose noun ends at `end`, in code points.

    It takes agreeing adjectives, up to two complements with `de` or `à`, or one noun joined by `et`; at most
    `MAX_WORDS` steps.
    """
    plural = low[end - 1] in "sxz"
    linked = 0
    for _ in range(MAX_WORDS):
        word = _WORD.match(low, end)
        if word and _joins(word.group(1), plural, linked > 0):
            end = word.end()
            continue
        link = _LINK.match(low, end)
        if link and linked < 2:
            noun = _LINKED.match(low, link.end())
            if noun and noun.group(1) not in data.NOT_NOUN and noun.group(1) not in _TIME | data.PRENOMINAL:
                end, linked = noun.end(), linked + 1
                continue
        both = _AND.match(low, end) if not linked else None
        if both:
            noun = _LINKED.match(low, both.end())
            if noun and noun.group(1)[-1] in "sx" and noun.group(1) not in data.NOT_NOUN and norm[both.end()].islower():
                end, linked = noun.end(), 2
                continue
        break
    return end


def _joins(word: str, plural: bool, linked: bool) -> bool:
    """Whether a word right behind the noun may be its adjective: it agrees, or looks like one behind `de` and noun."""
    if word in data.NOT_NOUN or word in data.NEVER_ADJECTIVE or word in data.TIME_WORDS:
        return False
    if linked:
        return _ADJECTIVE.fullmatch(word) is not None
    return plural and word[-1] in "sx" and _ADJECTIVE.fullmatch(word) is not None
