"""What `grep` looks for: several words, phrases, literal texts or regular expressions, as one search through a text."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

from dronewatch.errors import UsageError
from dronewatch.index.words import words
from dronewatch.messages import tr
from dronewatch.query.matching import MARK, Case, Pattern, any_candidates, normalized, pattern

Places = list[tuple[int, int]]  # half-open, in code points, in order, without overlap
Find = Callable[[str], Places]

SECONDS = 2.0  # that regular expressions may take in one article (of up to a million characters)
ARTICLES = 30  # times as long in all articles together
_LONG = 1_000_000
_MANY = 6  # patterns from which it pays to know the words of a text first
_CAPITAL = re.compile(r"(?<!\\)[A-ZÀ-ÖØ-Þ]")
_FLAGS = re.compile(r"\(\?[a-zA-Z]+\)")


class RunawayError(Exception):
    """A regular expression ran away; `places` are those that it had found in this text by then."""

    def __init__(self, seconds: float, places: Places):
        super().__init__(seconds)
        self.seconds, self.places = seconds, places


@dataclass(frozen=True, slots=True)
class Search:
    """`patterns` are words and phrases with `*` for any letters, or `literal` text that may lie within words, or
    (`regex`) regular expressions on the text with plain apostrophes, hyphens and blanks, `^` and `$` at line ends.

    `words`: only whole words, for literal text and expressions too. `case`: `smart` (it counts in a pattern that has a
    capital), `ignore` or `exact`. Accents count in expressions only. `seconds` is what an expression may take in one
    article, and `ARTICLES` times that in all.
    """

    patterns: tuple[str, ...]
    literal: bool = False
    regex: bool = False
    words: bool = False
    case: Case = "smart"
    seconds: float = SECONDS


def prepared(connection: sqlite3.Connection, search: Search, column: str) -> tuple[Find, str, tuple[str, ...]]:
    """What finds the places in a text; and SQL with its parameters: `AND column` is an article that may have some.

    Of matches that begin at one place the longest pattern's is taken. `Find` raises `RunawayError`.
    Raises `UsageError` where there is nothing to look for, or an expression is none.
    """
    blank = "" if search.regex or search.literal else "* \t"
    if not search.patterns or not all(typed.strip(blank) for typed in search.patterns):
        raise UsageError(tr("there is nothing to look for"), hint=tr("grep takes a word, a phrase or an expression"))
    if search.regex:
        return _expressions(search), "", ()
    typed = sorted(dict.fromkeys(search.patterns), key=len, reverse=True)
    patterns = [pattern(each, literal=search.literal, whole=search.words, case=search.case) for each in typed]
    return _union(patterns), *any_candidates(connection, patterns, column)


def _union(patterns: Sequence[Pattern]) -> Find:
    needed = [frozenset(word for word in each.words if "*" not in word) for each in patterns]

    def find(text: str) -> Places:
        marked = MARK.search(text) is not None
        held = words(text) if len(patterns) >= _MANY else frozenset()
        # One after the other: each is looked for by its first letters, an alternation would try all of them everywhere.
        found = [
            match.span()
            for each, need in zip(patterns, needed, strict=True)
            if len(patterns) < _MANY or need <= held
            for match in (each.marked if marked else each.plain).finditer(text)
            if match.end() > match.start()
        ]
        return found if len(patterns) == 1 else _apart(found)

    return find


def _expressions(search: Search) -> Find:
    compiled = [_compiled(typed, search) for typed in search.patterns]
    left = search.seconds * ARTICLES

    def find(text: str) -> Places:
        nonlocal left
        view = normalized(text)
        found: Places = []
        bound = min(search.seconds * max(1.0, len(text) / _LONG), left)
        began = monotonic()
        try:
            for expression in compiled:
                # Collected at once: the bound is on the search, not on who reads its results.
                matches = expression.finditer(view, timeout=max(bound - (monotonic() - began), 1e-3))
                found.extend(match.span() for match in matches if match.end() > match.start())
        except TimeoutError:
            raise RunawayError(bound, _apart(found)) from None
        left -= monotonic() - began
        if left <= 0:
            raise RunawayError(search.seconds * ARTICLES, _apart(found))
        return found if len(compiled) == 1 else _apart(found)

    return find


def _apart(places: Places) -> Places:
    """By start, the longest first, without those that overlap one before."""
    kept: Places = []
    for start, end in sorted(set(places), key=lambda place: (place[0], -place[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def check(typed: str, search: Search) -> None:
    """Raises `UsageError` where `typed` is an expression that is none."""
    if search.regex:
        _compiled(typed, search)


def _compiled(typed: str, search: Search) -> Any:
    import regex  # type: ignore[import-untyped]  # has time limits, which `re` has not; slow to import

    sensitive = search.case == "exact" or (search.case == "smart" and _CAPITAL.search(typed))
    body = typed
    if search.words:
        flags = _FLAGS.match(typed)
        head = flags[0] if flags else ""
        body = rf"{head}(?<!\w)(?:{typed[len(head) :]})(?!\w)"
    try:
        regex.compile(typed)
        return regex.compile(body, regex.MULTILINE | (0 if sensitive else regex.IGNORECASE))
    except regex.error as problem:
        where = "" if problem.pos is None else tr(" at character {pos}", pos=problem.pos + 1)
        raise UsageError(
            tr("not a regular expression: {msg}{where} of “{typed}”", msg=problem.msg, where=where, typed=typed),
            hint=tr("-F takes it as plain text"),
        ) from None
    except (OverflowError, RecursionError, ValueError, MemoryError) as problem:
        raise UsageError(
            tr("not a regular expression: {problem} in “{typed}”", problem=problem, typed=typed),
            hint=tr("-F takes it as plain text"),
        ) from None
