"""What people said about an article: the spans they marked, those they refused, and what they have read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dronewatch.model import Value

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Annotation:
    """A passage that a person has marked, or refused: half-open offsets in code points of the article's text.

    `exact` is the text's own words there (`files.quoted`), by which a wrong offset is noticed. `value` is None for
    names, and where the words fix none (`mardi`). `line` is the 1-based line of the file; two annotations that differ
    in it alone are equal.
    """

    start: int
    end: int
    label: str
    exact: str
    value: Value | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class AnnotationFile:
    """One annotation file. It speaks of the text whose `sha256` it names (`Article.sha256`), of no other.

    `reviewed` holds the kinds of section (`model.SECTIONS`) that a person has read completely, `by` who that was.
    `spans` and `rejected` are in the order of the file. `lines` has the 1-based line of each key, to name in messages.
    """

    path: str = field(compare=False)
    article: str
    sha256: str
    schema: int = SCHEMA
    reviewed: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    spans: tuple[Annotation, ...] = ()
    rejected: tuple[Annotation, ...] = ()
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}), compare=False)
