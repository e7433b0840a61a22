"""`dronewatch doctor`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from dronewatch.cli.options import column_option, corpus_options, output_options
from dronewatch.cli.output import answer
from dronewatch.cli.session import Request
from dronewatch.messages import marked, tr
from dronewatch.report.layout import Cell, Column, Layout, Row

_SIGNS = {"ok": Cell("✓", "green"), "warning": Cell("!", "yellow"), "problem": Cell("✗", "red")}
_CODES = {"ok": 0, "warning": 1, "problem": 2}


def _spoken(key: str) -> Callable[[Row], Cell]:
    """A cell with a word of ours, in the user's language."""
    return lambda row: Cell(tr(row[key]), "bold")


LAYOUT = Layout(
    keys=("part", "state", "what", "found", "todo"),
    columns=(
        Column("", lambda row: _SIGNS[row["state"]], wrap=False),
        Column(marked("Looked at"), _spoken("what"), most=24),
        Column(marked("Found"), lambda row: row["found"], ratio=2),
        Column(marked("What to do"), lambda row: row["todo"] or "", ratio=1),
    ),
    group=_spoken("part"),
    group_heading=marked("Part"),
)


@click.command("doctor")
@click.option("--load-model", is_flag=True, help="Also load the pipeline with its model, which takes seconds.")
@corpus_options
@column_option
@output_options
def command(load_model: bool, **asked: Any) -> int:
    """Look whether everything is as it should be: what is installed, settings, corpus, index, annotations.

    Each line says what was found and, where something is wrong or stale, what to do. Nothing is changed. Exit code 0
    where all is well, 1 where something wants attention (a stale index, stale annotations, an article that cannot be
    read), 2 where something does not work.

    \b
    Examples:
      dronewatch doctor
      dronewatch doctor --corpus my-articles/ --load-model
      dronewatch doctor --format json
    """
    from dronewatch import health

    request = Request(**asked)
    given = {
        "corpus": request.corpus,
        "gazetteers": request.gazetteer,
        "model": request.model,
        "columns": request.column,
    }
    rows: list[Row] = [
        {key: getattr(each, key) for key in LAYOUT.keys}
        for each in health.examined(health.Subject(request.settings, given, load_model))
    ]
    answer(rows, LAYOUT, format=request.format, output=request.output, limit=0)
    return max(_CODES[row["state"]] for row in rows)
