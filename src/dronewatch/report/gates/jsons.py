"""A gate's report as one JSON object."""

from __future__ import annotations

from typing import Any, TextIO

from dronewatch.annotate.outcome import Outcome, Table
from dronewatch.annotate.percent import percent
from dronewatch.report.gates.cells import looked_at, plain
from dronewatch.report.jsons import dumps


def write(outcome: Outcome, out: TextIO, *, limit: int | None = None) -> None:
    """Everything, a row a line. Percentages are strings, rounded down to two decimals."""
    head: dict[str, Any] = {
        "command": outcome.command,
        "passed": outcome.passed,
        "percent": percent(outcome.share, 2),
        "summary": outcome.summary,
        **{name: plain(fact) for name, fact in outcome.facts.items()},
    }
    floors = [
        {
            "name": check.name,
            "percent": plain(check.share),
            "floor": check.floor,
            "source": check.source,
            "passed": check.passed,
        }
        for check in outcome.checks
    ]
    findings = [{key: value for key, value in row.items() if key != "where"} for row in looked_at(outcome)]
    parts = [f"{dumps(key)}: {dumps(value)}" for key, value in head.items()]
    parts += [_listed(table.name, _records(table)) for table in outcome.tables]
    parts += [_listed("floors", floors), _listed("findings", findings)]
    out.write("{\n" + ",\n".join(parts) + "\n}\n")


def _records(table: Table) -> list[dict[str, Any]]:
    places = [key for key in ("file", "line", "column") if table.place and table.rows and key in table.rows[0]]
    keys = [*places, *(column.key for column in table.columns), *table.more]
    return [{key: plain(row[key]) for key in keys} for row in table.rows]


def _listed(name: str, rows: list[dict[str, Any]]) -> str:
    inside = ",\n".join(map(dumps, rows))
    return f"{dumps(name)}: [\n{inside}\n]" if rows else f"{dumps(name)}: []"
