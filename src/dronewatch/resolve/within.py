"""Within an article: which mentions name the same, and what its fullest name is there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

from dronewatch.model import NAME_LABELS, Span
from dronewatch.names import acronyms
from dronewatch.resolve import offices, people, short_names, slips, surnames
from dronewatch.resolve.abroad import is_body_of_any_state, is_known_place, is_one_of_many
from dronewatch.resolve.groups import Groups
from dronewatch.resolve.keys import is_written_closed, key, sound, without_blanks
from dronewatch.resolve.listed import is_listed
from dronewatch.resolve.refuted import is_refuted
from dronewatch.view import fold

_OPENS = re.compile(r"[\s,]*[(\[][\s«“\"]*")
_CLOSES = re.compile(r"[\s»”\"]*[)\],;/-]")
# Beyond this many people under one surname or first name a text is a list; only exact names are merged.
_BLOCK = 100
_PREFIXED = ("MINISTRY", "PUBLIC_BODY")
# With these a name reads on: `Croix-Rouge française`, `Arc de Triomphe de Paris`.
_LINKS = frozenset(("de", "du", "des", "d'", "dc", "francaise", "francais", "nationale", "national", "internationale"))
# Without these a body is the same in its own country.
_ADJECTIVES = frozenset(("francaise", "francais", "nationale", "national", "internationale", "international"))
_LEGAL_FORMS = ("inc", "corp", "sa", "sas", "ag", "spa", "se", "ltd", "gmbh", "group", "groupe", "holding", "company")
_TRADES = (
    "motor",
    "automotive",
    "automobiles",
    "auto",
    "development",
    "transport",
    "mobility",
    "consulting",
    "capital",
)
_COMPANY_TAILS = frozenset((*_LEGAL_FORMS, *_TRADES))
# A typo is looked for among so many neighbours in the alphabet.
_NEIGHBOURS = 5

Node = tuple[str, str]


@dataclass
class _Form:
    """Mentions of one label and key: where and how they are written, and what a gazetteer calls them."""

    names: list[tuple[int, str]] = field(default_factory=list)
    canonical: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """As it was written first."""
        return self.names[0][1]


def within(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """`spans` of one article with `entity` set to the fullest name of what they name; numbers keep None.

    Mentions of different labels are never merged. The canonical `name` of a list goes where the article says that the
    acronym stands for something else; who is known by a title and one name has that as `name` (`pape François`).
    `text` is the article's, in which acronyms and titles are looked up. Same result for the same spans, whatever
    their order.
    """
    forms: dict[Node, _Form] = {}
    divided = _divided(spans, text)
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if span.label in NAME_LABELS:
            form = forms.setdefault(_node(span, text, divided), _Form())
            form.names.append((span.start, span.text))
            if span.name is not None:
                form.canonical.add(span.name)
    groups = Groups(forms)
    _by_gazetteer(groups, forms)
    _by_parenthesis(groups, forms, spans, text)
    _by_initials(groups, forms)
    _by_prefix(groups, forms)
    _by_typo(groups, forms)
    _by_short_name(groups, forms)
    for bare, of_nation in offices.meant([span for span in spans if span.label in NAME_LABELS]):
        groups.join(bare, of_nation)
    _by_person(groups, forms, text)
    fullest: dict[Node, str] = {}
    refuted: set[Node] = set()
    titled: dict[Node, str] = {}
    for root, nodes in groups.all().items():
        fullest[root] = _fullest(nodes, forms)
        refuted.update(_refuted(nodes, forms))
        if name := _titled(nodes, forms, text):
            titled.update(dict.fromkeys(nodes, name))
    found = []
    for span in spans:
        if span.label in NAME_LABELS:
            node = _node(span, text, divided)
            name = None if node in refuted else span.name or titled.get(node)
            span = replace(span, entity=fullest[groups.find(node)], name=name)
        found.append(span)
    return tuple(found)


def _titled(nodes: Sequence[Node], forms: dict[Node, _Form], text: str) -> str | None:
    """`pape François`, where that is all an article calls him."""
    names = [(start, name) for node in nodes if node[0] == "PERSON" for start, name in forms[node].names]
    if any(people.is_full(name) for _, name in names):
        return None
    return next(
        (f"{title} {name}" for start, name in sorted(names) if (title := surnames.sovereign(text, start))), None
    )


def _refuted(nodes: Sequence[Node], forms: dict[Node, _Form]) -> Iterator[Node]:
    """Acronyms that a list knows, of an entity that the article calls something else in full."""
    listed = [node for node in nodes if forms[node].canonical]
    in_full = [node for node in nodes if " " in forms[node].name]
    if in_full and listed and all(acronyms.is_acronym(forms[node].name) for node in listed):
        longest = max((forms[node].name for node in in_full), key=len)
        yield from (node for node in listed if all(is_refuted(longest, name) for name in forms[node].canonical))


def _divided(spans: Sequence[Span], text: str) -> frozenset[str]:
    """Keys of surnames that stand alone with the titles of both a man and a woman: two people, as a rule."""
    titles: dict[str, set[str]] = defaultdict(set)
    for span in spans:
        if span.label == "PERSON" and not people.is_full(span.text):
            titles[key("PERSON", span.text)].add(surnames.title(text, span.start))
    return frozenset(name for name, found in titles.items() if {"m", "f"} <= found)


def _node(span: Span, text: str, divided: frozenset[str]) -> Node:
    """Label and key; for a surname that several people share the title as well."""
    name = key(span.label, span.text)
    if span.label == "PERSON" and name in divided:
        return span.label, f"{name}\n{surnames.title(text, span.start)}"
    return span.label, name


def _fullest(nodes: Iterable[Node], forms: dict[Node, _Form]) -> str:
    """The longest name of a group, rather not in capitals throughout, then the first."""
    names = [(at, name) for node in nodes for at, name in forms[node].names]
    return min(names, key=lambda found: (found[1].isupper() and " " in found[1], -len(found[1]), found[0]))[1]


def _by_gazetteer(groups: Groups[Node], forms: dict[Node, _Form]) -> None:
    """Names with one canonical name are one."""
    by_name: dict[Node, Node] = {}
    for node, form in forms.items():
        for canonical in sorted(form.canonical):
            groups.join(by_name.setdefault((node[0], canonical), node), node)


def _by_parenthesis(groups: Groups[Node], forms: dict[Node, _Form], spans: Sequence[Span], text: str) -> None:
    """`Long Name (ACRONYM)` or `ACRONYM (Long Name)`: what the article itself says."""
    named = sorted((span for span in spans if span.label in acronyms.ACRONYM_LABELS), key=lambda span: span.start)
    for one, other in pairwise(named):
        if one.label != other.label or not _OPENS.fullmatch(text, one.end, other.start):
            continue
        if not _CLOSES.match(text, other.end):
            continue
        nodes = (one.label, key(one.label, one.text)), (other.label, key(other.label, other.text))
        both = ((other.text, one.text), (one.text, other.text))
        if any(acronyms.fits(short, long) for short, long in both):
            groups.join(*nodes)
        elif any(acronyms.translated(short, long) for short, long in both):
            _join_unless_known_apart(groups, forms, *nodes)


def _by_initials(groups: Groups[Node], forms: dict[Node, _Form]) -> None:
    """`Parti communiste français` and `PCF` in one article, where the initials belong to one long name only."""
    long: dict[Node, list[Node]] = defaultdict(list)
    for node, form in forms.items():
        if node[0] in acronyms.ACRONYM_LABELS and " " in form.name:
            long[node[0], acronyms.initials(form.name)].append(node)
    for node, form in forms.items():
        if node[0] in acronyms.ACRONYM_LABELS and acronyms.is_acronym(form.name):
            candidates = long.get((node[0], node[1]), ())
            if len(candidates) == 1 and acronyms.stands_for(form.name, forms[candidates[0]].name):
                _join_unless_known_apart(groups, forms, node, candidates[0])


def _by_prefix(groups: Groups[Node], forms: dict[Node, _Form]) -> None:
    """`préfecture de police` and `préfecture de police de Paris`, where only one longer name begins so."""
    for label in (*_PREFIXED, "ORGANIZATION", "LOCATION", "COMPANY", "ROLE"):
        nodes = sorted(node for node in forms if node[0] == label)
        for at, node in enumerate(nodes):
            # Sorted, so that all names beginning with this one follow it.
            longer = []
            for following in range(at + 1, len(nodes)):
                other = nodes[following]
                if not other[1].startswith(node[1]):
                    break
                if other[1][len(node[1])] == " " and _goes_on(label, node[1], other[1][len(node[1]) + 1 :]):
                    longer.append(other)
            # `Saint-Étienne-du-Rouvray` is another town.
            if len({groups.find(other) for other in longer}) == 1 and not _is_town(node):
                _join_unless_known_apart(groups, forms, node, longer[0])


def _is_town(node: Node) -> bool:
    return node[0] == "LOCATION" and is_known_place(node[1])


def _goes_on(label: str, short: str, rest: str) -> bool:
    """Whether a name that goes on with `rest` can still be the same: a firm's legal form, an office's second half."""
    if label == "COMPANY":
        return all(word in _COMPANY_TAILS for word in rest.split())
    if label == "ROLE":
        return rest.startswith("et ")
    # `CGT` and `CGT Énergie`, `Alsace` and `Alsace du Nord` may be two: only what reads on as one phrase is one.
    return label in _PREFIXED or rest.split()[0] in _LINKS


def _by_short_name(groups: Groups[Node], forms: dict[Node, _Form]) -> None:
    """Short forms of names that the article gives in full (`short_names`)."""
    names = {
        node: short_names.Name(form.name, form.names[0][0], bool(form.canonical) or is_listed(node[0], form.name))
        for node, form in forms.items()
    }
    acronymic = frozenset(
        node
        for members in groups.all().values()
        if any(acronyms.is_acronym(forms[one].name) and forms[one].name.isupper() for one in members)
        for node in members
    )
    for short, long in (
        *short_names.of_firms(names, acronymic),
        *short_names.of_bodies(names),
        *short_names.of_places(names),
        *short_names.of_hospitals(names),
        *short_names.of_named_places(names),
        *short_names.of_courts(names),
        *short_names.of_acronyms(names),
        *short_names.of_portfolios(names),
    ):
        groups.join(short, long)


def _by_typo(groups: Groups[Node], forms: dict[Node, _Form]) -> None:
    """Long names of one label that differ by a letter, or by blanks only (`Kervo Presse`, `KervoPresse`)."""
    closed: dict[Node, Node] = {}
    for node in sorted(forms):
        if is_written_closed(node):
            _join_unless_known_apart(groups, forms, closed.setdefault(without_blanks(node), node), node)
    long = sorted(node for node in forms if node[0] != "PERSON" and slips.may_slip(node[1]))
    for at, node in enumerate(long):
        for other in long[at + 1 : at + 1 + _NEIGHBOURS]:
            # `ministres de la Santé` are several, each `ministre de la Santé`.
            same = node[0] == other[0] and is_one_of_many(*node) == is_one_of_many(*other)
            if same and slips.a_letter_off(node[1], other[1]):
                _join_unless_known_apart(groups, forms, node, other)


def _join_unless_known_apart(groups: Groups[Node], forms: dict[Node, _Form], one: Node, other: Node) -> None:
    known, others = _known(forms[one]), _known(forms[other])
    if not (known and others) or known & others or _read_on(known, others) or _read_on(others, known):
        groups.join(one, other)


def _known(form: _Form) -> set[str]:
    """What a list calls it, unless that says nothing of what it is: an acronym, or a body that every state has."""
    return {name for name in form.canonical if not acronyms.is_bare(name) and not is_body_of_any_state(name)}


def _read_on(names: set[str], longer: set[str]) -> bool:
    """Whether a known name is another's without its adjective: `Croix-Rouge`, `Croix-Rouge française`."""
    return any(
        long.startswith(f"{name} ") and fold(long[len(name) + 1 :]) in _ADJECTIVES for name in names for long in longer
    )


def _by_person(groups: Groups[Node], forms: dict[Node, _Form], text: str) -> None:
    """Spelling variants of a full name; then surname or first name alone, where they are one person's only."""
    nodes = [node for node in forms if node[0] == "PERSON"]
    full = [node for node in nodes if people.is_full(forms[node].name)]
    for one, other in _alike(full, forms):
        if people.same_nearby(forms[one].name, forms[other].name):
            groups.join(one, other)
    alone = {members[0] for members in groups.all().values() if len(members) == 1}
    for belongs, parts in ((people.surname_of, _tails), (people.first_name_of, _heads)):
        # By all that `belongs` compares, so that a first name or surname of thousands costs no square of them.
        holders: dict[str, list[Node]] = defaultdict(list)
        for node in full:
            for part in parts(node[1].split()):
                holders[part].append(node)
        shared: dict[str, list[Node]] = defaultdict(list)
        for node in nodes:
            if node in alone:
                name = forms[node].name
                owners = {
                    groups.find(owner)
                    for owner in holders.get(" ".join(key("PERSON", name).split()), ())
                    if owner != node and belongs(forms[owner].name, name)
                }
                if len(owners) == 1 and "\n" not in node[1]:
                    alone.discard(node)
                    groups.join(node, owners.pop())
                elif owners and belongs is people.surname_of:
                    shared[key("PERSON", name)].append(node)
        for name, some in shared.items():
            alone.difference_update(_shared(groups, forms, text, name, some, holders[" ".join(name.split())]))
    _by_misspelt_surname(groups, forms, sorted(alone), full)


def _tails(words: Sequence[str]) -> list[str]:
    """What may be the surname of a full name of these words: `dupont` and `le dupont` of `jean le dupont`."""
    return [" ".join(words[at:]) for at in range(1, len(words))]


def _heads(words: Sequence[str]) -> list[str]:
    """What may be the first name: `jean` and `jean pierre` of `jean pierre dupont`."""
    return [" ".join(words[:at]) for at in range(1, len(words))]


def _shared(
    groups: Groups[Node], forms: dict[Node, _Form], text: str, name: str, nodes: list[Node], full: list[Node]
) -> Iterator[Node]:
    """Join `nodes`, mentions of a surname of several people (among `full`), with those they mean; yield the joined."""
    first: dict[Node, int] = {}
    titles: dict[Node, set[str]] = defaultdict(set)
    for node in full:
        if people.surname_of(forms[node].name, forms[nodes[0]].name):
            holder = groups.find(node)
            starts = [start for start, _ in forms[node].names]
            first[holder] = min(first.get(holder, starts[0]), *starts)
            titles[holder].update(found for start in starts if (found := surnames.title(text, start)))
    kinds = {node[1].partition("\n")[2]: node for node in nodes}
    if "\n" not in nodes[0][1]:
        # One title for all of them, if any: that of most people's wife tells her from him.
        said = {found for start, _ in forms[nodes[0]].names if (found := surnames.title(text, start))}
        kinds = {said.pop() if said else "": nodes[0]}
    mentions = {kind: [start for start, _ in forms[node].names] for kind, node in kinds.items()}
    frozen = {holder: frozenset(found) for holder, found in titles.items()}
    for kind, holder in surnames.meant(mentions, first, frozen).items():
        groups.join(kinds[kind], holder)
        yield kinds[kind]


def _by_misspelt_surname(groups: Groups[Node], forms: dict[Node, _Form], alone: list[Node], full: list[Node]) -> None:
    """`Mme Kervadek` where the article names one Anne Kervadec and nobody else whose name is so near."""
    if len(full) > _BLOCK:
        return
    for node in alone:
        if not people.is_full(forms[node].name):
            owners = {
                groups.find(owner)
                for owner in full
                if people.misspelt(people.parts(forms[owner].name)[1], key("PERSON", forms[node].name))
            }
            if len(owners) == 1:
                groups.join(node, owners.pop())


def _alike(full: list[Node], forms: dict[Node, _Form]) -> Iterator[tuple[Node, Node]]:
    """Pairs of full names that are worth comparing: those that share the surname or the first name."""
    blocks: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in full:
        first, surname = people.parts(forms[node].name)
        blocks["surname", surname].append(node)
        blocks["first name", sound(first)].append(node)
    for block in blocks.values():
        if len(block) <= _BLOCK:
            yield from combinations(block, 2)
