"""Across articles: local entities become entities, in one pass whose result does not depend on their order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from hashlib import blake2b
from itertools import combinations

from dronewatch.first_names_data import FIRST_NAMES
from dronewatch.model import Entity, LocalEntity, Merge
from dronewatch.names import acronyms
from dronewatch.resolve import people
from dronewatch.resolve.abroad import abroad, is_body_of_any_state, of_any_state, of_many_places
from dronewatch.resolve.groups import Groups
from dronewatch.resolve.keys import key, sound

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

# Of the names of an office, those that are at least so frequent as the commonest.
_USUAL = 0.2
# An office goes by a longer name as well that articles use so often beside the short one.
_AS_OFTEN = 0.5
_NATIONAL = re.compile(r"(.+) (?:nationale?|publique)")

# At the end of a name, where something is.
_PLACED = re.compile(r" (?:de l['’]|de la |du |des |de |d['’])[A-ZÀ-Þ][\w-]*(?: [A-ZÀ-Þ][\w-]*)*$")

# Labels whose names are common nouns with a portfolio, in lower case in running text.
_COMMON = ("ROLE", "MINISTRY")

Node = tuple[str, str]


def across(local_entities: Iterable[LocalEntity]) -> list[Entity]:
    """Entities by label, then number of articles, then name. Labels never mix: office, holder and ministry stay apart.

    Merged are: the same name; names with one canonical name in a gazetteer; an acronym and the one long name that
    articles give it; full names of people that are spellings of one (`people.same`). A surname alone belongs to the
    person that its own article names in full, else to the one best known by it, if anybody. In an article on another
    country `ministère de la Santé` and their like are that article's.
    """
    members = sorted(set(local_entities), key=_order)
    elsewhere = abroad(members)
    by_node: dict[Node, list[LocalEntity]] = defaultdict(list)
    for entity in members:
        by_node[_node(entity, elsewhere)].append(entity)
    groups = Groups(by_node)
    why: dict[Node, str] = {}
    _by_gazetteer(groups, by_node, why)
    _by_acronym(groups, by_node, why)
    _by_spelling(groups, by_node, why)
    _by_surname(groups, by_node, why)
    _by_typo(groups, by_node, why)
    _by_fuller_office(groups, by_node, why)
    entities = [_entity(nodes, by_node, why) for nodes in groups.all().values()]
    return sorted(entities, key=lambda entity: (entity.label, -len(entity.members), entity.name, entity.id))


def _order(entity: LocalEntity) -> tuple[str, str, str, tuple[str, ...], str]:
    """By all that an entity is, so that nothing depends on the order in which entities come."""
    return entity.label, entity.article, entity.name, entity.names, entity.canonical or ""


def _node(entity: LocalEntity, elsewhere: frozenset[str] = frozenset()) -> Node:
    """What the same name is: label and key; for one word that names a person the article as well."""
    name = key(entity.label, entity.name)
    if entity.label == "PERSON" and entity.canonical is None and not people.is_full(entity.name):
        return entity.label, f"{name}\n{entity.article}"
    if of_many_places(entity) or (entity.article in elsewhere and of_any_state(entity)):
        return entity.label, f"{name}\n{entity.article}"
    return entity.label, name


def _canonical(entity: LocalEntity) -> str | None:
    """What a gazetteer calls it, unless that is what every state calls one of its bodies and the article says more."""
    name = entity.canonical
    if name is None or not is_body_of_any_state(name):
        return name
    more = f"{key(entity.label, name)} "
    return None if key(entity.label, entity.name).startswith(more) else name


def _join(groups: Groups[Node], why: dict[Node, str], one: Node, other: Node, reason: str) -> None:
    if groups.join(one, other):
        why.setdefault(one, reason)
        why.setdefault(other, reason)


def _by_gazetteer(groups: Groups[Node], by_node: dict[Node, list[LocalEntity]], why: dict[Node, str]) -> None:
    holder: dict[Node, Node] = {}
    for node in sorted(by_node):
        if "\n" in node[1] and node[0] != "PERSON":
            continue
        for canonical in sorted({found for entity in by_node[node] if (found := _canonical(entity)) is not None}):
            named = node[0], key(node[0], canonical)
            first = holder.setdefault((node[0], canonical), named if named in by_node else node)
            _join(groups, why, first, node, f"gazetteer: {canonical}")


def _by_acronym(groups: Groups[Node], by_node: dict[Node, list[LocalEntity]], why: dict[Node, str]) -> None:
    """An acronym that stands alone in one article joins the long name that others give it, if they give only one."""
    long: dict[Node, set[Node]] = defaultdict(set)
    for node, entities in by_node.items():
        if node[0] in acronyms.ACRONYM_LABELS and "\n" not in node[1]:
            for entity in entities:
                for name in entity.names:
                    if name != entity.name and acronyms.is_acronym(name) and not is_body_of_any_state(name):
                        long[node[0], key(node[0], name)].add(node)
    for short in sorted(long):
        letters = short[1].replace(" ", "")
        if len(letters) >= _SURE and not any(char.isdigit() for char in letters):
            # So many letters that stand for two names are one body, called by two names, if it is not one of many.
            alike = sorted(node for node in long[short] if not _is_one_of_many(node[0], _longest(by_node[node])))
            for other in alike:
                _join(groups, why, alike[0], other, "acronym")
        roots = {groups.find(node) for node in long[short]}
        if short in by_node and len(roots - {groups.find(short)}) == 1 and len(roots) == 1:
            _join(groups, why, short, min(long[short]), "acronym")


def _is_one_of_many(label: str, name: str) -> bool:
    """Whether a body's name ends in the place that tells it from others: `police judiciaire de Lyon`."""
    return label == "PUBLIC_BODY" and _PLACED.search(name) is not None


def _by_spelling(groups: Groups[Node], by_node: dict[Node, list[LocalEntity]], why: dict[Node, str]) -> None:
    """Full names of people, compared where both parts sound alike, or one is the same and half of the other."""
    names: dict[Node, str] = {}
    blocks: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in sorted(by_node):
        if node[0] == "PERSON" and "\n" not in node[1]:
            names[node] = _longest(by_node[node])
            first, surname = people.parts(names[node])
            blocks["sound", sound(first), sound(surname)].append(node)
            blocks["given", first[:1], surname].append(node)
            if len(surname) >= people.NEAR:
                # A letter or two apart, so that the first or the last letters are the same.
                for letters in (_EDGE, _HALF):
                    blocks["head", first, surname[:letters]].append(node)
                    blocks["tail", first, surname[-letters:]].append(node)
    for block in sorted(blocks):
        nodes = blocks[block]
        if 1 < len(nodes) <= _BLOCK:
            for one, other in combinations(nodes, 2):
                few, many = sorted((len(by_node[one]), len(by_node[other])))
                # A slip of the pen is rare: `Michel Delpech` and `Michel Delpuech` are two.
                slips = few < _SETTLED or few <= _RARE * many
                if abs(len(one[1]) - len(other[1])) <= _APART and people.same(names[one], names[other], slips=slips):
                    _join(groups, why, one, other, "spelling variant")


def _by_surname(groups: Groups[Node], by_node: dict[Node, list[LocalEntity]], why: dict[Node, str]) -> None:
    """A surname that its own article leaves alone belongs to the one person whom nearly all articles mean by it.

    `Macron` needs no first name; `Dardenne` does. A word that is somebody's first name as well is left alone.
    """
    known: dict[str, set[Node]] = defaultdict(set)
    everywhere: dict[Node, set[str]] = defaultdict(set)
    first_names: set[str] = set()
    named: set[tuple[str, str]] = set()
    for node, entities in by_node.items():
        if node[0] == "PERSON" and "\n" not in node[1]:
            first, surname = people.parts(_longest(entities))
            first_names.update((first, *first.split()))
            known[surname].add(groups.find(node))
            everywhere[groups.find(node)].update(entity.article for entity in entities)
            named.update((surname, entity.article) for entity in entities)
    surnames = known.keys() - FIRST_NAMES - first_names
    best = {surname: _best_known(_for_themselves(known[surname], everywhere), everywhere) for surname in surnames}
    for node in sorted(by_node):
        surname, _, article = node[1].partition("\n")
        # Where the article names several people so in full, it means another of them or the family.
        alone = article and (surname, article) not in named
        if node[0] == "PERSON" and alone and (most := best.get(surname)) is not None:
            _join(groups, why, most, node, "best known by that surname")


def _best_known(bearers: set[Node], everywhere: dict[Node, set[str]]) -> Node | None:
    """Whom nearly all articles mean that name one of `bearers` in full, if anybody."""
    articles = {root: len(everywhere[root]) for root in bearers}
    most = max(sorted(articles), key=articles.__getitem__)
    return most if articles[most] >= max(_KNOWN, _NEARLY_ALL * sum(articles.values())) else None


def _for_themselves(bearers: set[Node], everywhere: dict[Node, set[str]]) -> set[Node]:
    """Bearers of one surname but for those whom no article names without the same other one: wives, brothers."""
    return {
        one
        for one in bearers
        if not any(everywhere[one] < everywhere[other] for other in bearers if len(bearers) <= _BLOCK)
    }


def _by_typo(groups: Groups[Node], by_node: dict[Node, list[LocalEntity]], why: dict[Node, str]) -> None:
    """`Comission européenne`: a long name of one article, one letter off a name that others or a gazetteer know."""
    from rapidfuzz.distance import OSA

    blocks: dict[tuple[str, str, str], list[Node]] = defaultdict(list)
    odd: list[Node] = []
    for node in sorted(by_node):
        if (
            node[0] != "PERSON"
            and len(node[1]) >= _LONG
            and not any(char.isdigit() or char == "\n" for char in node[1])
        ):
            if len(by_node[node]) >= _SETTLED or any(entity.canonical is not None for entity in by_node[node]):
                blocks[node[0], "head", node[1][:_HALF]].append(node)
                blocks[node[0], "tail", node[1][-_HALF:]].append(node)
            elif len(by_node[node]) == 1:
                odd.append(node)
    for node in odd:
        near = {*blocks[node[0], "head", node[1][:_HALF]], *blocks[node[0], "tail", node[1][-_HALF:]]}
        meant = [other for other in sorted(near) if OSA.distance(node[1], other[1], score_cutoff=1) == 1]
        if len(meant) == 1:
            _join(groups, why, node, meant[0], "spelling variant")


def _by_fuller_office(groups: Groups[Node], by_node: dict[Node, list[LocalEntity]], why: dict[Node, str]) -> None:
    """`ministre de l'Éducation` is that of `l'Éducation nationale`: the adjective is no second portfolio. Not so
    `ministre de la Défense nationale`, whom articles name far less often than that of `la Défense`: one abroad.
    """
    for node in sorted(by_node):
        found = _NATIONAL.fullmatch(node[1]) if node[0] in _COMMON else None
        short = found and (node[0], found[1])
        if short in by_node and len(by_node[node]) >= _AS_OFTEN * len(by_node[short]):
            _join(groups, why, short, node, "short name")


def _longest(entities: list[LocalEntity]) -> str:
    return min((-len(entity.name), entity.name) for entity in entities)[1]


def _entity(nodes: list[Node], by_node: dict[Node, list[LocalEntity]], why: dict[Node, str]) -> Entity:
    members = sorted((entity for node in nodes for entity in by_node[node]), key=_order)
    label = nodes[0][0]
    if len(members) == 1 and members[0].names == (members[0].name,) and members[0].canonical is None:
        return Entity(_id(nodes[0]), label, members[0].name, members[0].names, tuple(members), ())
    count = Counter(name for entity in members for name in set(entity.names))
    main = Counter(entity.name for entity in members)
    canonical = Counter(found for entity in members if (found := _canonical(entity)) is not None)
    name = _preferred(label, canonical or main, main)
    others = sorted((other for other in count if other != name), key=lambda other: (-count[other], other))
    names = (name, *others) if name in count else tuple(others)
    return Entity(
        id=_id(min(nodes) if all("\n" in node[1] for node in nodes) else (label, key(label, name))),
        label=label,
        name=name,
        names=names,
        members=tuple(members),
        merges=_merges(name, members, why),
    )


def _id(node: Node) -> str:
    """Twelve hexadecimal digits from label and key of the preferred name, the same on every build."""
    return blake2b("\n".join(node).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _preferred(label: str, names: Counter[str], main: Counter[str]) -> str:
    """The name by which an entity goes: of a list's names the first in the alphabet, else the commonest in articles.

    Of an office or a ministry the fullest, so that `Éducation nationale` goes before `Éducation`, among those that are
    not rare.
    """
    if label in _COMMON:
        commonest = max(names.values())
        usual = [name for name, number in names.items() if number >= _USUAL * commonest]
        full = max(len(key(label, name)) for name in usual)
        fullest = Counter({name: names[name] for name in usual if len(key(label, name)) == full})
        return min(fullest, key=lambda name: (_is_metonym(label, name), -fullest[name], *_rank(label, name)))
    if names is not main:
        return min(names)
    return min(main, key=lambda name: (-main[name], *_rank(label, name)))


def _is_metonym(label: str, name: str) -> bool:
    """Whether a ministry's name does not say that it is one: `Éducation nationale`."""
    return label == "MINISTRY" and not name.lower().startswith(("minist", "secrétariat", "département"))


def _rank(label: str, name: str) -> tuple[bool, bool, int, str]:
    """Among names equally frequent: not in capitals, an office or ministry in lower case, the longest."""
    return name.isupper(), label in _COMMON and name[0].isupper(), -len(name), name


def _merges(name: str, members: list[LocalEntity], why: dict[Node, str]) -> tuple[Merge, ...]:
    """Why every other form is the preferred name's: by its article, its canonical name or its spelling."""
    label = members[0].label
    reasons: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for entity in members:
        for form in entity.names:
            if form != entity.name:
                reasons[form, entity.name, reason(label, form, entity.name, entity.canonical)].add(entity.article)
        if entity.name != name:
            same = key(label, entity.name) == key(label, name)
            why_joined = "same name" if same else why.get(_node(entity), f"gazetteer: {entity.canonical}")
            reasons[entity.name, name, why_joined].add(entity.article)
    if len(members) > 1 and (articles := {entity.article for entity in members if entity.name == name}):
        reasons[name, name, "same name"] |= articles
    return tuple(Merge(*found, tuple(sorted(articles))) for found, articles in sorted(reasons.items()))


def reason(label: str, name: str, into: str, canonical: str | None) -> str:
    """Why `name` was taken for `into` within one article."""
    if key(label, name) == key(label, into):
        return "same name"
    if label == "PERSON":
        if people.surname_of(into, name):
            return "surname in same article"
        return "first name in same article" if people.first_name_of(into, name) else "spelling variant"
    if acronyms.fits(name, into):
        return "acronym"
    if canonical is not None:
        return f"gazetteer: {canonical}"
    return "short name"
