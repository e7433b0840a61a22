"""Words as the pipeline cuts them, and the spans that fit them: for formats that know nothing but tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dronewatch.annotate.model import Annotation
from dronewatch.messages import tr

_SOLID = re.compile(r"\S+")
Bounds = tuple[int, int]


def tokens(text: str) -> list[Bounds]:
    """Bounds of the tokens of `text`, none of which holds a blank; the blanks between them belong to none."""
    from dronewatch.pipeline.tokenizer import split

    found, at = [], 0
    for word, space in zip(*split(text), strict=True):
        found += [(at + solid.start(), at + solid.end()) for solid in _SOLID.finditer(word)]
        at += len(word) + space
    return found


def tags(bounds: Sequence[Bounds], spans: Sequence[Annotation]) -> tuple[list[str], list[tuple[Annotation, str]]]:
    """IOB2 tags for tokens, and each of `spans` that they cannot say, with the reason.

    A span is said where it begins and ends with a token and shares none with a span before it (spans by start, longest
    first: the longest wins).
    """
    first = {start: number for number, (start, _) in enumerate(bounds)}
    last = {end: number for number, (_, end) in enumerate(bounds)}
    said = ["O"] * len(bounds)
    refused = []
    for span in spans:
        low, high = first.get(span.start), last.get(span.end)
        if low is None or high is None:
            refused.append((span, tr("does not begin and end with a token")))
        elif any(tag != "O" for tag in said[low : high + 1]):
            refused.append((span, tr("overlaps another")))
        else:
            said[low : high + 1] = [f"B-{span.label}"] + [f"I-{span.label}"] * (high - low)
    return said, refused


def spans(bounds: Sequence[Bounds], said: Sequence[str]) -> list[tuple[int, int, str]]:
    """Start, end and label of what IOB2 tags say; an `I-` that continues nothing begins (as in IOB1)."""
    found: list[tuple[int, int, str]] = []
    opened = ""
    for (start, end), tag in zip(bounds, said, strict=True):
        prefix, _, label = tag.partition("-")
        if prefix == "I" and label == opened:
            found[-1] = (found[-1][0], end, label)
        elif prefix in ("B", "I"):
            found.append((start, end, label))
        opened = label if prefix in ("B", "I") else ""
    return found
