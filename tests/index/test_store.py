"""Files that are no index, damaged, old, newer, or where nobody can write."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from dronewatch import index
from dronewatch.errors import StorageError
from dronewatch.index import schema, store


@pytest.fixture
def filled(corpus: Any) -> Any:
    for n in range(30):
        corpus.write(f"{n:02}.txt", f"Lyon et Paris paient {n} euros pour {n} drones.\n" * 40)
    corpus.rows()
    return corpus


def _settle(corpus: Any) -> None:
    """Nothing left in the log, so that the file alone decides."""
    connection = sqlite3.connect(corpus.file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def test_ours_and_damaged_is_built_again(filled: Any) -> None:
    before = filled.rows()
    _settle(filled)
    size = filled.file.stat().st_size
    with filled.file.open("r+b") as stream:
        stream.seek(size // 4)
        stream.write(os.urandom(size // 2))
    with store.translated(filled.file):
        try:
            after = filled.rows()
        except (sqlite3.DatabaseError, StorageError):  # found out while reading: the next update mends it
            index.update(filled.settings, again=True, note=filled.notes.append)
            after = filled.rows()
    assert after == before


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + bytes(40), b"not a database at all" * 99])
def test_under_a_name_of_ours_anything_else_is_built_again(filled: Any, content: bytes) -> None:
    before = filled.rows()
    store.remove(filled.file)
    filled.file.write_bytes(content)
    if content.startswith(b"SQLite"):
        with pytest.raises(StorageError, match=r"no database|no index"):
            filled.open()
        return
    assert filled.rows() == before


@pytest.mark.parametrize("touched", [True, False])
def test_a_flipped_bit_is_noticed(filled: Any, touched: bool) -> None:
    """SQLite does not notice: it keeps no checksum of what is stored."""
    before = filled.rows()
    _settle(filled)
    index.update(filled.settings)
    stat = filled.file.stat()
    data = bytearray(filled.file.read_bytes())
    data[data.index(b"paient 17 euros") + 8] ^= 2
    filled.file.write_bytes(data)
    if not touched:  # a failing disk: met by `dronewatch index`
        os.utime(filled.file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        index.update(filled.settings, note=filled.notes.append)
        assert "is damaged; it is built again" in filled.notes[0]
    assert filled.rows() == before
    if touched:
        assert "is damaged; it is built again" in filled.notes[0]


def test_a_copy_needs_nothing(filled: Any) -> None:
    before = filled.rows()
    filled.file.write_bytes(filled.file.read_bytes())
    os.utime(filled.file, ns=(7, 7))
    assert (filled.rows(), filled.tagged, filled.notes) == (before, [], [])


def test_cut_short(filled: Any) -> None:
    before = filled.rows()
    _settle(filled)
    os.truncate(filled.file, filled.file.stat().st_size // 2)
    assert filled.rows() == before
    assert len(filled.tagged) in (0, 30)


def test_an_older_version_is_built_again(filled: Any) -> None:
    connection = sqlite3.connect(filled.file)
    connection.execute("PRAGMA user_version = 0")
    connection.execute(f"PRAGMA user_version = {schema.VERSION - 1 or -1}")
    connection.close()
    filled.open()
    assert len(filled.tagged) == 30
    assert "older version" in filled.notes[0]


def test_a_newer_version_is_left_alone(filled: Any) -> None:
    connection = sqlite3.connect(filled.file)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    content = filled.file.read_bytes()
    with pytest.raises(StorageError, match="newer dronewatch"):
        filled.open()
    assert filled.file.read_bytes() == content


@pytest.mark.parametrize("kind", ["database", "text"])
def test_a_file_of_others_is_left_alone(corpus: Any, kind: str) -> None:
    corpus.write("a.txt", "Lyon.")
    other = corpus.folder / "mine.db"
    if kind == "text":
        other.write_text("dear diary, " * 100)
    else:
        connection = sqlite3.connect(other)
        connection.execute("CREATE TABLE diary (day, entry)")
        connection.commit()
        connection.close()
    content = other.read_bytes()
    corpus.options["index"] = other
    with pytest.raises(StorageError, match="is no index of dronewatch") as caught:
        corpus.open()
    assert other.read_bytes() == content
    assert "\n" not in str(caught.value) and str(other) in str(caught.value)


def test_a_folder_in_the_index_place(corpus: Any) -> None:
    corpus.write("a.txt", "Lyon.")
    corpus.file.mkdir(parents=True)
    with pytest.raises(StorageError):
        corpus.open()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(corpus: Any) -> None:
    corpus.write("a.txt", "Lyon.")
    corpus.folder.chmod(0o500)
    try:
        corpus.open()
        assert corpus.folder not in corpus.file.parents
    finally:
        corpus.folder.chmod(0o700)


def test_a_place_that_cannot_be_made(corpus: Any) -> None:
    corpus.write("a.txt", "Lyon.")
    (corpus.folder / "file").write_text("")
    corpus.options["index"] = corpus.folder / "file" / "index.sqlite"
    with pytest.raises(StorageError, match="cannot be used"):
        corpus.open()


def test_the_folder_ignores_itself(filled: Any) -> None:
    assert (filled.file.parent / ".gitignore").read_text() == "*\n"


def test_damage_met_while_reading_is_one_line(tmp_path: Path) -> None:
    problem = sqlite3.DatabaseError("database disk image is malformed")
    problem.sqlite_errorname = "SQLITE_CORRUPT"
    with pytest.raises(StorageError, match=r"damaged.*delete it"), store.translated(tmp_path / "x"):
        raise problem
