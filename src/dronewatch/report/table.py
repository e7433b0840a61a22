"""The table on screen: fits the width, numbers at the right, every cell a plain text that rich does not interpret."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dronewatch.report import screen, visible
from dronewatch.report.french import MEANINGS, number
from dronewatch.report.layout import Cell, Column, Layout, Row


def _text(cell: Cell | str) -> Text:
    if isinstance(cell, str):
        return Text(visible.cell(cell))
    if cell.mark is None:
        return Text(visible.cell(cell.text), style=cell.style)
    start, end = cell.mark
    return Text.assemble(
        (visible.cell(cell.text[:start]), cell.style),
        (visible.cell(cell.text[start:end]), "bold"),
        (visible.cell(cell.text[end:]), cell.style),
    )


def _frame(columns: tuple[Column, ...]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for column in columns:
        table.add_column(
            column.heading,
            justify=column.align,
            ratio=column.ratio or None,
            no_wrap=not column.wrap,
            overflow="fold" if column.wrap else "ellipsis",
        )
    return table


def _legend(rows: list[Row]) -> str:
    used = {row.get("modifier") for row in rows}
    return "   ".join(meaning for modifier, meaning in MEANINGS.items() if modifier in used)


def write(rows: Iterable[Row], layout: Layout, out: TextIO, *, limit: int | None = None) -> int:
    """Write at most `limit` rows (all if None), then how many more there are. Nothing at all where there is no row."""
    stream = iter(rows)
    shown = list(stream) if limit is None else list(islice(stream, limit))
    more = sum(1 for _ in stream)
    if not shown and not more:
        return 0
    console = screen.console(out)
    _print(shown, layout, console)
    legend = _legend(shown)
    if legend:
        console.print(Text(legend, style="dim"))
    if more:
        console.print(Text(f"… {number(more)} more (--limit 0 shows all)", style="dim"))
    return len(shown) + more


def _print(rows: list[Row], layout: Layout, console: Console) -> None:
    table = _frame(layout.columns)
    groups = [index for index, column in enumerate(layout.columns) if column.group]
    above: list[Text] = []
    for row in rows:
        cells = [_text(column.cell(row)) for column in layout.columns]
        same = [bool(above) and above[index].plain == cells[index].plain for index in groups]
        if above and groups and not all(same):
            table.add_section()
        table.add_row(*("" if index in groups and all(same) else cell for index, cell in enumerate(cells)))
        above = cells
    with console.capture() as captured:
        console.print(table)
    # rich pads every line to the full width; nobody wants blanks in a file.
    for line in captured.get().splitlines():
        console.file.write(line.rstrip() + "\n")
