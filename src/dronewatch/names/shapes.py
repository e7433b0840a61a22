"""Shapes of capitalised words, shared by the rules. Patterns run on `view.normalize(text)`: straight apostrophes."""

from __future__ import annotations

import re

from dronewatch.names import lexicon

UPPER = "A-ZÀ-ÖØ-ÞŒŠŽĆČĐŁŚŞİ"
# One capitalised word with what hyphens and apostrophes join: `Aix-en-Provence`, `O'Connor`, `N'Golo`, `McDonald`.
# Possessive, so that a word is read once, and never from its middle; behind a hyphen another one may begin, so few are
# joined: the cost stays linear. It begins with a plain set, which regular expressions search for many times faster
# than for anything else.
WORD = rf"[{UPPER}](?:(?<!\w[{UPPER}])|(?<=[DLNMO])(?='[{UPPER}]))\w*+(?:['-]\w++){{0,15}}+"
PARTICLE = r"(?:de la|de|du|des|d'|le|la|ben|bin|ibn|al|el|von der|von|van der|van den|van|der|dos|da|di|del|della)"
# A surname: a capitalised word, particles before it, at most two more words.
SURNAME = rf"(?:{PARTICLE} )?(?:d')?{WORD}(?: (?:{PARTICLE} )?(?:d')?{WORD}){{0,2}}"
PLACE = (
    rf"(?:(?:[IVX]++|\d{{1,2}})(?:er?|e|ème) arrondissement(?: de [{UPPER}][\w-]++)?"
    rf"|(?:L[ea]s? |L')?[{UPPER}]\w++(?:['-]\w++)*+)"
)
END = r"(?!\w)"
# On folded text, as nearly all of `lexicon`.
NATIONALITY = rf"(?:{lexicon.NATIONALITIES})(?:{'|'.join(lexicon.NATIONALITY_ENDINGS)})"


def alternatives(pattern: str) -> list[str]:
    """The top-level alternatives of a pattern."""
    found, depth, at = [], 0, 0
    for index, char in enumerate(pattern):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            found.append(pattern[at:index])
            at = index + 1
    return [*found, pattern[at:]]


def one_of(pattern: str) -> str:
    """A group of alternatives, longest first, so that `secrétaire général` is not read as `secrétaire`."""
    return f"(?:{'|'.join(sorted(alternatives(pattern), key=len, reverse=True))})"


def first_words(pattern: str) -> set[str]:
    """The words with which texts matched by `pattern` can begin; every alternative has to begin with a literal word."""
    found = set()
    for alternative in alternatives(pattern):
        start = re.match(r"\w+", alternative)
        if start is None:
            raise ValueError(f"{alternative!r} does not begin with a word")
        word, rest = start[0], alternative[start.end() :]
        found.add(word)
        if rest.startswith("?"):
            found.add(word[:-1])
    return found


_NATIONALITIES = frozenset(
    stem + ending for stem in lexicon.NATIONALITIES.split("|") for ending in lexicon.NATIONALITY_ENDINGS
)
_NEXT_WORD = re.compile(r" ([a-z]++(?:-[a-z]++)?)(?!\w)")


def is_nationality(word: str) -> bool:
    """Whether a folded word is the adjective of a country or region, or what its people are called."""
    return word in _NATIONALITIES


def nation(folded: str, at: int) -> int | None:
    """Where a nationality after `at` ends (`américaine` of ` américaine`), None where there is none."""
    word = _NEXT_WORD.match(folded, at)
    return word.end() if word and word[1] in _NATIONALITIES else None
