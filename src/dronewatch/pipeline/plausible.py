"""What a statistical model may call a name: its slips at the edges are cut off, what no name looks like is refused."""

from __future__ import annotations

import re

from dronewatch.view import normalize

# Function words that begin what follows a name, never end one; none is longer than `_LONGEST`.
_FUNCTION_WORDS = frozenset(
    [
        "a",
        "au",
        "aux",
        "avec",
        "dans",
        "de",
        "des",
        "du",
        "d'",
        "elle",
        "en",
        "et",
        "il",
        "l'",
        "la",
        "le",
        "les",
        "ou",
        "par",
        "pour",
        "qu'",
        "que",
        "qui",
        "sur",
        "un",
        "une",
        "à",
    ]
)
_LONGEST = max(map(len, _FUNCTION_WORDS))
_EDGE = " ,;:.-"
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
    # `M.` and initials keep their full stop, `Yahoo!` its mark.
    if not name.endswith("."):
        name = name[: _end(name)]
    return (start, start + len(name)) if any(char.isalpha() for char in name) else None


def _end(name: str) -> int:
    """Where `name` ends without the blanks, marks and function words behind it."""
    end = len(name)
    while end:
        if name[end - 1] in _EDGE:
            end -= 1
            continue
        floor = max(0, end - _LONGEST - 1)
        start = max(name.rfind(" ", floor, end), name.rfind("'", floor, end - 1)) + 1
        if start == 0 or name[start:end] not in _FUNCTION_WORDS:
            break
        end = start
    return end
