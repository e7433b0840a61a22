"""How the rows of a command are laid out: keys for machines, columns for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a reader sees in one place of a table. `mark` is the part of `text` to stress, half-open in code points."""

    text: str
    style: str = ""
    mark: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its heading and how a row fills it.

    `ratio` is its share of the width that is left; 0 means as wide as its content, `most` columns at most.
    Screens narrower than `screen` do without it.
    """

    heading: str
    cell: Callable[[Row], Cell | str]
    align: Literal["left", "right", "center"] = "left"
    ratio: int = 0
    wrap: bool = True
    most: int | None = None
    screen: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """`keys` are those of a row in machine formats, in order; `columns` are what tables and Markdown show.

    `group` is what rows that follow each other have in common: a heading above them in a table, a first column of
    Markdown, named `group_heading`. `place` builds `file:line:column`, the first field of a TSV line; `placed` are the
    keys that it says already. `fair`: where a table cannot show all rows, each group gets its share.
    """

    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    group: Callable[[Row], Cell | str] | None = None
    group_heading: str = ""
    fair: bool = False
    place: Callable[[Row], str] | None = None
    placed: tuple[str, ...] = ("file", "line", "column")

    def flat(self) -> Layout:
        """The same without headings over groups: what they say is the first column, for which one that narrow
        screens do without makes room."""
        if self.group is None:
            return self
        needed = (column for column in self.columns if not column.screen)
        return replace(self, columns=(Column(self.group_heading, self.group, most=24), *needed), group=None)
