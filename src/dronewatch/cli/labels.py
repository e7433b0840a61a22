"""`dronewatch labels`."""

from __future__ import annotations

from collections.abc import Callable

import click

from dronewatch.cli.options import output_options
from dronewatch.cli.output import answer
from dronewatch.messages import marked, tr
from dronewatch.model import DEFAULT_LABELS, NAME_LABELS
from dronewatch.report.layout import Cell, Column, Layout, Row

MEANINGS = {
    "PERSON": (marked("people, by full name or a part of it"), "Henri Seydoux"),
    "MINISTRY": (marked("ministries of any country"), "ministère des Armées, Beauvau"),
    "PUBLIC_BODY": (marked("other named public institutions"), "police nationale, CNIL, Sénat"),
    "COMPANY": (marked("businesses, public or private"), "Parrot, SNCF"),
    "MEDIA": (marked("newspapers, agencies, channels, sites"), "AFP, Le Monde"),
    "ORGANIZATION": (marked("parties, unions, clubs, schools, hospitals"), "Les Républicains"),
    "LOCATION": (marked("countries, cities, regions, streets, buildings"), "Asnières-sur-Seine"),
    "ROLE": (marked("heads of state, ministers and the like"), "ministre de l’Intérieur"),
    "MONEY": (marked("a sum with its currency"), "3,55 millions d’euros"),
    "QUANTITY": (marked("a number with what it counts"), "565 micro-drones, 300 mètres"),
    "PERCENT": (marked("a number with % or pour cent"), "12,5 %"),
    "DATE": (marked("day, month, year, semester, decade"), "12 avril dernier, années 1990"),
    "DURATION": (marked("seconds to centuries, ages"), "deux semaines, 24 heures sur 24"),
    "NUMBER": (marked("every numeral, inside other spans too"), "565, un tiers"),
}


def _kind(label: str) -> str:
    if label in NAME_LABELS:
        return marked("name")
    return marked("number") if label in DEFAULT_LABELS else marked("on request")


def _spoken(key: str) -> Callable[[Row], str]:
    """A cell with words of ours, in the user's language."""
    return lambda row: tr(row[key])


LAYOUT = Layout(
    keys=("label", "kind", "means", "example"),
    columns=(
        Column(marked("Label"), lambda row: Cell(row["label"], style="bold"), wrap=False),
        Column(marked("Kind"), _spoken("kind"), wrap=False),
        Column(marked("Means"), _spoken("means")),
        Column(marked("For example"), lambda row: row["example"]),
    ),
)


@click.command("labels")
@output_options
def command(format: str | None, output: str | None) -> int:
    """The labels that spans carry, and what each one means.

    \b
    Examples:
      dronewatch labels
      dronewatch labels --format markdown
    """
    rows = [
        {"label": label, "kind": _kind(label), "means": means, "example": example}
        for label, (means, example) in MEANINGS.items()
    ]
    return answer(rows, LAYOUT, format=format, output=output)
