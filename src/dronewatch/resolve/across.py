"""Across articles: local entities become entities, in one pass whose result does not depend on their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from dronewatch.model import Entity, LocalEntity, Merge
from dronewatch.resolve.abroad import abroad
from dronewatch.resolve.joins import joined
from dronewatch.resolve.naming import named
from dronewatch.resolve.nodes import Node, Variant, known, variant


def across(local_entities: Iterable[LocalEntity]) -> list[Entity]:
    """Entities by label, then number of articles, then name. Labels never mix: office, holder and ministry stay apart.

    Merged are: the same name; names with one canonical name in a gazetteer; an acronym and the one long name that
    articles give it; full names of people that are spellings of one (`people.same`). A surname alone belongs to the
    person that its own article names in full, else to the one best known by it, if anybody. In an article on another
    country `ministère de la Santé` and their like are that article's.
    """
    members = list(set(local_entities))
    elsewhere = abroad(members)
    by_variant: dict[Variant, list[LocalEntity]] = defaultdict(list)
    for each in members:
        by_variant[variant(each, elsewhere=each.article in elsewhere)].append(each)
    by_node: dict[Node, list[Variant]] = defaultdict(list)
    for one in by_variant:
        by_node[one.node].append(one)

    def articles(nodes: Collection[Node]) -> Mapping[Node, set[str]]:
        return {node: {each.article for one in by_node[node] for each in by_variant[one]} for node in nodes}

    groups, why = joined(known({one: len(found) for one, found in by_variant.items()}), articles)
    entities = [
        entity({one: by_variant[one] for node in nodes for one in by_node[node]}, why)
        for nodes in groups.all().values()
    ]
    return sorted(entities, key=lambda each: (each.label, -len(each.members), each.name, each.id))


def entity(variants: Mapping[Variant, list[LocalEntity]], why: Mapping[Node, str]) -> Entity:
    """The entity that variants make, given the local entities that each stands for, and why nodes were joined."""
    found = named({one: len(members) for one, members in variants.items()}, why)
    merges = (
        Merge(*said, tuple(sorted({each.article for one in by for each in variants[one]})))
        for said, by in found.merges.items()
    )
    members = sorted((each for some in variants.values() for each in some), key=_order)
    return Entity(found.id, found.label, found.name, found.names, tuple(members), tuple(merges))


def _order(entity: LocalEntity) -> tuple[str, str, str, tuple[str, ...], str]:
    """By all that an entity is, so that nothing depends on the order in which entities come."""
    return entity.label, entity.article, entity.name, entity.names, entity.canonical or ""
