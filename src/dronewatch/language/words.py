"""Word lists as regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternatives(words: Iterable[str]) -> str:
    """The words as one alternation, the longest first so that none hides another; letters stand for themselves."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def words(listed: str, *phrases: str) -> tuple[str, ...]:
    """The words of a list written with blanks between them, and phrases that have blanks in them."""
    return (*listed.split(), *phrases)
