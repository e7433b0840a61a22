"""When two names are one person's. Guards come first: two people under one name are worse than one under two."""

from __future__ import annotations

from dronewatch.first_names_data import FIRST_NAMES
from dronewatch.resolve.keys import key, sound

# Parts of a surname that do not name anyone alone.
_ROMANCE = ("de", "du", "des", "d'", "le", "la", "les", "l'", "dos", "da", "di", "del", "della", "mac", "saint", "y")
PARTICLES = frozenset((*_ROMANCE, "ben", "bin", "al", "el", "von", "van", "der", "den"))
# Those with which a surname may begin when it stands alone.
_LEADING = frozenset(
    ("le", "la", "ben", "bin", "de", "du", "al", "el", "van", "von", "di", "da", "del", "saint", "mac")
)
# Surnames of so many letters may be misspelt by one letter, from `NEAR` on in the same article; by two from `TWO` on.
MIN_TYPO = 7
NEAR = 6
TWO = 9
# Words of a surname that may be misspelt.
_WORD = 4
# First names of so many letters.
_FIRST = 5


def parts(name: str) -> tuple[str, str]:
    """First name and surname as keys; the first is empty where there is one word only. `Jean-Luc` is one first name."""
    words = name.split()
    if len(words) < 2:
        return "", key("PERSON", name)
    return key("PERSON", words[0]), key("PERSON", " ".join(words[1:]))


def is_full(name: str) -> bool:
    """Whether a name has a first name and a surname: two words, particles apart (`Le Pen` is a surname)."""
    words = [word for word in key("PERSON", name.replace("-", "")).split() if word not in PARTICLES]
    return len(words) > 1


def same(one: str, other: str, *, slips: bool = True) -> bool:
    """Whether two full names are spellings of one: same initial sound of the first name and of the surname.

    The same surname with a first name that sounds the same (Henry, Henri), or the same first name with a surname that
    sounds the same (Aeschliman, Aeschlimann); with `slips` also those that are the same but for a letter, long
    surnames but for two. Never Jean and Jeanne, Marie and Mario.
    """
    if not is_full(one) or not is_full(other):
        return False
    first, surname = parts(one)
    other_first, other_surname = parts(other)
    if surname == other_surname:
        alike = initials(first, other_first) or sound(first) == sound(other_first)
        return alike or (slips and _misspelt_first(first, other_first))
    if first != other_first:
        return False
    # `Val` and `Wahl` sound the same as well, as short surnames do.
    sounds_alike = min(len(surname), len(other_surname)) >= _WORD and sound(surname) == sound(other_surname)
    alike = _without_middle(surname, other_surname) or sounds_alike
    return alike or (slips and misspelt(surname, other_surname))


def same_nearby(one: str, other: str) -> bool:
    """Whether two full names in one article are one person's: as `same`, and with a shorter surname misspelt, or the
    first of several given names left out (`Recep Tayyip Erdogan`, `Tayyip Erdogan`).
    """
    if same(one, other):
        return True
    (first, surname), (other_first, other_surname) = parts(one), parts(other)
    if first == other_first:
        return misspelt(surname, other_surname, NEAR)
    short, long = sorted(((first, surname), (other_first, other_surname)), key=lambda name: len(" ".join(name)))
    return is_full(one) and is_full(other) and long[1] == " ".join(short)


def _misspelt_first(first: str, other: str) -> bool:
    """Whether one first name is the other with a slip of the pen, and not another first name: `Marie`, `Mario`."""
    known = sum(all(part in FIRST_NAMES for part in name.split()) for name in (first, other))
    if known == 2 or min(len(first), len(other)) < _FIRST or first[0] != other[0]:
        return False
    # Another letter at the end makes another name: `Bruno`, `Bruna`.
    if len(first) == len(other) and first[:-1] == other[:-1]:
        return False
    return (known == 1 or first[-1] == other[-1]) and _distance(first, other) <= 1


def _without_middle(surname: str, other: str) -> bool:
    """Whether one of two names has words between first name and surname that the other leaves out."""
    short, long = sorted((surname.split(), other.split()), key=len)
    return len(short) == 1 and len(long) == 2 and long[0] not in PARTICLES and long[1] == short[0]


def initials(first: str, other: str) -> bool:
    """Whether one first name is the other's initial: `E` and `Emmanuel`."""
    short, long = sorted((first, other), key=len)
    return len(short) == 1 and len(long) > 1 and long[0] == short


def misspelt(surname: str, other: str, least: int = MIN_TYPO) -> bool:
    """Whether surnames of `least` letters that begin alike differ by one letter, long words by two; or, from six on, by
    two letters that changed places. Blanks do not count, particles may be others, short words may not.
    """
    length = min(len(surname), len(other))
    if length < NEAR or surname[0] != other[0]:
        return False
    words, others = surname.split(), other.split()
    if len(words) != len(others):
        return length >= least and _distance(surname, other) <= 1
    changed = [
        pair for pair in zip(words, others, strict=True) if pair[0] != pair[1] and not PARTICLES.issuperset(pair)
    ]
    shortest = min((min(map(len, pair)) for pair in changed), default=length)
    if shortest < _WORD:
        return False
    if length < least:
        return sorted(surname) == sorted(other) and _distance(surname, other) <= 1
    return _distance(surname, other) <= (2 if shortest >= TWO else 1)


def _distance(one: str, other: str) -> int:
    """Letters changed, added, left out or swapped with the next; 3 for any that are more than two."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=2)


def surname_of(full: str, short: str) -> bool:
    """Whether `short` is the surname of `full`, or what follows its particle: `Pen`, no; `Le Pen` and `Macron`, yes."""
    words, tail = key("PERSON", full).split(), key("PERSON", short).split()
    if not tail or len(tail) >= len(words) or tail[0] in PARTICLES - _LEADING:
        return False
    if words[-len(tail) :] != tail:
        return False
    # `Jean-Luc` is part of a first name, not the head of a surname.
    return len(words) - len(tail) >= 1


def first_name_of(full: str, short: str) -> bool:
    """Whether `short` is the first name of `full`."""
    words, head = full.split(), short.split()
    return len(head) == 1 and len(words) > 1 and key("PERSON", words[0]) == key("PERSON", head[0])
