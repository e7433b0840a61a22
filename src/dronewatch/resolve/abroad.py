"""Which articles are about other countries, so that their `ministère de la Santé` is not taken for the French one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from dronewatch.model import LocalEntity
from dronewatch.names.shapes import NATIONALITY
from dronewatch.resolve.keys import key
from dronewatch.resolve.listed import names
from dronewatch.view import fold

_AT_HOME = ("french_cities", "french_regions_and_departments")
_AWAY = ("countries", "world_cities")
_OURS = ("public_bodies", "courts", "parties_and_unions", "ministries_by_other_names")
_NATIONALITY = re.compile(rf"\b{NATIONALITY}\b")
_FRENCH = re.compile(r"\bfran[cç]ais|(?<!Agence )(?<!Air )\bFrance\b(?!-Presse)", re.IGNORECASE)

# What every state has, as `keys.key` writes it; a name with a nationality or a place in it says itself where it is.
_BODY_OF_STATE = re.compile(
    r"parlement|senat|assemblee(?: nationale)?|chambre (?:des deputes|basse|haute)|congres"
    r"|cour supreme|cour de cassation|cour constitutionnelle|conseil constitutionnel|police(?: nationale| judiciaire)?"
    r"|gendarmerie(?: nationale)?|garde nationale|armee(?: de (?:l'air|terre))?|marine(?: nationale)?|banque centrale"
)
_STATE = re.compile(
    r"(?:ministeres?|ministre|vice ministre|secretaire d'etat|secretariat d'etat)(?: .+)?|premiere? ministre|president"
    rf"|president de la republique|chef (?:de l'etat|du gouvernement)|{_BODY_OF_STATE.pattern.replace('|congres', '')}"
)
# Bodies that there are many of, each with a place or chamber that an article may leave out.
_BODIES = re.compile(
    r"(?:agences? regionales? de sante|ars|commissions? (?:de la|de l'|des|du) .+(?<!assemblee)(?<!nationale)(?<!senat)"
    r"|prefecture(?: maritime)?|conseil (?:departemental|regional|general)|(?:caf|cpam|crous|sdis|samu|smur|jirs|ddsp)"
    r"|section de recherches?|brigade de recherches?|service departemental d'incendie et de secours"
    r"|(?:srpj|sdpj|dipj)|(?:service (?:regional|departemental)|direction interregionale) de (?:la )?police judiciaire"
    r"|caisses? (?:primaires? d'assurance maladie|d'allocations familiales)"
    r"|chambre d'agriculture|cour d'appel|cour d'assises"
    r"|tribunal (?:correctionnel|judiciaire|administratif|de commerce|de grande instance)|parquet|mairie"
    r"|police municipale|surete (?:departementale|urbaine)|chambre regionale des comptes|rectorat)"
)
# Organs that every party has, and what the press calls the teams of every sport; offices of several people.
_ORGANS = re.compile(
    r"commission nationale d'investitures?|bureau (?:politique|national)|conseil national|les bleue?s|bleue?s"
)
_OFFICES = re.compile(r"(?:(?:vice |premier[es]* )?ministres|ministeres|secretaires d'etat|presidents|chefs d[eu']).*")
_REGIONS = re.compile(r"est|ouest|sud|centre|(?:nord|sud) (?:est|ouest)")
# Words for parts of any country that are French regions or departments as well.
_PARTS = frozenset(("nord", "centre"))
_MANY_OF = {
    "PUBLIC_BODY": _BODIES,
    "ORGANIZATION": _ORGANS,
    "LOCATION": _REGIONS,
    "ROLE": _OFFICES,
    "MINISTRY": _OFFICES,
}
_LABELS = ("MINISTRY", "ROLE", "PUBLIC_BODY")


def abroad(entities: Iterable[LocalEntity]) -> frozenset[str]:
    """Ids of articles that name places in other countries and none in France, nor anything French."""
    away: dict[str, bool] = defaultdict(bool)
    home: set[str] = set()
    for entity in entities:
        if entity.label == "LOCATION":
            places = {key("LOCATION", name) for name in (entity.canonical or "", *entity.names) if name}
            if (places - _PARTS) & _names(_AT_HOME) or "france" in places:
                home.add(entity.article)
            elif places & _names(_AWAY):
                away[entity.article] = True
        elif any(_FRENCH.search(name) for name in entity.names) or _ours(entity):
            home.add(entity.article)
    return frozenset(away.keys() - home)


def of_any_state(entity: LocalEntity) -> bool:
    """Whether a name fits an office, a body or a part of any state."""
    name = fold(entity.name).replace("-", " ")
    if entity.label == "LOCATION":
        return name in _PARTS
    return entity.label in _LABELS and _STATE.fullmatch(name) is not None and not _NATIONALITY.search(name)


def is_body_of_any_state(name: str) -> bool:
    """Whether `name` is that of a body, no office or ministry, which every state has: `Parlement`, `armée de l'air`."""
    return _BODY_OF_STATE.fullmatch(fold(name).replace("-", " ")) is not None


def is_one_of_many(label: str, name: str) -> bool:
    """Whether `name` fits bodies of many regions, towns or chambers, or several offices, and does not say which."""
    pattern = _MANY_OF.get(label)
    return pattern is not None and pattern.fullmatch(fold(name).replace("-", " ")) is not None


def names_a_nation(words: str) -> bool:
    """Whether there is a nationality in `words`, and not the French one."""
    return any(not _FRENCH.match(found[0]) for found in _NATIONALITY.finditer(fold(words)))


def is_known_place(name: str) -> bool:
    """Whether the shipped lists know a key as that of a town, region or country."""
    return name in _names(_AT_HOME) or name in _names(_AWAY)


def _ours(entity: LocalEntity) -> bool:
    """Whether a name is that of a French body or party, and of no other."""
    return entity.canonical is not None and key("", entity.canonical) in _names(_OURS) and not of_any_state(entity)


@lru_cache(maxsize=3)
def _names(sources: tuple[str, ...]) -> frozenset[str]:
    """Keys of the names in shipped gazetteer files."""
    return frozenset(
        key("LOCATION", written) for name in names() if name.source in sources for written in (name.name, name.form)
    )
