"""Files nobody should have to fear: each is named with its line, the others are served, and the exit code says so."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
TEXT = "Le maire achète 240 drones pour 4 millions d’euros."


def _ids(result: Result) -> list[str]:
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


def _complaint(result: Result, *parts: str) -> None:
    assert result.exit_code == 2, result.output
    assert result.stderr.startswith("dronewatch: error: ")
    assert result.stderr.count("\n") == 1, result.stderr
    for part in parts:
        assert part in result.stderr


def test_a_missing_path(run: Run) -> None:
    result = run("tag", "nowhere/")
    _complaint(result, "nowhere")
    assert result.stdout == ""


def test_a_glob_that_matches_nothing(run: Run) -> None:
    _complaint(run("tag", "*.txt"), "*.txt")


def test_an_empty_folder(run: Run, folder: Path) -> None:
    (folder / "empty").mkdir()
    _complaint(run("tag", "empty"), "empty")


def test_a_binary_file_beside_articles(run: Run, folder: Path) -> None:
    (folder / "a.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "b.txt").write_text(TEXT)
    result = run("tag", ".")
    _complaint(result, "a.txt")
    assert _ids(result) == ["b"]


def test_a_line_in_an_old_encoding(run: Run, folder: Path) -> None:
    lines = [
        json.dumps({"id": "a", "text": TEXT}).encode(),
        '{"id": "b", "text": "240 drones à l’été"}'.encode("cp1252"),
    ]
    (folder / "x.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    result = run("tag", "x.jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [json.loads(line)["spans"][0]["text"] for line in result.stdout.splitlines()] == ["240 drones"] * 2


def test_old_encodings_are_read(run: Run, folder: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        (folder / f"{encoding}.txt").write_bytes(f"{TEXT}\nL’été à Orléans, œuvre d’État.\n".encode(encoding))
    result = run("tag", ".")
    assert (result.exit_code, result.stderr) == (0, "")
    assert len({json.loads(line)["sha256"] for line in result.stdout.splitlines()}) == 1


@pytest.mark.parametrize(
    "line",
    [
        "{oops",
        "[1]",
        '"text"',
        '{"id": "b"}',
        '{"id": "b", "text": 3}',
        '{"id": "b", "text": "x"',
        '{"id": "a", "text": "twice"}',
    ],
)
def test_a_bad_line_is_named(run: Run, folder: Path, line: str) -> None:
    good = [json.dumps({"id": name, "text": TEXT}) for name in ("a", "c")]
    (folder / "x.jsonl").write_text("\n".join([good[0], line, good[1]]) + "\n")
    result = run("tag", "x.jsonl")
    _complaint(result, "x.jsonl:2: ")
    assert _ids(result) == ["a", "c"]


def test_the_same_id_in_two_files_names_both(run: Run, folder: Path) -> None:
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "a.txt").write_text(TEXT)
    result = run("tag", "one", "two")
    _complaint(result, "one/a.txt", "two/a.txt")
    assert _ids(result) == ["a"]


def test_broken_corpus_yaml(run: Run, folder: Path) -> None:
    (folder / "a.txt").write_text(TEXT)
    (folder / "corpus.yaml").write_text("articles:\n  - id: a\n    file: [a.txt\n")
    result = run("tag", ".")
    _complaint(result, "corpus.yaml:")
    assert _ids(result) == ["a"]


@pytest.mark.parametrize(
    "text",
    ["drones: [", "- {name: Écran Noir, label: COMPANY, alias: x}\n", "just words\n"],
)
def test_a_bad_gazetteer(run: Run, folder: Path, text: str) -> None:
    (folder / "own.yaml").write_text(text)
    result = run("tag", "--gazetteer", "own.yaml", input=TEXT)
    _complaint(result, "own.yaml:")
    assert result.stdout == ""


def test_a_missing_gazetteer(run: Run) -> None:
    _complaint(run("tag", "--gazetteer", "none.yaml", input=TEXT), "none.yaml")


def test_a_file_that_cannot_be_read(run: Run, folder: Path) -> None:
    """Root may read everything, but nobody can follow a link to itself."""
    (folder / "a.txt").symlink_to("a.txt")
    (folder / "b.txt").write_text(TEXT)
    result = run("tag", "a.txt", "b.txt")
    _complaint(result, "a.txt")


def test_a_damaged_gzip(run: Run, folder: Path) -> None:
    (folder / "x.jsonl.gz").write_bytes(b"\x1f\x8b\x08\x00broken")
    (folder / "b.txt").write_text(TEXT)
    result = run("tag", ".")
    _complaint(result, "x.jsonl.gz")
    assert _ids(result) == ["b"]


def test_a_line_of_fifty_megabytes(run: Run, folder: Path) -> None:
    text = "Le maire achète 240 drones. " * 50
    with (folder / "x.jsonl").open("w") as out:
        out.write(json.dumps({"id": "big", "text": text, "html": "x" * 50_000_000}) + "\n")
        out.write(json.dumps({"id": "small", "text": TEXT}) + "\n")
    result = run("tag", "x.jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert _ids(result) == ["big", "small"]


def test_names_of_files_obey_nothing(run: Run, folder: Path) -> None:
    name = "a\x1b[31m\n.txt"
    (folder / name).write_bytes(bytes(range(256)) * 40)
    result = run("tag", name)
    _complaint(result, "a␛[31m⏎.txt")


def test_a_name_that_is_not_text(run: Run, folder: Path) -> None:
    raw = os.fsencode(folder) + b"/caf\xe9.txt"
    Path(os.fsdecode(raw)).write_text(TEXT)
    (folder / "b.txt").write_text(TEXT)
    result = run("tag", ".")
    _complaint(result, "caf\\xe9.txt", "rename it")
    assert _ids(result) == ["b"]
