"""`dronewatch grep`."""

from __future__ import annotations

import click

from dronewatch.cli.options import query_options
from dronewatch.cli.passages import LINE, article_heading, place
from dronewatch.cli.session import Request
from dronewatch.query import grep
from dronewatch.report.layout import Cell, Column, Layout

LAYOUT = Layout(
    keys=grep.COLUMNS,
    columns=(
        LINE,
        Column("Left", lambda row: row["left"].strip(), align="right", ratio=1, wrap=False),
        Column("Match", lambda row: Cell(row["match"], style="bold red"), align="center"),
        Column("Right", lambda row: row["right"].strip(), ratio=1, wrap=False),
    ),
    group=article_heading,
    group_heading="Article",
    place=place,
)


@click.command("grep")
@click.argument("pattern", metavar="PATTERN")
@click.option("-F", "--literal", is_flag=True, help="PATTERN is plain text, within words too.")
@click.option("-E", "--regex", is_flag=True, help="PATTERN is a regular expression (Python’s).")
@click.option(
    "--window",
    type=click.IntRange(min=0),
    metavar="N",
    help=f"Characters of context on either side. Default: {grep.DEFAULT_WINDOW}, in a table what fits.",
)
@query_options(orders=grep.ORDERS)
def command(request: Request, pattern: str, literal: bool, regex: bool, window: int | None) -> int:
    """Words in context, article by article.

    PATTERN is a word or a phrase; * stands for any letters. Accents, apostrophes and hyphens of any kind are the same;
    case counts where PATTERN has a capital. Sort by left or right to see what stands beside it. Exit code 0: found, 1:
    not found.

    \b
    Examples:
      dronewatch grep "drone*"
      dronewatch grep "appel d'offres" --window 80
      dronewatch grep --regex "\\d+ drones" --sort right
    """
    if literal and regex:
        raise click.UsageError("-F and --regex exclude each other")
    around = request.beside(len(pattern), grep.DEFAULT_WINDOW) if window is None else window
    return request.answer(
        lambda connection, filters: grep.grep(
            connection,
            pattern,
            filters,
            literal=literal,
            regex=regex,
            window=around,
            sort=request.sort,
            limit=request.limit,
        ),
        LAYOUT,
    )
