"""`dronewatch entity show`."""

from __future__ import annotations

import sqlite3

import click

from dronewatch.cli.entity.changes import counted
from dronewatch.cli.failure import NOTHING, complain
from dronewatch.cli.options import query_options
from dronewatch.cli.passages import SENTENCE, place
from dronewatch.cli.session import Request
from dronewatch.index.words import lookup
from dronewatch.messages import marked, tr
from dronewatch.query import entity, names
from dronewatch.query.filters import Filters
from dronewatch.query.rows import Rows
from dronewatch.report.layout import Cell, Column, Layout, Row
from dronewatch.suggest import meant
from dronewatch.view import fold


def _heading(row: Row) -> Cell:
    others = [name for name in row["names"] if fold(name) != fold(row["entity"])]
    also = tr(", also {others}", others=", ".join(others)) if others else ""
    name = f"{row['entity']} ({row['label']})"
    counts = counted(row["mentions"], row["articles"])
    return Cell(tr("{name}{also}: {counted}", name=name, also=also, counted=counts), style="bold")


LAYOUT = Layout(
    keys=entity.COLUMNS,
    columns=(
        Column(marked("Where"), lambda row: f"{row['article']}:{row['line']}", most=24),
        SENTENCE,
        Column(marked("Why"), lambda row: row["why"], most=22),
    ),
    group=_heading,
    group_heading=marked("Entity"),
    place=place,
)


@click.command("show")
@click.argument("name", metavar="NAME")
@query_options(orders=entity.ORDERS, label=True)
def command(request: Request, name: str) -> int:
    """Its names, its passages, and why they are taken for one.

    NAME is any of its names, whatever the case and accents. All entities that go by it are shown, those that are
    called so first. Why is empty where a passage has the preferred name, else says step by step how its words came to
    be that entity's: by which rule, list or decision.

    \b
    Examples:
      dronewatch entity show CNIL
      dronewatch entity show "henry seydoux" --format json
      dronewatch entity show Orange --label COMPANY
    """
    missing: list[str] = []

    def ask(connection: sqlite3.Connection, filters: Filters) -> Rows:
        rows = entity.entity(connection, name, filters, sort=request.sort, limit=request.limit)
        if not rows.rest():
            missing.extend(names.near(connection, name, filters.labels, filters.mask))
        return rows

    code = request.answer(ask, LAYOUT)
    if code == NOTHING and lookup(name) in map(lookup, missing):
        complain(tr("“{name}” is not named in what was asked for", name=name), "note")
    elif code == NOTHING:
        hint = meant(missing) if missing else tr("dronewatch entities lists them")
        complain(tr("no entity is called “{name}” there ({hint})", name=name, hint=hint), "note")
    return code
