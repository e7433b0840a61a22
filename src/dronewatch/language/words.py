"""Word lists as regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternatives(words: Iterable[str]) -> str:
    """The words as one alternation, the longest first so that none hides another; letters stand for themselves."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def branches(words: Iterable[str]) -> str:
    """The words as one pattern that reads each letter once, for what is tried at many places: `de(?:ux|mi)`.

    Of two that begin alike the longer one is tried first. Letters stand for themselves.
    """
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[:1], []).append(word[1:])
    optional = tails.pop("", None) is not None
    parts = [re.escape(letter) + branches(tails[letter]) for letter in sorted(tails)]
    if not parts:
        return ""
    whole = parts[0] if len(parts) == 1 and not optional else f"(?:{'|'.join(parts)})"
    return whole + "?" * optional


def words(listed: str, *phrases: str) -> tuple[str, ...]:
    """The words of a list written with blanks between them, and phrases that have blanks in them."""
    return (*listed.split(), *phrases)
