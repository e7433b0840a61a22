"""Facts on a file system of objects: same bytes as on disk, whole or not there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from dronewatch import corpus, facts, resolve
from dronewatch.cluster.storage import Store
from dronewatch.engine import Options
from dronewatch.errors import StorageError


@pytest.fixture
def store() -> Iterator[Store]:
    yield Store("memory://facts-of-a-test")
    fs = fsspec.filesystem("memory")
    if fs.exists("/facts-of-a-test"):
        fs.rm("/facts-of-a-test", recursive=True)


def test_small_files(store: Store) -> None:
    assert store.names() == store.names("nowhere") == []
    assert store.read("a/b.json") is None
    store.write("a/b.json", b"1")
    store.write("a/b.json", b"2")
    assert store.read("a/b.json") == b"2"
    assert (store.names(), store.names("a")) == (["a"], ["b.json"])
    store.remove("a/b.json")
    store.remove("a/b.json")
    assert store.read("a/b.json") is None


def test_a_part_has_the_same_bytes_as_on_disk(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": f"Le préfet achète {n} drones à 3,5 M€."}) + "\n" for n in range(20)))
    tagged = list(resolve.tag(corpus.read([path]), options=Options(model="none")))
    here = Store(str(tmp_path / "facts"))
    for each in (here, store):
        assert each.write_part(tagged, 3, pipeline="00").articles == 20
        with each.parts(3) as folder:
            assert list(facts.read_part(folder, 3)) == tagged
    for table in facts.TABLES:
        assert store.names(table) == here.names(table) == ["part-000003.parquet"]
        assert store.read(f"{table}/part-000003.parquet") == here.read(f"{table}/part-000003.parquet")


def test_what_cannot_be_written_leaves_what_was_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write("a.json", b"before")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(store._fs), "mv", full)
    with pytest.raises(StorageError, match=r"facts-of-a-test/a.json: cannot be written: no space left"):
        store.write("a.json", b"after")
    assert (store.read("a.json"), store.names()) == (b"before", ["a.json"])


def test_drafts_of_the_killed_go(store: Store) -> None:
    store._fs.makedirs("/facts-of-a-test/spans")
    store._fs.pipe_file("/facts-of-a-test/spans/.part-000000.parquet.1.tmp", b"half")
    store.write("spans/part-000000.parquet", b"whole")
    store.clean()
    assert store.names("spans") == ["part-000000.parquet"]
