"""A gate's number as the JSON that shields.io makes a badge of (https://shields.io/badges/endpoint-badge)."""

from __future__ import annotations

from typing import TextIO

from dronewatch.annotate.outcome import Outcome
from dronewatch.annotate.percent import percent, shown
from dronewatch.report.jsons import dumps

_COLOURS = ((100, "brightgreen"), (90, "green"), (75, "yellowgreen"), (60, "yellow"), (40, "orange"))


def write(outcome: Outcome, out: TextIO, *, limit: int | None = None) -> None:
    """Red where the gate is not passed, else from orange to green by the number."""
    number = percent(outcome.share)
    colour = next((name for least, name in _COLOURS if number >= least), "red")
    out.write(
        dumps(
            {
                "schemaVersion": 1,
                "label": outcome.label,
                "message": f"{shown(outcome.share)} %",
                "color": colour if outcome.passed else "red",
            }
        )
        + "\n"
    )
