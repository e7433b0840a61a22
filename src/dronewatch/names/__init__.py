"""Names that French writes regularly, found on text alone, without spaCy: pure functions and word lists.

`find` proposes offices, ministries, bodies, firms, media, places and people by the words around them; `echo` finds
the names that are chosen in the end where they stand again, `echo_whole` those that only a model saw.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dronewatch.model import Span
from dronewatch.names import bodies, definitions, offices, people
from dronewatch.names.echo import find as echo
from dronewatch.names.echo import whole as echo_whole
from dronewatch.names.rules import joined
from dronewatch.view import fold, normalize, words

__all__ = ["echo", "echo_whole", "find"]

_RULES = joined(offices.RULES, bodies.RULES, people.RULES)
_TRIGGERS = frozenset(_RULES)
_SHORT = {
    word: re.compile(rf"{word}(?<!\w{'.' * len(word)})(?!\w)", re.DOTALL) for word in sorted(_RULES) if len(word) < 5
}
# Labels that a word beside a name may contradict: `le groupe LR` is no company.
_WEAK = frozenset({"company named", "organization named", "media named", "company apposed"})

Found = tuple[int, int, str, str]


def find(text: str, known: Sequence[Span] = ()) -> list[Span]:
    """Names in `text` with offsets in code points, by start; they may overlap. `source` is `pattern:` and the rule.

    `known` are names found already (by a gazetteer): they decide the label where a rule would only guess it.
    """
    return with_people(text, by_words(text, known), known)


def by_words(text: str, known: Sequence[Span] = ()) -> list[Found]:
    """What `find` finds but for the people whom no word announces, as start, end, label and rule."""
    view, folded = normalize(text), fold(text)
    found = sorted(_triggered(text, view, folded))
    begun = {span.start: (span.start, span.end, span.label) for span in known}
    found = [one for one in found if one[3] not in _WEAK or begun.get(one[0], one[:3]) == one[:3]]
    labels = {(start, end): label for start, end, label, _ in found}
    labels |= {(span.start, span.end): span.label for span in known}
    return [*found, *definitions.find(view, folded, labels)]


def with_people(text: str, found: Sequence[Found], known: Sequence[Span] = ()) -> list[Span]:
    """What `by_words` has found in `text` and the people in it, as spans."""
    taken = {one[:3] for one in found} | {(span.start, span.end, span.label) for span in known}
    found = [*found, *people.find(normalize(text), fold(text), taken)]
    return [
        Span(start, end, text[start:end], label, f"pattern:{rule}")
        for start, end, label, rule in sorted(found, key=lambda one: (one[0], -one[1], one[2], one[3]))
        if "\n" not in text[start:end] and "\r" not in text[start:end]
    ]


def _triggered(text: str, view: str, folded: str) -> Iterator[Found]:
    """What the rules find whose words stand in the text."""
    for word in _TRIGGERS & words(text):
        for at in _places(folded, word):
            if not _part_of_word(folded, at):
                for rule in _RULES[word]:
                    found = rule(view, folded, at)
                    if found:
                        yield found


def _places(folded: str, word: str) -> Iterator[int]:
    """Where `word` stands whole: short ones, parts of many words, by a pattern, the others by plain search."""
    short = _SHORT.get(word)
    if short:
        for match in short.finditer(folded):
            yield match.start()
        return
    at = folded.find(word)
    while at != -1:
        end = at + len(word)
        if not (folded[at - 1 : at].isalnum() or folded[end : end + 1].isalnum()):
            yield at
        at = folded.find(word, end)


def _part_of_word(folded: str, start: int) -> bool:
    """Whether a hyphen ties the word to one that is part of it; `ex-ministre` is a minister's office all the same."""
    return start > 0 and folded[start - 1] == "-" and folded[max(0, start - 3) : start] != "ex-"
