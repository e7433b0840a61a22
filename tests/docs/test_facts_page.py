"""docs/facts.md: its tables are the schema, its pandas and DuckDB questions name columns that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dronewatch import corpus, facts, resolve

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")
TYPES = {"string": "string", "int": "int64", "decimal": "decimal(38, 9)", "strings": "list of string"}


def test_every_column_is_described() -> None:
    for table, columns in facts.COLUMNS.items():
        part = re.split(r"^##", PAGE[PAGE.index(f"### {table}\n") + 3 :], flags=re.MULTILINE)[0]
        rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*) \|$", part, re.MULTILINE)
        assert rows == [
            (each.name, TYPES[each.type] + (", null" if each.null else ""), each.meaning) for each in columns
        ]
    assert f"now {facts.VERSION})" in PAGE


def test_python_examples_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    facts.write(resolve.tag(corpus.read([str(ROOT / "seeds")])), tmp_path / "facts", pipeline="")
    monkeypatch.chdir(tmp_path)
    blocks = [block for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL) if "spark" not in block]
    assert len(blocks) == 2
    for block in blocks:
        exec(compile(block, "docs/facts.md", "exec"), {})
    said = capsys.readouterr().out
    assert "3550000" in said
    assert "001_appel-offres-drones" in said.splitlines()[-4]
