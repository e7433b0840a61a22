"""docs/annotations.md: the second reading is there, and the figures are those of the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dronewatch.cli import main

ROOT = Path(__file__).parents[2]


def test_the_figures_of_the_second_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    command = ["annotate", "agreement", "data/annotations", "data/second-reading", "--corpus", "seeds"]
    done = CliRunner().invoke(main, [*command, "--format", "json"])
    assert done.exit_code == 0, done.stderr
    total = json.loads(done.stdout)[0]
    rows = [line.rsplit("| ", 1)[1].rstrip(" |") for line in _table()]
    assert rows == [
        f"{total['one']}, {total['other']}, {total['same']}",
        f"{float(total['f1']):.3f}",
        f"{float(total['kappa']):.3f}",
        f"{total['same_values']} of {total['values']}",
    ]
    assert "5 articles, 2606 tokens" in done.stderr


def _table() -> list[str]:
    page = (ROOT / "docs" / "annotations.md").read_text(encoding="utf-8")
    return page.partition("| over 5 articles, 2,606 tokens |")[2].split("\n\n")[0].splitlines()[2:]
