"""The main table of a gate as tab-separated lines, one self-contained line a row."""

from __future__ import annotations

from typing import TextIO

from dronewatch.annotate.outcome import Outcome
from dronewatch.report import visible
from dronewatch.report.gates.cells import field


def write(outcome: Outcome, out: TextIO, *, limit: int | None = None) -> None:
    """Every row of the main table, where it has places with `file:line:column` first."""
    table = next(each for each in outcome.tables if each.name == outcome.main)
    for row in table.rows:
        fields = [f"{row['file']}:{row['line']}:{row.get('column', 1)}"] if table.place else []
        fields += [field(row[column.key]) for column in table.columns]
        out.write("\t".join(map(visible.field, fields)) + "\n")
