"""`dronewatch entities`."""

from __future__ import annotations

import sqlite3
from itertools import islice

import click

from dronewatch.cli.options import query_options
from dronewatch.cli.passages import LABEL, LABEL_WIDTH, LINE, SENTENCE, STYLES, article_heading, place
from dronewatch.cli.session import Request
from dronewatch.messages import marked, tr
from dronewatch.query import entities, figures
from dronewatch.query.filters import Filters
from dronewatch.query.rows import Groups, Rows
from dronewatch.report.french import value
from dronewatch.report.layout import Cell, Column, Layout, Row
from dronewatch.view import fold

# What a reader looks for first: who wants what, for how much, from whom.
ORDER = {
    "MINISTRY": marked("Ministries"),
    "PUBLIC_BODY": marked("Public bodies"),
    "COMPANY": marked("Companies"),
    "MONEY": marked("Sums of money"),
    "QUANTITY": marked("Counted things"),
    "PERSON": marked("People"),
    "ROLE": marked("Offices"),
    "ORGANIZATION": marked("Organizations"),
    "MEDIA": marked("Media"),
    "LOCATION": marked("Places"),
}

_OTHERS = 12  # names shown beside the first


def _name(row: Row) -> Cell:
    return Cell(value(row) if row["label"] == "MONEY" else row["entity"], style=STYLES[row["label"]])


def _others(row: Row) -> str:
    """The first other names, but for those that differ only in case, accents or the kind of apostrophe.

    `565 drones`, `deux drones` …: a kind of things is written in thousands of ways. Formats for programs have all.
    """
    seen = {fold(row["entity"]), fold(_name(row).text)}
    others = (name for name in row["names"] if not (fold(name) in seen or seen.add(fold(name))))  # type: ignore[func-returns-value]
    shown = list(islice(others, _OTHERS))
    return ", ".join([*shown, "…"] if next(others, None) else shown)


def _first(row: Row) -> str:
    """`seeds/001_drones.txt:3:7` as `001_drones:3`: enough to find it, short enough for a table."""
    file, line, _ = row["first"].rsplit(":", 2)
    name = file.replace("\\", "/").rpartition("/")[2]
    return f"{name.partition('.')[0] or name}:{line}"


LAYOUT = Layout(
    keys=entities.COLUMNS,
    columns=(
        Column(marked("Name"), _name, most=28),
        Column(marked("Also written"), _others, ratio=1),
        Column(marked("Mentions"), lambda row: str(row["mentions"]), align="right", wrap=False),
        Column(marked("Articles"), lambda row: str(row["articles"]), align="right", wrap=False),
        Column(marked("First seen"), _first, most=26, screen=90),
    ),
    group=lambda row: Cell(f"{tr(ORDER[row['label']])} ({row['label']})", style="bold"),
    group_heading=marked("Label"),
    fair=True,
    place=lambda row: str(row["first"]),
    placed=("first",),
)
MENTIONS = Layout(
    keys=entities.MENTION_COLUMNS,
    columns=(LINE, LABEL, Column(marked("Entity"), lambda row: row["entity"], most=LABEL_WIDTH), SENTENCE),
    group=article_heading,
    group_heading=marked("Article"),
    place=place,
)


def _found(connection: sqlite3.Connection, filters: Filters, request: Request, beside: str | None) -> Rows:
    """Label by label, unless another order is asked for: then names alone, in that order."""
    if request.sort:
        return entities.entities(connection, filters, beside=beside, sort=request.sort, limit=request.limit)
    labels = [label for label in ORDER if not filters.labels or label in filters.labels]
    named = [label for label in labels if label not in figures.LABELS]
    parts = dict(zip(named, entities.by_label(connection, filters, named, beside=beside), strict=True))
    for label in figures.LABELS:
        parts[label] = figures.figures(connection, filters, label, beside=beside)
    return Groups([parts[label] for label in labels])


@click.command("entities")
@click.option("--mentions", is_flag=True, help="One row a passage that names an entity.")
@click.option(
    "--with",
    "beside",
    metavar="NAME|LABEL",
    help="Only what shares a sentence with this entity (by any of its names) or with anything of this label.",
)
@query_options(orders=entities.ORDERS, label=True)
def command(request: Request, mentions: bool, beside: str | None) -> int:
    """Who and what the articles name, how much and how many.

    One row an entity, with every name that it goes by; one row a sum of money; one row a kind of counted things.
    Ordered by label, then by how often it is mentioned. With --sort names alone, in that order.

    \b
    Examples:
      dronewatch entities
      dronewatch entities --label PERSON --sort -articles
      dronewatch entities --label MINISTRY --mentions
      dronewatch entities --with Parrot
      dronewatch entities --format csv -o entities.csv
    """
    if mentions:
        return request.answer(
            lambda connection, filters: entities.mentions(
                connection, filters, beside=beside, sort=request.sort, limit=request.limit
            ),
            MENTIONS,
        )
    return request.answer(
        lambda connection, filters: request.first(_found(connection, filters, request, beside)), LAYOUT
    )
