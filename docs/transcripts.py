"""Transcripts: commands in the pages of docs/ with what they print, run by tests and renewed by `make docs`.

In the pages of PAGES every ```console block is one. `$ ` begins a command, which bash runs; the lines under it are what
it prints, standard output before standard error. A last line `…` stands for the rest. A page's commands run in their
order in one folder that holds:

- the seeds, indexed;
- the files that the page shows: `<!-- file: NAME -->` before a block;
- what `<!-- corpus: FOLDER, news, LINES -->` or `<!-- corpus: FOLDER, source -->` takes from articles that are not part
  of this project: the first LINES lines of the archive, or the five source articles. A page with such a line is run
  where those articles are.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
PAGES = (
    "asking.md",
    "journalist.md",
    "grep.md",
    "citing.md",
    "stats.md",
    "compare.md",
    "sql.md",
    "export.md",
    "corpora.md",
    "press.md",
    "completion.md",
    "doctor.md",
    "french.md",
)
_BLOCK = re.compile(r"(?<=```console\n)(?:(?!```).*\n)*(?=```\n)")
_STEP = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.M)
_FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```\n", re.S)
_CORPUS = re.compile(r"<!-- corpus: (\w+), (?:(source)|news, (\d+)) -->")


class Step(NamedTuple):
    """A command, and the lines that stand under it."""

    command: str
    lines: list[str]


def read(page: str) -> str:
    """A page of docs/ as it stands."""
    return (ROOT / "docs" / page).read_text(encoding="utf-8")


def steps(text: str) -> list[Step]:
    """The transcripts of a page, in their order."""
    return [
        Step(command, lines.splitlines()) for block in _BLOCK.findall(text) for command, lines in _STEP.findall(block)
    ]


def missing(text: str) -> str | None:
    """What the page needs that is not there: a file or folder."""
    for _, source, lines in _CORPUS.findall(text):
        needed = SHARED / "seeds" if source else SHARED / "news" / "articles.jsonl.gz"
        if (source or lines) and not needed.exists():
            return str(needed)
    return None


def prepare(text: str, folder: Path) -> None:
    """Put into a new folder what the page's commands ask."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    for name, content in _FILE.findall(text):
        (folder / name).write_text(content, encoding="utf-8")
    for name, source, lines in _CORPUS.findall(text):
        if source:
            shutil.copytree(SHARED / "seeds", folder / name)
        else:
            (folder / name).mkdir()
            with gzip.open(SHARED / "news" / "articles.jsonl.gz", "rb") as archive:
                (folder / name / "articles.jsonl").write_bytes(b"".join(islice(archive, int(lines))))
    run("dronewatch index --quiet", folder)


def run(command: str, folder: Path) -> list[str]:
    """The lines that a command prints in a folder, 100 columns wide, in English, with no setting of this machine.

    Raises RuntimeError if it fails without saying so.
    """
    there = Path(sys.executable).parent
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DRONEWATCH_")}
    environment |= {"PATH": f"{there}{os.pathsep}{environment['PATH']}", "COLUMNS": "100", "NO_COLOR": "1"}
    environment |= {"DRONEWATCH_LANG": "en", "LC_ALL": "C.UTF-8"}
    shell = ["bash", "-o", "pipefail", "-c", command]
    done = subprocess.run(
        shell, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode != (2 if "error: " in done.stderr else 0):
        raise RuntimeError(f"{command}: exit code {done.returncode}: {done.stderr}")
    return (done.stdout + done.stderr).rstrip("\n").splitlines()


def shown(printed: list[str], lines: list[str]) -> list[str]:
    """What a page that shows `lines` has to show of what was printed."""
    if lines[-1:] == ["…"] and len(printed) >= len(lines):
        return [*printed[: len(lines) - 1], "…"]
    return printed


def renewed(text: str) -> str:
    """The page with every transcript as it is now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(text, folder)

        def step(match: re.Match[str]) -> str:
            lines = shown(run(match[1], folder), match[2].splitlines())
            return f"$ {match[1]}\n" + "".join(line + "\n" for line in lines)

        return _BLOCK.sub(lambda block: _STEP.sub(step, block[0]), text)


def pages() -> Iterator[tuple[Path, str]]:
    """Every page that can be made here, with its transcripts renewed."""
    for page in PAGES:
        text = read(page)
        if missing(text) is None:
            yield ROOT / "docs" / page, renewed(text)
