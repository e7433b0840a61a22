"""`doctor`: what it finds, what it advises, and that it changes nothing."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dronewatch.cli import main

Run = Callable[..., Result]


@pytest.fixture
def own(warm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The seeds with their index, in a folder that a test may spoil."""
    shutil.copytree(warm, tmp_path / "own")
    monkeypatch.chdir(tmp_path / "own")
    return tmp_path / "own"


def _doctor(*words: str) -> tuple[int, dict[tuple[str, str], dict[str, Any]]]:
    result = CliRunner().invoke(main, ["doctor", "--format", "json", *words])
    rows = json.loads(result.stdout)
    return result.exit_code, {(row["part"], row["what"]): row for row in rows}


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-shm", "-wal"))
    }


def test_all_is_well(warm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(warm)
    before = _tree(warm)
    code, rows = _doctor()
    assert code == 0
    assert {row["state"] for row in rows.values()} == {"ok"}
    assert rows["Index", "fresh"]["found"] == "5 articles"
    assert rows["Index", "content"]["found"] == "undamaged"
    assert rows["Corpus", "files"]["found"] == "5 text in seeds"
    assert rows["Settings", "corpus"]["found"] == "seeds (default)"
    assert rows["Model", "model"]["found"].startswith("the one that comes with dronewatch")
    assert _tree(warm) == before


def test_nothing_there_yet_is_fine(folder: Path) -> None:
    (folder / "texts").mkdir()
    (folder / "texts" / "a.txt").write_text("Le ministère achète 3 drones.", encoding="utf-8")
    code, rows = _doctor("--corpus", "texts")
    assert code == 0
    assert rows["Index", "file"]["found"].endswith("none yet, the first question builds it")
    assert rows["Settings", "corpus"]["found"] == "texts (option)"
    assert sorted(path.name for path in folder.rglob("*")) == ["a.txt", "texts"]


def test_where_a_setting_comes_from(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "texts").mkdir()
    (folder / "texts" / "a.txt").write_text("Trois drones.", encoding="utf-8")
    (folder / "dronewatch.yaml").write_text("# ours\ncorpus: texts\n", encoding="utf-8")
    monkeypatch.setenv("DRONEWATCH_MODEL", "none")
    _, rows = _doctor()
    assert rows["Settings", "corpus"]["found"].endswith("dronewatch.yaml:2)")
    assert rows["Settings", "model"]["found"] == "none (DRONEWATCH_MODEL)"
    assert rows["Settings", "sections"]["found"] == "title, body (default)"


def test_a_changed_article_makes_the_index_stale(own: Path) -> None:
    CliRunner().invoke(main, ["index", "--quiet"])
    article = own / "seeds" / "002_mahjoubi-paris.txt"
    article.write_text(article.read_text(encoding="utf-8") + "\nEncore 12 drones.\n", encoding="utf-8")
    # A file that is indexed in the moment of its change cannot be told fresh by its time.
    an_hour_ago = article.stat().st_mtime - 3600
    os.utime(article, (an_hour_ago, an_hour_ago))
    code, rows = _doctor()
    assert code == 1
    assert rows["Index", "stale"]["found"] == "1 file is new or has changed"
    assert rows["Index", "stale"]["todo"].startswith("dronewatch index brings it up to date")
    assert CliRunner().invoke(main, ["index", "--quiet"]).exit_code == 0
    assert _doctor()[0] == 0


def test_damage_is_a_problem(own: Path) -> None:
    CliRunner().invoke(main, ["index", "--quiet"])
    index = max((own / ".dronewatch").glob("*.sqlite"), key=lambda path: path.stat().st_mtime_ns)
    data = bytearray(index.read_bytes())
    data[len(data) // 2] ^= 0xFF
    index.write_bytes(data)
    before = index.read_bytes()
    code, rows = _doctor()
    assert code == 2
    assert rows["Index", "content"]["found"] == "is damaged"
    assert rows["Index", "content"]["todo"] == "the next question builds it again"
    assert index.read_bytes() == before


def test_an_article_that_cannot_be_read(folder: Path) -> None:
    (folder / "texts").mkdir()
    (folder / "texts" / "a.txt").write_text("Trois drones.", encoding="utf-8")
    (folder / "texts" / "b.jsonl").write_text("{\n", encoding="utf-8")
    CliRunner().invoke(main, ["index", "--quiet", "--corpus", "texts", "--no-model"])
    code, rows = _doctor("--corpus", "texts", "--no-model")
    assert code == 1
    assert rows["Corpus", "not read"]["found"].startswith("texts/b.jsonl:1: is not valid JSON")


def test_stale_annotations(folder: Path) -> None:
    (folder / "texts").mkdir()
    (folder / "texts" / "a.txt").write_text("Trois drones.", encoding="utf-8")
    CliRunner().invoke(main, ["annotate", "start", "--quiet", "--corpus", "texts", "--no-model"])
    assert _doctor("--corpus", "texts", "--no-model")[1]["Annotations", "fresh"]["found"] == "1 file"
    (folder / "texts" / "a.txt").write_text("Quatre drones.", encoding="utf-8")
    CliRunner().invoke(main, ["index", "--quiet", "--corpus", "texts", "--no-model"])
    code, rows = _doctor("--corpus", "texts", "--no-model")
    assert code == 1
    assert rows["Annotations", "stale"]["found"] == "1 file is of another text"
    assert "rebase" in rows["Annotations", "stale"]["todo"]


def test_a_list_of_names_that_is_wrong(folder: Path) -> None:
    (folder / "texts").mkdir()
    (folder / "texts" / "a.txt").write_text("Trois drones.", encoding="utf-8")
    (folder / "mine.yaml").write_text("label: COMPANY\nentries: x\n", encoding="utf-8")
    code, rows = _doctor("--corpus", "texts", "--gazetteer", "mine.yaml")
    assert code == 2
    assert rows["Lists of names", "mine.yaml"]["state"] == "problem"


def test_an_unknown_corpus_is_a_problem_and_the_rest_is_looked_at(folder: Path) -> None:
    code, rows = _doctor("--corpus", "nope")
    assert code == 2
    assert rows["Corpus", "not examined"]["found"] == "nope: there is no such file or folder"
    assert ("Annotations", "folder") in rows


def test_the_table_says_it_in_french_too(ask: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRONEWATCH_LANG", "fr")
    table = ask("doctor", "--format", "table").stdout
    assert "Environnement" in table
    assert "à jour" in table
    assert "✓" in table
