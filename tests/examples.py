"""Inline-annotated sentences: `pour <MONEY amount=3500000>3,5 M€</MONEY>` becomes a text and the spans it expects.

Attributes are fields of `model.Value`; a value with blanks stands in double quotes. Fields that are not named are not
compared. Marked spans may nest (NUMBER inside MONEY).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TAG = re.compile(r"<(?P<close>/)?(?P<label>[A-Z_]+)(?P<attributes>(?:\s+\w+=(?:\"[^\"]*\"|[^\s>]+))*)>")
_ATTRIBUTE = re.compile(r"(\w+)=(?:\"([^\"]*)\"|([^\s>]+))")


@dataclass(frozen=True)
class Expected:
    """A span that an example marks; offsets are half-open in code points of the text without marks."""

    start: int
    end: int
    label: str
    value: dict[str, str]


def parse(marked: str) -> tuple[str, list[Expected]]:
    """Split an annotated sentence into its plain text and its spans, by start. ValueError where marks do not pair."""
    text, spans, opened, at = "", [], [], 0
    for tag in _TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        if not tag["close"]:
            value = {name: quoted or bare for name, quoted, bare in _ATTRIBUTE.findall(tag["attributes"])}
            opened.append((len(text), tag["label"], value))
            continue
        if not opened or opened[-1][1] != tag["label"]:
            raise ValueError(f"</{tag['label']}> closes nothing in {marked!r}")
        start, label, value = opened.pop()
        spans.append(Expected(start, len(text), label, value))
    if opened:
        raise ValueError(f"<{opened[-1][1]}> is not closed in {marked!r}")
    return text + marked[at:], sorted(spans, key=lambda span: (span.start, -span.end))
