"""Rows as they are found, and how many are still to come: a table shows fifty and says how many more there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any


class Rows(Iterator[Mapping[str, Any]]):
    """An iterator of rows. `count` says how many they are in all, where that costs less than making them."""

    def __init__(self, rows: Iterable[Mapping[str, Any]], count: Callable[[], int] | None = None):
        self._rows, self._count, self._taken = iter(rows), count, 0

    def __iter__(self) -> Rows:
        return self

    def __next__(self) -> Mapping[str, Any]:
        row = next(self._rows)
        self._taken += 1
        return row

    def rest(self) -> int:
        """How many rows were not taken yet. To be asked last: it may use them up."""
        return sum(1 for _ in self._rows) if self._count is None else self._count() - self._taken


class Groups(Rows):
    """The rows of `parts`, one part after the other, each of which can be taken from by itself."""

    def __init__(self, parts: Sequence[Rows]):
        super().__init__(chain.from_iterable(parts))
        self.parts = parts

    def rest(self) -> int:
        """See `Rows`."""
        return sum(part.rest() for part in self.parts)
