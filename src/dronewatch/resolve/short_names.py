"""Within an article: which short name stands for which long one, firms, bodies and places apart.

Each function yields pairs (short, long) of nodes that an article takes for one. A node is a label and a key; `Names`
says how it is written, where first, and whether a gazetteer knows it: a name that is known under its own is no short
form of another (`CGT` and `CGT Énergie`, `Samsung` and `Samsung Electronics`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dronewatch.names import acronyms
from dronewatch.names.shapes import NATIONALITY
from dronewatch.resolve.keys import key
from dronewatch.resolve.words_data import FIRM_ENDS, KINDS, PLACE_KINDS, PLACE_LINKS, SITES
from dronewatch.view import normalize

Node = tuple[str, str]

_ISLANDS = ("ile", "iles")
_SAFE_PLACE_KINDS = frozenset((*_ISLANDS, "bande", "glacier", "massif", "archipel"))
_PLACED = re.compile(r"(.*\w) (?:de l'|de la |du |des |de |d')?([A-ZÀ-Þ][^()]*)")
_HOSPITAL = re.compile(r"(?:hopital|centre hospitalier(?: universitaire| regional| intercommunal)*|chr?u?) de (\w.*)")
_NAMED_PLACE = re.compile(
    r"(aeroport|aerodrome|base aerienne|prison|maison d'arret|stade|musee|basilique|mosquee|hopital) (?!de )"
    r"\w(?:(?! de \w)[^\n])*+ de (\w[^\n]*+)"
)
_COURT = re.compile(
    r"tribunal (?:correctionnel|judiciaire|administratif|pour enfants|de (?:commerce|police|grande instance))"
    r" de (\w[^\n]*)"
)
_INSIDE = re.compile(r"\(([A-Z]{2,8})\)")
_NATION_INSIDE = re.compile(rf"(?<=\w) {NATIONALITY} (?=\w)")
_GAP = re.compile(" ")
_PARTS = re.compile(r",? et (?:de )?|, (?:de )?")
_OFFICE = re.compile(r"(ministre(?: deleguee?)?|secretaire de etat|haut commissaire)( (?!de )\w+)? de (.+)")


@dataclass(frozen=True)
class Name:
    """How a node is written first, where, and whether a gazetteer knows it."""

    text: str
    start: int
    known: bool


Names = Mapping[Node, Name]


def of_firms(names: Names, acronymic: frozenset[Node]) -> Iterator[tuple[Node, Node]]:
    """`BMW` for `BMW Group`; `Lancôme` for `Lancôme Parfums et Beauté` that was named before, unless it has an acronym.

    `acronymic` are the nodes whose acronym the article gives: they go by that (`Land Rover Special Operations (LSO)`).
    """
    for short, longer, start in _prefixes(names, "COMPANY"):
        formal = [long for long in longer if set(long[1][len(short[1]) :].split()) <= FIRM_ENDS]
        if formal:
            yield from ((short, long) for long in formal)
        elif len(longer) == 1 and _introduced(names, short, longer[0], start) and longer[0] not in acronymic:
            yield short, longer[0]


def of_bodies(names: Names) -> Iterator[tuple[Node, Node]]:
    """`la Fédération` for the one `Fédération française de rugby` that was named before; `collectif X` and `X`."""
    for label in ("ORGANIZATION", "PUBLIC_BODY"):
        for short, longer, start in _prefixes(names, label):
            if len(longer) == 1 and _introduced(names, short, longer[0], start) and not names[short].text.isupper():
                yield short, longer[0]
    for label in ("ORGANIZATION", "COMPANY", "PUBLIC_BODY"):
        for node in sorted(node for node in names if node[0] == label):
            kind, _, rest = _NATION_INSIDE.sub(" ", node[1]).partition(" ")
            if kind in KINDS:
                yield from ((short, node) for short in ((label, rest), (label, f"{kind} {rest}")) if short in names)


def of_hospitals(names: Names) -> Iterator[tuple[Node, Node]]:
    """`hôpital de X` and `centre hospitalier de X`: a town has one, as far as an article says no more."""
    by_place: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in sorted(names):
        if found := _HOSPITAL.fullmatch(node[1]):
            by_place[node[0], found[1]].append(node)
    for nodes in by_place.values():
        yield from ((node, nodes[0]) for node in nodes[1:])


def of_courts(names: Names) -> Iterator[tuple[Node, Node]]:
    """`tribunal de X` for the one `tribunal correctionnel de X` that the article names."""
    return _only_longer(names, _COURT, r"tribunal de \1")


def of_named_places(names: Names) -> Iterator[tuple[Node, Node]]:
    """`aéroport de X` and the one `aéroport Y de X` that the article names."""
    return _only_longer(names, _NAMED_PLACE, r"\1 de \2")


def _only_longer(names: Names, pattern: re.Pattern[str], short: str) -> Iterator[tuple[Node, Node]]:
    """Names with the one name that `pattern` reads and the template `short` makes of it, where there is but one."""
    long: dict[Node, list[Node]] = defaultdict(list)
    for node in sorted(names):
        if found := pattern.fullmatch(node[1]):
            long[node[0], found.expand(short)].append(node)
    for node, nodes in long.items():
        if node in names and len(nodes) == 1:
            yield node, nodes[0]


def of_places(names: Names) -> Iterator[tuple[Node, Node]]:
    """`XXe arrondissement` for `XXe arrondissement de Paris`, `Gaza` for `bande de Gaza`; never Afrique du Sud."""
    for short, longer, start in _prefixes(names, "LOCATION"):
        tail = longer[0][1][len(short[1]) + 1 :]
        if len(longer) == 1 and (
            _is_place_of(names, short, longer[0], tail)
            # `Vandœuvre` for `Vandœuvre-lès-Nancy`.
            or (tail.split()[0] in PLACE_LINKS and start < names[short].start and not names[short].known)
        ):
            yield short, longer[0]
    for node in sorted(node for node in names if node[0] == "LOCATION"):
        kind, _, rest = node[1].partition(" ")
        short = "LOCATION", rest.removeprefix("de ")
        # `Île-de-France` is no island, nor is `Ile de France`: lists know both it and France. `île Maurice` is one.
        hyphened = names[node].text[len(kind) : len(kind) + 1] == "-"
        two = rest.startswith("de ") and short in names and names[node].known and names[short].known
        if hyphened or (kind in _ISLANDS and two):
            continue
        if kind in PLACE_KINDS and short in names and (kind in _SAFE_PLACE_KINDS or not names[short].known):
            yield short, node
        elif kind in SITES and ("LOCATION", rest) in names:
            # `Grévin` for `musée Grévin`, which came first; not `Lyon` for `gare de Lyon`.
            named = names["LOCATION", rest]
            if names[node].start < named.start and not named.known:
                yield ("LOCATION", rest), node


def _is_place_of(names: Names, short: Node, long: Node, tail: str) -> bool:
    """Whether `tail` says where a place is (`de Paris`, a town that the article names) or is an adjective."""
    if tail.startswith("de "):
        return not names[short].known or ("LOCATION", tail.removeprefix("de ")) in names
    return not names[short].known and " " not in tail and normalize(names[long].text).split()[-1].islower()


def of_acronyms(names: Names) -> Iterator[tuple[Node, Node]]:
    """`SDIS` for `service départemental d'incendie et de secours de l'Oise`, `ARS Île-de-France` likewise."""
    long: dict[tuple[str, str, str], list[Node]] = defaultdict(list)
    for node in sorted(names):
        if node[0] in acronyms.ACRONYM_LABELS and (found := _PLACED.fullmatch(normalize(names[node].text))):
            head, place = found.groups()
            if " " in head:
                letters = acronyms.initials(head)
                long[node[0], letters, ""].append(node)
                long[node[0], letters, key("LOCATION", place)].append(node)
    for node in sorted(names):
        inside = _INSIDE.search(names[node].text)
        if inside and (node[0], key(node[0], inside[1])) in names:
            yield (node[0], key(node[0], inside[1])), node
    for node in sorted(names):
        if node[0] in acronyms.ACRONYM_LABELS:
            first, _, rest = normalize(names[node].text).partition(" ")
            place = key("LOCATION", re.sub(r"^(?:de l'|de la |du |des |de |d')", "", rest)) if rest else ""
            letters = first.lower()
            if len(letters) >= 3 and first[:2].isupper():
                candidates = long.get((node[0], letters, place), [])
                if len(candidates) == 1 and candidates[0] != node:
                    yield node, candidates[0]


def of_portfolios(names: Names) -> Iterator[tuple[Node, Node]]:
    """`ministère des Comptes publics` for `ministère de l'Action et des Comptes publics`, where no other could be."""
    for label in ("MINISTRY", "ROLE"):
        parsed = {node: portfolio(node) for node in sorted(names) if node[0] == label}
        # Looked up by what they have in common, since an article may name thousands.
        bearers = Counter((head, part) for head, parts in parsed.values() for part in parts)
        by_phrase: dict[tuple[str, str], list[Node]] = defaultdict(list)
        by_rarest: dict[tuple[str, str], list[Node]] = defaultdict(list)
        for node, (head, parts) in parsed.items():
            for phrase in _phrases(parts):
                by_phrase[head, phrase].append(node)
            if parts:
                by_rarest[min((bearers[head, part], (head, part)) for part in parts)[1]].append(node)
        for node, (head, parts) in parsed.items():
            larger = [
                other
                for other in min((by_phrase[head, part] for part in parts), key=len, default=())
                if other != node and _covers(parsed[other][1], parts) and not _covers(parts, parsed[other][1])
            ]
            if len(larger) == 1 and not any(
                other not in (node, *larger)
                and _covers(parsed[larger[0]][1], parsed[other][1])
                and not _overlap(parts, parsed[other][1])
                for phrase in _phrases(parsed[larger[0]][1])
                for other in by_rarest.get((head, phrase), ())
            ):
                yield node, larger[0]


def _phrases(parts: frozenset[str]) -> set[str]:
    """What `_covers` finds in `parts`: each of them, and what it begins with."""
    return {part[:at] for part in parts for at in (len(part), *(at for at, char in enumerate(part) if char == " "))}


def portfolio(node: Node) -> tuple[str, frozenset[str]]:
    """Head and the parts of what it is in charge of; an office without a portfolio has itself as head."""
    label, words = node
    if label == "MINISTRY":
        return "", frozenset(_PARTS.split(words))
    found = _OFFICE.fullmatch(words)
    return (f"{found[1]}{found[2] or ''}", frozenset(_PARTS.split(found[3]))) if found else (words, frozenset())


def _covers(parts: frozenset[str], few: frozenset[str]) -> bool:
    """Whether every one of `few` is in `parts`, perhaps with a word more (`éducation`, `éducation nationale`)."""
    return bool(few) and all(any(f"{part} ".startswith(f"{one} ") for part in parts) for one in few)


def _overlap(parts: frozenset[str], others: frozenset[str]) -> bool:
    return any(_covers(others, frozenset({one})) for one in parts) or any(
        _covers(parts, frozenset({one})) for one in others
    )


def _prefixes(names: Names, label: str) -> Iterator[tuple[Node, list[Node], int]]:
    """Each node with the shortest of those whose key begins with its own and a blank, and where the first of all is."""
    nodes = sorted(node for node in names if node[0] == label)
    for at, node in enumerate(nodes):
        longer = []
        # Sorted, so that all keys beginning with this one follow it.
        for following in range(at + 1, len(nodes)):
            other = nodes[following]
            if not other[1].startswith(node[1]):
                break
            if other[1][len(node[1])] == " ":
                longer.append(other)
        if longer:
            shortest = _shortest(longer)
            yield node, shortest, min(names[one].start for one in longer)


def _shortest(nodes: list[Node]) -> list[Node]:
    """Those whose key does not go on from that of another one."""
    keys = {name for _, name in nodes}
    return [node for node in nodes if not any(node[1][: gap.start()] in keys for gap in _GAP.finditer(node[1]))]


def _introduced(names: Names, short: Node, long: Node, start: int) -> bool:
    """Whether a long name came first, at `start`, and the short one is no known name nor a part that a hyphen ties."""
    one, other = names[short], names[long]
    tied = other.text[len(one.text) : len(one.text) + 1] == "-"
    return start < one.start and not one.known and not tied
