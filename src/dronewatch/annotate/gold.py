"""Gold and predictions laid side by side: only where a person has read, and only in the sections that are asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence

from dronewatch.annotate.evaluate import Mark, Scored
from dronewatch.annotate.model import AnnotationFile
from dronewatch.annotate.values import to_plain
from dronewatch.model import Section


def section_at(sections: Sequence[Section], start: int) -> str:
    """The kind of the section in which `start` lies; `body` where there is none."""
    at = bisect_right([each.start for each in sections], start) - 1
    return sections[at].kind if at >= 0 and start < sections[at].end else "body"


def side_by_side(
    annotation: AnnotationFile, sections: Sequence[Section], predicted: Iterable[Mark], wanted: Collection[str]
) -> Scored:
    """One document, without spans outside of reviewed and `wanted` sections: nobody has said whether they are right."""
    kinds = set(wanted) & set(annotation.reviewed)
    gold = (
        Mark(each.start, each.end, each.label, section_at(sections, each.start), each.value)
        for each in annotation.spans
    )
    others = (
        Mark(each.start, each.end, each.label, section_at(sections, each.start), each.value, each.source)
        for each in predicted
    )
    return Scored(
        annotation.article,
        tuple(mark for mark in gold if mark.section in kinds),
        tuple(mark for mark in others if mark.section in kinds),
    )


def identity(annotation: AnnotationFile) -> tuple[str, ...]:
    """What changes when the gold of an article does, for `coverage.fingerprint`."""
    spans = sorted(
        (each.start, each.end, each.label, sorted((to_plain(each.label, each.value) or {}).items()))
        for each in annotation.spans
    )
    return annotation.article, annotation.sha256, ",".join(sorted(annotation.reviewed)), repr(spans)
