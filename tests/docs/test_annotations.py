"""docs/annotations.md: the second reading is there, and the figures are those of the command."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from dronewatch.cli import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "annotations.md").read_text(encoding="utf-8")


def _agreement(corpus: str) -> list[str]:
    command = ["annotate", "agreement", "data/annotations", "data/second-reading", "--corpus", corpus]
    done = CliRunner().invoke(main, [*command, "--format", "json"])
    assert done.exit_code == 0, done.stderr
    total = json.loads(done.stdout)[0]
    tokens = re.search(r"5 articles, (\d+) tokens", done.stderr)
    assert tokens is not None
    return [
        f"{int(tokens[1]):,}",
        f"{total['one']}, {total['other']}, {total['same']}",
        f"{float(total['f1']):.3f}",
        f"{float(total['kappa']):.3f}",
        f"{total['values']}, {total['same_values']}",
    ]


def _column(name: str) -> list[str]:
    head, _, *rows = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in PAGE[PAGE.index("| | seeds, before |") :].split("\n\n")[0].splitlines()
    ]
    return [row[head.index(name)] for row in rows]


def test_the_figures_of_the_second_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert _agreement("seeds") == _column("seeds")


def test_the_figures_of_the_second_reading_of_the_source_articles(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert _agreement(str(shared / "seeds")) == _column("source")
