"""docs/corpora.md: its table names every format, and its transcripts are what the commands print."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dronewatch.corpus import FORMATS, READERS

PAGE = (Path(__file__).parents[2] / "docs" / "corpora.md").read_text(encoding="utf-8")
FILES = re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```\n", PAGE, re.S)
CONSOLES = re.findall(r"```console\n(.*?)```\n", PAGE, re.S)
STEPS = [step for block in CONSOLES for step in re.findall(r"^\$ dronewatch (.*)\n((?:(?!\$ ).*\n)*)", block, re.M)]


def test_every_format_is_named() -> None:
    table = PAGE[PAGE.index("| suffix |") : PAGE.index("The suffix tells")]
    assert set(re.findall(r"`(\.\w+)`", table)) == set(READERS)
    rows = [row for row in table.splitlines()[2:] if row.startswith("|")]
    formats = {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[2])}
    assert formats == set(FORMATS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that the page shows."""
    path = tmp_path_factory.mktemp("corpora")
    for name, content in FILES:
        (path / name).write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(("words", "printed"), STEPS)
def test_transcripts(folder: Path, words: str, printed: str) -> None:
    command = [sys.executable, "-m", "dronewatch", *words.split(), "--no-model", "--quiet"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    said = "".join(line for line in done.stderr.splitlines(keepends=True) if " note: " not in line)
    assert sorted((done.stdout + said).splitlines()) == sorted(printed.splitlines())


def test_the_page_shows_something() -> None:
    assert len(FILES) == 2
    assert len(STEPS) == 4
