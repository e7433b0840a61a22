"""A gate's report as Markdown, for a job summary or a comment."""

from __future__ import annotations

from typing import TextIO

from dronewatch.annotate.outcome import Outcome
from dronewatch.messages import tr
from dronewatch.report.gates.cells import FINDINGS, layout, looked_at
from dronewatch.report.layout import Layout, Row
from dronewatch.report.markdown import escape
from dronewatch.report.markdown import write as write_rows


def write(outcome: Outcome, out: TextIO, *, limit: int | None = None) -> None:
    """A heading that says passed or failed, the number, floors that are not reached, then the tables."""
    verdict = tr(": failed") if not outcome.passed else tr(": passed") if outcome.checks else ""
    out.write(f"## dronewatch {outcome.command}{verdict}\n\n{escape(outcome.summary)}\n")
    if outcome.failures:
        out.write("\n" + "".join(f"- ❌ {escape(str(check))}\n" for check in outcome.failures))
    for table in outcome.tables:
        if table.rows:
            out.write(f"\n### {escape(tr(table.title))}\n\n")
            _limited(list(table.rows), layout(table), out, limit)
    rows = looked_at(outcome)
    if rows:
        out.write("\n### " + tr("To look at") + "\n\n")
        _limited(rows, FINDINGS, out, limit)


def _limited(rows: list[Row], columns: Layout, out: TextIO, limit: int | None) -> None:
    write_rows(rows[:limit], columns, out)
    if limit is not None and len(rows) > limit:
        out.write("\n" + tr("… {count} more", count=len(rows) - limit) + "\n")
