"""`dronewatch quantities`."""

from __future__ import annotations

import click

from dronewatch.cli.options import query_options
from dronewatch.cli.passages import LABEL_WIDTH, LINE, SENTENCE, article_heading, place, shown_value
from dronewatch.cli.session import Request
from dronewatch.messages import marked
from dronewatch.query import quantities
from dronewatch.report.layout import Cell, Column, Layout, Row


def _thing(row: Row) -> Cell:
    return Cell(row["object"] or row["noun"] or "", style="bold")


LAYOUT = Layout(
    keys=quantities.COLUMNS,
    columns=(
        LINE,
        Column(marked("How many"), shown_value, align="right", wrap=False),
        Column(marked("Of what"), _thing, most=LABEL_WIDTH),
        SENTENCE,
    ),
    group=article_heading,
    group_heading=marked("Article"),
    place=place,
)


@click.command("quantities")
@click.option("--noun", metavar="WORD", help="Only this, singular or plural; * for any letters.")
@click.option("--min", "least", metavar="NUMBER", help="At least so many: “500”, “3 millions”.")
@click.option("--max", "most", metavar="NUMBER", help="At most so many.")
@click.option(
    "--with",
    "words",
    metavar="WORD",
    multiple=True,
    help="Only in sentences with this word, singular or plural; repeatable.",
)
@query_options(orders=quantities.ORDERS)
def command(request: Request, noun: str | None, least: str | None, most: str | None, words: tuple[str, ...]) -> int:
    """What is counted or measured, and how many.

    \b
    Examples:
      dronewatch quantities --noun "drone*"
      dronewatch quantities --min "10 000"
      dronewatch quantities --noun caméra --format json
    """
    return request.answer(
        lambda connection, filters: quantities.quantities(
            connection, filters, noun=noun, min=least, max=most, words=words, sort=request.sort, limit=request.limit
        ),
        LAYOUT,
    )
