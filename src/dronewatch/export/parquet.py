"""Facts as Parquet from an index, with the entities across articles that it made."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from dronewatch import facts
from dronewatch.errors import StorageError
from dronewatch.export.entities import Entities, Exported
from dronewatch.export.stream import Told, stream
from dronewatch.messages import tr
from dronewatch.model import TaggedArticle
from dronewatch.query.filters import Filters

Step = Callable[[int], None]


def write(
    connection: sqlite3.Connection, folder: str, filters: Filters, *, pipeline: str, step: Step | None = None
) -> facts.Manifest:
    """Write the folder whole or not at all; one that holds facts is replaced. What was written.

    `step(done)` is told after each article. Raises StorageError where the folder holds
    anything else or cannot be written.
    """
    target = Path(os.path.realpath(folder))
    if target.exists() and not _replaceable(target):
        raise StorageError(tr("is there already and holds no facts"), file=folder, hint=tr("name a new folder"))
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    old = target.with_name(f".{target.name}.{os.getpid()}.old")
    entities = Entities()
    try:
        said = _facts(connection, draft, filters, pipeline, entities, step)
        try:
            if target.exists():
                target.rename(old)
            draft.rename(target)
        except OSError as problem:
            if old.exists() and not target.exists():
                old.rename(target)
            reason = (problem.strerror or str(problem)).lower()
            raise StorageError(tr("cannot be written: {reason}", reason=reason), file=folder) from None
    finally:
        for folder_left in (draft, old):
            with suppress(OSError):
                shutil.rmtree(folder_left)
    return said


def _facts(
    connection: sqlite3.Connection,
    draft: Path,
    filters: Filters,
    pipeline: str,
    entities: Entities,
    step: Step | None,
) -> facts.Manifest:
    now: Told | None = None

    def tagged() -> Iterator[TaggedArticle]:
        nonlocal now
        for done, now in enumerate(stream(connection, filters), 1):
            entities.add(now)
            yield now.tagged
            if step is not None:
                step(done)

    said = facts.write(tagged(), draft, pipeline=pipeline, entity_of=lambda span: now.entity(span) if now else None)
    facts.write_entities(map(_row, entities.found(connection)), draft, pipeline=pipeline)
    return said


def _replaceable(target: Path) -> bool:
    """Whether the folder is empty or holds facts."""
    return target.is_dir() and ((target / facts.MANIFEST).is_file() or not any(target.iterdir()))


def _row(entity: Exported) -> tuple[object, ...]:
    return entity.id, entity.label, entity.name, list(entity.names), entity.mentions, entity.articles
