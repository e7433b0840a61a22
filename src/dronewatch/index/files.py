"""Which files have changed since they were indexed."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dronewatch.corpus import SourceFile

# A file that was changed this shortly before it was read may change again without another time stamp; file systems
# that keep whole seconds (or two, as FAT) need more. As in git: Documentation/technical/racy-git.txt.
_TICK = 50_000_000
_COARSE = 2_000_000_000
_RACY = -1


@dataclass(frozen=True, slots=True)
class Changes:
    """`listed` is all files in order; of these `changed` have to be read; `removed` are ids of files that are gone."""

    listed: tuple[SourceFile, ...]
    changed: tuple[SourceFile, ...]
    removed: tuple[int, ...]
    moved: bool  # the same files in another order, or called by other names

    def __bool__(self) -> bool:
        return bool(self.changed or self.removed or self.moved)


def real(path: str) -> str:
    """What a file is known by, from whatever folder it is named."""
    return os.path.abspath(path)  # noqa: PTH100 (Path.absolute keeps `..`)


def changes(connection: sqlite3.Connection, listed: Sequence[SourceFile]) -> Changes:
    """What differs between the files that are there and those that the index has read, by size and time."""
    known = {
        row[0]: row[1:]
        for row in connection.execute("SELECT real, id, path, ordinal, size, mtime_ns, format, catalogue FROM files")
    }
    changed, moved = [], False
    for ordinal, file in enumerate(listed):
        entry = known.pop(real(file.path), None)
        catalogue = file.catalogue and real(file.catalogue)
        if entry is None or entry[3:] != (file.size, file.mtime_ns, _format(file), catalogue):
            changed.append(file)
        elif entry[1:3] != (file.path, ordinal):
            moved = True
    removed = tuple(entry[0] for entry in known.values())
    return Changes(tuple(listed), tuple(changed), removed, moved)


def _format(file: SourceFile) -> str:
    """How a file is read: its format, and the columns that the user names."""
    return " ".join([file.format, *(f"{field}={name}" for field, name in file.columns)])


def note_listed(connection: sqlite3.Connection, found: Changes) -> dict[str, int]:
    """Write down all files in their order, those that have to be read as not read yet; ids by `path`."""
    changed = {file.path for file in found.changed}
    for ordinal, file in enumerate(found.listed):
        connection.execute(
            "INSERT INTO files (real, path, ordinal) VALUES (?1, ?2, ?3) ON CONFLICT (real) DO UPDATE"
            " SET path = ?2, ordinal = ?3 WHERE path <> ?2 OR ordinal <> ?3",
            (real(file.path), file.path, ordinal),
        )
        if file.path in changed:
            connection.execute("UPDATE files SET size = NULL WHERE real = ?", (real(file.path),))
    return dict(connection.execute("SELECT path, id FROM files WHERE ordinal IS NOT NULL"))


def note_read(connection: sqlite3.Connection, read: Iterable[SourceFile], began: int) -> None:
    """Write down what `read` looked like before they were read; `began` is when, in nanoseconds since 1970."""
    connection.executemany(
        "UPDATE files SET size = ?, mtime_ns = ?, format = ?, catalogue = ? WHERE real = ?",
        (
            (
                file.size,
                file.mtime_ns if settled(file.mtime_ns, began) else _RACY,
                _format(file),
                file.catalogue and real(file.catalogue),
                real(file.path),
            )
            for file in read
        ),
    )


def settled(mtime_ns: int, now: int) -> bool:
    """Whether a change from `now` on would show in the file's time stamp; so it would where that lies in the future."""
    tick = _COARSE if mtime_ns % 1_000_000_000 == 0 else _TICK
    return abs(now - mtime_ns) > tick


def now() -> int:
    """The clock that time stamps are compared with."""
    return time.time_ns()
