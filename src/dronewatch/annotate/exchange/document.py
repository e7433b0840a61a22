"""What travels between an annotation file and another tool's format."""

from __future__ import annotations

from dataclasses import dataclass

from dronewatch.annotate.model import Annotation


@dataclass(frozen=True, slots=True)
class Document:
    """An article's text with the spans that people marked (`spans`) and refused (`rejected`), both by start.

    `reviewed` are the sections that a person has read completely, `by` who did. Offsets are half-open, in code points
    of `text`. `id` is empty where a format does not say which article it is. A label may be one of the other tool's.
    `annotator` is who made this document of a text, as the tool names people; empty where it does not.
    """

    id: str
    text: str
    spans: tuple[Annotation, ...] = ()
    rejected: tuple[Annotation, ...] = ()
    reviewed: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    annotator: str = ""


def ordered(spans: list[Annotation]) -> tuple[Annotation, ...]:
    """`spans` by start, then longest first, each once."""
    return tuple(sorted(dict.fromkeys(spans), key=lambda span: (span.start, -span.end, span.label)))
