"""`dronewatch explain`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from dronewatch.cli.failure import ERROR, FOUND, NOTHING
from dronewatch.cli.output import opened
from dronewatch.cli.session import Request
from dronewatch.cli.spans import each, span_command
from dronewatch.query import explain
from dronewatch.query.place import Places
from dronewatch.report import explanation


@click.command("explain")
@span_command(explanation.FORMATS, explanation.SUFFIXES)
def command(request: Request, spans: Iterator[str]) -> int:
    """Why a passage was found, why its value is what it is, and why it is taken for its entity.

    SPAN is FILE:LINE:COLUMN, as the first column of TSV says, or ARTICLE:START-END (in characters); - reads them from
    standard input, a line each. The grammar, the lists and the patterns run once more and say what they do.

    \b
    Examples:
      dronewatch explain seeds/001_appel-offres-drones.txt:1:274
      dronewatch amounts --min "1 M€" | dronewatch explain -
      dronewatch entities --mentions --label COMPANY | dronewatch explain - --format json
    """
    settings = request.settings
    with request.index() as (connection, _, problems), opened(request.output) as out:
        places = Places(connection)
        rows = each(spans, lambda span: explain.explain(connection, places, span, settings), problems)
        count = explanation.write(rows, request.format or explanation.FORMATS[0], out, explain.COLUMNS)
    return ERROR if problems.count else FOUND if count else NOTHING
