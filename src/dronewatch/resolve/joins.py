"""Which nodes are one, and why: compared are names, not the articles that use them.

An acronym joins the one long name that articles give it, a surname alone the one person best known by it, full names
of people their spellings (`people.same`), names with one canonical name each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import combinations
from typing import Protocol

from dronewatch.first_names_data import FIRST_NAMES
from dronewatch.resolve import people, slips
from dronewatch.resolve.abroad import names_a_nation
from dronewatch.resolve.groups import Groups
from dronewatch.resolve.keys import is_written_closed, key, sound, without_blanks
from dronewatch.resolve.nodes import Known, Node, is_of_one_article, why_called
from dronewatch.resolve.short_names import portfolio

# Pairs are compared only among names that share a block; beyond this many a block tells nothing.
BLOCK = 50
_HALF = 5
_EDGE = 3
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

# Labels whose names are common nouns with a portfolio, in lower case in running text.
COMMON = ("ROLE", "MINISTRY")

Nodes = Mapping[Node, Known]
Why = dict[Node, str]
Block = tuple[str, str, str]
Articles = Callable[[Collection[Node]], Mapping[Node, Collection[str]]]


class Others(Protocol):
    """What the nodes that are not given have to do with those that are (`nearby.closed`)."""

    def is_crowded(self, block: Block) -> bool:
        """Whether more than `BLOCK` nodes in all are in a block."""

    def first_names(self, among: Collection[str]) -> Collection[str]:
        """Those of the names that are the first name of somebody."""


def joined(nodes: Nodes, articles: Articles, others: Others | None = None) -> tuple[Groups[Node], Why]:
    """The groups of nodes that are one, and a reason for every node that was joined to another.

    `nodes` are sorted. `articles` gives the ids of those that name some nodes; it is asked once, and only for people
    whose surname stands alone somewhere. `others`: `nodes` are not all, but all that these can be joined to.
    """
    groups, why = Groups(nodes), Why()
    people_in_full = {
        node: people.parts(known.longest)
        for node, known in nodes.items()
        if node[0] == "PERSON" and not is_of_one_article(node)
    }
    _by_gazetteer(groups, nodes, why)
    _by_acronym(groups, nodes, why)
    _by_spelling(groups, nodes, people_in_full, others, why)
    _by_surname(groups, nodes, people_in_full, articles, others, why)
    _by_typo(groups, nodes, why)
    _by_blanks(groups, nodes, why)
    _by_fuller_office(groups, nodes, why)
    return groups, why


def _join(groups: Groups[Node], why: Why, one: Node, other: Node, reason: str) -> None:
    if groups.join(one, other):
        why.setdefault(one, reason)
        why.setdefault(other, reason)


def _by_gazetteer(groups: Groups[Node], nodes: Nodes, why: Why) -> None:
    holder: dict[Node, Node] = {}
    for node, known in nodes.items():
        if is_called(node, known):
            for canonical in sorted(known.canonical):
                named = node[0], key(node[0], canonical)
                first = holder.setdefault((node[0], canonical), named if named in nodes else node)
                _join(groups, why, first, node, why_called(node[0], canonical))


def is_called(node: Node, known: Known) -> bool:
    """Whether what gazetteers call a node joins it to others."""
    return bool(known.canonical) and (node[0] == "PERSON" or not is_of_one_article(node))


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


def blocks_of(first: str, surname: str) -> Iterator[Block]:
    """In which full names of people are compared: both parts sound alike, or one is the same and half of the other."""
    yield "sound", sound(first), sound(surname)
    yield "given", first[:1], surname
    if len(surname) >= people.NEAR:
        # A letter or two apart, so that the first or the last letters are the same.
        for letters in (_EDGE, _HALF):
            yield "head", first, surname[:letters]
            yield "tail", first, surname[-letters:]


def _by_spelling(
    groups: Groups[Node], nodes: Nodes, parts: Mapping[Node, tuple[str, str]], others: Others | None, why: Why
) -> None:
    """Full names of people that are spellings of one (`blocks_of`)."""
    blocks: dict[Block, list[Node]] = defaultdict(list)
    for node, (first, surname) in parts.items():
        for block in blocks_of(first, surname):
            blocks[block].append(node)
    pairs = (
        pair
        for name, block in blocks.items()
        if 1 < len(block) <= BLOCK and not (others and others.is_crowded(name))
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
    groups: Groups[Node],
    nodes: Nodes,
    parts: Mapping[Node, tuple[str, str]],
    articles: Articles,
    others: Others | None,
    why: Why,
) -> None:
    """A surname that its own article leaves alone belongs to the one person whom nearly all articles mean by it.

    `Macron` needs no first name; `Dardenne` does. A word that is somebody's first name as well is left alone.
    """
    first_names = {name for first, _ in parts.values() for name in first_names_of(first)}
    alone = [(node, node[1].partition("\n")) for node in nodes if node[0] == "PERSON" and is_of_one_article(node)]
    wanted = {surname for _, (surname, _, _) in alone} - FIRST_NAMES - first_names
    if others:
        wanted.difference_update(others.first_names(wanted))
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


def first_names_of(first: str) -> tuple[str, ...]:
    """What a first name of one or more words keeps from being taken for a surname."""
    return first, *first.split()


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
        if not any(everywhere[one] < everywhere[other] for other in bearers if len(bearers) <= BLOCK)
    }


def may_slip(node: Node) -> bool:
    """Whether a name is one in which a slip of the pen can be told."""
    return node[0] != "PERSON" and slips.may_slip(node[1])


def is_odd(known: Known) -> bool:
    """Whether a name may be a slip of the pen: one article has it, no gazetteer."""
    return known.times == 1 and not known.listed


def ends(node: Node) -> tuple[str, str]:
    """The first and the last letters of a name, one of which slips of the pen have in common with what is meant."""
    return node[1][:_HALF], node[1][-_HALF:]


def a_letter_off(node: Node, other: Node) -> bool:
    """Whether one name is the other but for a letter."""
    return slips.a_letter_off(node[1], other[1])


def _by_typo(groups: Groups[Node], nodes: Nodes, why: Why) -> None:
    """`Comission européenne`: a long name of one article, one letter off a name that others or a gazetteer know."""
    blocks: dict[tuple[str, str, str], list[Node]] = defaultdict(list)
    odd: list[Node] = []
    for node, known in nodes.items():
        if may_slip(node):
            if known.times >= _SETTLED or known.listed:
                blocks[node[0], "head", node[1][:_HALF]].append(node)
                blocks[node[0], "tail", node[1][-_HALF:]].append(node)
            elif is_odd(known):
                odd.append(node)
    for node in odd:
        near = {
            *blocks.get((node[0], "head", node[1][:_HALF]), ()),
            *blocks.get((node[0], "tail", node[1][-_HALF:]), ()),
        }
        meant = [other for other in near if a_letter_off(node, other) and slips.is_meant(node[1], other[1])]
        if len(meant) == 1:
            _join(groups, why, node, meant[0], "spelling variant")


def shorter_office(node: Node) -> Node | None:
    """`ministre de l'Éducation` for `ministre de l'Éducation nationale`."""
    found = _NATIONAL.fullmatch(node[1]) if node[0] in COMMON else None
    return (node[0], found[1]) if found else None


def offices_of_parts(node: Node) -> list[Node]:
    """`ministre de l'Économie` and `ministre des Finances` for `ministre de l'Économie et des Finances`."""
    if node[0] not in COMMON or is_of_one_article(node):
        return []
    head, parts = portfolio(node)
    # `ministère allemand de l'Économie et de l'Énergie`: its second part says no nation.
    if len(parts) < 2 or (node[0] == "MINISTRY" and names_a_nation(node[1])):
        return []
    return [(node[0], f"{head} de {part}" if head else part) for part in sorted(parts)]


def _by_blanks(groups: Groups[Node], nodes: Nodes, why: Why) -> None:
    """`Kervo Presse` and `KervoPresse`, unless lists know them by two names."""
    closed: dict[Node, Node] = {}
    for node in nodes:
        if is_written_closed(node):
            other = closed.setdefault(without_blanks(node), node)
            called = nodes[node].canonical, nodes[other].canonical
            if not all(called) or called[0] & called[1]:
                _join(groups, why, other, node, "spelling variant")


def _by_fuller_office(groups: Groups[Node], nodes: Nodes, why: Why) -> None:
    """`ministre de l'Éducation` is that of `l'Éducation nationale`: the adjective is no second portfolio. Not so
    `ministre de la Défense nationale`, whom articles name far less often than that of `la Défense`: one abroad.

    One with several portfolios (`de l'Économie et des Finances`) is known by that which articles name alone most often:
    by one only, so that `ministre des Finances` stays apart.
    """
    for node, known in nodes.items():
        short = shorter_office(node)
        if short and short in nodes and known.times >= _AS_OFTEN * nodes[short].times:
            _join(groups, why, short, node, "short name")
        alone = [(-nodes[one].times, one) for one in offices_of_parts(node) if one in nodes]
        if alone:
            _join(groups, why, min(alone)[1], node, "short name")
