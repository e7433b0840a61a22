"""ROLE and MINISTRY: heads of state and government, ministers with portfolio, ministries.

Found on folded text, since the press writes `Ministre de l'intérieur` and `ministre de l'Intérieur` alike. What can
follow is read step by step: one pattern for everything would take longer to compile than the rest to start.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dronewatch.first_names_data import FIRST_NAMES
from dronewatch.names import lexicon
from dronewatch.names.rules import Rule, triggers
from dronewatch.names.shapes import END, UPPER, first_words, nation
from dronewatch.view import fold

# Where a name goes on from an offset, None where it cannot.
Step = Callable[[str, str, int], "int | None"]

_OF = r"(?:de la |de l'|des |du |de |d')"
_TO = r"(?:a la |a l'|aux |au |de la |de l'|des |du |de |d')"

_MINISTER = re.compile(r"(?:vice-)?(?:ministres?|secretaires? d'etat|sous-secretaires? d'etat|hauts?-commissaires?)")
_IN_CHARGE = re.compile(rf"(?: deleguee?s?)?(?: aupres {_OF}[^.,;]{{3,40}})?,?(?: (?:chargee?s?|en charge))? {_TO}")
_PARTY = re.compile(rf" \(?(?:{lexicon.PARTY_WORDS})\)?(?= )")
_MINISTRY = re.compile(r"ministeres?")
_OF_MINISTRY = re.compile(rf"(?: (?:delegue|charge))? (?:{_OF}|a la |au |aux )")
_SECRETARIAT = re.compile(r"secretariats? d'etat")
_OF_SECRETARIAT = re.compile(rf" (?:(?:charge|en charge) )?{_TO}")
_DEPARTMENT = re.compile(r"departement(?= )")
_OF_DEPARTMENT = re.compile(rf" {_OF}")
_STATE_DEPARTMENT = re.compile(rf"departement d'etat{END}")

_PORTFOLIO = re.compile(f"(?:{'|'.join(sorted(lexicon.PORTFOLIOS, key=len, reverse=True))}){END}")
_AND = re.compile(rf",? et {_OF}?|, {_OF}(?=.{{0,40}} et )")
_CAPITALISED = re.compile(
    rf"(?P<first>[{UPPER}][\w'-]++)(?: [{UPPER}][\w-]++)*(?: et (?:de la |de l'|des |du )?[{UPPER}][\w'-]++)*"
)
_NEXT_CAPITAL = re.compile(rf" (?P<word>[{UPPER}][\w'-]++)")
_WHOSE = re.compile(r"(?<!\w)(?:de |d')$")
_OF_COUNTRY = re.compile(rf" {_OF}(?:{lexicon.COUNTRIES}|angleterre){END}(?! insoumise)")
_OF_REPUBLIC = re.compile(r" de la republique(?!\w)")
_OF_GOVERNMENT = re.compile(r" du gouvernement(?: provisoire)?(?!\w)")
_EUROPEAN = re.compile(rf" europeen(?:ne)?s? {_TO}")
_BODY = re.compile(rf"(?:marche interieur|concurrence){END}")
_CLOSED = re.compile(r"(?!\w|-\w)")


def _portfolio(text: str, folded: str, at: int) -> int | None:
    """The end of one or several portfolios from `at`: listed ones, or any words with capitals."""
    match = _PORTFOLIO.match(folded, at)
    if match is None:
        return _capitalised(text, at)
    end = match.end()
    while (joint := _AND.match(folded, end)) and (match := _PORTFOLIO.match(folded, joint.end())):
        end = match.end()
    return nation(folded, end) or end


def _capitalised(text: str, at: int) -> int | None:
    """The end of a portfolio that no list knows: words with capitals, up to the name of who is in charge of it.

    `ministre de François Hollande`, `ministre d'Untel` name whose minister it is: a portfolio has an article.
    """
    capitalised = _CAPITALISED.match(text, at)
    if capitalised is None or _WHOSE.search(text, max(0, at - 4), at) or _is_first_name(capitalised["first"]):
        return None
    for word in _NEXT_CAPITAL.finditer(text, capitalised.end("first"), capitalised.end()):
        if _is_first_name(word["word"]):
            return word.start()
    return capitalised.end()


def _is_first_name(word: str) -> bool:
    """Whether a word is a first name, or several that hyphens tie."""
    return all(part in FIRST_NAMES for part in fold(word).split("-"))


def _optional_nation(text: str, folded: str, at: int) -> int | None:
    return nation(folded, at) or at


def _nation(text: str, folded: str, at: int) -> int | None:
    return nation(folded, at)


def _whole(text: str, folded: str, at: int) -> int | None:
    return at


def _of_state(text: str, folded: str, at: int) -> int | None:
    """What makes a king or a president a head of state: a nationality or a country."""
    end = nation(folded, at)
    if end is not None:
        return None if folded.startswith(" europeen", at) else end
    country = _OF_COUNTRY.match(folded, at)
    return country.end() if country else None


def _president(text: str, folded: str, at: int) -> int | None:
    republic = _OF_REPUBLIC.match(folded, at)
    if republic:
        return _of_state(text, folded, republic.end()) or republic.end()
    government = _OF_GOVERNMENT.match(folded, at)
    return government.end() if government else _of_state(text, folded, at)


def _commissioner(text: str, folded: str, at: int) -> int | None:
    european = _EUROPEAN.match(folded, at)
    if european is None:
        return None
    body = _BODY.match(folded, european.end())
    return body.end() if body else _portfolio(text, folded, european.end())


def _in_charge(link: re.Pattern[str]) -> Step:
    """A nationality or a party, perhaps, then `link`, then a portfolio."""

    def step(text: str, folded: str, at: int) -> int | None:
        party = _PARTY.match(folded, at)
        linked = link.match(folded, party.end() if party else nation(folded, at) or at)
        return _portfolio(text, folded, linked.end()) if linked else None

    return step


def _of_nation_in_charge(text: str, folded: str, at: int) -> int | None:
    """`département américain de la Défense`: a nationality for sure, since France has departments of its own."""
    end = nation(folded, at)
    linked = end and _OF_DEPARTMENT.match(folded, end)
    return _portfolio(text, folded, linked.end()) if linked else None


def _rule(head: str | re.Pattern[str], step: Step, label: str, name: str) -> Rule:
    pattern = re.compile(head)

    def rule(text: str, folded: str, start: int) -> tuple[int, int, str, str] | None:
        match = pattern.match(folded, start)
        end = match and step(text, folded, match.end())
        return (start, end, label, name) if end and _CLOSED.match(folded, end) else None

    return rule


# Heads of state and government by their first words, and what has to follow.
_OFFICES: tuple[tuple[str, str, Step], ...] = (
    ("premiers?|premieres?", r"premi(?:er|ere)s? ministres?(?: par interim)?", _optional_nation),
    ("vice|presidente?", r"(?:vice-)?presidente?(?: elue?| par interim| sortante?)?", _president),
    ("chefs?|cheffes?", r"chef(?:fe)?s? (?:de l'etat|du gouvernement|de l'executif)", _optional_nation),
    ("chefs?|cheffes?", r"chef(?:fe)?s? d'etat", _nation),
    ("gardes?", r"gardes? des sceaux", _whole),
    ("chanceliere?", r"chanceliere?", _nation),
    ("roi|reine|emir|sultan|empereur", r"roi|reine|emir|sultan|empereur", _of_state),
    ("porte", r"porte-parole du gouvernement", _optional_nation),
    ("secretaires?", r"secretaires? d'etat", _nation),
    ("commissaires?", r"commissaires?", _commissioner),
)

RULES = triggers(
    (
        first_words("vice|ministres?|secretaires?|sous|hauts?"),
        _rule(_MINISTER, _in_charge(_IN_CHARGE), "ROLE", "minister"),
    ),
    (first_words("ministeres?"), _rule(_MINISTRY, _in_charge(_OF_MINISTRY), "MINISTRY", "ministry")),
    (first_words("secretariats?"), _rule(_SECRETARIAT, _in_charge(_OF_SECRETARIAT), "MINISTRY", "ministry")),
    (("departement",), _rule(_DEPARTMENT, _of_nation_in_charge, "MINISTRY", "ministry")),
    (("departement",), _rule(_STATE_DEPARTMENT, _optional_nation, "MINISTRY", "ministry")),
    *((first_words(words), _rule(head, step, "ROLE", "office")) for words, head, step in _OFFICES),
)
