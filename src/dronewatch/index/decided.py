"""People's decisions in the index: whether they are those that it was made with, and what they change in its tables.

`locals` keep what was tagged. A name that was split off is a local entity of its own, numbered beyond those that an
article can have; a mention's label is that of its entity. `restore` takes both back, before entities are made anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from dronewatch.errors import DataError
from dronewatch.index.schema import LABEL_IDS
from dronewatch.index.values import restored, storable
from dronewatch.messages import tr, trn

if TYPE_CHECKING:
    from dronewatch.index.store import Note
    from dronewatch.resolve.decisions import Decision

_CUT = 1 << 32  # more local entities than an article has


def signature(file: Path) -> str:
    """Changes when the decisions do; empty where there are none. DataError where the file cannot be read."""
    try:
        return blake2b(file.read_bytes(), digest_size=16).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as problem:
        raise DataError(
            tr("cannot be read: {strerror}", strerror=(problem.strerror or str(problem)).lower()), file=str(file)
        ) from None


def is_fresh(connection: sqlite3.Connection, file: Path) -> bool:
    """Whether the index was made with the decisions that are in the file now."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'decisions'").fetchone()
    return (row[0] if row else "") == signature(file)


def load(file: Path) -> list[Decision]:
    """The decisions in the file. DataError with the line for what is none."""
    if not signature(file):
        return []
    from dronewatch.resolve import decision_file

    return [entry.decision for entry in decision_file.load(file)]


def note_idle(note: Note, file: Path, idle: Sequence[Decision]) -> None:
    """Say which decisions change nothing, which is no error: another corpus may have what they name."""
    if not idle:
        return
    from dronewatch.resolve import decision_file

    lines = [str(entry.line) for entry in decision_file.load(file) if entry.decision in idle]
    shown = f"{', '.join(lines[:10])}{' …' if len(lines) > 10 else ''}"
    note(
        trn(
            "{file}: a decision changes nothing in these articles (line {lines})",
            "{file}: {count} decisions change nothing in these articles (lines {lines})",
            len(lines),
            file=file,
            count=len(lines),
            lines=shown,
        )
    )


def restore(connection: sqlite3.Connection) -> bool:
    """Undo what `cut` and `relabel` did the last time; whether they did anything."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'decided'").fetchone()
    if not row or not row[0]:
        return False
    for table in ("mentions", "forms"):
        connection.execute(f"UPDATE {table} SET local = local % {_CUT} WHERE local >= {_CUT}")
    connection.execute(f"DELETE FROM locals WHERE local >= {_CUT}")
    connection.execute(
        "UPDATE mentions SET label = l.label FROM locals AS l"
        " WHERE l.article = mentions.article AND l.local = mentions.local AND l.label != mentions.label"
    )
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('decided', 0)")
    return True


def cut(connection: sqlite3.Connection, article: int, local: int, names: Iterable[str], entity: int) -> None:
    """Make the mentions of a local entity that are written as one of `names` a local entity of their own."""
    _note_touched(connection)
    chosen = set(names)
    label, name = connection.execute(
        "SELECT label, name FROM locals WHERE article = ? AND local = ?", (article, local)
    ).fetchone()
    last = connection.execute(
        f"SELECT MAX(local) FROM locals WHERE article = ? AND local % {_CUT} = ?", (article, local)
    ).fetchone()[0]
    part = last + _CUT
    new = name if restored(name) in chosen else storable(max(chosen, key=lambda each: (len(each), each)))
    connection.execute("INSERT INTO locals VALUES (?, ?, ?, ?, NULL, ?, NULL)", (article, part, label, new, entity))
    connection.execute("UPDATE locals SET entity = NULL WHERE article = ? AND local = ?", (article, local))
    text = restored(connection.execute("SELECT text FROM texts WHERE article = ?", (article,)).fetchone()[0])
    spans = connection.execute(
        'SELECT start, "end" FROM mentions WHERE article = ? AND local = ?', (article, local)
    ).fetchall()
    connection.executemany(
        'UPDATE mentions SET local = ? WHERE article = ? AND start = ? AND "end" = ? AND local = ?',
        ((part, article, start, end, local) for start, end in spans if text[start:end] in chosen),
    )
    connection.executemany(
        "UPDATE forms SET local = ? WHERE article = ? AND local = ? AND form = ?",
        ((part, article, local, storable(form)) for form in chosen),
    )


def relabel(connection: sqlite3.Connection, entity: int, label: str) -> None:
    """Give the mentions of an entity its label."""
    _note_touched(connection)
    connection.execute(
        "UPDATE mentions SET label = ?1 FROM locals AS l WHERE l.entity = ?2 AND l.article = mentions.article"
        " AND l.local = mentions.local AND mentions.label != ?1",
        (LABEL_IDS[label], entity),
    )


def _note_touched(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('decided', 1)")
