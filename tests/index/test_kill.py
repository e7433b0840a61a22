"""A process killed at any moment leaves a valid index, and the next one goes on from it."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from dronewatch import index, settings
from dronewatch.errors import StorageError

FAKE = Path(__file__).with_name("fake_tagger.py")
ARTICLES = 40
KILLS = 8


def _start(corpus: Any, pause: float) -> subprocess.Popen[str]:
    words = [sys.executable, str(FAKE), str(corpus.folder), str(corpus.folder / "articles"), str(pause)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _fill(corpus: Any) -> None:
    cities = ("Lyon", "Paris", "Brest", "Nantes", "Metz")
    corpus.records(
        "x.jsonl",
        *({"id": f"{n}", "text": f"{cities[n % 5]} paie {n} euros à {cities[n % 3]}."} for n in range(ARTICLES)),
    )
    for n in range(5):
        corpus.write(f"t{n}.txt", f"{cities[n]} achète {n} drones.\nLa suite.")


def test_killed_again_and_again(corpus: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    _fill(corpus)
    chance = random.Random(7)
    counts = []
    for _ in range(KILLS):
        process = _start(corpus, 0.01)
        assert process.stdout is not None
        for _ in range(chance.randint(1, 12)):  # so many articles further, and a moment
            process.stdout.readline()
        time.sleep(chance.uniform(0, 0.02))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        connection = sqlite3.connect(corpus.file)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        counts.append(connection.execute("SELECT COUNT(*) FROM articles").fetchone()[0])
        connection.close()
    assert counts == sorted(counts), "what was tagged is kept"
    assert 0 < counts[-1] <= ARTICLES + 5
    killed = corpus.rows()
    assert len(corpus.tagged) == ARTICLES + 5 - counts[-1]
    assert corpus.notes == []
    corpus.file.unlink()
    Path(f"{corpus.file}-wal").unlink(missing_ok=True)
    Path(f"{corpus.file}-shm").unlink(missing_ok=True)
    assert corpus.rows() == killed


def test_killed_in_the_last_transaction(corpus: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is tagged, then entities fail: the next run only resolves."""
    from dronewatch.index import entities

    _fill(corpus)
    undisturbed = entities.rebuild

    def fail(connection: Any, *decisions: Any) -> None:
        undisturbed(connection, *decisions)
        raise KeyboardInterrupt

    monkeypatch.setattr(entities, "rebuild", fail)
    with pytest.raises(KeyboardInterrupt):
        corpus.open()
    monkeypatch.setattr(entities, "rebuild", undisturbed)
    rows = corpus.rows()
    assert corpus.tagged == []
    assert len(rows["articles"]) == ARTICLES + 5 and rows["entities"]


def test_two_writers_at_once(corpus: Any) -> None:
    _fill(corpus)
    both = [_start(corpus, 0.005) for _ in range(2)]
    outputs = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], outputs
    steps = sorted(len(out.splitlines()) for out, _ in outputs)
    assert steps[0] in (0, 1) and steps[1] >= ARTICLES, "one tags, the other waits and finds it done"
    corpus.rows()
    assert corpus.tagged == []


def test_a_reader_during_writing(corpus: Any) -> None:
    _fill(corpus)
    corpus.rows()
    reader = index.open(corpus.settings)
    corpus.write("new.txt", "Brest.")
    index.update(corpus.settings)
    count = "SELECT COUNT(*) FROM articles"
    assert reader.execute(count).fetchone() == (ARTICLES + 5,), "all it is asked is answered from one update"
    reader.close()
    assert corpus.open().execute(count).fetchone() == (ARTICLES + 6,)


def test_a_full_disk_is_one_clear_error_and_leaves_a_valid_index(corpus: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from dronewatch.index import build, store

    corpus.records("x.jsonl", *({"id": f"{n}", "text": f"Lyon paie {n} euros. " * 500} for n in range(20)))
    connect = store.writer

    def small(file: Path, note: Any) -> sqlite3.Connection:
        connection = connect(file, note)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 20}")  # SQLite then says what it says of a full disk
        return connection

    monkeypatch.setattr(build, "_BATCH", 2)
    monkeypatch.setattr(store, "writer", small)
    with pytest.raises(StorageError, match="disk is full"):
        corpus.open()
    monkeypatch.undo()
    connection = sqlite3.connect(corpus.file)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert 0 < connection.execute("SELECT COUNT(*) FROM articles").fetchone()[0] < 20
    connection.close()


def test_settings_of_sqlite(corpus: Any) -> None:
    corpus.write("a.txt", "Lyon.")
    connection = corpus.open()
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM articles")
    assert settings.load(corpus.folder, {}, corpus=["x"]).index.parent == corpus.file.parent
