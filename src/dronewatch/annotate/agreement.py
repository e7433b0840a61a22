"""How far two people who annotated the same articles agree: pairwise F1 and Cohen's kappa, and where they do not.

Cohen (1960), *A coefficient of agreement for nominal scales*: kappa = (p_o - p_e) / (1 - p_e), here over tokens, each
with the label of the span that it lies in, or none. Most tokens have none in both readings, and kappa counts them; F1
does not (Hripcsak and Rothschild 2005).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dronewatch.annotate.evaluate import Difference, Mark, Scored, Tally, differences, tally
from dronewatch.annotate.model import Annotation, AnnotationFile
from dronewatch.model import Article, Section

_TOKEN = re.compile(r"\w+|[^\w\s]")
NONE = "O"


@dataclass(frozen=True)
class Agreement:
    """What two people agree on: over `documents` articles and `tokens` tokens, in the sections that both have read.

    `labels` are tallies (one person as gold, the other as prediction: F1 is the same both ways), `kappa` is None where
    there is nothing to agree on: no tokens, or only one label in both.
    """

    documents: int
    tokens: int
    total: Tally
    labels: dict[str, Tally]
    kappa: Fraction | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Both:
    """One article that two people have annotated, with its sections."""

    article: Article
    sections: Sequence[Section]
    one: AnnotationFile
    other: AnnotationFile


def agree(pairs: Iterable[Both]) -> Agreement:
    """The agreement over all of `pairs`."""
    documents = 0
    total = Tally()
    labels: dict[str, Tally] = {}
    seen: Counter[tuple[str, str]] = Counter()
    listed: list[Difference] = []
    for both in pairs:
        documents += 1
        parts = read_by_both(both)
        one, other = marks(both.one.spans, parts), marks(both.other.spans, parts)
        total += tally(one, other)
        for label in sorted({mark.label for mark in (*one, *other)}):
            mine, theirs = ([mark for mark in side if mark.label == label] for side in (one, other))
            labels[label] = labels.get(label, Tally()) + tally(mine, theirs)
        listed += differences(Scored(both.article.id, one, other))
        seen.update(zip(*(token_labels(both.article.text, side, parts) for side in (one, other)), strict=True))
    return Agreement(documents, seen.total(), total, dict(sorted(labels.items())), kappa(seen), tuple(listed))


def read_by_both(both: Both) -> list[Section]:
    """The sections that both people have read completely; titles and bodies where neither says what was read."""
    kinds = set(both.one.reviewed) & set(both.other.reviewed)
    if not both.one.reviewed and not both.other.reviewed:
        kinds = {"title", "body"}
    return [section for section in both.sections if section.kind in kinds]


def marks(spans: Iterable[Annotation], parts: Collection[Section]) -> tuple[Mark, ...]:
    """Annotations that begin in one of `parts`, as spans to be compared; NUMBER, which may lie in others, left out."""
    found = []
    for span in spans:
        kind = next((part.kind for part in parts if part.start <= span.start < part.end), None)
        if kind is not None and span.label != "NUMBER":
            found.append(Mark(span.start, span.end, span.label, kind, span.value))
    return tuple(found)


def token_labels(text: str, spans: Sequence[Mark], parts: Iterable[Section]) -> list[str]:
    """For each token of `parts` the label of the span that it lies in or touches, else `O`."""
    ordered = sorted(spans, key=lambda span: (span.start, -span.end))
    labels = []
    at = 0
    for part in parts:
        for token in _TOKEN.finditer(text, part.start, part.end):
            while at < len(ordered) and ordered[at].end <= token.start():
                at += 1
            inside = at < len(ordered) and ordered[at].start < token.end()
            labels.append(ordered[at].label if inside else NONE)
    return labels


def kappa(pairs: Counter[tuple[str, str]]) -> Fraction | None:
    """Cohen's kappa of how often (one's label, the other's) occurs; None where chance alone would agree always."""
    count = pairs.total()
    if not count:
        return None
    one: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for (mine, theirs), times in pairs.items():
        one[mine] += times
        other[theirs] += times
    observed = Fraction(sum(times for (mine, theirs), times in pairs.items() if mine == theirs), count)
    chance = Fraction(sum(times * other[label] for label, times in one.items()), count * count)
    return None if chance == 1 else (observed - chance) / (1 - chance)
