"""PUBLIC_BODY, ORGANIZATION, COMPANY, MEDIA and LOCATION by the word that says what they are."""

from __future__ import annotations

import re

from dronewatch.first_names_data import FIRST_NAMES
from dronewatch.names import lexicon
from dronewatch.names.rules import Rule, triggers
from dronewatch.names.shapes import END, PLACE, UPPER, WORD, first_words, nation, one_of
from dronewatch.view import fold

Found = tuple[int, int, str, str]

_OF = r"(?:de la |de l'|des |du |de |d')"
_PLACE = re.compile(PLACE)
_NAMES = re.compile(rf"{WORD}(?: (?:& )?{WORD}){{0,3}}")
_NUMBER = re.compile(r" \d{1,2}(?![\w%]|[.,]\d)")
_UNIT = re.compile(rf"(?<![\w-]){one_of(lexicon.UNITS)}(?: (?!et |puis )[a-z'-]+){{0,6}} (?:de la |du |de l'|des )$")
_UNIT_WINDOW = 100


def _place(text: str, folded: str, start: int) -> Found | None:
    match = _BODY_OF_PLACE.match(folded, start)
    place = match and not _INDEFINITE.search(folded, max(0, start - 12), start) and _PLACE.match(text, match.end())
    return (_unit(folded, start), place.end(), "PUBLIC_BODY", "body of place") if place else None


def _alone(text: str, folded: str, start: int) -> Found | None:
    match = _BODY_ALONE.match(folded, start)
    if match is None:
        return None
    end = nation(folded, match.end()) or match.end()
    place = text.startswith(_WITH_PLACE, start) and _OF_PLACE.match(text, end)
    return _unit(folded, start), place.end() if place else end, "PUBLIC_BODY", "body"


def _nation(text: str, folded: str, start: int) -> Found | None:
    match = _BODY_OF_NATION.match(folded, start)
    end = match and nation(folded, match.end())
    # `Armée syrienne libre` is not that of the state.
    return (start, end, "PUBLIC_BODY", "body of nation") if end and not folded.startswith(" libre", end) else None


def _unit(folded: str, start: int) -> int:
    """Where a body begins that may be part of a larger name: `section de recherches de la` before it belongs to it."""
    unit = _UNIT.search(folded, max(0, start - _UNIT_WINDOW), start)
    return unit.start() if unit else start


def _organization(text: str, folded: str, start: int) -> Found | None:
    match = _ORGANIZATION.match(folded, start)
    name = match and not _INDEFINITE.search(folded, max(0, start - 12), start) and _NAMES.match(text, match.end())
    if not match or not name:
        return None
    number = _NUMBER.match(text, name.end())
    return start, number.end() if number else name.end(), "ORGANIZATION", "organization"


def _named(head: re.Pattern[str], label: str, rule: str, names: re.Pattern[str] | None = None) -> Rule:
    """The capitalised words after a word that says what they are, itself no part of the name."""
    names = names or _NAMES

    def find(text: str, folded: str, start: int) -> Found | None:
        match = head.match(folded, start)
        # A capital in the kind makes it part of a name: `Société Générale`, `Parti socialiste`.
        at = match and (nation(folded, match.end()) or match.end())
        name = at and text[start].islower() and text.startswith(" ", at) and names.match(text, at + 1)
        if (
            not name
            or len(name[0]) < 2
            or (label != "COMPANY" and not _ENDS.match(folded, name.end()))
            or _is_person(name[0])
        ):
            return None
        if label == "COMPANY" and (_NO_FIRM.match(text, name.start()) or _PARLIAMENT.match(text, name.end())):
            return None
        return name.start(), name.end(), label, rule

    return find


def _town(text: str, folded: str, start: int) -> Found | None:
    """`la ville de X`: X is a place, whoever else bears its name."""
    match = _TOWN.match(folded, start)
    name = match and _TOWN_NAME.match(text, match.end())
    return (name.start(), name.end(), "LOCATION", "town") if name else None


def _arrondissement(text: str, folded: str, start: int) -> Found | None:
    """`3e arrondissement de X`, by its second word."""
    number = _BEFORE_ARRONDISSEMENT.search(text, max(0, start - 8), start)
    whole = number and _ARRONDISSEMENT.match(text, number.start())
    return (whole.start(), whole.end(), "LOCATION", "place") if whole else None


def _location(text: str, folded: str, start: int) -> Found | None:
    match = _LOCATION.match(folded, start)
    name = match and not _INDEFINITE.search(folded, max(0, start - 12), start) and _NAMES.match(text, match.end())
    return (start, name.end(), "LOCATION", "place") if name and not _CENTURY.match(name[0]) else None


def _form(text: str, folded: str, start: int) -> Found | None:
    """`Allwan Systems SAS`: the legal form after a name."""
    form = _COMPANY_FORM.match(text, start)
    name = form and _BEFORE_FORM.search(text, max(0, start - 60), start)
    return (name.start("name"), form.end(), "COMPANY", "company form") if form and name else None


def _apposed(text: str, folded: str, start: int) -> Found | None:
    """`X, une entreprise angevine`."""
    name = _BEFORE_APPOSED.search(text, max(0, start - 80), start)
    return (name.start("name"), name.end("name"), "COMPANY", "company apposed") if name else None


_INDEFINITE = re.compile(rf"(?<!\w)(?:{lexicon.INDEFINITE}) $")
_CENTURY = re.compile(r"[IVX]+e\b")
_ENDS = re.compile(rf"\W*+$|[^\w ]|  |\n| (?:(?:{lexicon.AFTER_NAMES}){END}|[^\w ]|l'|d'ici|s'|n'|qu')")
_NO_FIRM = re.compile(lexicon.NO_FIRMS)
_PARLIAMENT = re.compile(f" ?(?:{lexicon.PARLIAMENTS})")
# Only these are as a rule followed by where they are, which belongs to their names.
_WITH_PLACE = ("Agence rég", "agence rég", "Cour sup", "cour sup")
_OF_PLACE = re.compile(rf" {_OF}{PLACE}")
_MEDIA_NAMES = re.compile(rf"(?:{WORD}(?: {WORD})*)(?: (?:du|de|de la|de l'|des|d') ?{WORD})?")


def _is_person(name: str) -> bool:
    """Whether capitalised words begin with a first name."""
    words = name.split()
    return len(words) > 1 and fold(words[0]) in FIRST_NAMES


_BODY_OF_PLACE = re.compile(rf"{one_of(lexicon.BODIES_OF_PLACE)} {_OF}")
_BODY_ALONE = re.compile(rf"{one_of(lexicon.BODIES_ALONE)}{END}")
_NATIONAL = lexicon.NATIONAL_BODIES
_BODY_OF_NATION = re.compile(rf"{one_of(_NATIONAL)}(?= )")
_ORGANIZATION = re.compile(rf"{one_of(lexicon.ORGANIZATION_HEADS)} (?:{_OF})?")
_KIND = re.compile(rf"{one_of(lexicon.ORGANIZATION_KINDS)}{END}")
_COMPANY = re.compile(rf"{one_of(lexicon.COMPANY_HEADS)}{END}")
_COMPANY_FORM = re.compile(rf"(?:{lexicon.COMPANY_FORMS})(?![\w'-])")
_BEFORE_FORM = re.compile(rf"(?<![\w-])(?P<name>{WORD}(?: (?:& )?{WORD}){{0,2}}) $")
_BEFORE_APPOSED = re.compile(rf"(?<![\w-])(?P<name>{WORD}(?: {WORD}){{0,2}}), une (?:petite |jeune |grosse )?$")
_MEDIA = re.compile(rf"{one_of(lexicon.MEDIA_HEADS)}{END}")
_LOCATION = re.compile(rf"{one_of(lexicon.PLACE_HEADS)} (?:{_OF})?")

_BEFORE_ARRONDISSEMENT = re.compile(r"(?<![\w-])(?:[IVX]+|\d{1,2})(?:er?|e|ème) $")
_ARRONDISSEMENT = re.compile(rf"\w+ arrondissement(?: (?:de |d'){WORD})?")
_TOWN = re.compile(r"(?:ville|commune|village|bourg|bourgade|cite balneaire|station balneaire) (?:de |d')")
_TOWN_NAME = re.compile(rf"(?:L[ea]s? |L')?{WORD}(?! [{UPPER}])")

RULES = triggers(
    (("arrondissement",), _arrondissement),
    (("ville", "commune", "village", "bourg", "bourgade", "cite", "station"), _town),
    (first_words(lexicon.BODIES_OF_PLACE), _place),
    (first_words(lexicon.BODIES_ALONE), _alone),
    (first_words(_NATIONAL), _nation),
    (first_words(lexicon.ORGANIZATION_HEADS), _organization),
    (first_words(lexicon.ORGANIZATION_KINDS), _named(_KIND, "ORGANIZATION", "organization named")),
    (first_words(lexicon.COMPANY_HEADS), _named(_COMPANY, "COMPANY", "company named")),
    ({form.lower() for form in first_words(lexicon.COMPANY_FORMS)}, _form),
    (("entreprise", "societe", "start", "startup", "pme"), _apposed),
    (first_words(lexicon.MEDIA_HEADS), _named(_MEDIA, "MEDIA", "media named", _MEDIA_NAMES)),
    (first_words(lexicon.PLACE_HEADS), _location),
)
