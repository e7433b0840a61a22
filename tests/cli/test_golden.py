"""What commands print about the seeds, compared with tests/golden (`make golden` renews them; read the diff)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

GOLDEN = Path(__file__).parents[1] / "golden"
COMMANDS = {
    "entities.txt": ["entities", "--format", "table", "--limit", "0"],
    "entities.tsv": ["entities"],
    "entities-mentions.txt": ["entities", "--mentions", "--label", "MINISTRY", "--format", "table"],
    "entities.md": ["entities", "--label", "PERSON", "--format", "markdown"],
    "entities-with.tsv": ["entities", "--with", "ministère de l’Intérieur"],
    "entity.txt": ["entity", "show", "CNIL", "--format", "table"],
    "entity.tsv": ["entity", "show", "Henri Seydoux"],
    "amounts.txt": ["amounts", "--format", "table"],
    "amounts.tsv": ["amounts"],
    "amounts.json": ["amounts", "--format", "json"],
    "amounts.csv": ["amounts", "--format", "csv"],
    "quantities.txt": ["quantities", "--format", "table"],
    "quantities.jsonl": ["quantities", "--noun", "drone*", "--format", "jsonl"],
    "grep.txt": ["grep", "drone*", "--format", "table"],
    "grep.tsv": ["grep", "drone*"],
    "show.txt": ["show", "001_appel-offres-drones", "--format", "table"],
    "articles.txt": ["articles", "--format", "table"],
    "labels.txt": ["labels", "--format", "table"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_output(name: str, ask: Callable[..., Result], request: pytest.FixtureRequest) -> None:
    result = ask(*COMMANDS[name])
    assert (result.exit_code, result.stderr) == (0, "")
    file = GOLDEN / name
    if request.config.getoption("--renew-golden"):
        file.write_text(result.stdout, encoding="utf-8")
    assert result.stdout == file.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert {file.name for file in GOLDEN.iterdir()} == set(COMMANDS)
