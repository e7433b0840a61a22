"""What local entities say without their article, and what is known of all that go by one name.

Articles say the same few things over and over: 240,000 local entities of 34,000 articles are 42,000 variants of 36,000
nodes. Names are compared node by node (`joins`), and an entity is described by its variants (`naming`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from dronewatch.model import LocalEntity
from dronewatch.names import acronyms
from dronewatch.resolve import people
from dronewatch.resolve.abroad import is_body_of_any_state, is_one_of_many, names_a_nation, of_any_state
from dronewatch.resolve.keys import key
from dronewatch.resolve.words_data import SOVEREIGNS

Node = tuple[str, str]  # label and key; for a name that means something in its article only, a line more with its id


_NOTHING: frozenset[str] = frozenset()


class Variant(NamedTuple):
    """A local entity without its article. Within one article it occurs once."""

    node: Node
    name: str
    names: tuple[str, ...]
    canonical: str | None


class Known(NamedTuple):
    """What decides with which other nodes a node is joined.

    `times` is the number of local entities, `longest` the longest of their names, `canonical` what gazetteers call
    them, `acronyms` the keys of the acronyms that articles give; `listed` whether a gazetteer knows the name.
    """

    times: int
    longest: str
    canonical: frozenset[str]
    acronyms: frozenset[str]
    listed: bool


def variant(entity: LocalEntity, *, elsewhere: bool) -> Variant:
    """The variant of a local entity, given whether its article is about another country (`abroad.abroad`)."""
    return Variant(_node(entity, elsewhere), entity.name, entity.names, entity.canonical)


def _node(entity: LocalEntity, elsewhere: bool) -> Node:
    """What the same name is: label and key; for one word that names a person the article as well."""
    name = key(entity.label, entity.name)
    if entity.label == "PERSON" and not people.is_full(entity.name):
        # `Harry` is anybody, `prince Harry` is not.
        return entity.label, key("PERSON", entity.canonical) if entity.canonical else f"{name}\n{entity.article}"
    if is_one_of_many(entity.label, entity.name) or (elsewhere and of_any_state(entity)):
        return entity.label, f"{name}\n{entity.article}"
    return entity.label, name


def is_of_one_article(node: Node) -> bool:
    """Whether the name means something in its article only."""
    return "\n" in node[1]


def why_called(label: str, canonical: str) -> str:
    """The reason why names with one canonical name are one."""
    titled = label == "PERSON" and canonical.partition(" ")[0] in SOVEREIGNS
    return f"{'title' if titled else 'gazetteer'}: {canonical}"


def canonical(one: Variant) -> str | None:
    """What a gazetteer calls it, unless that fits many bodies, or the article says more of whose body it is."""
    name, label = one.canonical, one.node[0]
    if name is None or is_one_of_many(label, name) or is_one_of_many(label, one.name):
        return None
    short, full = key("", name), key("", one.name)
    more = full.removeprefix(f"{short} ") if full.startswith(f"{short} ") else ""
    return None if more and (is_body_of_any_state(name) or names_a_nation(more)) else name


def known(counts: Mapping[Variant, int]) -> dict[Node, Known]:
    """What is known of each node, given how many local entities each variant stands for. Sorted by node."""
    by_node: dict[Node, list[Variant]] = defaultdict(list)
    for one in counts:
        by_node[one.node].append(one)
    return {node: _known(node, by_node[node], counts) for node in sorted(by_node)}


def _known(node: Node, variants: list[Variant], counts: Mapping[Variant, int]) -> Known:
    if len(variants) == 1:  # as nearly always
        one = variants[0]
        found = canonical(one)
        called = _NOTHING if found is None else frozenset((found,))
        return Known(counts[one], one.name, called, frozenset(_acronyms(node, one)), one.canonical is not None)
    listed = Counter[str]()
    for one in variants:
        if (found := canonical(one)) is not None:
            listed[found] += counts[one]
    # One article that is wrong about a name does not make it another's.
    most = max(listed.values(), default=0)
    return Known(
        times=sum(counts[one] for one in variants),
        longest=min((-len(one.name), one.name) for one in variants)[1],
        canonical=frozenset(name for name, times in listed.items() if times == most),
        acronyms=frozenset(short for one in variants for short in _acronyms(node, one)),
        listed=any(one.canonical is not None for one in variants),
    )


def _acronyms(node: Node, one: Variant) -> list[str]:
    if len(one.names) == 1 or node[0] not in acronyms.ACRONYM_LABELS or is_of_one_article(node):
        return []
    return [
        key(node[0], name)
        for name in one.names
        if name != one.name and acronyms.is_acronym(name) and not is_body_of_any_state(name)
    ]
