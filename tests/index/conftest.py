"""An index over articles that a test writes, with a tagger that costs nothing unless the real one is asked for."""

from __future__ import annotations

import importlib.util
import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dronewatch import engine, index, resolve, settings
from dronewatch.errors import DronewatchError
from dronewatch.query import Filters, entities
from dronewatch.settings import Settings

FAKE = Path(__file__).with_name("fake_tagger.py")


def load_fake() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fake_tagger", FAKE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass
class Corpus:
    """Articles in a folder and their index beside it."""

    folder: Path
    tagged: list[str] = field(default_factory=list)
    problems: list[DronewatchError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        return settings.load(self.folder, {}, corpus=[str(self.folder / "articles")], **self.options)

    @property
    def file(self) -> Path:
        return index.path(self.settings)

    def write(self, name: str, text: str, *, age: float = 60) -> Path:
        """A file that was last changed `age` seconds ago (files just written are read twice, to be sure)."""
        path = self.folder / "articles" / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, encoding="utf-8")
        self.touch(path, age)
        return path

    def records(self, name: str, *records: dict[str, Any], age: float = 60) -> Path:
        return self.write(name, "".join(json.dumps(record) + "\n" for record in records), age=age)

    def touch(self, path: Path, age: float) -> None:
        stat = path.stat()
        when = int(stat.st_ctime_ns - age * 1e9) + 7
        os.utime(path, ns=(when, when))

    def open(self) -> sqlite3.Connection:
        for log in (self.tagged, self.problems, self.notes):
            log.clear()
        return index.open(self.settings, report=self.problems.append, note=self.notes.append)

    def rows(self) -> dict[str, list[Any]]:
        """All that an index says, without the numbers that it counts with."""
        connection = self.open()
        try:
            return said(connection)
        finally:
            connection.close()


def said(connection: sqlite3.Connection) -> dict[str, list[Any]]:
    every = Filters(sections=("title", "body", "promo", "comment"))
    return {
        "spans": connection.execute("SELECT * FROM spans ORDER BY article, start").fetchall(),
        "entities": [list(row.values()) for row in entities.entities(connection, every)],
        "mentions": [list(row.values()) for row in entities.mentions(connection, every)],
        "articles": connection.execute(
            "SELECT a.name, f.path, a.record, a.title, a.date, a.metadata, a.sha256, t.text FROM articles AS a"
            " JOIN files AS f ON f.id = a.file JOIN texts AS t ON t.article = a.id ORDER BY f.ordinal, a.record"
        ).fetchall(),
        "words": sorted(connection.execute("SELECT term, doc FROM vocabulary").fetchall()),
        "problems": connection.execute("SELECT real, line, message, hint FROM problems ORDER BY real, line").fetchall(),
    }


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Corpus]:
    """A folder for articles, tagged by `fake_tagger`."""
    made = Corpus(tmp_path)
    fake = load_fake()
    monkeypatch.setattr(resolve, "tag", lambda articles, **options: fake.tag(articles, tagged=made.tagged, **options))
    monkeypatch.setattr(engine, "fingerprint", fake.fingerprint)
    monkeypatch.chdir(tmp_path)
    yield made
