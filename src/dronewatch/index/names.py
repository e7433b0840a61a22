"""The names in an index, read as far as somebody asks for them (`resolve.nearby.Names`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from dronewatch.index import variants
from dronewatch.index.schema import LABEL_NAMES
from dronewatch.index.values import restored, storable

if TYPE_CHECKING:
    from dronewatch.resolve.nearby import Change
    from dronewatch.resolve.nodes import Known, Node, Variant

_OF_ENTITY = "SELECT DISTINCT label, key FROM variants WHERE entity = ?"
_TIED = "SELECT DISTINCT v.label, v.key FROM ties AS t CROSS JOIN variants AS v ON v.id = t.variant WHERE t.tie = ?"


class Names:
    """Nodes with their variants, after `changes` as the articles have them now. `parted` are the entities all
    of whose nodes somebody asked for, with these, `part` the entities of variants by their numbers."""

    def __init__(self, connection: sqlite3.Connection):
        self._connection = connection
        self._variants: dict[Node, dict[Variant, tuple[int, int]]] = {}  # number and times
        self._known: dict[Node, Known] = {}
        self._entities: dict[Node, set[int]] = {}
        self.parted: dict[int, list[Node]] = {}
        self.part: dict[int, int] = {}
        self._tied: dict[str, list[Node]] = {}

    def changes(self, numbers: Iterable[int]) -> dict[Node, Change]:
        """What has become of the nodes of variants that gained or lost local entities. Counts these, and takes out
        the variants that have none any more."""
        from dronewatch.resolve.nearby import Change

        changed = set(numbers)
        rows = (
            self._connection.execute("SELECT label, key FROM variants WHERE id = ?", (number,)).fetchone()
            for number in changed
        )
        nodes = {(LABEL_NAMES[row[0]], restored(row[1])) for row in rows if row}
        before = self.known(nodes)
        count = "SELECT COUNT(*) FROM locals WHERE variant = ?"
        for node in nodes:
            counted = {
                one: (number, self._connection.execute(count, (number,)).fetchone()[0] if number in changed else times)
                for one, (number, times) in self._variants[node].items()
            }
            variants.remove(self._connection, ((number, one) for one, (number, times) in counted.items() if not times))
            self._add(node, {one: each for one, each in counted.items() if each[1]})
        now = self.known(nodes)
        return {node: Change(before.get(node), now.get(node)) for node in sorted(nodes)}

    def known(self, nodes: Collection[Node]) -> dict[Node, Known]:
        """See `nearby.Names`."""
        for node in nodes:
            if node not in self._variants:
                rows = variants.of_node(self._connection, node)
                of = {number: entity for number, _, _, entity in rows if entity is not None}
                self._entities[node] = set(of.values())
                self.part |= of
                self._add(node, {one: (number, times) for number, one, times, _ in rows})
        return {node: self._known[node] for node in nodes if node in self._known}

    def _add(self, node: Node, found: dict[Variant, tuple[int, int]]) -> None:
        from dronewatch.resolve.nodes import known

        self._variants[node] = found
        self._known.pop(node, None)
        # Those that are new were no part of anything.
        self._known |= known({one: times for one, (_, times) in found.items() if times})

    def grouped(self, nodes: Collection[Node]) -> set[Node]:
        """See `nearby.Names`."""
        self.known(nodes)
        entities = {entity for node in nodes for entity in self._entities[node]}
        for entity in entities - self.parted.keys():
            rows = self._connection.execute(_OF_ENTITY, (entity,))
            self.parted[entity] = [(LABEL_NAMES[label], restored(key)) for label, key in rows]
        return {node for entity in entities for node in self.parted[entity]}

    def tied(self, ties: Collection[str]) -> dict[str, list[Node]]:
        """See `nearby.Names`."""
        for tie in ties:
            if tie not in self._tied:
                rows = self._connection.execute(_TIED, (storable(tie),))
                self._tied[tie] = [(LABEL_NAMES[label], restored(key)) for label, key in rows]
        return {tie: self._tied[tie] for tie in ties if self._tied[tie]}

    def variants(self, nodes: Iterable[Node]) -> tuple[dict[Variant, int], dict[Variant, int]]:
        """The numbers of the variants of nodes, in their order, and how many local entities each stands for."""
        rows = sorted(
            (number, one, times) for node in nodes for one, (number, times) in self._variants[node].items() if times
        )
        return {one: number for number, one, _ in rows}, {one: times for _, one, times in rows}
