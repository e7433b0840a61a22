"""The one rule of precedence between sources: the longest span wins, then the order of `SOURCES`."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence

from dronewatch.model import NAME_LABELS, Span

SOURCES = ("user", "gazetteer", "patterns", "numbers", "model", "echo")

# Labels whose names have an end that rules know better than a model.
_WITH_PORTFOLIO = ("MINISTRY", "ROLE")


def decided(candidates: Mapping[str, Iterable[Span]], model: Iterable[Span]) -> dict[str, Iterable[Span]]:
    """Candidates where a model has read what lists and patterns propose: its names, numbers, and the user's own lists.

    A name that a list or pattern proposed with the same bounds and label keeps its source and canonical name. What
    lies in a phrase that a list says to ignore is no name, nor what ends inside one (`parquet de Danse avec les
    stars`). A listed name and a person's whom a pattern sees right after it are two. Where the model ends a ministry
    or an office before the list or pattern that begins with it does, the longer one is meant. Listed media that are
    joined (`RTL-Le Figaro-LCI`, `BFMTV/RMC`) stand: tokens, which the model reads, do not part them.
    """
    joined = _joined(candidates.get("gazetteer", ()))
    closed = [(span.start, span.end) for span in joined]
    ignored = sorted((span.start, span.end) for span in candidates.get("ignored", ()))
    said = {
        (span.start, span.end, span.label): span
        for source in ("patterns", "gazetteer")
        for span in candidates.get(source, ())
    }
    longer: dict[tuple[int, str], Span] = {}
    for span in sorted(said.values(), key=lambda span: span.end):
        if span.label in _WITH_PORTFOLIO:
            longer[span.start, span.label] = span
    heads = {(start, end): span for (start, end, _), span in said.items()}
    people = {span.end: span for span in candidates.get("patterns", ()) if span.label == "PERSON"}
    return {
        "user": candidates.get("user", ()),
        "gazetteer": joined,
        "numbers": candidates.get("numbers", ()),
        "model": [
            part
            for span in model
            if not _cuts(ignored, span) and _is_free(closed, span.start, span.end)
            for part in _parted(_whole(said.get((span.start, span.end, span.label), span), longer), heads, people)
        ],
    }


def _joined(listed: Iterable[Span]) -> list[Span]:
    """The media among `listed` that stand one character from each other, by start."""
    media = sorted((span for span in listed if span.label == "MEDIA"), key=order)
    starts, ends = {span.start for span in media}, {span.end for span in media}
    return [span for span in media if span.start - 1 in ends or span.end + 1 in starts]


def _whole(span: Span, longer: Mapping[tuple[int, str], Span]) -> Span:
    """The name of a list or pattern that begins with one that only the model saw."""
    other = longer.get((span.start, span.label))
    return other if other and span.source == "model" and other.end > span.end else span


def _parted(span: Span, heads: Mapping[tuple[int, int], Span], people: Mapping[int, Span]) -> tuple[Span, ...]:
    """A name that only the model saw as the two of which it is made, if so: a list's and a person's after it."""
    person = people.get(span.end)
    head = heads.get((span.start, person.start - 1)) if person and span.source == "model" else None
    return (head, person) if head and person else (span,)


def _cuts(phrases: list[tuple[int, int]], span: Span) -> bool:
    """Whether `span` lies in one of `phrases` (sorted, without overlap) or ends in the middle of it."""
    at = bisect_left(phrases, span.end, key=lambda phrase: phrase[0])
    if at == 0:
        return False
    start, end = phrases[at - 1]
    return span.end <= end and (span.start >= start or span.end < end)


def again(candidates: Mapping[str, Iterable[Span]], chosen: Iterable[Span]) -> list[Span]:
    """Names of lists and patterns, but in ignored phrases, that `chosen` has elsewhere in the article as well."""
    ignored = sorted((span.start, span.end) for span in candidates.get("ignored", ()))
    named = {(span.text, span.label) for span in chosen if span.label in NAME_LABELS}
    return [
        span
        for source in ("gazetteer", "patterns")
        for span in candidates.get(source, ())
        if (span.text, span.label) in named and not _cuts(ignored, span)
    ]


def choose(candidates: Mapping[str, Iterable[Span]]) -> list[Span]:
    """The spans that win among `candidates` by source, without overlap, by start. NUMBER spans do not compete."""
    ranked = sorted(
        (span.start - span.end, rank, span.start, span.label, place, span)
        for rank, source in enumerate(SOURCES)
        for place, span in enumerate(candidates.get(source, ()))
    )
    chosen: list[Span] = []
    taken: list[tuple[int, int]] = []
    free: list[Span] = []
    for *_, span in ranked:
        if span.label == "NUMBER":
            free.append(span)
        elif _is_free(taken, span.start, span.end):
            insort(taken, (span.start, span.end))
            chosen.append(span)
    return sorted(chosen + free, key=order)


def add(chosen: Sequence[Span], more: Iterable[Span]) -> list[Span]:
    """`chosen` and those of `more` that overlap none of it."""
    taken = sorted((span.start, span.end) for span in chosen if span.label != "NUMBER")
    added = list(chosen)
    for span in more:
        if _is_free(taken, span.start, span.end):
            insort(taken, (span.start, span.end))
            added.append(span)
    return sorted(added, key=order)


def order(span: Span) -> tuple[int, int, str]:
    """By start, then longest first."""
    return span.start, -span.end, span.label


def _is_free(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether nothing in `taken` (sorted, without overlap) covers any of `start:end`."""
    at = bisect_left(taken, (start, end))
    return (at == len(taken) or taken[at][0] >= end) and (at == 0 or taken[at - 1][1] <= start)
