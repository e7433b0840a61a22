"""What is in a cell of a gate's table, for people and for machines."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from dronewatch.annotate.outcome import Finding, Outcome, Table
from dronewatch.annotate.percent import percent, shown
from dronewatch.messages import marked, tr
from dronewatch.report.french import number
from dronewatch.report.french import plain as digits
from dronewatch.report.layout import Cell, Column, Layout, Row

STYLES = {"error": "red", "warning": "yellow", "notice": ""}


def text(value: Any) -> str:
    """For people: shares in percent, counts in groups of three, `–` for nothing."""
    if value is None:
        return "–"
    if isinstance(value, Fraction):
        return shown(value)
    if isinstance(value, int):
        return number(value)
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def plain(value: Any) -> Any:
    """For machines: shares as percentages, rounded down to two decimals; everything else as it is."""
    if value is None or type(value) in (str, int):  # most
        return value
    if isinstance(value, Fraction):
        return percent(value, 2)
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return {key: plain(each) for key, each in value.items()} if isinstance(value, dict) else value


def field(value: Any) -> str:
    """For one field of a line."""
    value = plain(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else digits(value) if isinstance(value, Decimal) else str(value)


def layout(table: Table) -> Layout:
    """The table as the other writers take it."""

    def column(key: str, heading: str, right: bool, ours: bool) -> Column:
        def cell(row: Row) -> str:
            said = text(row[key])
            return tr(said) if ours else said

        return Column(heading, cell, "right" if right else "left", wrap=not right)

    keys = tuple(each.key for each in table.columns)
    return Layout(
        (*(("file", "line") if table.place else ()), *keys),
        tuple(column(each.key, each.heading, each.right, each.ours) for each in table.columns),
    )


FINDINGS = Layout(
    ("level", "file", "line", "title", "message"),
    (
        Column(marked("Look at"), lambda row: Cell(row["title"], STYLES[row["level"]])),
        Column(marked("Where"), lambda row: row["where"]),
        Column(marked("Why"), lambda row: row["message"]),
    ),
)


def finding_row(finding: Finding) -> Row:
    """A finding as a row of `FINDINGS`."""
    return {
        "level": finding.level,
        "title": finding.title,
        "message": finding.message,
        "file": finding.file,
        "line": finding.line,
        "where": finding.where,
    }


def looked_at(outcome: Outcome) -> list[Row]:
    """The findings that no table has, without the failed floors, which reporters show apart."""
    return [finding_row(each) for each in outcome.sorted_findings()[len(outcome.failures) :] if not each.shown]
