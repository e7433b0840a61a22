"""`dronewatch index` with an engine of workers: facts, then an index of them that answers as the one made here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dronewatch import facts
from dronewatch.cli.tag import _record as record
from dronewatch.report.jsons import dumps


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "dronewatch", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)


def _said(folder: Path, *words: str) -> str:
    done = _run(folder, *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_facts_of_workers_answer_as_articles_do(tmp_path: Path, root: Path) -> None:
    records = [
        {"id": path.stem, "title": path.stem, "text": path.read_text()}
        for path in sorted((root / "seeds").glob("*.txt"))
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(each) + "\n" for each in records))
    done = _run(tmp_path, "index", "--engine", "dask", "--jobs", "1", "a.jsonl", "--no-model", "--out", "facts")
    assert (done.returncode, done.stdout) == (0, "")
    assert "5 articles" in done.stderr and "1 of 1 partitions written now" in done.stderr
    _said(tmp_path, "index", "--from-parquet", "facts")
    for command in (["entities", "--section", "all"], ["amounts"], ["quantities"], ["entities", "--mentions"]):
        ask = [*command, "--format", "jsonl"]
        here = _said(tmp_path, *ask, "--corpus", "a.jsonl", "--no-model")
        assert here and _said(tmp_path, *ask, "--corpus", "facts") == here
    tagged = "".join(f"{dumps(record(each))}\n" for each in facts.read(tmp_path / "facts"))
    assert tagged == _said(tmp_path, "tag", "a.jsonl", "--no-model")
    again = _run(tmp_path, "index", "--engine", "dask", "a.jsonl", "--no-model", "--out", "facts")
    assert (again.returncode, "0 of 1 partitions written now" in again.stderr) == (0, True)
    other = _run(tmp_path, "index", "--engine", "dask", "a.jsonl", "--out", "facts")
    assert (other.returncode, other.stderr.count("\n")) == (2, 1)
    assert "another model: none, now default" in other.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--engine", "dask"], "needs --out"),
        (["--out", "x"], "belong to --engine dask"),
        (["--where", "date = 2020"], "--where belongs to --from-parquet"),
        (["--from-parquet", "x", "y"], "names the articles"),
        (["--from-parquet", "x", "--engine", "dask"], "one after the other"),
        (["--from-parquet", "nowhere"], "nowhere"),
    ],
)
def test_options_that_do_not_go_together(tmp_path: Path, words: list[str], message: str) -> None:
    done = _run(tmp_path, "index", *words)
    assert done.returncode == 2
    assert message in done.stderr and done.stderr.count("\n") == 1
