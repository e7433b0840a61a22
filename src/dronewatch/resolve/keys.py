"""What two spellings of one name have in common: keys that ignore case, accents, hyphens and articles."""

from __future__ import annotations

import re
from functools import lru_cache

from dronewatch.view import fold

_ARTICLE = re.compile(r"(?:les?|la|l'|the)(?:(?<=')|\s+)(?=\w)")
_NATIONAL = re.compile(r"\bfrancaise?\b ?")
_BREAK = re.compile(r"[\s\-_·«»\"“”]+")
_DOUBLED = re.compile(r"([bcdfghjklmnpqrstvwxz])\1")
_SOUNDS = (("ph", "f"), ("th", "t"), ("ck", "k"), ("c", "k"), ("y", "i"), ("w", "v"), ("z", "s"))


@lru_cache(maxsize=65536)
def key(label: str, name: str) -> str:
    """The same for `Conseil d’Etat` and `Conseil d'État`, `Le Monde` and `Monde`; never empty for a name that is not.

    A French ministry or office is the same with and without `français`.
    """
    folded = _BREAK.sub(" ", fold(name)).replace(".", "").strip()
    if label == "PERSON":
        return folded or name
    if label in ("MINISTRY", "ROLE"):
        folded = _NATIONAL.sub("", folded).strip()
    if label != "ROLE":
        folded = _ARTICLE.sub("", folded, count=1) if _ARTICLE.match(folded) else folded
    return folded or name


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """A rough key of how a folded name sounds: doubled consonants once, `ph` as `f`, `y` as `i`, silent `h` gone.

    Vowels at the end are kept, since they part Jean from Jeanne, René from Renée and Pascal from Pascale.
    """
    plain = name
    for letters, sound_ in _SOUNDS:
        plain = plain.replace(letters, sound_)
    return _DOUBLED.sub(r"\1", plain).replace("h", "").replace("'", "")
