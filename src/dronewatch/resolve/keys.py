"""What two spellings of one name have in common: keys that ignore case, accents, hyphens, articles and small words."""

from __future__ import annotations

import re
from functools import lru_cache

from dronewatch.names.shapes import NATIONALITY
from dronewatch.resolve.words_data import (
    ADJECTIVE_OF_COUNTRY,
    DEMONYM,
    HEAD_OF_NATION,
    LEGAL_FORMS,
    PLACED,
    SAME_OFFICE,
)
from dronewatch.view import fold

_ARTICLE = re.compile(r"(?:les?|la|l'|the)(?:(?<=')|\s+)(?=\w)")
_NATIONAL = re.compile(r"\bfrancaise?\b ?")
_BREAK = re.compile(r"[\s\-_·«»\"“”()]+")
_OF = re.compile(r"\b(?:des? l'|de la |des |du |d'|de les |de )")
_IN_CHARGE = re.compile(r"\b(?:(?:chargee?|en charge) (?:de l'|de la |des |du |d'|de )|a la |a l'|aux |au )")
_MINISTRY = re.compile(r"ministeres? (?:de (?=\w))?(?=\w)")
# No nation: `ministre des Affaires européennes`.
_NATION = rf"(?P<nation>(?!europeen){NATIONALITY})"
_OF_NATION = re.compile(rf"(?P<portfolio>[^\n]+) {_NATION}")
_OFFICE_OF_NATION = re.compile(rf"(?P<head>(?:vice )?ministre|secretaire de etat) de (?P<portfolio>[^\n]+) {_NATION}")
_HEAD_OF_NATION = re.compile(rf"(?P<head>chef de (?:etat|gouvernement)) {_NATION}")
_DEMONYM = re.compile(rf"({'|'.join(PLACED)}) {DEMONYM} (?=de )")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii")
_ORDINALS = {roman: str(number) for number, roman in enumerate((*_ROMANS, "xviii", "xix", "xx"), 1)}
_ROMAN = re.compile(rf"^({'|'.join(sorted(_ORDINALS, key=len, reverse=True))})e (?=arrondissement)")
_SAINT = re.compile(r"\bst(e?) (?=\w)")
_DOUBLED = re.compile(r"([bcdfghjklmnpqrstvwxz])\1")
_SOUNDS = (("ph", "f"), ("th", "t"), ("ck", "k"), ("c", "k"), ("y", "i"), ("w", "v"), ("z", "s"))

# Labels whose names are written in one word or several, from so many letters on.
_CLOSED = ("COMPANY", "MEDIA", "ORGANIZATION", "PUBLIC_BODY")
_LEAST = 6


@lru_cache(maxsize=65536)
def key(label: str, name: str) -> str:
    """The same for `Conseil d’Etat` and `Conseil d'État`, `Le Monde` and `Monde`; never empty for a name that is not.

    `de`, `du`, `de la` are one word. A French ministry or office is the same with and without `français`, a ministry
    with and without `ministère` (`l'Intérieur`), a minister `à` something in charge of it. The nationality of a
    minister or a ministry may stand before or after the portfolio (`ministère iranien de la Santé`).
    """
    folded = _BREAK.sub(" ", fold(name)).replace(".", "").strip()
    if label == "PERSON":
        return folded or name
    if label == "ROLE":
        folded = _office(folded)
    else:
        folded = _ARTICLE.sub("", folded, count=1) if _ARTICLE.match(folded) else folded
        folded = _OF.sub("de ", folded)
    if label == "MINISTRY":
        folded = _MINISTRY.sub("", _NATIONAL.sub("", folded), count=1).removeprefix("de ").strip()
        if found := _OF_NATION.fullmatch(folded):
            folded = f"{found['nation']} de {found['portfolio']}"
    elif label == "COMPANY":
        folded = _firm(folded)
    elif label in ("LOCATION", "ORGANIZATION"):
        folded = _ROMAN.sub(lambda number: f"{_ORDINALS[number[1]]}e ", folded, count=1)
        folded = _SAINT.sub(r"saint\1 ", _DEMONYM.sub(r"\1 ", folded, count=1))
    return folded or name


def _firm(folded: str) -> str:
    """A firm without its legal form and `groupe`, as long as a name remains."""
    words = folded.split()
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "groupe" else words)


def _office(folded: str) -> str:
    """An office without `français`; the head of state and the head of government by one name each."""
    plain = _OF.sub("de ", _IN_CHARGE.sub("de ", _NATIONAL.sub("", folded))).strip()
    head, _, country = plain.partition(" de ")
    if country in ADJECTIVE_OF_COUNTRY:
        plain = f"{head} {ADJECTIVE_OF_COUNTRY[country]}"
    if found := _OFFICE_OF_NATION.fullmatch(plain):
        plain = f"{found['head']} {found['nation']} de {found['portfolio']}"
    elif found := _HEAD_OF_NATION.fullmatch(plain):
        plain = f"{HEAD_OF_NATION[found['head']]} {found['nation']}"
    return SAME_OFFICE.get(plain, plain)


def is_written_closed(node: tuple[str, str]) -> bool:
    """Whether a label and key are such as are written in one word too: a firm, a body, a newspaper."""
    return node[0] in _CLOSED and len(node[1].replace(" ", "")) >= _LEAST and "\n" not in node[1]


def without_blanks(node: tuple[str, str]) -> tuple[str, str]:
    """Label and key in one word."""
    return node[0], node[1].replace(" ", "")


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """A rough key of how a folded name sounds: doubled consonants once, `ph` as `f`, `y` as `i`, silent `h` gone.

    Vowels at the end are kept, since they part Jean from Jeanne, René from Renée and Pascal from Pascale.
    """
    plain = name.replace("'", "")
    for letters, sound_ in _SOUNDS:
        plain = plain.replace(letters, sound_)
    return _DOUBLED.sub(r"\1", plain).replace("h", "")
