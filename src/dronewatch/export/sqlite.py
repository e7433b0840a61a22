"""A plain SQLite database from an index, as Datasette, sqlite-utils and any other tool open it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from dronewatch.errors import StorageError
from dronewatch.export import tables
from dronewatch.export.entities import Entities
from dronewatch.export.stream import Told, stream
from dronewatch.export.stream import entities as all_entities
from dronewatch.facts.rows import NAMES, rows
from dronewatch.facts.surrogates import replaced
from dronewatch.messages import tr
from dronewatch.query.filters import Filters

Step = Callable[[int], None]
_BATCH = 200  # articles
_HEADER = b"SQLite format 3\0"
_MARK = slice(68, 72)  # where SQLite keeps the application id


def write(connection: sqlite3.Connection, file: str, filters: Filters, *, step: Step | None = None) -> dict[str, int]:
    """Write the database whole or not at all; one that was exported before is replaced. Numbers of rows by table.

    `step(done)` is told after each article. Raises StorageError where the file is
    anything else or cannot be written.
    """
    target = Path(os.path.realpath(file))
    _refuse_others(target, file)
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with closing(sqlite3.connect(draft, isolation_level=None)) as made:
            counts = _fill(made, connection, filters, step)
        with draft.open("rb") as stream_:
            os.fsync(stream_.fileno())
        draft.replace(target)
    except (sqlite3.DatabaseError, OSError) as problem:
        if isinstance(problem, sqlite3.DatabaseError) and not _of(draft, problem):
            raise
        reason = problem.strerror if isinstance(problem, OSError) else str(problem)
        said = tr("cannot be written: {reason}", reason=(reason or str(problem)).lower())
        raise StorageError(said, file=file) from None
    finally:
        for suffix in ("", "-journal"):
            with suppress(OSError):
                Path(f"{draft}{suffix}").unlink()
    return counts


def _of(draft: Path, problem: sqlite3.Error) -> bool:
    """Whether an error is the draft's, not the index's: only that is written."""
    name = getattr(problem, "sqlite_errorname", None) or ""
    return name.startswith(("SQLITE_FULL", "SQLITE_CANTOPEN", "SQLITE_IOERR_WRITE", "SQLITE_READONLY", "SQLITE_PERM"))


def _refuse_others(target: Path, file: str) -> None:
    try:
        if not target.exists():
            return
        if not target.is_file():
            raise StorageError(tr("is no file"), file=file, hint=tr("name a file"))
        with target.open("rb") as stream_:
            head = stream_.read(100)
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        raise StorageError(tr("cannot be written: {reason}", reason=reason), file=file) from None
    ours = head.startswith(_HEADER) and head[_MARK] == tables.APPLICATION_ID.to_bytes(4, "big")
    if head and not ours:
        hint = tr("name another file, or delete this one")
        raise StorageError(tr("is there already and was not exported by dronewatch"), file=file, hint=hint)


def _fill(
    made: sqlite3.Connection, connection: sqlite3.Connection, filters: Filters, step: Step | None
) -> dict[str, int]:
    # Nobody sees the draft: nothing has to be undone, and it is on disk before it is renamed.
    made.execute("PRAGMA journal_mode = OFF")
    made.execute("PRAGMA synchronous = OFF")
    made.execute("PRAGMA cache_size = -65536")
    made.execute(f"PRAGMA application_id = {tables.APPLICATION_ID}")
    made.execute(f"PRAGMA user_version = {tables.VERSION}")
    made.execute("BEGIN")
    for table in tables.TABLES:
        made.execute(tables.create(table))
    entities = Entities()
    known = {identity: name for identity, _, name in all_entities(connection)}
    for done, told in enumerate(stream(connection, filters), 1):
        entities.add(told)
        _add(made, told, known)
        if step is not None:
            step(done)
    for entity in entities.found(connection):
        said = (entity.id, entity.label, entity.name, entity.mentions, entity.articles)
        _insert(made, "entities", [dict(zip(tables.TABLES["entities"].columns, said, strict=True))])
        _insert(made, "names", ({"entity_id": entity.id, "name": name} for name in entity.names))
    for table in tables.TABLES:
        for statement in tables.finish(table):
            made.execute(statement)
    for _, statement in tables.VIEWS.values():
        made.execute(statement)
    made.execute("COMMIT")
    made.execute("ANALYZE")
    return {table: made.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in tables.TABLES}


def _add(made: sqlite3.Connection, told: Told, known: dict[str, Any]) -> None:
    found = rows(told.tagged, told.entity)
    by_table: dict[str, list[dict[str, Any]]] = {}
    for table in ("articles", "sections", "spans"):
        for row in found[table]:
            cells = dict(zip(NAMES[table], row, strict=True))
            if table == "spans":
                text = told.tagged.article.text[cells["sentence_start"] : cells["sentence_end"]]
                cells |= {"sentence": text, "entity": known.get(cells["entity_id"])}
                cells |= {name: cells[f"{name}_text"] for name in ("amount", "low", "high")}
                by_table.setdefault(tables.OF_LABEL.get(cells["label"], "mentions"), []).append(cells)
            else:
                by_table.setdefault(table, []).append(cells)
    for table, those in by_table.items():
        _insert(made, table, those)


def _insert(made: sqlite3.Connection, table: str, found: Iterable[dict[str, Any]]) -> None:
    """Rows by column; those that are numbered are numbered."""
    names = [name for name in tables.TABLES[table].columns if name != "id"]
    columns, marks = ", ".join(f"[{name}]" for name in names), ", ".join("?" * len(names))
    made.executemany(
        f"INSERT INTO {table} ({columns}) VALUES ({marks})",
        (tuple(_whole(row[name]) for name in names) for row in found),
    )


def _whole(cell: Any) -> Any:
    """Text as SQLite and its readers take it."""
    return replaced(cell) if isinstance(cell, str) else cell


def metadata(name: str) -> dict[str, Any]:
    """What Datasette should know of the database called `name`: descriptions, facets, which column names a row."""
    found: dict[str, Any] = {}
    for table, said in tables.TABLES.items():
        found[table] = {
            "description": said.meaning,
            "columns": {column: meaning for column, (_, meaning) in said.columns.items()},
            **({"facets": list(said.facets)} if said.facets else {}),
            **({"label_column": said.label} if said.label else {}),
        }
    found |= {view: {"description": meaning} for view, (meaning, _) in tables.VIEWS.items()}
    return {"databases": {name: {"tables": found}}}
