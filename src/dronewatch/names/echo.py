"""The same name elsewhere in the article: a surname after the full name, a firm named again without its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dronewatch.model import NAME_LABELS, Span
from dronewatch.names import lexicon
from dronewatch.names.shapes import UPPER

_REPEATED = frozenset(NAME_LABELS) - {"ROLE", "MINISTRY"}
_FULL = re.compile(rf"[{UPPER}][\w'’-]+(?: [{UPPER}]\.)* (?P<surname>\S.*)")
_CAPITAL_AFTER = re.compile(rf"[ \u00a0-][{UPPER}]")
_BEFORE = re.compile(rf"(?P<word>[{UPPER}][\w'’-]*)[ \u00a0]$")
_STARTS = frozenset(lexicon.SENTENCE_STARTS.split("|"))
_MIN = 3


def find(text: str, spans: Sequence[Span]) -> list[Span]:
    """Places in `text` where a name of `spans` stands again, and where a surname stands without its first name.

    `spans` are those chosen so far; what overlaps them is left out. A name with two labels is not repeated.
    """
    forms: dict[str, Span] = {}
    labels: dict[str, set[str]] = {}
    for span in spans:
        if span.label in _REPEATED:
            for form in _forms(span):
                forms.setdefault(form, span)
                labels.setdefault(form, set()).add(span.label)
    covered = bytearray(len(text))
    for span in spans:
        if span.label != "NUMBER":
            covered[span.start : span.end] = b"\1" * (span.end - span.start)
    found: list[Span] = []
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        if len(labels[form]) == 1:
            for start in _places(text, form, covered):
                end = start + len(form)
                if not any(covered[start:end]):
                    covered[start:end] = b"\1" * len(form)
                    found.append(
                        replace(forms[form], start=start, end=end, text=form, source=f"repeated:{forms[form].source}")
                    )
    return found


def _forms(span: Span) -> Iterator[str]:
    """The name and, of a person's full name, the surname."""
    # `M. X` alone does not make every X a person: firms are named after people.
    named = span.label != "PERSON" or " " in span.text
    if named and any(char.isupper() for char in span.text) and len(span.text) >= _MIN:
        yield span.text
    full = _FULL.fullmatch(span.text) if span.label == "PERSON" else None
    if full and len(full["surname"]) >= _MIN:
        yield full["surname"]


def _places(text: str, form: str, covered: bytearray) -> Iterator[int]:
    """Where `form` stands as words of its own and not inside a longer capitalised name."""
    at = text.find(form)
    while at != -1:
        end = at + len(form)
        before, after = text[at - 1 : at], text[end : end + 1]
        whole = not (before.isalnum() or before in ("-", "_", "@", "#", ".") or after.isalnum() or after == "_")
        alone = covered[at - 2 : at - 1] == b"\1" or not _capital_before(text, at)
        if whole and alone and not _CAPITAL_AFTER.match(text, end):
            yield at
        at = text.find(form, end)


def _capital_before(text: str, at: int) -> bool:
    """Whether another capitalised word stands right before, not just the first word of a sentence."""
    before = _BEFORE.search(text, max(0, at - 30), at)
    return before is not None and before["word"].lower() not in _STARTS
