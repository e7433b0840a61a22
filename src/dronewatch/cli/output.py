"""Where rows go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from dronewatch import report
from dronewatch.cli.failure import FOUND, NOTHING
from dronewatch.errors import StorageError
from dronewatch.messages import tr
from dronewatch.report.layout import Layout, Row

TABLE_ROWS = 50


@contextmanager
def opened(path: str | None) -> Iterator[TextIO]:
    """Standard output for None and `-`; else a temporary file beside `path` that replaces it when all went well.

    StorageError where the file cannot be written. Devices (`/dev/null`) are written to directly.
    """
    if path is None or path == "-":
        yield sys.stdout
        return
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise StorageError(tr("is a folder"), file=path, hint=tr("-o takes a file"))
        with _named(path), target.open("w", encoding="utf-8", errors="backslashreplace") as out:
            yield out
        return
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with _named(path):
            out = draft.open("x", encoding="utf-8", errors="backslashreplace")
        with out:
            yield out
            with _named(path):
                out.flush()
        with _named(path):
            draft.replace(target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise


@contextmanager
def _named(path: str) -> Iterator[None]:
    """System errors in terms of the file that the user named, not of the temporary one."""
    try:
        yield
    except OSError as error:
        raise StorageError(
            tr("cannot be written: {strerror}", strerror=(error.strerror or str(error)).lower()), file=path
        ) from error


def chosen_format(asked: str | None, path: str | None) -> str:
    """The format asked for, else that of the file's suffix, else a table at a terminal and TSV in a pipe."""
    if asked:
        return asked
    if path is not None and path != "-":
        return report.SUFFIXES.get(Path(path).suffix.lower(), "tsv")
    from dronewatch.report.screen import is_terminal

    return "table" if is_terminal(sys.stdout) else "tsv"


def answer(
    rows: Iterable[Row], layout: Layout, *, format: str | None, output: str | None, limit: int | None = None
) -> int:
    """Write rows where and how the user asked for; the exit code: 0 found, 1 nothing found.

    `limit` None: all rows, but 50 of a table on standard output; 0: all.
    """
    kind = chosen_format(format, output)
    most = TABLE_ROWS if limit is None and kind == "table" and output in (None, "-") else None
    with opened(output) as out:
        count = report.write(rows, layout, kind, out, limit=most)
    return FOUND if count else NOTHING
