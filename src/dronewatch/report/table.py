"""The table on screen: fits the width, numbers at the right, every cell a plain text that rich does not interpret."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby, islice
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dronewatch.messages import tr
from dronewatch.query.rows import Groups, Rows
from dronewatch.report import screen, visible
from dronewatch.report.french import MEANINGS, number
from dronewatch.report.layout import Cell, Column, Layout, Row

_MARK = "\ue0b0"  # for private use: no text has it
_LEAST = 18  # columns that take what is left get at least this


def _text(cell: Cell | str, *, plain: bool) -> Text:
    """A cell as rich takes it; `plain`: without colours, the marked part stands in brackets."""
    if isinstance(cell, str):
        return Text(visible.cell(cell))
    if cell.mark is None:
        return Text(visible.cell(cell.text), style=cell.style)
    start, end = cell.mark
    before, marked, after = (visible.cell(part) for part in (cell.text[:start], cell.text[start:end], cell.text[end:]))
    if plain:
        marked = f"[{marked}]"
    return Text.assemble((before, cell.style), (marked, "bold"), (after, cell.style))


def _frame(columns: tuple[Column, ...]) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        pad_edge=False,
        show_edge=False,
        header_style="bold",
        expand=any(column.ratio for column in columns),
    )
    for column in columns:
        table.add_column(
            tr(column.heading),
            justify=column.align,
            ratio=column.ratio or None,
            max_width=column.most,
            min_width=_LEAST if column.ratio else None,
            no_wrap=not column.wrap,
            overflow="fold" if column.wrap else "ellipsis",
        )
    return table


def _legend(rows: list[Row]) -> str:
    used = {row.get("modifier") for row in rows}
    return "   ".join(tr(meaning) for modifier, meaning in MEANINGS.items() if modifier in used)


def write(rows: Iterable[Row], layout: Layout, out: TextIO, *, limit: int | None = None) -> int:
    """Write at most `limit` rows (all if None), then how many more there are. Nothing at all where there is no row."""
    stream = rows if isinstance(rows, Rows) else Rows(rows)
    if limit is None:
        shown, more = list(stream), 0
    else:
        if layout.fair and layout.group is not None:
            stream = stream if isinstance(stream, Groups) else _grouped(stream, layout.group)
            shown = _fair(stream, limit)
        else:
            shown = list(islice(stream, limit))
        more = stream.rest()
    if not shown and not more:
        return 0
    console = screen.console(out)
    _print(shown, layout, console)
    if more:
        console.print(Text(tr("… {more} more (--limit 0 shows all)", more=number(more)), style="dim"))
    legend = _legend(shown)
    if legend:
        console.print(Text(legend, style="dim"))
    return len(shown) + more


def _grouped(rows: Iterable[Row], group: Callable[[Row], Cell | str]) -> Groups:
    return Groups([Rows(list(members)) for _, members in groupby(rows, key=group)])


def _fair(groups: Groups, limit: int) -> list[Row]:
    """At most `limit` rows, the first ones of each group, so that no group takes the place that another needs."""
    taken: list[list[Row]] = [[] for _ in groups.parts]
    hungry = list(range(len(taken)))
    left = limit
    while left and hungry:
        for at in hungry[:]:
            row = next(groups.parts[at], None) if left else None
            if row is None:
                hungry.remove(at)
            else:
                taken[at].append(row)
                left -= 1
    return [row for rows in taken for row in rows]


def _print(rows: list[Row], layout: Layout, console: Console) -> None:
    """All rows as one table, so that the columns of every group are alike, with the groups' headings put between.

    rich has no cells that span columns: a heading is a row with a mark in it, which the printed line replaces.
    """
    columns = tuple(column for column in layout.columns if column.screen <= console.width)
    table = _frame(columns)
    plain = console.color_system is None
    headings: list[Text] = []
    for row in rows:
        if layout.group is not None:
            heading = _text(layout.group(row), plain=plain)
            if not headings or headings[-1].plain != heading.plain:
                heading.no_wrap, heading.overflow = True, "ellipsis"
                headings.append(heading)
                table.add_row(_MARK)
        table.add_row(*(_text(column.cell(row), plain=plain) for column in columns))
    waiting = iter(headings)
    written = 0
    for line in screen.lines(table, console):
        if line.strip() == _MARK and (heading := next(waiting, Text())):
            console.file.write("\n" if written else "")
            written += 1
            console.file.writelines(each + "\n" for each in screen.lines(heading, console))
        else:
            console.file.write(line + "\n")
