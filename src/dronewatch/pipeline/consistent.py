"""One name, one label in an article: what the model calls otherwise here and there is called as it is elsewhere.

Of 1,600 names that come again in an annotated article, nine have two labels (a club and its town, a shop and its
founder). What lists and patterns say of such a place stays; the model's own readings follow them, then the majority.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dronewatch.model import NAME_LABELS, Span
from dronewatch.view import normalize

# Offices and ministries are told by their words.
_LABELS = frozenset(NAME_LABELS) - {"ROLE", "MINISTRY"}


def consistent(spans: Sequence[Span]) -> list[Span]:
    """`spans` in which names that only a model saw (source `model`) have the label of the same name elsewhere.

    That is the one label that lists or patterns give the name, else the one that most of its places have; the first
    name and the surname of a person whom the article names in full are a person. Where labels are level, each stays.
    """
    said: dict[str, Counter[str]] = defaultdict(Counter)
    known: dict[str, set[str]] = defaultdict(set)
    parts: set[str] = set()
    for span in spans:
        if span.label in _LABELS:
            name = normalize(span.text)
            said[name][span.label] += 1
            if span.source != "model":
                known[name].add(span.label)
            if span.label == "PERSON" and " " in name:
                parts.update((name.split(" ", 1)[0], name.rsplit(" ", 1)[1]))
    if all(len(labels) == 1 for labels in said.values()) and parts.isdisjoint(said):
        return list(spans)

    def label(span: Span) -> str:
        name = normalize(span.text)
        if len(known[name]) == 1:
            return min(known[name])
        if not known[name] and name in parts:
            return "PERSON"
        (most, times), *others = said[name].most_common()
        return most if not others or times > others[0][1] else span.label

    return [
        replace(span, label=label(span)) if span.source == "model" and span.label in _LABELS else span for span in spans
    ]
