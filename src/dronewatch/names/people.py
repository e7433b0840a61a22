"""PERSON: common first names, honorifics; offices before and ages after two capitalised words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from dronewatch.first_names_data import AMBIGUOUS, FIRST_NAMES
from dronewatch.names import lexicon
from dronewatch.names.rules import triggers
from dronewatch.names.shapes import END, PARTICLE, SURNAME, UPPER, WORD

_HONORIFIC = re.compile(rf"(?:MM?\.|Mmes?|Mlle|Me|[DP]r|Monsieur|Madame|Maître|Docteur) (?P<name>{SURNAME})")
_TITLES = frozenset(
    ("m", "mm", "mme", "mmes", "mlle", "me", "dr", "pr", "monsieur", "madame", "maitre", "docteur", "miss")
)
_CONTINUED = rf"(?: [{UPPER}]\.(?![{UPPER}])| (?:(?!des ){PARTICLE} )?(?:d'|[ae]l-)?{WORD})"
# Two to four capitalised words, with particles and initials between.
_CAPITALS = re.compile(rf"(?P<first>{WORD})(?P<rest>{_CONTINUED}{{1,3}})")
_NEXT = re.compile(rf" (?=[{UPPER}])")
_ACRONYM = re.compile(rf"(?<![\w-])[{UPPER}]{{2,5}}$")
_SECOND = re.compile(rf" (?:de |d')(?P<first>{WORD})(?= )")
_POLITE = re.compile(rf"(?:le|la|les|l') ?(?:{lexicon.POLITE}){END}")
_AGE = re.compile(r",? \(?\d{1,3} ans(?!\w)|, âgée? de ")
_NAMED_AFTER = re.compile(rf"(?<![\w-])(?:{lexicon.NAMED_AFTER}) (?:de |du |d')?$")
_TRADE = re.compile(rf"(?<![\w-])(?:{lexicon.TRADES}) $")
# Possessive, as names are made of particles too (`della`): of what repeats them there is one reading, not thousands.
_PLAIN = re.compile(rf"(?:[{UPPER}][a-zà-ÿœ]++(?:[-'][{UPPER}]?[a-zà-ÿœ]++)*+|[{UPPER}]\.| |{PARTICLE}(?![a-zà-ÿœ]))++")
_WINDOW = 24  # longer than any of the words that are looked for before a name

Found = tuple[int, int, str, str]


def find(text: str, folded: str, taken: Collection[tuple[int, int, str]]) -> Iterator[Found]:
    """People in `text`. `taken` are spans found already: an office before a name speaks for a person, a firm within
    it against one that no first name shows.
    """
    offices = {end for _, end, label in taken if label == "ROLE"}
    others = bytearray(len(text))
    ends = set()
    for start, end, label in taken:
        if label != "PERSON":
            others[start:end] = b"\1" * (end - start)
            ends.add(end)
    for match in _CAPITALS.finditer(text):
        if match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] in "-_@#"):
            continue
        match = _without_what_stands_before(match, ends)
        match = _without_party(match, folded)
        rule = _rule(text, folded, match, offices, others)
        if rule:
            yield match.start(), _end(match, folded), "PERSON", rule


def _without_what_stands_before(match: re.Match[str], ends: Collection[int]) -> re.Match[str]:
    """The part of capitalised words after another name or an acronym: `la maire de X Y. Z.`, `le député LR Y. Z.`."""
    best = match
    for word in _NEXT.finditer(match.string, match.start(), match.end()):
        if word.start() in ends or _ACRONYM.search(match.string, match.start(), word.start()):
            later = _CAPITALS.match(match.string, word.start() + 1)
            if later:
                best = later
    return best


def _without_party(match: re.Match[str], folded: str) -> re.Match[str]:
    """`Fabienne Untel` of `la sénatrice Agir Fabienne Untel`."""
    left = folded[max(0, match.start() - _WINDOW) : match.start()]
    if _first(match, folded) in FIRST_NAMES or not _TRADE.search(left):
        return match
    later = _CAPITALS.match(match.string, match.end("first") + 1)
    return later if later and _is_clear(_first(later, folded)) else match


def _first(match: re.Match[str], folded: str) -> str:
    """The first of the capitalised words, folded."""
    return folded[match.start("first") : match.end("first")]


def _is_clear(word: str) -> bool:
    """Whether a folded word is a first name and nothing else."""
    return word in FIRST_NAMES and word not in AMBIGUOUS


def _end(match: re.Match[str], folded: str) -> int:
    """Where a name ends: before ` de` and another full name (`le remplacement de A. B. par C. D. de E. F.`)."""
    for other in _SECOND.finditer(match.string, match.end("first"), match.end()):
        if _is_clear(_first(other, folded)):
            return other.start()
    return match.end()


def _titled(text: str, folded: str, start: int) -> Found | None:
    """`M. X`, `Mme Y`: what follows a title is a person's name."""
    match = _HONORIFIC.match(text, start)
    # `Monsieur le Maire` is no name.
    if match and _POLITE.match(folded, match.start("name")):
        return None
    return (match.start("name"), match.end("name"), "PERSON", "honorific") if match else None


def _rule(text: str, folded: str, match: re.Match[str], offices: Collection[int], others: bytearray) -> str | None:
    """Why two or more capitalised words are a person, None where nothing says so."""
    start, end = match.span()
    first = _first(match, folded)
    if first in _TITLES or match[0].isupper():
        return None
    left = folded[max(0, start - _WINDOW) : start]
    if all(part in FIRST_NAMES for part in first.split("-")):
        rule = "ambiguous first name" if first in AMBIGUOUS else "first name"
    elif not _PLAIN.fullmatch(match[0]) or first in ("la", "le", "les") or any(others[start:end]):
        return None
    elif start - len(left) + len(left.rstrip(" ,")) in offices:
        rule = "after office"
    elif _TRADE.search(left):
        rule = "trade"
    elif _AGE.match(text, end):
        rule = "age"
    else:
        return None
    return None if _NAMED_AFTER.search(left) else rule


RULES = triggers((_TITLES - {"miss"}, _titled))
