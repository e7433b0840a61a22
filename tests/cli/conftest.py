"""Run the command line, in this process or as a user does, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dronewatch.cli import main

Run = Callable[..., Result]
DRONEWATCH = str(Path(sys.executable).with_name("dronewatch"))
SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine that runs the tests reaches them."""
    for name in list(os.environ):
        if name.startswith("DRONEWATCH_") or name in ("NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DRONEWATCH_LANG", "en")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    """`run("entities", "--format", "json")` → click's Result with exit_code, stdout, stderr."""

    def call(*words: str | Path, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], input=input)

    return call


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the seeds and their index: what a second query in a clone finds."""
    folder = tmp_path_factory.mktemp("warm")
    shutil.copytree(SEEDS, folder / "seeds")
    subprocess.run([DRONEWATCH, "index", "--quiet"], cwd=folder, check=True)
    return folder


@pytest.fixture
def ask(warm: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Like `run`, in that folder: answers are about the seeds."""
    monkeypatch.chdir(warm)

    def call(*words: str | Path) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words])

    return call
