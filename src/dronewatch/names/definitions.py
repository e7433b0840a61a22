"""Long names that the article itself shortens, `Observatoire régional des rivières (ORR)`: the bracket ends them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dronewatch.names import lexicon
from dronewatch.names.acronyms import fits, initials_of_folded
from dronewatch.view import fold

_BRACKET = re.compile(r" \((?P<short>[A-ZÀ-Ý][\w&.-]{1,11})\)")
_STOP = re.compile(r"[.;:!?()\[\]«»“”\"\n]")
_WORD = re.compile(r"[^\W\d_][\w-]*")
_WINDOW = 140
LABELS = {word: label for label, words in lexicon.DEFINED_HEADS.items() for word in words.split("|")}

_LABELLED = frozenset((*LABELS.values(), "MEDIA", "MINISTRY", "COMPANY"))

Found = tuple[int, int, str, str]


def find(text: str, folded: str, known: Mapping[tuple[int, int], str]) -> Iterator[Found]:
    """Long names and their acronyms, with one label for both; `known` are labels of spans found already."""
    for bracket in _BRACKET.finditer(text):
        end, short = bracket.start(), bracket["short"]
        if short in lexicon.COMMON_ACRONYMS:
            continue
        start = _start(text, folded, end, short)
        if start is None:
            continue
        place = bracket.span("short")
        label = known.get((start, end)) or known.get(place) or LABELS.get(_head(folded, start), "")
        if label in _LABELLED:
            yield start, end, label, "defined name"
            yield *place, label, "defined acronym"


def _start(text: str, folded: str, end: int, short: str) -> int | None:
    """Where the long name begins that `short` after `end` stands for."""
    left = max(0, end - _WINDOW)
    for stop in _STOP.finditer(text, left, end):
        left = stop.end()
    letters = fold(short)
    begins = [word.start() for word in _WORD.finditer(folded, left, end) if word[0][0] == letters[0]]
    exact = [at for at in begins if initials_of_folded(folded[at:end]) == letters]
    if exact:
        return exact[-1]
    known = [at for at in begins if _head(folded, at) in LABELS]
    fitting = [at for at in known if fits(short, text[at:end])]
    return fitting[-1] if fitting else None


def _head(folded: str, at: int) -> str:
    """The word that begins at `at`."""
    word = _WORD.match(folded, at)
    return word[0] if word else ""
