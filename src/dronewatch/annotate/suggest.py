"""What the pipeline would mark and nobody has decided: computed when asked for, never stored as if decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from dronewatch.annotate import files
from dronewatch.annotate.model import Annotation, AnnotationFile
from dronewatch.model import DEFAULT_SECTIONS, Span

_COMMENT = "# Suggested, not decided: move a line below spans (without []) to accept it, below rejected to refuse it.\n"


def annotation(span: Span) -> Annotation:
    """What a person who accepts `span` would write."""
    return Annotation(span.start, span.end, span.label, files.quoted(span.text), span.value)


def undecided(
    spans: Iterable[Span], gold: AnnotationFile, sections: Collection[str] = DEFAULT_SECTIONS
) -> list[Annotation]:
    """The predicted `spans` in `sections` about which `gold` says nothing, by place.

    Decided is what was refused with these bounds and label, and what an accepted span overlaps: there a person has
    marked something, this or another. NUMBER, which lies in other spans, is not suggested.
    """
    refused = {(each.start, each.end, each.label) for each in gold.rejected}
    accepted = [(each.start, each.end) for each in gold.spans if each.label != "NUMBER"]
    found = []
    for span in spans:
        if span.section not in sections or span.label == "NUMBER" or (span.start, span.end, span.label) in refused:
            continue
        if not any(start < span.end and span.start < end for start, end in accepted):
            found.append(annotation(span))
    return sorted(found, key=lambda each: (each.start, each.end))


def commented(gold: AnnotationFile, suggestions: Collection[Annotation]) -> str:
    """The text of an annotation file with suggestions as comments, each line as it would be written if accepted."""
    text = files.dumps(gold)
    if not suggestions:
        return text
    listed = files.dumps(AnnotationFile("", gold.article, gold.sha256, spans=tuple(suggestions)))
    lines = [line for line in listed.split("\n") if line.startswith("  - ")]
    return text + _COMMENT + "".join(f"#{line}\n" for line in lines)
