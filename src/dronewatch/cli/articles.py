"""`dronewatch articles`."""

from __future__ import annotations

import click

from dronewatch.cli.options import query_options
from dronewatch.cli.session import Request
from dronewatch.messages import marked
from dronewatch.query import articles
from dronewatch.report.french import number
from dronewatch.report.layout import Cell, Column, Layout, Row


def _place(row: Row) -> str:
    return f"{row['file']}:{row['record'] or 1}:1"


LAYOUT = Layout(
    keys=articles.COLUMNS,
    columns=(
        Column(marked("Article"), lambda row: Cell(row["article"], style="bold")),
        Column(marked("Title"), lambda row: row["title"] or "", ratio=1),
        Column(marked("Date"), lambda row: row["date"] or "—", wrap=False),
        Column(marked("Publisher"), lambda row: row["publisher"] or "—", most=20, screen=90),
        Column(marked("Words"), lambda row: number(row["words"]), align="right", wrap=False),
        Column(marked("Spans"), lambda row: number(row["spans"]), align="right", wrap=False),
    ),
    place=_place,
    placed=("file", "record"),
)


@click.command("articles")
@query_options(orders=articles.ORDERS, label=True)
def command(request: Request) -> int:
    """The articles of the corpus: title, date, publisher, how many words and spans.

    Words and spans are counted in the chosen sections, spans of the chosen labels.

    \b
    Examples:
      dronewatch articles
      dronewatch articles --label MONEY --sort -spans
      dronewatch articles --corpus my-articles/ --format json
    """
    return request.answer(
        lambda connection, filters: articles.articles(connection, filters, sort=request.sort, limit=request.limit),
        LAYOUT,
    )
