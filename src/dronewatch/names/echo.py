"""The same name elsewhere in the article: a surname after the full name, a firm named again without its kind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dronewatch.model import NAME_LABELS, Span
from dronewatch.names import lexicon
from dronewatch.names.shapes import UPPER
from dronewatch.view import normalize

_REPEATED = frozenset(NAME_LABELS) - {"ROLE", "MINISTRY"}
_FULL = re.compile(rf"[{UPPER}][\w'-]+(?: [{UPPER}]\.){{0,9}} (?P<surname>\S.*)")
_CAPITAL = re.compile(rf"[{UPPER}]\w*")
_CAPITAL_AFTER = re.compile(rf"[ -][{UPPER}]")
_CAPITAL_BEFORE = re.compile(rf"(?P<word>[{UPPER}][\w'-]{{0,30}}) $")
_STARTS = frozenset(lexicon.SENTENCE_STARTS.split("|"))
_MIN = 3

Forms = Callable[[str, str], Iterator[str]]  # of a name and its label


def find(text: str, spans: Sequence[Span]) -> list[Span]:
    """Places in `text` where a name of `spans` stands again, and where a surname stands without its first name.

    `spans` are those chosen so far; what overlaps them is left out. A name with two labels is not repeated.
    """
    return _found(text, spans, spans, _forms)


def whole(text: str, spans: Sequence[Span]) -> list[Span]:
    """As `find`, for names of several words that only a model saw (source `model`), as they are written."""
    return _found(text, spans, [span for span in spans if span.source == "model"], _several_words)


def _found(text: str, chosen: Sequence[Span], spans: Sequence[Span], forms_of: Forms) -> list[Span]:
    """Where the forms of the names of `spans` stand and nothing of `chosen` does."""
    view = normalize(text)
    named: dict[tuple[str, str], Span] = {}
    covered = bytearray(len(text))
    for span in chosen:
        if span.label != "NUMBER":
            covered[span.start : span.end] = b"\1" * (span.end - span.start)
    for span in spans:
        if span.label in _REPEATED:
            named.setdefault((view[span.start : span.end], span.label), span)
    forms: dict[str, Span] = {}
    labels: dict[str, set[str]] = defaultdict(set)
    for (name, label), span in named.items():
        for form in forms_of(name, label):
            forms.setdefault(form, span)
            labels[form].add(label)
    found: list[Span] = []
    for start, form in _places(view, [form for form in forms if len(labels[form]) == 1], covered):
        end = start + len(form)
        if not any(covered[start:end]) and _stands_alone(view, start, end, covered):
            covered[start:end] = b"\1" * len(form)
            source = f"repeated:{forms[form].source}"
            found.append(replace(forms[form], start=start, end=end, text=text[start:end], source=source))
    return found


def _forms(name: str, label: str) -> Iterator[str]:
    """The name and, of a person's full name, the surname. Only what begins with a capital is looked for."""
    if len(name) < _MIN or not _CAPITAL.match(name):
        return
    if label != "PERSON":
        yield name
        return
    # `M. X` alone does not make every X a person: firms are named after people.
    full = _FULL.fullmatch(name)
    if full:
        yield name
        if len(full["surname"]) >= _MIN and _CAPITAL.match(full["surname"]):
            yield full["surname"]


def _several_words(name: str, label: str) -> Iterator[str]:
    """The name, if it is more than one word and begins with a capital."""
    if " " in name and _CAPITAL.match(name):
        yield name


def _places(view: str, forms: Sequence[str], covered: bytearray) -> list[tuple[int, str]]:
    """Where `forms` begin but nothing is covered yet, the longest first: one pass over the capitalised words."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        by_word[_CAPITAL.match(form)[0]].append(form)  # type: ignore[index]
    if not by_word:
        return []
    places = [
        (word.start(), form)
        for word in _CAPITAL.finditer(view)
        if word[0] in by_word and not covered[word.start()]
        for form in by_word[word[0]]
        if view.startswith(form, word.start())
    ]
    return sorted(places, key=lambda place: (-len(place[1]), place))


def _stands_alone(view: str, start: int, end: int, covered: bytearray) -> bool:
    """Whether a name is words of its own and not part of a longer capitalised name."""
    before, after = view[start - 1 : start], view[end : end + 1]
    if before.isalnum() or before in ("-", "_", "@", "#", ".") or after.isalnum() or after == "_":
        return False
    if _CAPITAL_AFTER.match(view, end):
        return False
    capital = _CAPITAL_BEFORE.search(view, max(0, start - 30), start)
    # Another name or the first word of a sentence may stand before it.
    return capital is None or covered[start - 2] == 1 or capital["word"].lower() in _STARTS
