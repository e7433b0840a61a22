"""Files at URLs are those of a folder: same articles, same ids, other paths."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import fsspec
import pytest

from dronewatch import corpus
from dronewatch.corpus import remote
from dronewatch.errors import DataError, DronewatchError, UsageError
from dronewatch.model import Article

FILES = {
    "a.txt": "Le ministère achète 12 drones.\n".encode(),
    "sub/b.jsonl": b'{"id": "b1", "text": "Un."}\nnothing\n{"id": "b3", "text": "Trois."}\n',
    "sub/c.jsonl.gz": gzip.compress(b'{"text": "Quatre."}\n'),
    "sub/d.csv": b"id;text\nd1;Cinq\n",
    "corpus.yaml": b"articles:\n  - {id: premier, file: a.txt, publisher: Le Courrier}\n",
    "README.md": b"About",
    ".hidden/e.txt": b"Non.",
}


@pytest.fixture
def url() -> Iterator[str]:
    fs = fsspec.filesystem("memory")
    for name, data in FILES.items():
        fs.pipe_file(f"/press/{name}", data)
    yield "memory://press"
    fs.rm("/press", recursive=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path


def _read(files: list[corpus.SourceFile]) -> tuple[list[Article], list[DronewatchError]]:
    problems: list[DronewatchError] = []
    return list(corpus.read(files, on_error=problems.append)), problems


def test_same_articles_as_in_a_folder(url: str, folder: Path) -> None:
    there, wrong = _read(list(remote.files([url])))
    here, wrong_here = _read(corpus.files([folder]))
    assert [replace(each, file="") for each in there] == [replace(each, file="") for each in here]
    assert there[0].publisher == "Le Courrier"
    assert [each.file for each in there] == [f"memory:///press/{Path(each.file).relative_to(folder)}" for each in here]
    assert [(each.message, each.line) for each in wrong] == [(each.message, each.line) for each in wrong_here]


def test_globs_single_files_and_columns(url: str) -> None:
    found = list(remote.files([f"{url}/sub/*.jsonl", f"{url}/a.txt"]))
    assert [file.name for file in found] == ["b.jsonl", "a.txt"]
    (table,) = remote.files([f"{url}/sub/d.csv"], columns={"text": "corps"})
    assert table.columns == (("text", "corps"),)


def test_a_change_shows(url: str) -> None:
    (before,) = remote.files([f"{url}/a.txt"])
    fsspec.filesystem("memory").pipe_file("/press/a.txt", FILES["a.txt"])
    (after,) = remote.files([f"{url}/a.txt"])
    assert before.mtime_ns != after.mtime_ns


def test_what_is_not_there(url: str) -> None:
    with pytest.raises(UsageError, match="there is nothing"):
        list(remote.files([f"{url}/nowhere.txt"]))
    with pytest.raises(UsageError, match="cannot be opened"):
        list(remote.files(["nosuchthing://a/b.txt"]))
    with pytest.raises(DataError, match="holds no articles"):
        list(remote.files([f"{url}/*.md"]))


def test_paths_are_no_urls() -> None:
    assert not any(map(remote.is_url, ["a/b.txt", "C:/a", "C://a", "//host/a", "http:/a", "-"]))
    assert all(map(remote.is_url, ["s3://a/b", "https://a.org/b.jsonl", "file:///a", "abfs+x://a"]))


def test_facts_among_articles_are_no_articles(url: str, folder: Path) -> None:
    fsspec.filesystem("memory").pipe({"/press/out/_plan.json": b"{}", "/press/out/spans/part-000000.jsonl": b"{}"})
    (folder / "out" / "spans").mkdir(parents=True)
    (folder / "out" / "_plan.json").write_text("{}")
    (folder / "out" / "spans" / "part-000000.jsonl").write_text("{}")
    assert len(list(remote.files([url]))) == len(corpus.files([folder])) == 4
