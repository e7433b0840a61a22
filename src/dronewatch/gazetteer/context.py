"""Whether an ambiguous name means the entry where it stands: the rules of `context:` in a gazetteer file."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dronewatch.gazetteer.source import Context

REACH = 100
"""How many characters on each side `near` sees, within the line."""

_TOUCH = 60


class _Patterns(NamedTuple):
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    near: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    not_near: re.Pattern[str] | None


def fits(context: Context, view: str, start: int, end: int) -> bool | None:
    """Whether `view[start:end]` stands where `context` wants it; `view` is folded, with blanks for hyphens.

    True where one of its words stands there (or it only has `not_` lists), False where a `not_` word does, else None.
    """
    line_start = max(view.rfind("\n", 0, start) + 1, start - REACH)
    newline = view.find("\n", end, end + REACH)
    line_end = newline if newline != -1 else min(len(view), end + REACH)
    left, right = view[line_start:start], view[end:line_end]
    near_left, near_right = left, right
    left, right = left[-_TOUCH:], right[:_TOUCH]
    rules = _compiled(context)
    if rules.not_before and rules.not_before.search(left):
        return False
    if rules.not_after and rules.not_after.match(right):
        return False
    if rules.not_near and (rules.not_near.search(near_left) or rules.not_near.search(near_right)):
        return False
    if rules.before and rules.before.search(left):
        return True
    if rules.after and rules.after.match(right):
        return True
    if rules.near and (rules.near.search(near_left) or rules.near.search(near_right)):
        return True
    return None if context.inside_sentence or rules.before or rules.after or rules.near else True


@lru_cache(maxsize=4096)
def _compiled(context: Context) -> _Patterns:
    return _Patterns(
        _any(context.before, r"\W{0,2}\Z"),
        _any(context.after, "", head=r"\W{0,2}"),
        _any(context.near, ""),
        _any(context.not_before, r"\W{0,2}\Z"),
        _any(context.not_after, "", head=r"\W{0,2}"),
        _any(context.not_near, ""),
    )


def _any(phrases: tuple[str, ...], tail: str, *, head: str = "") -> re.Pattern[str] | None:
    """One pattern for all phrases: whole words, `*` for any ending of a word, signs as they are."""
    if not phrases:
        return None
    return re.compile(head + "(?:" + "|".join(map(_phrase, phrases)) + ")" + tail)


def _phrase(phrase: str) -> str:
    pattern = re.escape(phrase).replace(r"\*", r"\w{0,30}").replace(r"\ ", " ")
    if phrase[0].isalnum():
        pattern = r"(?<!\w)" + pattern
    if phrase[-1].isalnum() or phrase[-1] == "*":
        pattern += r"(?!\w)"
    return pattern
