"""A Markdown table (GitHub flavour) with the columns of the table on screen, every row, nothing interpreted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TextIO

from dronewatch.messages import tr
from dronewatch.report import visible
from dronewatch.report.layout import Column, Layout, Row

# A hyphen within a word means nothing, elsewhere it may begin a list or make a rule.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>()#+!|~&$:@]|(?<!\w)-|-(?!\w)")
_RULES = {"left": ":---", "right": "---:", "center": ":---:"}


def escape(text: str) -> str:
    """`text` so that Markdown shows it as it is."""
    # @ and : would notify a person or become a link where Markdown is shown on a forge.
    return _SPECIAL.sub(lambda match: _entity(match[0]) if match[0] in "<>&@:" else "\\" + match[0], visible.cell(text))


def _entity(char: str) -> str:
    return f"&#{ord(char)};"


def _cell(column: Column, row: Row) -> str:
    cell = column.cell(row)
    if isinstance(cell, str):
        return escape(cell)
    if cell.mark is None:
        return escape(cell.text)
    start, end = cell.mark
    return f"{escape(cell.text[:start])}**{escape(cell.text[start:end])}**{escape(cell.text[end:])}"


def write(rows: Iterable[Row], layout: Layout, out: TextIO, *, limit: int | None = None) -> int:
    """Headings, rule, one line a row; what rows have in common is the first column."""
    columns = layout.columns
    if layout.group is not None:
        columns = (Column(layout.group_heading, layout.group), *columns)
    out.write("| " + " | ".join(tr(column.heading) for column in columns) + " |\n")
    out.write("| " + " | ".join(_RULES[column.align] for column in columns) + " |\n")
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007
        out.write("| " + " | ".join(_cell(column, row) for column in columns) + " |\n")
    return count
