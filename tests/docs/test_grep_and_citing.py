"""The pages on questions: every command in them is run, and prints what stands under it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
PAGES = ("grep.md", "citing.md", "stats.md", "compare.md")


def _examples() -> Iterator[tuple[str, list[str]]]:
    """Commands and the lines under them; `…` stands for what is not shown of the rest."""
    for page in PAGES:
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
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


@pytest.mark.parametrize(("command", "lines"), list(_examples()))
def test_examples_print_what_the_page_shows(command: str, lines: list[str], folder: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DRONEWATCH_")}
    environment |= {"PATH": f"{BIN}{os.pathsep}{environment['PATH']}", "COLUMNS": "100", "NO_COLOR": "1"}
    shell = ["bash", "-o", "pipefail", "-c", command]
    done = subprocess.run(shell, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    printed = (done.stdout + done.stderr).rstrip("\n").splitlines()
    if lines[-1:] == ["…"]:
        assert len(printed) >= len(lines)
        printed = [*printed[: len(lines) - 1], "…"]
    assert printed == lines
    assert done.returncode == (2 if "error" in done.stderr else 0)


def test_there_are_examples() -> None:
    assert len(list(_examples())) > 10


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for link in re.findall(r"\]\(([^)#]+)\)", (ROOT / "docs" / page).read_text(encoding="utf-8")):
            assert link.startswith("https://") or (ROOT / "docs" / link).exists(), link
