"""A gate's report on screen."""

from __future__ import annotations

from typing import TextIO

from dronewatch.annotate.outcome import Outcome
from dronewatch.report import screen, visible
from dronewatch.report.gates.cells import FINDINGS, layout, looked_at
from dronewatch.report.table import write as write_table


def write(outcome: Outcome, out: TextIO, *, limit: int | None = None) -> None:
    """Each table under its title, what to look at, the number in a sentence, and each floor that is not reached."""
    from rich.text import Text

    console = screen.console(out)
    for table in outcome.tables:
        if table.rows:
            console.print(Text(table.title, style="bold"))
            write_table(table.rows, layout(table), out, limit=limit)
            out.write("\n")
    rows = looked_at(outcome)
    if rows:
        write_table(rows, FINDINGS, out, limit=limit)
        out.write("\n")
    style = "green" if outcome.checks and outcome.passed else "red" if not outcome.passed else "bold"
    console.print(Text(outcome.summary, style=style), soft_wrap=True)
    for check in outcome.failures:
        console.print(Text(visible.cell(f"✗ {check}"), style="red"), soft_wrap=True)
    if outcome.checks and outcome.passed:
        console.print(Text(f"✓ {len(outcome.checks)} floor{'s'[: len(outcome.checks) != 1]} reached", style="green"))
