"""Reporters of `coverage` and `evaluate`: what a gate found out, for people and for CI.

`write(outcome, format, out)` is all that commands use. A new format is one entry in `WRITERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, TextIO

from dronewatch.annotate.outcome import Outcome

__all__ = ["BARE", "FORMATS", "SUFFIXES", "WRITERS", "write"]

WRITERS: dict[str, str] = {
    "table": "dronewatch.report.gates.table:write",
    "tsv": "dronewatch.report.gates.separated:write",
    "json": "dronewatch.report.gates.jsons:write",
    "markdown": "dronewatch.report.gates.markdown:write",
    "junit": "dronewatch.report.gates.junit:write",
    "github": "dronewatch.report.gates.github:write",
    "badge": "dronewatch.report.gates.badge:write",
}
FORMATS = tuple(WRITERS)
BARE = ("tsv", "badge")  # have no place for what a person should look at
SUFFIXES = {".tsv": "tsv", ".json": "json", ".md": "markdown", ".xml": "junit"}


def write(outcome: Outcome, format: str, out: TextIO, *, limit: int | None = None) -> None:
    """Write `outcome` to `out` in one of `FORMATS`. `limit` is the most rows of a table for people; None is all."""
    module, _, name = WRITERS[format].partition(":")
    writer: Callable[..., Any] = getattr(import_module(module), name)
    writer(outcome, out, limit=limit)
