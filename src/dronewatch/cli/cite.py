"""`dronewatch cite`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from dronewatch.cli.failure import ERROR, FOUND, NOTHING
from dronewatch.cli.output import opened
from dronewatch.cli.session import Request
from dronewatch.cli.spans import each, span_command
from dronewatch.query import cite
from dronewatch.query.place import Places
from dronewatch.report import citation


@click.command("cite")
@span_command(citation.FORMATS, citation.SUFFIXES)
def command(request: Request, spans: Iterator[str]) -> int:
    """Quote a passage: its figure, its sentence, the article, and where it stands.

    SPAN is FILE:LINE:COLUMN, as the first column of TSV says, or ARTICLE:START-END (in characters, any range can be
    quoted); - reads them from standard input, a line each. The sha256 says of which text of the article the place is.

    \b
    Examples:
      dronewatch cite seeds/001_appel-offres-drones.txt:1:274
      dronewatch cite 001_appel-offres-drones:0-40 --format markdown
      dronewatch amounts --min "1 M€" | dronewatch cite - --format bibtex -o amounts.bib
    """
    with request.index() as (connection, _, problems), opened(request.output) as out:
        places = Places(connection)
        rows = each(spans, lambda span: cite.cite(places, span), problems)
        count = citation.write(rows, request.format or citation.FORMATS[0], out, cite.COLUMNS)
    return ERROR if problems.count else FOUND if count else NOTHING
