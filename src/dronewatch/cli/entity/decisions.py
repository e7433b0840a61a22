"""`dronewatch entity decisions`."""

from __future__ import annotations

import click

from dronewatch.cli.options import output_options
from dronewatch.messages import marked, tr
from dronewatch.report.layout import Column, Layout, Row


def _said(row: Row) -> str:
    others = ", ".join(row["others"])
    name = row["entity"]
    return {
        "merge": tr("{others} is {name}", others=others, name=name),
        "split": tr("{others} is not {name}", others=others, name=name),
        "rename": tr("{name} is called {to}", name=name, to=row["to"]),
        "relabel": tr("{name} is {to}", name=name, to=row["to"]),
    }[str(row["decision"])]


LAYOUT = Layout(
    keys=(
        *("number", "decision", "label", "entity", "others", "to", "in_article", "by", "date", "reason"),
        *("file", "line", "column"),
    ),
    columns=(
        Column(marked("N"), lambda row: str(row["number"]), align="right", wrap=False),
        Column(marked("Decision"), _said, ratio=2),
        Column(marked("Label"), lambda row: row["label"], wrap=False),
        Column(marked("By"), lambda row: row["by"] or "", most=12),
        Column(marked("Date"), lambda row: row["date"] or "", wrap=False),
        Column(marked("Reason"), lambda row: row["reason"] or "", ratio=1),
    ),
    place=lambda row: f"{row['file']}:{row['line']}:{row['column']}",
)


@click.command("decisions")
@output_options
def command(format: str | None, output: str | None) -> int:
    """What people have decided about entities: data/entities.yaml, one row a decision.

    \b
    Examples:
      dronewatch entity decisions --format table
    """
    from dronewatch import settings
    from dronewatch.cli.output import answer
    from dronewatch.resolve import decision_file

    file = settings.load().decisions
    rows = [
        {
            "number": number,
            "decision": entry.decision.kind,
            "label": entry.decision.label,
            "entity": entry.decision.name,
            "others": list(entry.decision.others),
            "to": entry.decision.to,
            "in_article": entry.decision.article,
            "by": entry.decision.by,
            "date": entry.decision.date,
            "reason": entry.decision.reason,
            "file": str(file),
            "line": entry.line,
            "column": 1,
        }
        for number, entry in enumerate(decision_file.load(file), 1)
    ]
    return answer(rows, LAYOUT, format=format, output=output)
