"""What the articles say, in one SQLite file that is always up to date: `open` is all that queries need.

Importing this stays light: what tags and stores is imported only when something has to be. See `docs/index.md`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dronewatch import engine
from dronewatch.errors import DronewatchError, StorageError
from dronewatch.index import decided, fresh, gathered, seal, store
from dronewatch.index.fresh import Report
from dronewatch.index.store import Note, path, translated
from dronewatch.messages import tr
from dronewatch.settings import Settings

if TYPE_CHECKING:
    from dronewatch.index.build import Summary

__all__ = ["Note", "Progress", "Report", "open", "path", "translated", "update"]

Progress = Callable[[int, int], None]

_TRIES = 10


def open(
    settings: Settings,
    *,
    progress: Progress | None = None,
    report: Report | None = None,
    note: Note | None = None,
    jobs: int | None = 1,
) -> sqlite3.Connection:
    """A connection that reads the index of `settings`, brought up to date first where an article, list or rule is new.

    It is in a transaction, so that all that is asked through it is answered from one finished update, whoever writes
    the next one meanwhile; close it when the questions are answered, for its pages are kept until then.

    The callbacks and errors are those of `update`. What could not be read is reported each time; the rest is served.
    """
    connection = _fresh(settings, report)
    for _ in range(_TRIES):  # more than once where another process begins the next update right then
        if connection is not None:
            break
        update(settings, progress=progress, report=report, note=note, jobs=jobs)
        connection = _finished(path(settings))
    if connection is None:
        raise StorageError(
            tr("the index cannot be read"), file=str(path(settings)), hint=tr("delete it, it is built again")
        )
    return connection


def update(
    settings: Settings,
    *,
    progress: Progress | None = None,
    report: Report | None = None,
    note: Note | None = None,
    jobs: int | None = 1,
    again: bool = False,
    only: Sequence[str] | None = None,
) -> Summary:
    """Bring the index of `settings` up to date, and create it where there is none.

    `progress(done, total)` counts articles that are tagged. `report` is given every problem with a file or record, old
    ones too (default: the first is raised, after the update); `note` what is good to know, such as why all is tagged
    again. `jobs` processes tag (None: as many as pay, see `engine.run`). `again` tags every article anew.

    Where the corpus is a folder of facts, these are gathered and nothing is tagged; `progress` counts its parts, and
    `only` are the conditions that its articles have to meet (`gathered.update`).

    Raises `StorageError` where the index cannot be written or is not ours, `UsageError` and `DataError` as
    `corpus.files` and `engine.fingerprint` do. What was written until then stays, and the next update goes on from it.
    """
    place = gathered.folder(settings)
    if place is not None:
        return gathered.update(
            settings, place, only=only, progress=progress or _ignore, note=note or _ignore, again=again
        )
    from dronewatch.index.build import update as bring_up_to_date

    return bring_up_to_date(settings, progress=progress, report=report or _fail, note=note, jobs=jobs, again=again)


def _finished(file: Path) -> sqlite3.Connection | None:
    """A connection to a finished update; None where one is under way, or there is none."""
    connection = store.reader(file)
    if connection is not None:
        connection.execute("BEGIN")
        if fresh.meta(connection).get("complete") != 1:
            connection.close()
            return None
    return connection


def _trusted(file: Path, connection: sqlite3.Connection) -> bool:
    """Whether the file is what was written; where nobody says so and nobody could, whether SQLite finds no damage."""
    held = seal.holds(file)
    return store.sound(connection) if held is None and not os.access(file.parent, os.W_OK) else held is True


def _fresh(settings: Settings, report: Report | None) -> sqlite3.Connection | None:
    """A connection to an index that needs no update, its problems reported; else None."""
    file = path(settings)
    connection = store.reader(file)
    if connection is None:
        return None
    trouble: list[DronewatchError] = []
    usable = False
    place = gathered.folder(settings)
    try:
        connection.execute("BEGIN")
        if not _trusted(file, connection):
            return None
        if place is not None:
            usable = gathered.is_fresh(connection, place, settings)
            return connection if usable else None
        pipeline = engine.fingerprint(engine.Options(gazetteers=settings.gazetteers, model=settings.model))
        usable = fresh.is_fresh(connection, fresh.listed(settings, trouble.append), pipeline)
        usable = usable and decided.is_fresh(connection, settings.decisions)
        trouble += fresh.problems(connection) if usable else ()
    except sqlite3.DatabaseError:
        pass  # damaged: `update` finds out, says so and builds it again
    finally:
        if not usable:
            connection.close()
    if not usable:
        return None
    for problem in trouble:
        (report or _fail)(problem)
    return connection


def _ignore(*_: object) -> None:
    pass


def _fail(problem: DronewatchError) -> None:
    raise problem
