"""Which names a change can touch: all others go on meaning whom they meant.

A rule of `joins` by which one name decides about another needs its tie here.
`joins` compares names that have something in common. That is kept with every variant, as its ties, so that the names
whose entities may come out otherwise are found without looking at all: `closed`. What `joins` says of them alone is
what it says of them among all, which the tests of the index try with whatever edits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from dronewatch.first_names_data import FIRST_NAMES
from dronewatch.resolve import joins, people
from dronewatch.resolve.joins import Block
from dronewatch.resolve.keys import is_written_closed, key, without_blanks
from dronewatch.resolve.nodes import Known, Node, Variant, is_of_one_article
from dronewatch.resolve.nodes import known as all_known


class Change(NamedTuple):
    """A node as it was and as it is; None where there was none or is none any more."""

    before: Known | None
    now: Known | None


class Names(Protocol):
    """All names, as the index has them now."""

    def known(self, nodes: Collection[Node]) -> Mapping[Node, Known]:
        """What is known of nodes, those left out that there are not."""

    def grouped(self, nodes: Collection[Node]) -> Collection[Node]:
        """The nodes that were one entity with some of `nodes`."""

    def tied(self, ties: Collection[str]) -> Mapping[str, Collection[Node]]:
        """The nodes of the variants that have each of the ties; those may be left out that nothing has."""


def ties(one: Variant) -> set[str]:
    """What others may have in common with a variant. Those of a node are among those of its variants."""
    return _ties(one.node, all_known({one: 1})[one.node])


def closed(changes: Mapping[Node, Change], names: Names, also: Collection[Node] = ()) -> dict[Node, Known]:
    """The nodes, sorted, that are to be joined anew where some have changed: no others can come out otherwise, nor be
    joined to these.

    A node has changed where a local entity of it came or went. `also`: further nodes that are wanted.
    """
    found: dict[Node, Known] = {}
    seen: set[Node] = set()
    asked: set[str] = set()
    todo = {
        *also,
        *changes,
        *_recounted(changes, names),
        *_called_by_first_names(changes, names),
        *_mates(changes, names),
    }
    while todo:
        now = names.known(todo)
        found |= now
        seen |= todo
        states = list(now.items())
        states += [(node, known) for node in todo & changes.keys() if (known := changes[node].before)]
        wanted = {tie for node, known in states for tie in _shared(node, known)}
        wanted |= {f"={node[0]}:{node[1]}" for node in todo}
        wanted -= asked
        asked |= wanted
        more = {*names.grouped(todo), *_slips([node for node, known in now.items() if joins.is_odd(known)], names)}
        more.update((label, name) for label, _, name in (tie[1:].partition(":") for tie in wanted if tie[0] == "="))
        for tie, nodes in names.tied(wanted).items():
            # A surname joins people where it stands alone somewhere.
            if tie[0] == "=" or any(map(is_of_one_article, nodes)):
                more.update(nodes)
        todo = more - seen
    return dict(sorted(found.items()))


class Beyond:
    """What all names say that are not among `nodes` (`joins.Others`)."""

    def __init__(self, names: Names):
        self._names = names

    def is_crowded(self, block: Block) -> bool:
        """See `joins.Others`."""
        return _size(_block(block), self._names) > joins.BLOCK

    def first_names(self, among: Collection[str]) -> set[str]:
        """See `joins.Others`."""
        found = self._names.tied([f"f:{name}" for name in among])
        return {
            tie[2:]
            for tie, nodes in found.items()
            if any(tie in _ties(node, known) for node, known in self._names.known(nodes).items())
        }


def _ties(node: Node, known: Known) -> set[str]:
    found = set(_shared(node, known))
    parts = _in_full(node, known)
    if parts is not None:
        found.update(map(_block, joins.blocks_of(*parts)))
        found.update(f"f:{name}" for name in joins.first_names_of(parts[0]))
    if joins.may_slip(node):
        found.update(_end(node, at, len(node[1])) for at in (0, 1))
    return found


def _shared(node: Node, known: Known) -> Iterator[str]:
    """The ties that make names one, or keep them from being one, whatever else they have in common: what lists,
    acronyms and longer offices call them, and surnames."""
    if joins.is_called(node, known):
        yield from (f"={node[0]}:{key(node[0], name)}" for name in known.canonical)
    yield from (f"={node[0]}:{short}" for short in known.acronyms)
    office = joins.shorter_office(node)
    if office:
        yield f"={office[0]}:{office[1]}"
    yield from (f"={one[0]}:{one[1]}" for one in joins.offices_of_parts(node))
    if is_written_closed(node) and " " in node[1]:
        yield "={}:{}".format(*without_blanks(node))
    if node[0] == "PERSON":
        parts = _in_full(node, known)
        surname = node[1].partition("\n")[0] if parts is None else parts[1]
        if surname not in FIRST_NAMES:
            yield f"s:{surname}"


def _in_full(node: Node, known: Known) -> tuple[str, str] | None:
    """First name and surname of people who are compared by them."""
    return people.parts(known.longest) if node[0] == "PERSON" and not is_of_one_article(node) else None


def _block(block: Block) -> str:
    return f"b:{':'.join(block)}"


def _end(node: Node, at: int, length: int) -> str:
    return f"t:{node[0]}:{length}:{at}:{joins.ends(node)[at]}"


def _size(tie: str, names: Names) -> int:
    """How many nodes have it themselves, not only by one of their variants; those with few at most may be overrated."""
    nodes = names.tied([tie]).get(tie, ())
    if len(nodes) <= joins.BLOCK:
        return len(nodes)
    return sum(tie in _ties(node, known) for node, known in names.known(nodes).items())


def _recounted(changes: Mapping[Node, Change], names: Names) -> Iterator[Node]:
    """The nodes of blocks that have become too large to be compared, or are so no more."""
    grown: Counter[str] = Counter()
    for node, change in changes.items():
        for known, sign in ((change.before, -1), (change.now, 1)):
            parts = known and _in_full(node, known)
            for block in joins.blocks_of(*parts) if parts else ():
                grown[_block(block)] += sign
    for tie, more in grown.items():
        nodes = names.tied([tie]).get(tie, ()) if more else ()
        if len(nodes) + abs(more) > joins.BLOCK:
            yield from nodes


def _called_by_first_names(changes: Mapping[Node, Change], names: Names) -> Iterator[Node]:
    """Those whose surname is the first name of somebody who came or went."""
    found: set[str] = set()
    for node, change in changes.items():
        states = [_in_full(node, known) for known in change if known]
        found.update(f"s:{name}" for parts in states if parts for name in joins.first_names_of(parts[0]))
    for nodes in names.tied(found).values():
        if any(map(is_of_one_article, nodes)):
            yield from nodes


def _mates(changes: Mapping[Node, Change], names: Names) -> Iterator[Node]:
    """Those with which changed names are compared, letter by letter."""
    blocks: set[str] = set()
    for node, change in changes.items():
        parts = change.now and _in_full(node, change.now)
        blocks.update(map(_block, joins.blocks_of(*parts)) if parts else ())
    for nodes in names.tied(blocks).values():
        yield from nodes
    yield from _slips(changes, names)


def _slips(nodes: Iterable[Node], names: Names) -> Iterator[Node]:
    """Those that are a letter off."""
    for node in nodes:
        if joins.may_slip(node):
            length = len(node[1])
            near = [_end(node, at, length + more) for at in (0, 1) for more in (-1, 0, 1)]
            for others in names.tied(near).values():
                yield from (other for other in others if joins.a_letter_off(node, other))
