"""What is imported when: help and answers from a warm index wait for no library that they do not need."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[1] / "seeds"
# Top-level packages that are not in the standard library.
HELP = {"click", "dronewatch"}
WARM = HELP | {"yaml", "_yaml"}
TABLE = WARM | {"rich", "pygments", "markdown_it"}
_SCRIPT = """
import sys
before = set(sys.modules)
from dronewatch.cli import main
try:
    main(sys.argv[1:])
finally:
    loaded = {name.split(".")[0] for name in set(sys.modules) - before}
    print(" ".join(sorted(loaded - set(sys.stdlib_module_names))), file=sys.stderr)
    print(" ".join(sorted(name for name in sys.modules if name.startswith("dronewatch"))), file=sys.stderr)
"""


def _loaded(folder: Path, *words: str) -> tuple[set[str], set[str]]:
    """Packages and own modules that a command has loaded in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, *words], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    packages, own = done.stderr.splitlines()[-2:]
    return {name for name in packages.split() if "__" not in name}, set(own.split())


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("startup")
    shutil.copytree(SEEDS, folder / "seeds")
    subprocess.run([sys.executable, "-m", "dronewatch", "index", "--quiet"], cwd=folder, check=True)
    return folder


def test_help_imports_click_alone(tmp_path: Path) -> None:
    packages, own = _loaded(tmp_path, "--help")
    assert packages <= HELP
    parts = ("cli", "cli.failure", "cli.lazy", "errors", "messages")
    assert own == {"dronewatch", *(f"dronewatch.{part}" for part in parts)}


@pytest.mark.parametrize(
    "words",
    [
        ["entities"],
        ["entities", "--mentions"],
        ["entities", "--with", "Parrot"],
        ["entity", "show", "CNIL"],
        ["amounts"],
        ["amounts", "--min", "1 M€"],
        ["quantities", "--noun", "drone*"],
        ["grep", "drone*"],
        ["articles"],
        ["compare", "000_parrot-police", "001_appel-offres-drones"],
        ["cite", "001_appel-offres-drones:0-10"],
        ["show", "001_appel-offres-drones"],
        ["annotate", "start"],
    ],
)
def test_a_warm_query_imports_neither_spacy_nor_pandas(warm: Path, words: list[str]) -> None:
    packages, _ = _loaded(warm, *words)
    assert packages <= WARM


def test_a_table_adds_rich(warm: Path) -> None:
    packages, _ = _loaded(warm, "entities", "--format", "table")
    assert packages <= TABLE


def test_statistics_add_pandas(warm: Path) -> None:
    packages, _ = _loaded(warm, "stats")
    assert "pandas" in packages
    assert not packages & {"spacy", "thinc", "rich"}


def test_help_in_french_adds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRONEWATCH_LANG", "fr")
    packages, own = _loaded(tmp_path, "--help")
    assert packages <= HELP
    assert "dronewatch.cli.amounts" not in own


def test_doctor_looks_without_importing_what_it_looks_for(warm: Path) -> None:
    packages, _ = _loaded(warm, "doctor")
    assert not packages & {"spacy", "pandas", "numpy", "pyarrow", "trafilatura", "distributed"}
