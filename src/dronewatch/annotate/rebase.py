"""Annotations of a text that has been corrected since: each is found again, found changed, or not found.

With the old text, words that both texts share are aligned (difflib) and offsets follow them. Without it there are only
the marked words and their order: those that occur once are anchors, the others are looked for where the anchors around
them put them, changed words by similarity (rapidfuzz).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal

from dronewatch.annotate.files import quoted
from dronewatch.annotate.model import Annotation
from dronewatch.view import normalize

Mark = Literal["good", "unsure", "missing"]

_TOKEN = re.compile(r"\w+|\W", re.DOTALL)
_PART = re.compile(r"[^.!?\n]*[.!?\n]|[^.!?\n]+")  # sentences, or what looks like them
_MANY = 3000
_SIMILAR = 75  # of 100: `3,5 millions d'euros` and `3,6 millions d’euros` are, other names are not
_AROUND = 400  # characters on either side in which changed words are looked for
_MOST = 1000  # occurrences of words that are looked at


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of an annotation: `after` is in the new text, None where `mark` is `missing`.

    `good`: the same words in the same place, whatever apostrophes and blanks they are set with. `unsure`: words that
    have changed, or stand elsewhere; the value is kept where the words are the same, else it is None.
    """

    before: Annotation
    after: Annotation | None
    mark: Mark


def carry(annotations: Sequence[Annotation], new: str, old: str | None = None) -> list[Carried]:
    """What became of each of `annotations`, in their order, in the text `new`; `old` is the text they were made in.

    What is unsure never lies over another: where two would, the first stays, and what is good before it.
    """
    ordered = sorted(annotations, key=lambda each: (each.start, each.end))
    found = list(_by_alignment(ordered, old, new) if old is not None else _by_words(ordered, new))
    became = {id(carried.before): carried for carried in _apart(found)}
    return [became[id(each)] for each in annotations]


def _apart(found: Sequence[Carried]) -> Iterator[Carried]:
    """`found`, missing what is unsure and lies over another; NUMBER may lie in others, not in another NUMBER."""
    placed: dict[bool, list[tuple[int, int]]] = {True: [], False: []}  # NUMBER or not; without overlaps, by place
    for carried in sorted(found, key=lambda each: each.mark != "good"):
        after = carried.after
        if after is None:
            yield carried
            continue
        there = placed[after.label == "NUMBER"]
        at = bisect_left(there, (after.start, after.end))
        free = (at == 0 or there[at - 1][1] <= after.start) and (at == len(there) or after.end <= there[at][0])
        if free:
            there.insert(at, (after.start, after.end))
        yield carried if free or carried.mark == "good" else Carried(carried.before, None, "missing")


def _by_alignment(ordered: Sequence[Annotation], old: str, new: str) -> Iterator[Carried]:
    blocks = _shared(old, new)
    starts = [before for before, _, _ in blocks]
    for each in ordered:
        at = bisect_right(starts, each.start) - 1
        before, after, length = blocks[at] if at >= 0 else (0, 0, 0)
        if each.end <= before + length:
            start = each.start + after - before
            yield Carried(each, _placed(each, new, start, start + each.end - each.start), "good")
            continue
        low, high = _new_bounds(blocks, each, len(new))
        yield _similar(each, new, max(0, low - 20), min(len(new), high + 20))


def _shared(old: str, new: str) -> list[tuple[int, int, int]]:
    """Stretches that both texts have, in order, as long as can be: where in `old`, where in `new`, how long.

    Sentences are aligned first, and words within those that changed: difflib takes quadratic time.
    """
    blocks: list[tuple[int, int, int]] = []
    old, new = normalize(old), normalize(new)
    for same, (a, b), (c, d) in _aligned(_PART.findall(old), _PART.findall(new)):
        inner = [(True, (a, b), (c, d))]
        if not same:
            words = _aligned(_TOKEN.findall(old[a:b]), _TOKEN.findall(new[c:d]))
            inner = [(equal, (a + e, a + f), (c + g, c + h)) for equal, (e, f), (g, h) in words]
        for equal, (start, end), (place, _) in inner:
            if not equal:
                continue
            before, after, length = blocks[-1] if blocks else (0, 0, 0)
            if blocks and (before + length, after + length) == (start, place):
                blocks[-1] = (before, after, length + end - start)
            else:
                blocks.append((start, place, end - start))
    return blocks


def _aligned(olds: Sequence[str], news: Sequence[str]) -> Iterator[tuple[bool, tuple[int, int], tuple[int, int]]]:
    """Whether the same, and where in the old and in the new text (offsets), stretch by stretch."""
    from difflib import SequenceMatcher

    old_at, new_at = _offsets(olds), _offsets(news)
    # with very many parts difflib is told to pass over the most frequent ones, which are blanks and small words
    matcher = SequenceMatcher(None, olds, news, autojunk=max(len(olds), len(news)) > _MANY)
    for kind, a, b, c, d in matcher.get_opcodes():
        yield kind == "equal", (old_at[a], old_at[b]), (new_at[c], new_at[d])


def _offsets(tokens: Sequence[str]) -> list[int]:
    return [0, *accumulate(map(len, tokens))]


def _new_bounds(blocks: Sequence[tuple[int, int, int]], each: Annotation, length: int) -> tuple[int, int]:
    """The stretch of the new text between what stood before and what stood after."""
    ends = [before + size for before, _, size in blocks]
    first = bisect_right(ends, each.start)
    low = 0
    if first < len(blocks) and blocks[first][0] <= each.start:
        low = blocks[first][1] + each.start - blocks[first][0]
    elif first:
        low = blocks[first - 1][1] + blocks[first - 1][2]
    last = bisect_left(ends, each.end)
    if last < len(blocks):
        return low, max(low, blocks[last][1] + max(0, each.end - blocks[last][0]))
    return low, length


def _by_words(ordered: Sequence[Annotation], new: str) -> Iterator[Carried]:
    text = normalize(quoted(new))
    occurrences = {exact: _occurrences(text, normalize(exact)) for exact in {each.exact for each in ordered}}
    marked = Counter(each.exact for each in {(each.start, each.end): each for each in ordered}.values())
    unique = [each for each in ordered if len(occurrences[each.exact]) == 1 == marked[each.exact]]
    anchors = _rising([(each.start, occurrences[each.exact][0]) for each in unique])
    places = [before for before, _ in anchors]
    for each in ordered:
        at = bisect_right(places, each.start)
        left = anchors[at - 1] if at else None
        right = anchors[at] if at < len(anchors) else None
        shifts = {anchor[1] - anchor[0] for anchor in (left, right) if anchor is not None}
        nearest = left or right
        expected = each.start + (nearest[1] - nearest[0] if nearest else 0)
        exact = occurrences[each.exact]
        if exact:
            start = min(exact, key=lambda place: (abs(place - expected), place))
            # an anchor by itself, or exactly where its neighbours on both sides put it
            alone = nearest == (each.start, start)
            sure = alone or (start == expected and len(shifts) == 1)
            yield Carried(each, _placed(each, new, start, start + len(each.exact)), "good" if sure else "unsure")
        else:
            low, high = max(0, expected - _AROUND), min(len(new), expected + len(each.exact) + _AROUND)
            yield _similar(each, new, low, high)


def _occurrences(text: str, exact: str) -> list[int]:
    """Where `exact` stands in `text`, not within a longer word."""
    found: list[int] = []
    at = text.find(exact)
    while at != -1 and len(found) < _MOST:
        end = at + len(exact)
        inside = (exact[:1].isalnum() and text[at - 1 : at].isalnum()) if at else False
        if not inside and not (exact[-1:].isalnum() and text[end : end + 1].isalnum()):
            found.append(at)
        at = text.find(exact, at + 1)
    return found


def _rising(anchors: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of `anchors` (by old place) whose new places rise as well."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, after) in enumerate(anchors):
        at = bisect_left(tails, after)
        if at == len(tails):
            tails.append(after)
            last.append(number)
        else:
            tails[at], last[at] = after, number
        before.append(last[at - 1] if at else -1)
    chain = []
    number = last[-1] if last else -1
    while number != -1:
        chain.append(anchors[number])
        number = before[number]
    return chain[::-1]


def _similar(each: Annotation, new: str, low: int, high: int) -> Carried:
    """The words of `new[low:high]` that are most like the annotation's."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    window = new[low:high]
    best = partial_ratio_alignment(each.exact, window, score_cutoff=_SIMILAR) if window.strip() else None
    if best is None:
        return Carried(each, None, "missing")
    # whole words, and no line break: a span crosses none
    start, end = low + best.dest_start, low + best.dest_end
    while start > low and new[start - 1].isalnum() and new[start : start + 1].isalnum():
        start -= 1
    while end < len(new) and end > start and new[end - 1].isalnum() and new[end].isalnum():
        end += 1
    words = new[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
    if start >= end or any(sign in new[start:end] for sign in "\r\n"):
        return Carried(each, None, "missing")
    return Carried(each, _placed(each, new, start, end), "unsure")


def _placed(each: Annotation, new: str, start: int, end: int) -> Annotation:
    exact = quoted(new[start:end])
    value = each.value if normalize(exact) == normalize(each.exact) else None
    return replace(each, start=start, end=end, exact=exact, value=value)
