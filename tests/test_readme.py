"""The README says what is true: every command in it runs, its pictures and the help pages are fresh."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent


def _commands() -> list[str]:
    """Lines that begin with `$ ` in console blocks, without their comments."""
    blocks = re.findall(r"```console\n(.*?)```", README, re.S)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    return [re.sub(r"\s+#.*", "", line[2:]) for line in lines]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with the seeds and their annotations, as a fresh clone has it."""
    folder = tmp_path_factory.mktemp("clone")
    for part in ("seeds", "data"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


@pytest.mark.parametrize("command", [line for line in _commands() if not line.startswith("make ")])
def test_commands_run(command: str, clone: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DRONEWATCH_")}
    environment["PATH"] = f"{BIN}{os.pathsep}{environment['PATH']}"
    shell = ["bash", "-o", "pipefail", "-c", command]
    done = subprocess.run(shell, cwd=clone, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"(dronewatch: note: [^\n]*\n)*", done.stderr)
    assert done.stdout or " -o " in command or " --sqlite " in command


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = [line.split()[1] for line in _commands() if line.startswith("make ")]
    assert targets == ["run", "test"]
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.M)


def test_make_run_prints_the_picture() -> None:
    """The picture's command is the one that `make run` runs."""
    recipe = re.search(r"^run:.*\n\t@\$\(BIN\)/(.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    picture = re.search(r"<!-- picture: ([^,]+),", README)
    assert recipe
    assert picture
    assert recipe[1] == picture[1]


def test_links_lead_somewhere() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        assert link.startswith("https://") or (ROOT / link).exists(), link


def _generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec
    assert spec.loader
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    return generate


def test_generated_pages_are_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert _generate().run(check=True) == 0, capsys.readouterr().err


def test_a_page_without_its_measurements_stays_as_it_is() -> None:
    page = "<!-- from: benchmarks/results/never-measured.md -->\n\n| old |\n<!-- end -->\n"
    assert _generate().taken(page) == page
