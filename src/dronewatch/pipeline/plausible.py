"""What a statistical model may call a name: its slips at the edges are cut off, what no name looks like is refused."""

from __future__ import annotations

import re

from dronewatch.view import normalize

# Function words that begin what follows a name, never end one.
_FUNCTION_WORDS = "a|au|aux|avec|dans|de|des|du|d'|elle|en|et|il|l'|la|le|les|ou|par|pour|qu'|que|qui|sur|un|une|à"
_TAIL = re.compile(rf"(?:[\s,;:.\-]+|(?<=[\s'])(?:{_FUNCTION_WORDS}))+$")
_BREAK = re.compile(r"\s[-–—]\s|[\r\n]")
_STRANGE = re.compile(r"https?:|www\.|[\[\]{}<>|@#=]")


def bounds(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The part of `text[start:end]` that can be a name (half-open, code points), None where nothing can."""
    name = normalize(text[start:end])
    if _STRANGE.search(name):
        return None
    cut = _BREAK.search(name)
    if cut:
        name = name[: cut.start()]
    tail = _TAIL.search(name)
    # `M.` and initials keep their full stop, `Yahoo!` its mark.
    if tail and not name.endswith("."):
        name = name[: tail.start()]
    return (start, start + len(name)) if any(char.isalpha() for char in name) else None
