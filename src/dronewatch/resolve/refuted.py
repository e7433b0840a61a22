"""Where an article writes an acronym out and it is not what a list knows by it: `état-major des armées (EMA)`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache

from dronewatch.resolve.listed import names
from dronewatch.view import fold

_WORD = re.compile(r"[^\W\d_]{4,}")
# Words are the same that begin alike: `national`, `nationale`.
_STEM = 5
# What is said and what is known have more than this share of what is said in common.
_SHARED = 0.5


def is_refuted(in_full: str, canonical: str) -> bool:
    """Whether a name with all its words cannot be that which lists call `canonical`, by any of its names in full."""
    said, known = _words(in_full), _in_full().get(canonical, frozenset())
    return bool(known) and len(said & known) <= _SHARED * len(said)


def _words(name: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(fold(name)))


@lru_cache(maxsize=1)
def _in_full() -> Mapping[str, AbstractSet[str]]:
    """The words of all names of more than one word that the shipped lists give to a thing, by its canonical name."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in names():
        for written in (name.name, name.form):
            if " " in written:
                found[name.name] |= _words(written)
    return found
