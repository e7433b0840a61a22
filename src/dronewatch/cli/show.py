"""`dronewatch show`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from dronewatch.cli import known
from dronewatch.cli.failure import ERROR, FOUND
from dronewatch.cli.options import column_option, corpus_options, label_option, output_options, section_option
from dronewatch.cli.output import chosen_format, opened
from dronewatch.cli.pager import paged
from dronewatch.cli.passages import LABEL, LINE, STYLES, TEXT, VALUE, place
from dronewatch.cli.session import Request
from dronewatch.query.show import show
from dronewatch.report.layout import Layout, Row

LAYOUT = Layout(
    keys=(
        *("article", "section", "file", "line", "column", "text", "label", "entity", "source"),
        *("modifier", "amount", "low", "high", "currency", "tax", "per", "noun", "object", "edtf", "unit", "iso"),
    ),
    columns=(LINE, LABEL, TEXT, VALUE),
    place=place,
)


def _rows(shown: Row) -> Iterator[Row]:
    from dronewatch.view import line_starts, position

    starts = line_starts(shown["text"])
    for span in shown["spans"]:
        line, column = position(starts, span["start"])
        if shown["record"] is not None:
            line, column = shown["record"], span["start"] + 1
        at = {"article": shown["article"], "file": shown["file"], "line": line, "column": column}
        yield {**at, **span, **(span["value"] or {})}


def _note(shown: Row) -> str:
    facts = [shown["article"], shown["publisher"], shown["date"], shown["file"]]
    return " · ".join(fact for fact in facts if fact)


@click.command("show")
@click.argument("article", metavar="ARTICLE", shell_complete=known.articles)
@section_option
@label_option
@click.option("--no-pager", is_flag=True, help="Never through a pager, which DRONEWATCH_PAGER or PAGER names.")
@corpus_options
@column_option
@output_options
def command(article: str, no_pager: bool, **asked: Any) -> int:
    """Read an article with its spans highlighted, and a legend.

    ARTICLE is an id (dronewatch articles lists them). At a terminal spans are coloured and a
    long article is shown in a pager, elsewhere `--format table` writes them as [passage|LABEL]; other formats give one
    row a span.

    \b
    Examples:
      dronewatch show 001_appel-offres-drones
      dronewatch show 001_appel-offres-drones --label MONEY --label QUANTITY
      dronewatch show 003_cameras-pietons --section all
    """
    request = Request(**asked)
    if chosen_format(request.format, request.output) != "table":
        return request.answer(lambda connection, filters: _rows(show(connection, article, filters)), LAYOUT)
    from dronewatch.report import article as page

    with request.index() as (connection, filters, problems):
        shown = show(connection, article, filters)
        with opened(request.output) as stream, paged(stream, wanted=not no_pager) as out:
            page.write(
                shown["text"],
                [(span["start"], span["end"], span["label"]) for span in shown["spans"]],
                [(part["start"], part["end"], part["section"]) for part in shown["parts"]],
                filters.sections,
                STYLES,
                out,
                heading=shown["title"] or shown["article"],
                note=_note(shown),
            )
    return ERROR if problems.count else FOUND
