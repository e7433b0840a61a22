"""`dronewatch compare`."""

from __future__ import annotations

from collections.abc import Callable

import click

from dronewatch.cli.options import OneOf, query_options
from dronewatch.cli.session import Request
from dronewatch.messages import marked, tr
from dronewatch.query import compare
from dronewatch.report.french import value
from dronewatch.report.layout import Cell, Column, Layout, Row

_SAID = {
    "different": marked("Differ"),
    "compatible": marked("Compatible: both may be true"),
    "same": marked("The same figure in both"),
    "both": marked("Named in both"),
}


def _heading(row: Row) -> Cell:
    relation: str = row["relation"]
    return Cell(tr(_SAID[relation]), style="bold underline")


def _about(row: Row) -> Cell:
    return Cell(row["about"] or "—", style="bold")


def _side(name: str) -> Callable[[Row], Cell | str]:
    """The figure or how often a name is mentioned, the place, and the sentence with the passage stressed."""

    def cell(row: Row) -> Cell | str:
        if row[f"{name}_text"] is None:
            return ""
        said = {key: row[f"{name}_{key}"] for key in ("modifier", "amount", "low", "high")}
        head = value({**said, "currency": row["currency"]}) if said["modifier"] else f"{row[f'{name}_mentions']} ×"
        before = f"{head} · {row[f'{name}_article']}:{row[f'{name}_line']} · "
        start = len(before) + row[f"{name}_at"]
        return Cell(before + row[f"{name}_sentence"], mark=(start, start + len(row[f"{name}_text"])))

    return cell


def _place(row: Row) -> str:
    """The first passage of A, of B where A has none."""
    name = "b" if row["a_file"] is None else "a"
    return f"{row[f'{name}_file']}:{row[f'{name}_line']}:{row[f'{name}_column']}"


def _layout(a: str, b: str) -> Layout:
    return Layout(
        keys=compare.COLUMNS,
        columns=(
            Column(marked("About"), _about, most=22),
            Column(a, _side("a"), ratio=1),
            Column(b, _side("b"), ratio=1),
        ),
        group=_heading,
        group_heading=marked("Relation"),
        place=_place,
        placed=(),
    )


@click.command("compare")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option(
    "--only",
    type=OneOf("relation", compare.RELATIONS),
    multiple=True,
    help=f"Only this: {', '.join(compare.RELATIONS)}; repeatable.",
)
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most N rows; 0 for all.")
@query_options(label=True)
def command(request: Request, a: str, b: str, only: tuple[str, ...]) -> int:
    """What two articles, publishers or periods both say, and where their figures differ, with the passages.

    A and B are each an article's id, a publisher (* for any letters), or a year, month or day (2020, 2020-04). Figures
    are compared where they are about the same: one noun, or sums in sentences with a name or a counted thing in common;
    of publishers and periods, in articles on the same event. Bounds, ranges and approximate figures are compatible with
    what they leave room for: “plus de 10 000” with 12 000.

    \b
    Examples:
      dronewatch compare 000_parrot-police 001_appel-offres-drones
      dronewatch compare 001_appel-offres-drones 002_mahjoubi-paris --only different
      dronewatch compare "Le Monde" "Le Figaro" --since 2020 --label MONEY
    """
    return request.answer(
        lambda connection, filters: request.first(compare.compare(connection, a, b, filters, relations=only)),
        _layout(a, b),
    )
