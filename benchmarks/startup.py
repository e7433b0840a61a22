"""How long a user waits, as ratios to the libraries that dronewatch stands on: medians of one run, taken in turns.

    python benchmarks/startup.py [--rounds 15] [--check]

Writes benchmarks/results/startup.md. `--check` exits with 1 where a ratio is above its bar.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

RESULTS = Path(__file__).parent / "results" / "startup.md"
PYTHON = sys.executable
DRONEWATCH = str(Path(PYTHON).with_name("dronewatch"))


@dataclass
class Case:
    what: str
    command: list[str]
    against: list[str]
    bar: float
    rare: bool = False  # a cold run takes seconds: fewer rounds
    cold: bool = False


CASES = [
    Case("dronewatch --help", [DRONEWATCH, "--help"], [PYTHON, "-c", "import click"], 2),
    Case(
        "dronewatch entities, index warm",
        [DRONEWATCH, "entities"],
        [PYTHON, "-c", "import click, rich.table, rich.console, sqlite3"],
        4,
    ),
    Case(
        "dronewatch entities --format table, index warm",
        [DRONEWATCH, "entities", "--format", "table"],
        [PYTHON, "-c", "import click, rich.table, rich.console, sqlite3"],
        4,
    ),
    Case(
        "dronewatch entities, first run (builds the index)",
        [DRONEWATCH, "entities"],
        [PYTHON, "-c", "import spacy"],
        2,
        rare=True,
        cold=True,
    ),
]


def _seconds(command: list[str], folder: Path) -> float:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DRONEWATCH_")}
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _pair(case: Case, folder: Path, rounds: int) -> tuple[float, float]:
    """Medians of the command and of what it is measured against, run alternately so that both meet the same machine."""
    prepare: Callable[[], None] = lambda: shutil.rmtree(folder / ".dronewatch", ignore_errors=True)  # noqa: E731
    ours, theirs = [], []
    _seconds(case.command, folder)
    _seconds(case.against, folder)
    for _ in range(rounds):
        if case.cold:
            prepare()
        ours.append(_seconds(case.command, folder))
        theirs.append(_seconds(case.against, folder))
    return statistics.median(ours), statistics.median(theirs)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, help="runs of each command")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a ratio is above its bar")
    options = parser.parse_args()
    lines = [
        "# Start-up",
        "",
        f"Medians of {options.rounds} runs in turns ({max(3, options.rounds // 3)} where the index is built), Python"
        f" {sys.version.split()[0]}. `make bench` renews this page.",
        "",
        "| command | ms | against | ms | ratio | bar |",
        "| :--- | ---: | :--- | ---: | ---: | ---: |",
    ]
    slow = 0
    with tempfile.TemporaryDirectory() as name:
        for case in CASES:
            rounds = max(3, options.rounds // 3) if case.rare else options.rounds
            ours, theirs = _pair(case, Path(name), rounds)
            ratio = ours / theirs
            slow += ratio > case.bar
            against = " ".join(["python", *case.against[1:-1], f'"{case.against[-1]}"'])
            times = f"{ours * 1000:.0f} | `{against}` | {theirs * 1000:.0f}"
            lines.append(f"| `{case.what}` | {times} | {ratio:.2f} | ≤ {case.bar:g} |")
            print(lines[-1], flush=True)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 1 if options.check and slow else 0


if __name__ == "__main__":
    sys.exit(main())
