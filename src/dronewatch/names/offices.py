"""ROLE and MINISTRY: heads of state and government, ministers with portfolio, ministries.

Found on folded text, since the press writes `Ministre de l'intérieur` and `ministre de l'Intérieur` alike.
"""

from __future__ import annotations

import re

from dronewatch.names import lexicon
from dronewatch.names.first_names_data import FIRST_NAMES
from dronewatch.names.rules import Rule, triggers
from dronewatch.names.shapes import END, UPPER, first_words
from dronewatch.view import fold

_NATION = lexicon.NATIONALITIES
_COUNTRY = f"(?:{lexicon.COUNTRIES})"
_OF = r"(?:de la |de l'|des |du |de |d')"
_TO = r"(?:a la |a l'|aux |au |de la |de l'|des |du |de |d')"
_PORTFOLIO = f"(?:{'|'.join(sorted(lexicon.PORTFOLIOS, key=len, reverse=True))}){END}"
_PORTFOLIOS = rf"{_PORTFOLIO}(?:,? et {_OF}?{_PORTFOLIO}|, {_OF}{_PORTFOLIO}(?=.{{0,40}} et ))*"

_MINISTER = re.compile(
    r"(?:vice-)?(?:ministres?|secretaires? d'etat|sous-secretaires? d'etat|hauts?-commissaires?)"
    rf"(?: {_NATION})?(?: deleguee?s?)?(?: aupres {_OF}[^.,;]{{3,40}})?,?(?: (?:chargee?s?|en charge))? {_TO}"
)
_MINISTRY = re.compile(
    rf"(?:ministeres?(?: {_NATION})?(?: (?:delegue|charge))? (?:{_OF}|a la |au |aux )"
    rf"|secretariats? d'etat (?:(?:charge|en charge) )?{_TO}|departement {_NATION} {_OF})"
)
_LISTED = re.compile(rf"(?:{_PORTFOLIOS})(?: {_NATION}{END})?")
_CAPITALISED = re.compile(
    rf"(?P<first>[{UPPER}][\w'-]+)(?: [{UPPER}][\w-]+)*(?: et (?:de la |de l'|des |du )?[{UPPER}][\w'-]+)*"
)
_OFFICE = re.compile(
    rf"(?:premi(?:er|ere)s? ministres?(?: par interim)?(?: {_NATION})?"
    rf"|(?:vice-)?presidente?(?: elue?| par interim| sortante?)?(?: {_NATION}(?<!europeen)(?<!europeenne)"
    rf"| {_OF}{_COUNTRY}(?! insoumise)"
    rf"| de la republique(?: {_NATION}| {_OF}{_COUNTRY})?| du gouvernement(?: provisoire)?)"
    rf"|chef(?:fe)?s? (?:de l'etat|du gouvernement|de l'executif|d'etat(?= {_NATION}))(?: {_NATION})?"
    r"|gardes? des sceaux"
    rf"|chanceliere? {_NATION}"
    rf"|(?:roi|reine|emir|sultan|empereur)(?: {_NATION}| {_OF}(?:{_COUNTRY}|angleterre))"
    rf"|porte-parole du gouvernement(?: {_NATION}){{0,1}}"
    rf"|secretaires? d'etat {_NATION}"
    rf"|commissaires? europeen(?:ne)?s? {_TO}(?:{_PORTFOLIOS}|marche interieur|concurrence)"
    rf"){END}(?!-\w)"
)
_STATE_DEPARTMENT = re.compile(rf"departement d'etat(?: {_NATION})?{END}")


def _with_portfolio(head: re.Pattern[str], label: str, name: str) -> Rule:
    def rule(text: str, folded: str, start: int) -> tuple[int, int, str, str] | None:
        match = head.match(folded, start)
        if match is None:
            return None
        portfolio = _LISTED.match(folded, match.end())
        if portfolio is None:
            portfolio = _CAPITALISED.match(text, match.end())
            # `ministre de François Hollande` names whose minister it is.
            if portfolio is None or fold(portfolio["first"]) in FIRST_NAMES:
                return None
        return start, portfolio.end(), label, name

    return rule


def _whole(pattern: re.Pattern[str], label: str, name: str) -> Rule:
    def rule(text: str, folded: str, start: int) -> tuple[int, int, str, str] | None:
        match = pattern.match(folded, start)
        return None if match is None else (start, match.end(), label, name)

    return rule


_MINISTERS = r"vice|ministres?|secretaires?|sous|hauts?"
_MINISTRIES = r"ministeres?|secretariats?|departement"
_OFFICES = (
    r"premiers?|premieres?|vice|presidente?|chefs?|cheffes?|gardes?|chanceliere?|roi|reine|emir|sultan|empereur|porte|"
    r"secretaires?|commissaires?"
)

RULES = triggers(
    (first_words(_MINISTERS), _with_portfolio(_MINISTER, "ROLE", "minister")),
    (first_words(_MINISTRIES), _with_portfolio(_MINISTRY, "MINISTRY", "ministry")),
    (first_words(_OFFICES), _whole(_OFFICE, "ROLE", "office")),
    (("departement",), _whole(_STATE_DEPARTMENT, "MINISTRY", "ministry")),
)
