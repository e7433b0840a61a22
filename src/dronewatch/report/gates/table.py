"""A gate's report on screen."""

from __future__ import annotations

from typing import TextIO

from dronewatch.annotate.outcome import Outcome
from dronewatch.messages import tr, trn
from dronewatch.report import screen, visible
from dronewatch.report.gates.cells import FINDINGS, layout, looked_at
from dronewatch.report.table import write as write_table


def write(outcome: Outcome, out: TextIO, *, limit: int | None = None) -> None:
    """Each table under its title, what to look at, the number in a sentence, and each floor that is not reached."""
    from rich.text import Text

    console = screen.console(out)

    def say(text: str, style: str) -> None:
        console.print(Text(text, style=style), soft_wrap=True)

    for table in outcome.tables:
        if table.rows:
            say(tr(table.title), "bold")
            write_table(table.rows, layout(table), out, limit=limit)
            out.write("\n")
    rows = looked_at(outcome)
    if rows:
        write_table(rows, FINDINGS, out, limit=limit)
        out.write("\n")
    passed = outcome.checks and outcome.passed
    say(outcome.summary, "green" if passed else "bold" if outcome.passed else "red")
    for check in outcome.failures:
        say(visible.cell(f"✗ {check}"), "red")
    if passed:
        count = len(outcome.checks)
        say(trn("✓ {count} floor reached", "✓ {count} floors reached", count, count=count), "green")
