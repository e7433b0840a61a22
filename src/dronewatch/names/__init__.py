"""Names that French writes regularly, found on text alone, without spaCy: pure functions and word lists.

`find` proposes offices, ministries, bodies, firms, media, places and people by the words around them; `echo` finds
the names that are chosen in the end where they stand again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dronewatch.model import Span
from dronewatch.names import bodies, definitions, offices, people
from dronewatch.names.echo import find as echo
from dronewatch.names.rules import joined
from dronewatch.view import fold, normalize

__all__ = ["echo", "find"]

_WORD = re.compile(r"\w+")
_RULES = joined(offices.RULES, bodies.RULES)
# Labels that a word beside a name may contradict: `le groupe LR` is no company.
_WEAK = frozenset({"company named", "organization named", "media named", "company apposed"})

Found = tuple[int, int, str, str]


def find(text: str, known: Sequence[Span] = ()) -> list[Span]:
    """Names in `text` with offsets in code points, by start; they may overlap. `source` is `pattern:` and the rule.

    `known` are names found already (by a gazetteer): they decide the label where a rule would only guess it.
    """
    view, folded = normalize(text), fold(text)
    found = list(_triggered(view, folded))
    begun = {span.start: (span.start, span.end, span.label) for span in known}
    found = [one for one in found if one[3] not in _WEAK or begun.get(one[0], one[:3]) == one[:3]]
    labels = {(start, end): label for start, end, label, _ in found}
    labels |= {(span.start, span.end): span.label for span in known}
    found += definitions.find(view, labels)
    found += people.find(view, folded, {one[:3] for one in found} | set(begun.values()))
    return [
        Span(start, end, text[start:end], label, f"pattern:{rule}")
        for start, end, label, rule in sorted(found, key=lambda one: (one[0], -one[1], one[2], one[3]))
        if "\n" not in text[start:end] and "\r" not in text[start:end]
    ]


def _triggered(view: str, folded: str) -> Iterator[Found]:
    for word in _WORD.finditer(folded):
        rules = _RULES.get(word[0])
        if rules and not _joined_to_word_before(folded, word.start()):
            for rule in rules:
                found = rule(view, folded, word.start())
                if found:
                    yield found


def _joined_to_word_before(folded: str, start: int) -> bool:
    """Whether a hyphen ties the word to one that is part of it; `ex-ministre` is a minister's office all the same."""
    return start > 0 and folded[start - 1] == "-" and folded[max(0, start - 3) : start] != "ex-"
