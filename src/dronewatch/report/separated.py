"""Tab- and comma-separated rows.

TSV is for pipes: no header, one self-contained line a row, `file:line:column` first, as grep and ripgrep write.
CSV is for spreadsheets: a header, and no cell that a spreadsheet would run as a formula.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TextIO

from dronewatch.report import visible
from dronewatch.report.french import plain
from dronewatch.report.layout import Layout, Row

# OWASP, CSV injection: the full-width signs are read as formulas by spreadsheets set to East Asian languages.
_FORMULA = re.compile("[\\s\0]*[=+\\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, (list, tuple)):
        return "; ".join(_text(item) for item in value)
    return str(value)


def write_tsv(rows: Iterable[Row], layout: Layout, out: TextIO, *, limit: int | None = None) -> int:
    """One line a row: the place (where rows have one), then the other keys in order. Tabs and line breaks as in C."""
    keys = [key for key in layout.keys if layout.place is None or key not in layout.placed]
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007
        fields = [visible.field(_text(row.get(key))) for key in keys]
        if layout.place is not None:
            fields.insert(0, visible.field(layout.place(row)))
        out.write("\t".join(fields) + "\n")
    return count


def _guarded(text: str) -> str:
    text = visible.lines(text)
    return "'" + text if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def write_csv(rows: Iterable[Row], layout: Layout, out: TextIO, *, limit: int | None = None) -> int:
    """A header and one record a row; cells that begin like a formula get an apostrophe, pure numbers do not."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(layout.keys)
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007
        writer.writerow([_guarded(_text(row.get(key))) for key in layout.keys])
    return count
