"""The same name elsewhere in the article: a surname after the full name, a firm named again without its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dronewatch.model import NAME_LABELS, Span
from dronewatch.names.shapes import UPPER

_REPEATED = frozenset(NAME_LABELS) - {"ROLE", "MINISTRY"}
_FULL = re.compile(rf"[{UPPER}][\w'’-]+(?: [{UPPER}]\.)* (?P<surname>\S.*)")
_CAPITAL_AFTER = re.compile(rf"[ \u00a0-][{UPPER}]")
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
            for start in _places(text, form):
                end = start + len(form)
                if not any(covered[start:end]):
                    covered[start:end] = b"\1" * len(form)
                    found.append(
                        replace(forms[form], start=start, end=end, text=form, source=f"repeated:{forms[form].source}")
                    )
    return found


def _forms(span: Span) -> Iterator[str]:
    """The name and, of a person's full name, the surname."""
    if any(char.isupper() for char in span.text) and len(span.text) >= _MIN:
        yield span.text
    full = _FULL.fullmatch(span.text) if span.label == "PERSON" else None
    if full and len(full["surname"]) >= _MIN:
        yield full["surname"]


def _places(text: str, form: str) -> Iterator[int]:
    """Where `form` stands as words of its own and not inside a longer capitalised name."""
    at = text.find(form)
    while at != -1:
        end = at + len(form)
        before, after = text[at - 1 : at], text[end : end + 1]
        if not (before.isalnum() or before in ("-", "_", "@", "#", ".")) and not after.isalnum() and after != "_":
            if not _CAPITAL_AFTER.match(text, end):
                yield at
        at = text.find(form, end)
