"""Which short name stands for which long one."""

from __future__ import annotations

import re

from dronewatch.view import fold

ACRONYM_LABELS = frozenset({"MINISTRY", "PUBLIC_BODY", "COMPANY", "MEDIA", "ORGANIZATION"})
_SHAPE = re.compile(r"[A-ZÉÈÀ][\w&.-]{1,11}")
_WORD = re.compile(r"\w+")
_SMALL = frozenset(
    (
        "d",
        "l",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "et",
        "a",
        "au",
        "aux",
        "en",
        "pour",
        "sur",
        "the",
        "of",
        "and",
        "for",
    )
)


def is_acronym(name: str) -> bool:
    """Whether `name` looks like an acronym: one short word with a capital (`CNIL`, `Cnil`, `HATVP`)."""
    return bool(_SHAPE.fullmatch(name)) and " " not in name


def is_bare(name: str) -> bool:
    """Whether `name` is nothing but an acronym in capitals, which does not say what it stands for."""
    return name.isupper() and is_acronym(name)


def initials(name: str) -> str:
    """First letters of the words that count, folded: `hatvp` of `Haute Autorité pour la transparence …`."""
    return initials_of_folded(fold(name))


def initials_of_folded(name: str) -> str:
    """`initials` of a name that is folded already."""
    return "".join(word[0] for word in _WORD.findall(name) if word not in _SMALL)


def fits(short: str, long: str) -> bool:
    """Whether `short`, given as the acronym of `long`, can be: its letters occur in order, beginning with the first."""
    letters = [char for char in fold(short) if char.isalnum()]
    target = "".join(_WORD.findall(fold(long)))
    if not is_acronym(short) or len(long.split()) < 2 or not letters or not target or letters[0] != target[0]:
        return False
    at = 0
    for letter in letters:
        at = target.find(letter, at) + 1
        if not at:
            return False
    return True


def translated(short: str, long: str) -> bool:
    """Whether `short` can be the acronym of `long` in another language: capitals only, for three words or more."""
    letters = [char for char in short if char.isalnum()]
    return len(letters) >= 3 and "".join(letters).isupper() and " " not in short and len(long.split()) >= 3


def stands_for(short: str, long: str) -> bool:
    """Whether `short` is exactly the initials of `long`, three letters at least: enough without a parenthesis."""
    letters = "".join(char for char in fold(short) if char.isalnum())
    return len(letters) >= 3 and is_acronym(short) and len(long.split()) > 1 and initials(long) == letters
