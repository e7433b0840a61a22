"""Titles before names: which of several people with one surname a mention means, and who is known by title and name."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from dronewatch.resolve.words_data import SOVEREIGNS

T = TypeVar("T", bound=Hashable)

_TITLE = re.compile(r"(?<!\w)(?:(?P<she>Mmes?|Mlles?|Madame|Mademoiselle)|M\.|MM\.|Monsieur|Messieurs)\s+$")
_WINDOW = 16
# With these one name is enough: `pape François`, `prince Harry`.
_SOVEREIGN = re.compile(rf"(?<!\w)(?P<title>{'|'.join(SOVEREIGNS)})\s+$", re.IGNORECASE)


def title(text: str, start: int) -> str:
    """`f` or `m` by the title before the name at `start`, empty where there is none."""
    found = _TITLE.search(text, max(0, start - _WINDOW), start)
    return "" if found is None else "f" if found["she"] else "m"


def sovereign(text: str, start: int) -> str:
    """The title with which one name is enough to know who is meant (`prince`), before the name at `start`, or empty."""
    found = _SOVEREIGN.search(text, max(0, start - _WINDOW), start)
    return "" if found is None else found["title"].lower()


def meant(
    mentions: Mapping[str, Sequence[int]], holders: Mapping[T, int], titles: Mapping[T, frozenset[str]]
) -> dict[str, T]:
    """Whom mentions of a surname alone mean, by their title (`f`, `m` or empty); nobody where nothing says so.

    `mentions` are their offsets by title, `holders` the offset at which each bearer is first named in full, `titles`
    those that stand before full names. A surname goes on meaning the bearer for whom it was used before another was
    named; who goes by one title does not by the other.
    """
    found: dict[str, T] = {}
    known = {holder: set(titles.get(holder, ())) for holder in holders}
    # Twice, since one title settled leaves fewer bearers for the other.
    for kind in ("m", "f", "", "m", "f"):
        if kind in mentions and kind not in found:
            able = {one: at for one, at in holders.items() if not kind or known[one] <= {kind}}
            holder = next(iter(able)) if len(able) == 1 else _first(mentions[kind], able)
            if holder is not None:
                found[kind] = holder
                known[holder] |= {kind} - {""}
    return found


def _first(mentions: Sequence[int], holders: Mapping[T, int]) -> T | None:
    """The only bearer named in full before the first mention that follows any."""
    first = min(holders.values(), default=None)
    after = [at for at in mentions if first is not None and first < at]
    before = [holder for holder, named in holders.items() if after and named < min(after)]
    return before[0] if len(before) == 1 else None
