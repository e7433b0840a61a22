"""`dronewatch sql`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import chain, islice
from typing import Any

import click

from dronewatch.cli.failure import ERROR
from dronewatch.cli.options import column_option, corpus_options, limit_option, output_options
from dronewatch.cli.output import answer
from dronewatch.cli.session import Request
from dronewatch.errors import UsageError
from dronewatch.messages import marked, tr
from dronewatch.query import sql
from dronewatch.report.layout import Column, Layout, Row

_SECONDS = 300.0
_LOOKED_AT = 50  # rows that tell which columns are numbers


@click.command("sql")
@click.argument("statement", metavar="[STATEMENT|-]", required=False)
@click.option(
    "-p",
    "--param",
    "parameters",
    nargs=2,
    multiple=True,
    metavar="NAME VALUE",
    help="What :NAME stands for; repeatable.",
)
@click.option(
    "--attach",
    nargs=2,
    multiple=True,
    metavar="NAME FILE",
    help="Another SQLite database, read-only, as NAME; repeatable.",
)
@click.option("--schema", is_flag=True, help="The tables and columns that there are, and what they say.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    default=_SECONDS,
    metavar="SECONDS",
    help="Stop a statement that takes longer; 0 never. Default: 300.",
)
@limit_option
@output_options
@corpus_options
@column_option
def command(
    statement: str | None,
    parameters: tuple[tuple[str, str], ...],
    attach: tuple[tuple[str, str], ...],
    schema: bool,
    timeout: float,
    **given: Any,
) -> int:
    """Ask the index in SQL: one statement that reads, over tables that --schema shows.

    STATEMENT is in the SQL of SQLite; - reads it from standard input. Values go in as -p name VALUE for :name; what is
    written as a number is one. Nothing is ever written, neither to the index nor to a file of --attach.

    \b
    Examples:
      dronewatch sql --schema
      dronewatch sql "SELECT noun, SUM(amount) FROM quantities GROUP BY noun ORDER BY 2 DESC"
      dronewatch sql "SELECT * FROM amounts WHERE amount >= :least" -p least 1000000 --format csv
      dronewatch sql - --attach mine notes.db < question.sql
    """
    request = Request(**given)
    if schema:
        if statement is not None:
            raise UsageError(tr("--schema takes no statement"), hint=tr("leave one of them out"))
        return answer(sql.schema(), SCHEMA, format=request.format, output=request.output, limit=request.limit or 0)
    asked = _statement(statement)
    values = {sql.parameter(name): sql.typed(value) for name, value in parameters}
    with request.index() as (connection, _, problems), sql.reader(connection, attach) as reader:
        names, rows = reader.rows(asked, values, seconds=timeout or None)
        first = list(islice(rows, _LOOKED_AT))
        layout = _layout(names, first)
        found = request.first(dict(zip(names, row, strict=True)) for row in chain(first, rows))
        code = answer(found, layout, format=request.format, output=request.output, limit=request.limit)
    return ERROR if problems.count else code


def _statement(given: str | None) -> str:
    if given is None:
        raise UsageError(tr("there is no statement"), hint=tr('try: dronewatch sql "SELECT * FROM amounts"'))
    if given != "-":
        return given
    try:
        return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise UsageError(tr("standard input is not UTF-8"), hint=tr("give it a statement as text")) from error


def _cell(name: str) -> Any:
    def shown(row: Row) -> str:
        value = row[name]
        return "" if value is None else str(value)

    return shown


def _layout(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Layout:
    """The columns of a statement as they come; numbers at the right."""
    columns = []
    for number, name in enumerate(names):
        cells = [row[number] for row in rows if row[number] is not None]
        numeric = bool(cells) and all(isinstance(cell, (int, float)) for cell in cells)
        columns.append(Column(name, _cell(name), align="right" if numeric else "left"))
    return Layout(keys=tuple(names), columns=tuple(columns))


SCHEMA = Layout(
    keys=("view", "column", "meaning"),
    columns=(
        Column(marked("Column"), lambda row: row["column"], wrap=False),
        Column(marked("Meaning"), lambda row: row["meaning"], ratio=1),
    ),
    group=lambda row: row["view"],
    group_heading=marked("Table"),
)
