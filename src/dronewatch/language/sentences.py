"""Where French sentences begin and end, on text, without tokens.

A line break ends a sentence. So does a run of `.`, `!`, `?` or `…`, with the quotes and brackets that close after it,
where a new sentence may begin: not before a small letter, not after an abbreviation or an initial, not within a number
or a web address. Two sentences that lack the blank between them (`la ville.L’idée`) are two all the same.

Every decision reads at most `_REACH` characters on either side, so that `sentence` costs what one sentence costs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from dronewatch.language.sentences_data import BEFORE_NUMBER, DOMAINS, NEVER_FINAL, OPENERS

_REACH = 64
_BLANK = " \t\v\f\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff"
_STOP = re.compile(rf"[\n\r]|([.!?…]+(?:[\"”’')\]]|[ \u00a0\u202f\u2009]?[»›])*)[{_BLANK}]*")
_WORD = re.compile(r"[^\W\d_]{1,24}")
_CONTINUES = frozenset(",;:.!?…)]»›%/”")


def _word_before(text: str, at: int) -> str:
    """The letters that end at `at`, at most `_REACH` of them."""
    start = at
    floor = max(0, at - _REACH)
    while start > floor and text[start - 1].isalpha():
        start -= 1
    return text[start:at]


def _opens(text: str, at: int) -> bool:
    """Whether the word at `at` is one that opens sentences: `Il`, and `Le` of `Le vote` but not of `Le Maire`."""
    word = _WORD.match(text, at)
    if word is None or word[0].lower() not in OPENERS:
        return False
    after = text[word.end() + 1 : word.end() + 2]
    return not (word[0] in ("Le", "La", "De", "Du", "Des") and after.isupper())


def _abbreviates(text: str, dot: int, following: int) -> bool:
    """Whether the single stop at `dot` belongs to an abbreviation or initial; the next word begins at `following`."""
    word = _word_before(text, dot)
    if not word:
        # "1. Une liste": the number opens the line
        digits = dot
        while digits > max(0, dot - 3) and text[digits - 1].isdigit():
            digits -= 1
        return digits < dot and (digits == 0 or text[digits - 1] in "\n\r")
    low = word.lower()
    before = text[dot - len(word) - 1 : dot - len(word)]
    if low in NEVER_FINAL and (before == "" or not before.isdigit()) and before not in ("-", "'", "’"):
        return True
    if low in BEFORE_NUMBER and text[following : following + 1].isdigit():
        return True
    if low == "ex" and text[max(0, dot - 5) : dot - 2].rstrip().endswith("p."):
        return True
    return len(word) == 1 and word.isupper() and not before.isdigit() and not _opens(text, following)


def _glued(text: str, start: int, end: int) -> bool:
    """Whether a sentence begins right after a stop (`start` to `end`) without the blank between them."""
    first, second, last = text[end], text[end + 1 : end + 2], text[start - 1]
    if not (last.islower() or last.isdigit() or last in ")»”%€"):
        return False
    if first in "«“":
        return True
    if not first.isupper() or not (second.islower() or second in ("'", "’") or (second.isspace() and first in "AÀYÔ")):
        return False
    word = _WORD.match(text, end)
    if word is not None and word[0].lower() in DOMAINS:
        return False
    if end == start + 1 and _word_before(text, start).lower() in NEVER_FINAL:
        return False
    token = text[max(0, start - _REACH) : start].split()
    return not token or not any(sign in token[-1].lower() for sign in ("www.", "://", "@"))


def _boundaries(text: str, start: int) -> Iterator[tuple[int, int]]:
    """(where a stop begins, where the sentence before it ends), lazily, for the stops that begin from `start` on."""
    for found in _STOP.finditer(text, start):
        at, stop, following = found.start(), found.end(1), found.end()
        if stop == -1:
            yield at, at
        elif following == len(text) or text[following] in "\n\r":
            yield at, stop
        elif stop == following:
            if at and _glued(text, at, stop):
                yield at, stop
        elif (
            not text[following].islower()
            and text[following] not in _CONTINUES
            and text[at - 1 : at] not in ("[", "(")
            and not (stop == at + 1 and text[at] == "." and _abbreviates(text, at, following))
        ):
            yield at, stop


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the blanks around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def sentences(text: str) -> list[tuple[int, int]]:
    """Bounds of all sentences of `text`, in order: half-open, in code points, without surrounding blanks."""
    found, start = [], 0
    for _, stop in _boundaries(text, 0):
        low, high = _trim(text, start, stop)
        if low < high:
            found.append((low, high))
        start = stop
    low, high = _trim(text, start, len(text))
    if low < high:
        found.append((low, high))
    return found


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence around `text[start:end]`, or of all the sentences that it touches.

    Half-open, in code points, without surrounding blanks. The cost is that of the sentence, not of the text.
    """
    left, width = 0, 4 * _REACH
    while start:
        floor = max(0, start - width)
        # a stop at the window's edge may be cut in two: only a wider window can judge it
        stops = takewhile(lambda found: found[1] <= start, _boundaries(text, floor))
        left = max((stop for at, stop in stops if at > floor or not floor), default=0)
        if left or not floor:
            break
        width *= 2
    right = next((stop for _, stop in _boundaries(text, left) if stop >= end), len(text))
    low, high = _trim(text, left, right)
    return min(low, start), max(high, end)
