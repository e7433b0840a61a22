"""Which nodes are one, and why: compared are names, not the articles that use them.

An acronym joins the one long name that articles give it, a surname alone the one person best known by it, full names
of people their spellings (`people.same`), names with one canonical name each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from itertools import combinations

from dronewatch.first_names_data import FIRST_NAMES
from dronewatch.resolve import people
from dronewatch.resolve.groups import Groups
from dronewatch.resolve.keys import key, sound
from dronewatch.resolve.nodes import Known, Node, is_of_one_article

# Pairs are compared only among names that share a block; beyond this many a block tells nothing.
_BLOCK = 50
_HALF = 5
_EDGE = 3
_LONG = 10
_SETTLED = 3
_RARE = 0.1
_APART = 3

# A person is known by the surname alone in so many articles, and so large a share of those that name one in full.
_KNOWN = 2
_NEARLY_ALL = 0.8

# An acronym of so many letters stands for one body only.
_SURE = 4

# An office goes by a longer name as well that articles use so often beside the short one.
_AS_OFTEN = 0.5
_NATIONAL = re.compile(r"(.+) (?:nationale?|publique)")

# At the end of a name, where something is.
_PLACED = re.compile(r" (?:de l['’]|de la |du |des |de |d['’])[A-ZÀ-Þ][\w-]*(?: [A-ZÀ-Þ][\w-]*)*$")

# In names that are no slip of the pen: numbers, and what means something in one article only.
_NO_SLIP = re.compile(r"[\d²³¹\n]")

# Labels whose names are common nouns with a portfolio, in lower case in running text.
COMMON = ("ROLE", "MINISTRY")

Nodes = Mapping[Node, Known]
Why = dict[Node, str]
Articles = Callable[[Collection[Node]], Mapping[Node, Collection[str]]]


def joined(nodes: Nodes, articles: Articles) -> tuple[Groups[Node], Why]:
    """The groups of nodes that are one, and a reason for every node that was joined to another.

    `nodes` are sorted. `articles` gives the ids of those that name some nodes; it is asked once, and only for people
    whose surname stands alone somewhere.
    """
    groups, why = Groups(nodes), Why()
    people_in_full = {
        node: people.parts(known.longest)
        for node, known in nodes.items()
        if node[0] == "PERSON" and not is_of_one_article(node)
    }
    _by_gazetteer(groups, nodes, why)
    _by_acronym(groups, nodes, why)
    _by_spelling(groups, nodes, people_in_full, why)
    _by_surname(groups, nodes, people_in_full, articles, why)
    _by_typo(groups, nodes, why)
    _by_fuller_office(groups, nodes, why)
    return groups, why


def _join(groups: Groups[Node], why: Why, one: Node, other: Node, reason: str) -> None:
    if groups.join(one, other):
        why.setdefault(one, reason)
        why.setdefault(other, reason)


def _by_gazetteer(groups: Groups[Node], nodes: Nodes, why: Why) -> None:
    holder: dict[Node, Node] = {}
    for node, known in nodes.items():
        if known.canonical and (node[0] == "PERSON" or not is_of_one_article(node)):
            for canonical in sorted(known.canonical):
                named = node[0], key(node[0], canonical)
                first = holder.setdefault((node[0], canonical), named if named in nodes else node)
                _join(groups, why, first, node, f"gazetteer: {canonical}")


def _by_acronym(groups: Groups[Node], nodes: Nodes, why: Why) -> None:
    """An acronym that stands alone in one article joins the long name that others give it, if they give only one."""
    long: dict[Node, set[Node]] = defaultdict(set)
    for node, known in nodes.items():
        for acronym in known.acronyms:
            long[node[0], acronym].add(node)
    for short in sorted(long):
        letters = short[1].replace(" ", "")
        if len(letters) >= _SURE and not any(char.isdigit() for char in letters):
            # So many letters that stand for two names are one body, called by two names, if it is not one of many.
            alike = sorted(node for node in long[short] if not _is_one_of_many(node[0], nodes[node].longest))
            for other in alike:
                _join(groups, why, alike[0], other, "acronym")
        roots = {groups.find(node) for node in long[short]}
        if short in nodes and len(roots - {groups.find(short)}) == 1 and len(roots) == 1:
            _join(groups, why, short, min(long[short]), "acronym")


def _is_one_of_many(label: str, name: str) -> bool:
    """Whether a body's name ends in the place that tells it from others: `police judiciaire de Lyon`."""
    return label == "PUBLIC_BODY" and _PLACED.search(name) is not None


def _by_spelling(groups: Groups[Node], nodes: Nodes, parts: Mapping[Node, tuple[str, str]], why: Why) -> None:
    """Full names of people, compared where both parts sound alike, or one is the same and half of the other."""
    blocks: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node, (first, surname) in parts.items():
        blocks["sound", sound(first), sound(surname)].append(node)
        blocks["given", first[:1], surname].append(node)
        if len(surname) >= people.NEAR:
            # A letter or two apart, so that the first or the last letters are the same.
            for letters in (_EDGE, _HALF):
                blocks["head", first, surname[:letters]].append(node)
                blocks["tail", first, surname[-letters:]].append(node)
    pairs = (
        pair
        for block in blocks.values()
        if 1 < len(block) <= _BLOCK
        for pair in combinations(block, 2)
        if abs(len(pair[0][1]) - len(pair[1][1])) <= _APART
    )
    # Whatever their order: a node that was not joined before gets the same reason by any of its pairs.
    for one, other in pairs:
        few, many = sorted((nodes[one].times, nodes[other].times))
        # A slip of the pen is rare: `Michel Delpech` and `Michel Delpuech` are two.
        slips = few < _SETTLED or few <= _RARE * many
        if people.same(nodes[one].longest, nodes[other].longest, slips=slips):
            _join(groups, why, one, other, "spelling variant")


def _by_surname(
    groups: Groups[Node], nodes: Nodes, parts: Mapping[Node, tuple[str, str]], articles: Articles, why: Why
) -> None:
    """A surname that its own article leaves alone belongs to the one person whom nearly all articles mean by it.

    `Macron` needs no first name; `Dardenne` does. A word that is somebody's first name as well is left alone.
    """
    first_names = {name for first, _ in parts.values() for name in (first, *first.split())}
    alone = [(node, node[1].partition("\n")) for node in nodes if node[0] == "PERSON" and is_of_one_article(node)]
    wanted = {surname for _, (surname, _, _) in alone} - FIRST_NAMES - first_names
    known: dict[str, set[Node]] = defaultdict(set)
    for node, (_, surname) in parts.items():
        if surname in wanted:
            known[surname].add(groups.find(node))
    bearers = set().union(*known.values())
    chosen = [node for node in parts if groups.find(node) in bearers]
    everywhere: dict[Node, set[str]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    for node, found in articles(chosen).items():
        everywhere[groups.find(node)].update(found)
        named[parts[node][1]].update(found)
    best = {surname: _best_known(_for_themselves(all_, everywhere), everywhere) for surname, all_ in known.items()}
    for node, (name, _, article) in alone:
        most = best.get(name)
        # Where the article names several people so in full, it means another of them or the family.
        if most is not None and article not in named[name]:
            _join(groups, why, most, node, "best known by that surname")


def _best_known(bearers: set[Node], everywhere: Mapping[Node, set[str]]) -> Node | None:
    """Whom nearly all articles mean that name one of `bearers` in full, if anybody."""
    articles = {root: len(everywhere[root]) for root in bearers}
    most = max(sorted(articles), key=articles.__getitem__)
    return most if articles[most] >= max(_KNOWN, _NEARLY_ALL * sum(articles.values())) else None


def _for_themselves(bearers: set[Node], everywhere: Mapping[Node, set[str]]) -> set[Node]:
    """Bearers of one surname but for those whom no article names without the same other one: wives, brothers."""
    return {
        one
        for one in bearers
        if not any(everywhere[one] < everywhere[other] for other in bearers if len(bearers) <= _BLOCK)
    }


def _by_typo(groups: Groups[Node], nodes: Nodes, why: Why) -> None:
    """`Comission européenne`: a long name of one article, one letter off a name that others or a gazetteer know."""
    from rapidfuzz.distance import OSA

    blocks: dict[tuple[str, str, str], list[Node]] = defaultdict(list)
    odd: list[Node] = []
    for node, known in nodes.items():
        if node[0] != "PERSON" and len(node[1]) >= _LONG and not _NO_SLIP.search(node[1]):
            if known.times >= _SETTLED or known.listed:
                blocks[node[0], "head", node[1][:_HALF]].append(node)
                blocks[node[0], "tail", node[1][-_HALF:]].append(node)
            elif known.times == 1:
                odd.append(node)
    for node in odd:
        near = {
            *blocks.get((node[0], "head", node[1][:_HALF]), ()),
            *blocks.get((node[0], "tail", node[1][-_HALF:]), ()),
        }
        meant = [
            other
            for other in near
            if abs(len(node[1]) - len(other[1])) <= 1 and OSA.distance(node[1], other[1], score_cutoff=1) == 1
        ]
        if len(meant) == 1:
            _join(groups, why, node, meant[0], "spelling variant")


def _by_fuller_office(groups: Groups[Node], nodes: Nodes, why: Why) -> None:
    """`ministre de l'Éducation` is that of `l'Éducation nationale`: the adjective is no second portfolio. Not so
    `ministre de la Défense nationale`, whom articles name far less often than that of `la Défense`: one abroad.
    """
    for node, known in nodes.items():
        found = _NATIONAL.fullmatch(node[1]) if node[0] in COMMON else None
        short = found and (node[0], found[1])
        if short and short in nodes and known.times >= _AS_OFTEN * nodes[short].times:
            _join(groups, why, short, node, "short name")
