"""Groups that grow by merging: a union-find whose result does not depend on the order of merges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Any, Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Disjoint sets of items. The representative of a set is its smallest item."""

    def __init__(self, items: Iterable[T] = ()):
        self._parent: dict[T, T] = {item: item for item in items}

    def add(self, item: T) -> None:
        """Make `item` a group of its own unless it is known."""
        self._parent.setdefault(item, item)

    def find(self, item: T) -> T:
        """The representative of the group that `item` is in."""
        parent = self._parent
        root = item
        while parent[root] != root:
            root = parent[root]
        while parent[item] != root:
            parent[item], item = root, parent[item]
        return root

    def join(self, one: T, other: T) -> bool:
        """Make one group of two; False where they were one already."""
        roots: list[Any] = sorted({self.find(one), self.find(other)})
        if len(roots) == 1:
            return False
        self._parent[roots[1]] = roots[0]
        return True

    def all(self) -> dict[T, list[T]]:
        """Items by representative."""
        found: dict[T, list[T]] = defaultdict(list)
        for item in self._parent:
            found[self.find(item)].append(item)
        return found
