"""Whether the index still says what the articles say: all that a warm query has to find out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence

from dronewatch import corpus, engine
from dronewatch.corpus import SourceFile
from dronewatch.errors import DataError, DronewatchError, UsageError
from dronewatch.index import files
from dronewatch.index.values import restored
from dronewatch.messages import tr
from dronewatch.settings import Settings

Report = Callable[[DronewatchError], None]


def listed(settings: Settings, report: Report) -> list[SourceFile]:
    """The corpus's files in order. Raises `UsageError` for a path that is not there, and for standard input."""
    if "-" in settings.corpus:
        raise UsageError(
            tr("standard input cannot be indexed"), hint=tr("use dronewatch tag, or name files and folders")
        )
    return corpus.files(settings.corpus, columns=settings.columns, on_error=report)


def is_fresh(connection: sqlite3.Connection, found: Sequence[SourceFile], pipeline: str) -> bool:
    """Whether the index is complete and says what a new one would say."""
    known = meta(connection)
    wanted = {"complete": 1, "pipeline": pipeline, "resolver": engine.resolver()}
    same = all(known.get(key) == value for key, value in wanted.items())
    return same and not files.changes(connection, found)


def problems(connection: sqlite3.Connection) -> Iterator[DataError]:
    """What could not be read when it was last tried, by file and line."""
    query = (
        "SELECT COALESCE(f.path, p.file), p.line, p.message, p.hint FROM problems AS p"
        " LEFT JOIN files AS f ON f.real = p.real ORDER BY f.ordinal, p.real, p.line, p.id"
    )
    for row in connection.execute(query).fetchall():
        file, line, message, hint = (restored(value) for value in row)
        yield DataError(message, file=file, line=line, hint=hint)


def meta(connection: sqlite3.Connection) -> dict[str, object]:
    """What the index says about itself: `pipeline`, `resolver`, `complete`, `words`."""
    return dict(connection.execute("SELECT key, value FROM meta"))
