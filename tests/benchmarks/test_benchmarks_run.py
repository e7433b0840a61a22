"""Every benchmark runs on a few of the articles that ship, and then writes nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("annotations", "| table, 5 files |"),
        ("indexing", "| 5 articles, rules alone |"),
        ("queries", "| `grep police` |"),
        ("startup", "| `dronewatch --help` |"),
        ("throughput", "| resolve across |"),
    ],
)
def test_runs(name: str, row: str) -> None:
    written = [FOLDER / "results" / file for file in (f"{name}.md", "history.jsonl")]
    before = [path.exists() and path.read_bytes() for path in written]
    done = subprocess.run(
        [sys.executable, str(FOLDER / f"{name}.py"), "--quick"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert row in done.stdout
    assert "Measured 20" in done.stdout
    assert [path.exists() and path.read_bytes() for path in written] == before
