"""The index as a file: where it lies, opening it to read or to write, one writer at a time, what is wrong with it.

Write-ahead log: readers never wait for a writer nor it for them, and a process killed at any moment leaves the last
complete transaction. `synchronous=NORMAL`: after a loss of power the file is valid, the last transactions may be gone;
everything in it can be made again from the articles.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dronewatch.errors import StorageError
from dronewatch.index import schema, seal
from dronewatch.messages import tr
from dronewatch.settings import INDEX_FILE, Settings

Note = Callable[[str], None]
_PAGE = 8192
_WAIT = 30.0  # seconds for locks that SQLite itself holds, which are short
_HEADER = b"SQLite format 3\0"


def path(settings: Settings) -> Path:
    """The index file for these settings.

    In a folder of ours there is one index for each set of articles, gazetteers and model, so that asking now about one
    and now about another builds neither again. A file that the user has named is taken as it is.
    """
    named = settings.index
    if named.name != INDEX_FILE:
        return named
    from hashlib import blake2b

    parts = [*_real(settings.corpus), "", *_real(settings.gazetteers), "", settings.model or ""]
    key = blake2b("\0".join(parts).encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()
    return named.with_name(f"{named.stem}-{key}{named.suffix}")


def _real(paths: tuple[str, ...]) -> list[str]:
    return [os.path.abspath(each) for each in paths]  # noqa: PTH100 (Path.absolute keeps `..`)


def reader(file: Path) -> sqlite3.Connection | None:
    """A connection that cannot write; None where there is no index that this version can use (`writer` says why)."""
    try:
        if not file.is_file() or file.stat().st_size == 0:
            return None
    except OSError as problem:
        raise _failed(file, problem) from None
    connection = None
    try:
        connection = _connect(file, "ro")
        if _verdict(connection) is None:
            return connection
    except sqlite3.DatabaseError:
        pass
    if connection is not None:
        connection.close()
    return None


def writer(file: Path, note: Note) -> sqlite3.Connection:
    """A connection that writes; creates the index, or makes it anew where ours is damaged or of an older version.

    Raises `StorageError` where the file is not ours, is newer than this program, or cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _keep_out_of_git(file.parent)
        verdict = _check(file)
        if verdict is not None:
            note(tr("{file} {verdict}; it is built again", file=file, verdict=verdict))
            remove(file)
        seal.take(file)
        connection = _connect(file, "rwc")
        with translated(file):
            if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                _create(connection)
        return connection
    except OSError as problem:
        raise _failed(file, problem) from None


def remove(file: Path) -> None:
    """Delete an index with what SQLite keeps beside it."""
    for suffix in (seal.SUFFIX, "", "-wal", "-shm", "-journal"):
        Path(f"{file}{suffix}").unlink(missing_ok=True)


def finish(connection: sqlite3.Connection, file: Path) -> None:
    """Close a connection that has written, and seal the file, which only the next `writer` changes."""
    # Passive: waits for no reader. Where one still needs the log, the next update seals.
    _, logged, copied = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    connection.close()
    if logged == copied:
        seal.put(file)


@contextmanager
def translated(file: Path) -> Iterator[None]:
    """SQLite's errors as `StorageError`s that say what to do."""
    try:
        yield
    except sqlite3.DatabaseError as problem:
        raise explained(file, problem) from problem


def explained(file: Path, problem: sqlite3.Error) -> StorageError:
    """What an SQLite error means for the user."""
    name = getattr(problem, "sqlite_errorname", None) or ""
    if name.startswith("SQLITE_FULL"):
        return StorageError(
            tr("the disk is full"), file=str(file), hint=tr("make room and run it again, it goes on from here")
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StorageError(
            tr("another program keeps the index locked"), file=str(file), hint=tr("close it and try again")
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return StorageError(tr("the index is damaged"), file=str(file), hint=tr("delete it, it is built again"))
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        hint = tr("check its permissions, or set index: in dronewatch.yaml or DRONEWATCH_INDEX to another place")
        return StorageError(tr("the index cannot be written"), file=str(file), hint=hint)
    return StorageError(
        tr("the index cannot be used: {problem}", problem=problem),
        file=str(file),
        hint=tr("is the disk full or failing?"),
    )


@contextmanager
def alone(file: Path, note: Note) -> Iterator[None]:
    """Holds the right to write; waits, after saying so, while another process has it. It ends with the process."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = Path(f"{file}.lock").open("ab")  # noqa: SIM115 (closed below)
    except OSError as problem:
        raise _failed(file, problem) from None
    with handle:
        try:
            import fcntl
        except ImportError:  # Windows: SQLite's own locks remain
            yield
            return
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            note(tr("another dronewatch is indexing the same articles; waiting for it"))
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:  # a file system without locks
            pass
        yield


def _connect(file: Path, mode: str) -> sqlite3.Connection:
    uri = f"{file.absolute().as_uri()}?mode={mode}"
    try:
        return _configured(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_WAIT), mode)
    except sqlite3.OperationalError as problem:
        if mode != "ro" or os.access(file.parent, os.W_OK):
            raise explained(file, problem) from problem
        # The log's shared memory cannot be created here; nobody can write here either.
        return _configured(sqlite3.connect(f"{uri}&immutable=1", uri=True, isolation_level=None), mode)


def _configured(connection: sqlite3.Connection, mode: str) -> sqlite3.Connection:
    try:
        if mode == "ro":
            connection.execute("PRAGMA query_only = 1")
            connection.execute("PRAGMA cache_size = -16000")
            connection.execute("PRAGMA mmap_size = 1073741824")
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        else:
            connection.execute(f"PRAGMA page_size = {_PAGE}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA journal_size_limit = 16777216")
            connection.execute("PRAGMA cache_size = -65536")
            connection.execute("PRAGMA temp_store = MEMORY")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _create(connection: sqlite3.Connection) -> None:
    """All tables or none."""
    script = "BEGIN IMMEDIATE;" + schema.TABLES
    try:
        connection.executescript(script)
        connection.executemany("INSERT INTO labels VALUES (?, ?)", schema.LABEL_NAMES.items())
        connection.executemany("INSERT INTO kinds VALUES (?, ?)", schema.SECTION_NAMES.items())
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _verdict(connection: sqlite3.Connection) -> str | None:
    """None for an index of this version; what it is instead, for one of ours; StorageError is the caller's."""
    application, version = _identity(connection)
    if application == schema.APPLICATION_ID and version == schema.VERSION:
        return None
    return tr("is of another version")


def _identity(connection: sqlite3.Connection) -> tuple[int, int]:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return application, version


def _check(file: Path) -> str | None:
    """None where the file can be used as it is, or why it has to be built again; StorageError for what is not ours."""
    if not file.exists() or file.stat().st_size == 0:
        return None
    if not file.is_file():
        raise StorageError(tr("is no file"), file=str(file), hint=tr("set index: in dronewatch.yaml to a file"))
    with file.open("rb") as stream:
        head = stream.read(100)
    ours = head[68:72] == schema.APPLICATION_ID.to_bytes(4, "big")
    if not head.startswith(_HEADER):
        if file.name.startswith(Path(INDEX_FILE).stem + "-") and file.suffix == Path(INDEX_FILE).suffix:
            return tr("is damaged")  # in a folder of ours, under a name that only we give
        raise StorageError(
            tr("is no index of dronewatch"), file=str(file), hint=tr("name another file, or delete this one")
        )
    connection = None
    try:
        connection = _connect(file, "ro")
        application, version = _identity(connection)
        if application not in (0, schema.APPLICATION_ID) or (application == 0 and _has_tables(connection)):
            hint = tr("it is another program’s database: name another file for the index")
            raise StorageError(tr("is no index of dronewatch"), file=str(file), hint=hint)
        if version > schema.VERSION:
            hint = tr("update dronewatch, or delete the file and it is built again")
            raise StorageError(tr("was made by a newer dronewatch"), file=str(file), hint=hint)
        if application == 0:
            return None  # killed before the first transaction: empty
        if version < schema.VERSION:
            return tr("is of an older version")
        held = seal.intact(file)
        return None if held or (held is None and sound(connection)) else tr("is damaged")
    except (sqlite3.DatabaseError, StorageError) as problem:
        if isinstance(problem, StorageError) and not isinstance(problem.__cause__, sqlite3.DatabaseError):
            raise
        if ours:
            return tr("is damaged")
        raise StorageError(
            tr("is no database that can be read"), file=str(file), hint=tr("name another file")
        ) from None
    finally:
        if connection is not None:
            connection.close()


def _has_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def sound(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds no damage. Reads the whole file: done where no seal says that it is what was written."""
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def _keep_out_of_git(folder: Path) -> None:
    """A folder of ours ignores itself, as those of other tools do."""
    from dronewatch.settings import INDEX_FOLDER

    ignore = folder / ".gitignore"
    if folder.name == INDEX_FOLDER and not ignore.exists():
        ignore.write_text("*\n", encoding="ascii")


def _failed(file: Path, problem: OSError) -> StorageError:
    what = (problem.strerror or str(problem)).lower()
    hint = tr("set index: in dronewatch.yaml or DRONEWATCH_INDEX to another place")
    return StorageError(tr("the index cannot be used: {what}", what=what), file=str(file), hint=hint)
