"""Writers: rows in, one format out. The only room that knows rich.

`write(rows, layout, format, out)` is all that commands use. A new format is one entry in `WRITERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any, TextIO

from dronewatch.report.layout import Cell, Column, Layout, Row

__all__ = ["FORMATS", "SUFFIXES", "WRITERS", "Cell", "Column", "Layout", "Row", "write"]

# Modules are imported when a format is asked for: rich costs more than a warm query.
WRITERS: dict[str, str] = {
    "table": "dronewatch.report.table:write",
    "tsv": "dronewatch.report.separated:write_tsv",
    "csv": "dronewatch.report.separated:write_csv",
    "json": "dronewatch.report.jsons:write_json",
    "jsonl": "dronewatch.report.jsons:write_jsonl",
    "markdown": "dronewatch.report.markdown:write",
}
FORMATS = tuple(WRITERS)
SUFFIXES = {".tsv": "tsv", ".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".md": "markdown"}


def write(rows: Iterable[Row], layout: Layout, format: str, out: TextIO, *, limit: int | None = None) -> int:
    """Write `rows` to `out` in one of `FORMATS` and return how many there were.

    Every format but `table` writes as it reads, so that rows may be a stream. `limit` is the most rows that a table
    shows before `… n more`; other formats write them all.
    """
    module, _, name = WRITERS[format].partition(":")
    writer: Callable[..., Any] = getattr(import_module(module), name)
    return int(writer(rows, layout, out, limit=limit))
