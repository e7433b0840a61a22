"""`dronewatch stats`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import click

from dronewatch.cli.failure import ERROR, Problems
from dronewatch.cli.options import OneOf, query_options
from dronewatch.cli.output import answer, chosen_format
from dronewatch.cli.session import Request
from dronewatch.messages import marked, tr
from dronewatch.query import stats
from dronewatch.report import screen
from dronewatch.report.french import number, value
from dronewatch.report.layout import Column, Layout, Row

# Rows that stand for themselves carry both keys; what is read as a page is a cross table.
_CROSS = ("table", "markdown", "csv")
_COLUMNS = ("article", "publisher", "month", "year", "label", "entity", "currency", "noun")
ORDERS = (*_COLUMNS, "mentions", "distinct", "articles", "words", "figures", "low", "high", "largest")
_HEADINGS = {
    "month": marked("Month"),
    "year": marked("Year"),
    "entity": marked("Entity"),
    "currency": marked("Currency"),
    "noun": marked("Noun"),
    "distinct": marked("Distinct"),
    "figures": marked("Figures"),
    "inexact": marked("Inexact"),
}
_LEFT_OUT = {
    "repeated": marked("that their articles name before"),
    "vague": marked("without a number"),
    "rates": marked("so much a year, piece or the like"),
}


def _shown(row: Row, name: str) -> str:
    found = row.get(name)
    return "—" if found is None else found if isinstance(found, str) else number(found)


def _sum(row: Row) -> str:
    """The sum, as a range where it holds ranges, with its currency; of thousands no decimals (other formats have)."""
    if row["low"] is None:
        return ""
    low, high = (end if abs(end) < 1000 else end.quantize(Decimal(1)) for end in (row["low"], row["high"]))
    ends = {"low": low, "high": high} if low != high else {"amount": low}
    return value({**ends, "currency": row.get("currency")})


def _left(row: Row) -> str:
    """Mentions that are not added, and why."""
    return ", ".join(f"{number(row[name])} {name}" for name in _LEFT_OUT if row.get(name))


def _heading(name: str) -> str:
    """Those that other tables have too are in the catalogue by them."""
    return _HEADINGS.get(name, name.capitalize())


def _key(name: str) -> Column:
    wide = name in ("article", "publisher", "entity")
    return Column(_heading(name), lambda row: _shown(row, name), most=40 if wide else None, wrap=wide)


def _count(name: str) -> Column:
    return Column(_heading(name), lambda row: _shown(row, name), align="right", wrap=False)


def _layout(keys: tuple[str, ...], measures: tuple[str, ...]) -> Layout:
    """One row a group. Of figures the sum is one column with its currency, and what is not added another."""
    if "figures" not in measures:
        return Layout((*keys, *measures), (*(_key(name) for name in keys), *(_count(name) for name in measures)))
    columns = (
        *(_key(name) for name in keys if name != "currency"),
        _count("figures"),
        Column(marked("Sum"), _sum, align="right", wrap=False),
        Column(marked("Largest"), lambda row: _sum({**row, "low": row["largest"], "high": row["largest"]}),
               align="right", wrap=False, screen=110),
        _count("inexact"),
        Column(marked("Not added"), _left, most=22),
    )  # fmt: skip
    return Layout((*keys, *measures), columns)


def _cross_layout(keys: tuple[str, ...], names: list[str], rows: list[Row]) -> Layout:
    """Columns beyond the width of the screen are left out of a table there, the last ones first."""
    columns = [_key(name) for name in keys]
    taken = sum(_wide(rows, name, name, most=40) for name in keys) + _wide(rows, "total", "total")
    for name in names:
        taken += _wide(rows, name, name)
        columns.append(Column(name, _cell(name), align="right", wrap=False, screen=taken))
    columns.append(Column("Total", _cell("total"), align="right", wrap=False))
    return Layout(keys=(*keys, *names, "total"), columns=tuple(columns))


def _cell(name: str) -> Callable[[Row], str]:
    return lambda row: "" if row.get(name) is None else number(row[name])


def _wide(rows: list[Row], key: str, heading: str, most: int | None = None) -> int:
    """How many columns of the screen it takes, with the two that stand between."""
    needed = max([len(heading), 1, *(len(_shown(row, key)) for row in rows)])
    return (needed if most is None else min(needed, most)) + 2


@click.command("stats")
@click.option(
    "--of",
    type=OneOf("kind", stats.OF),
    default="mentions",
    help=f"What is counted: {', '.join(stats.OF)}. Default: mentions.",
)
@click.option(
    "--by",
    type=OneOf("column", stats.BY),
    multiple=True,
    help=f"What goes together: {', '.join(stats.BY)}; given twice, a cross table. Default: mentions by label, all else"
    " together.",
)
@click.option(
    "--with",
    "words",
    metavar="WORD|NAME|LABEL",
    multiple=True,
    help="Of amounts and quantities, only in sentences with this word; of mentions, only in sentences with this entity"
    " or label; repeatable.",
)
@click.option("--noun", metavar="NOUN", help="Of quantities, only of what is called so, as in dronewatch quantities.")
@click.option(
    "--cell",
    metavar="COLUMN",
    help="What stands in a cross table. Default: how many; of amounts and quantities low, their sum.",
)
@query_options(orders=ORDERS, label=True)
def command(
    request: Request, of: str, by: tuple[str, ...], words: tuple[str, ...], noun: str | None, cell: str | None
) -> int:
    """Counts and sums: of spans, articles, sums of money or counted things, by what you like.

    Sums of money go by currency, which is never converted, counted things by noun. A figure that an article names
    again is added once. Ranges count with both ends (low, high), bounds and approximate figures with the number that
    they name (inexact says how many). Left out, and counted beside: repeated mentions, vague figures, rates (a year, a
    piece).

    With two --by, table, Markdown and CSV are a cross table; other formats give one row a pair, with every count.

    \b
    Examples:
      dronewatch stats --by label
      dronewatch stats --of amounts --with drone
      dronewatch stats --of amounts --by entity --label COMPANY
      dronewatch stats --of articles --by publisher --by month
      dronewatch stats --of quantities --noun drone --by article --format csv
    """
    asked: dict[str, Any] = {"of": of, "words": words, "noun": noun}
    kind = chosen_format(request.format, request.output)
    with request.index() as (connection, filters, problems):
        rows: Iterable[Row]
        if cell is not None and len(set(by)) != 2:
            raise click.UsageError(tr("--cell is for cross tables: give --by twice"))
        if cell is not None:
            stats.check_cell(of, cell)
        if len(set(by)) == 2 and kind in _CROSS:
            rows, names, found = stats.crossed(
                connection, filters, by=tuple(dict.fromkeys(by)), cell=cell, sort=request.sort, **asked
            )
            keys = tuple(key for key in found.keys if key != found.by[1])
            shown = list(request.first(rows))
            names = [name for name in names if any(name in row for row in shown)]
            rows, layout = shown, _cross_layout(keys, names, shown)
            _note(found, len(names), layout, kind, problems)
        else:
            found = stats.stats(connection, filters, by=by or None, sort=request.sort, **asked)
            rows, layout = stats.records(found), _layout(found.keys, found.measures)
        code = answer(request.first(rows), layout, format=kind, output=request.output, limit=request.limit)
    return ERROR if problems.count else code


def _note(found: stats.Stats, columns: int, layout: Layout, kind: str, problems: Problems) -> None:
    """What a cross table does not show: figures that are not added, columns that have no room."""
    say: Callable[[str], None] = problems.note
    left = {name: int(found.frame[name].sum()) for name in _LEFT_OUT if name in found.measures}
    if any(left.values()):
        parts = [f"{number(count)} {name} ({tr(_LEFT_OUT[name])})" for name, count in left.items() if count]
        say(tr("mentions that are not added: {parts}", parts=", ".join(parts)))
    if kind == "table":
        room = screen.width(sys.stdout)
        hidden = sum(column.screen > room for column in layout.columns)
        if hidden:
            fit = columns - hidden
            say(tr("{fit} of {columns} columns fit; --format csv has them all", fit=fit, columns=columns))
