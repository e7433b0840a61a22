"""When two names are one person's. Guards come first: two people under one name are worse than one under two."""

from __future__ import annotations

from dronewatch.resolve.keys import key, sound

# Parts of a surname that do not name anyone alone.
_ROMANCE = ("de", "du", "des", "d'", "le", "la", "les", "l'", "dos", "da", "di", "del", "della", "mac", "saint", "y")
PARTICLES = frozenset((*_ROMANCE, "ben", "bin", "al", "el", "von", "van", "der", "den"))
# Those with which a surname may begin when it stands alone.
_LEADING = frozenset(
    ("le", "la", "ben", "bin", "de", "du", "al", "el", "van", "von", "di", "da", "del", "saint", "mac")
)
MIN_TYPO = 7


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


def same(one: str, other: str) -> bool:
    """Whether two full names are spellings of one: same initial sound of the first name and of the surname.

    The same surname with a first name that sounds the same (Henry, Henri), or the same first name with a surname that
    sounds the same (Aeschliman, Aeschlimann) or, from seven letters on, differs by one letter. Never Jean and Jeanne.
    """
    if not is_full(one) or not is_full(other):
        return False
    first, surname = parts(one)
    other_first, other_surname = parts(other)
    if initials(first, other_first) and surname == other_surname:
        return True
    if first == other_first and _without_middle(surname, other_surname):
        return True
    if sound(first) != sound(other_first):
        return False
    if sound(surname) == sound(other_surname):
        return first == other_first or surname == other_surname
    return first == other_first and typo(surname, other_surname)


def _without_middle(surname: str, other: str) -> bool:
    """Whether one of two names has words between first name and surname that the other leaves out."""
    short, long = sorted((surname.split(), other.split()), key=len)
    return len(short) == 1 and len(long) == 2 and long[0] not in PARTICLES and long[1] == short[0]


def initials(first: str, other: str) -> bool:
    """Whether one first name is the other's initial: `E` and `Emmanuel`."""
    short, long = sorted((first, other), key=len)
    return len(short) == 1 and len(long) > 1 and long[0] == short


def typo(surname: str, other: str) -> bool:
    """Whether long surnames that begin alike differ by one letter or by two that changed places."""
    if min(len(surname), len(other)) < MIN_TYPO or surname[0] != other[0]:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(surname, other, score_cutoff=1) <= 1


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
