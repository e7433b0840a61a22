"""docs/sql.md and docs/export.md: their tables are the schema, every command in them prints what stands under it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dronewatch.export import tables
from dronewatch.query.views import VIEWS

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
PAGES = {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("sql.md", "export.md")}


def _examples(page: str) -> Iterator[tuple[str, list[str]]]:
    for block in re.findall(r"```console\n(.*?)```", PAGES[page], re.DOTALL):
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = example.splitlines()
            yield command, lines


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a fresh clone is one, indexed."""
    made = tmp_path_factory.mktemp("pages")
    shutil.copytree(ROOT / "seeds", made / "seeds")
    subprocess.run([BIN / "dronewatch", "index", "--quiet"], cwd=made, check=True)
    return made


@pytest.mark.parametrize("page", list(PAGES))
def test_examples_print_what_the_page_shows(page: str, folder: Path) -> None:
    """In their order: later commands ask what earlier ones have exported."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DRONEWATCH_")}
    environment |= {"PATH": f"{BIN}{os.pathsep}{environment['PATH']}", "COLUMNS": "100", "NO_COLOR": "1"}
    examples = list(_examples(page))
    assert len(examples) > 5
    for command, lines in examples:
        shell = ["bash", "-o", "pipefail", "-c", command]
        done = subprocess.run(shell, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert (done.stdout + done.stderr).rstrip("\n").splitlines() == lines, command
        assert done.returncode == (2 if "error" in done.stderr else 0), command


def test_tables_of_sql_are_the_views() -> None:
    assert _tables("sql.md") == {
        name: [(column.name, column.meaning) for column in view.columns] for name, view in VIEWS.items()
    }


def test_tables_of_the_database_are_those_made() -> None:
    assert _tables("export.md") == {
        name: [(column, declared, meaning) for column, (declared, meaning) in table.columns.items()]
        for name, table in tables.TABLES.items()
    }


def _tables(page: str) -> dict[str, list[tuple[str, ...]]]:
    text = PAGES[page]
    part = text[text.index("<!-- tables -->") : text.index("<!-- end -->")]
    found = {}
    for block in part.split("\n### ")[1:]:
        name, _, rest = block.partition("\n")
        lines = [line for line in rest.splitlines() if line.startswith("| `")]
        found[name] = [tuple(cell.strip("`") for cell in line[2:-2].split(" | ")) for line in lines]
    return found


def test_links_lead_somewhere() -> None:
    for text in PAGES.values():
        for link in re.findall(r"\]\(([^)#]+)\)", text):
            assert link.startswith("https://") or (ROOT / "docs" / link).exists(), link
