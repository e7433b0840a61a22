"""What a statistical model may call a name: its slips at the edges are cut off, what no name looks like is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dronewatch.first_names_data import FIRST_NAMES
from dronewatch.model import Span
from dronewatch.names.shapes import is_nationality
from dronewatch.view import fold, normalize

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
# Labels whose names have a capital unless a list or pattern knows better; offices may have none.
_PROPER = ("PERSON", "LOCATION", "COMPANY", "ORGANIZATION", "PUBLIC_BODY")
_EDGE = " ,;:.-"
_BREAK = re.compile(r"\s[-–—]\s|[\r\n;]")
# Words that go on with a sentence after a name; none stands inside one.
_CLAUSE = re.compile(
    r"\s(?:qui|que|dont|ont|sont|avait|avaient|était|étaient|met|mettent|située?s?|[a-zé]{3,20}er(?:a|ont))\s"
)
# `Abonnez-vous` is a verb.
_CLITIC = re.compile(r"-(?:vous|nous|moi|toi|les?|la|lui|leur|en|y|tu|ils?|elles?|on|je|ce)(?!\w)")
_BEGINS = re.compile(r"(?:^|[.!?:\n\r«“\"–-]\s{0,3})$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PLURAL = re.compile(r"(?<!\w)(?:[Ll]es|[Dd]es|[Aa]ux)\s$")
# What is called by a name that is then nobody's: `la tempête Adrian`, `la loi Schiappa`, `la maladie de Sanfilippo`.
_THING_BEFORE = re.compile(
    r"(?<!\w)(?:(?:tempêtes?|ouragans?|cyclones?|typhons?|opérations?|lois?|prix|plans?)\s|(?:maladie|syndrome)\sd(?:e\s|['’]))$",
    re.IGNORECASE,
)
_THING_REACH = 14
_STRANGE = re.compile(r"https?:|www\.|[\[\]{}<>|@#=]")


def bounds(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The part of `text[start:end]` that can be a name (half-open, code points), None where nothing can."""
    name = normalize(text[start:end])
    if _STRANGE.search(name) or _CLITIC.match(text, end):
        return None
    for pattern in (_BREAK, _CLAUSE):
        cut = pattern.search(name)
        if cut:
            name = name[: cut.start()]
    # `M.` and initials keep their full stop, `Yahoo!` its mark.
    if not name.endswith("."):
        name = name[: _end(name)]
    return (start, start + len(name)) if any(char.isalpha() for char in name) else None


def sifted(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """`spans` of a model without words of the language that it takes for names; a band of the plural is no person.

    What a list or a pattern says as well (its source is not `model`) stays as it is.
    """
    spans = list(spans)
    several = {span for span in spans if _PLURAL.search(text, max(0, span.start - 4), span.start)}
    small = _small_words(text) if any(span.source == "model" for span in spans) else frozenset()
    surnames = {span.text.split()[-1] for span in spans if span.label == "PERSON" and span not in several}
    for span in spans:
        if span.source != "model":
            yield span
        elif not _is_word(text, span, small) and not _is_thing(text, span):
            band = span.label == "PERSON" and span in several and span.text.endswith("s")
            yield replace(span, label="ORGANIZATION") if band and span.text.split()[-1] not in surnames else span


def _small_words(text: str) -> frozenset[str]:
    """The words that `text` has in small letters."""
    return frozenset(word for word in _WORD.findall(text) if word.islower())


def _is_word(text: str, span: Span, small: frozenset[str]) -> bool:
    """Whether a name has no capital (`parc national`), is a word for the people of a country (`Espagnols`), or has its
    capital from the beginning of a sentence and stands elsewhere in the article without (`Dérapage`).
    """
    if span.label in _PROPER and span.text.islower() and not any(char.isdigit() for char in span.text):
        return True
    word = fold(span.text)
    if not word.isalpha() or span.text.isupper():
        return False
    if is_nationality(word):
        return True
    if word in FIRST_NAMES or not _BEGINS.search(text, max(0, span.start - 3), span.start):
        return False
    return span.text.lower() in small


def _is_thing(text: str, span: Span) -> bool:
    """Whether a person or place is what a storm, an operation, a law, a disease is called by."""
    return span.label in ("PERSON", "LOCATION") and bool(
        _THING_BEFORE.search(text, max(0, span.start - _THING_REACH), span.start)
    )


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
