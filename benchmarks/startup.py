"""How long a user waits, as ratios to the libraries that dronewatch stands on: medians of one run, taken in turns.

    python benchmarks/startup.py [--rounds 15] [--check] [--quick]

Writes benchmarks/results/startup.md. `--check` exits with 1 where a ratio is above its bar.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import measure
from measure import DRONEWATCH, IMPORTS, PYTHON


@dataclass(frozen=True)
class Case:
    """A command, the imports that it is measured against, and how many times as long it may take."""

    what: str
    command: list[str]
    against: str
    bar: float
    cold: bool = False  # the index is built: seconds, so fewer rounds


CASES = [
    Case("dronewatch --help", [DRONEWATCH, "--help"], "import click", 2),
    Case("dronewatch entities, index warm", [DRONEWATCH, "entities"], IMPORTS, 4),
    Case(
        "dronewatch entities --format table, index warm", [DRONEWATCH, "entities", "--format", "table"], IMPORTS, 4
    ),
    Case("dronewatch entities, first run (builds the index)", [DRONEWATCH, "entities"], "import spacy", 2, cold=True),
]  # fmt: skip


def pair(case: Case, folder: Path, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of the command and of what it is measured against."""

    def ours() -> float:
        if case.cold:
            shutil.rmtree(folder / ".dronewatch", ignore_errors=True)
        return measure.process(case.command, folder=folder).seconds

    def theirs() -> float:
        return measure.process([PYTHON, "-c", case.against], folder=folder).seconds

    found = measure.in_turns({"ours": ours, "theirs": theirs}, rounds)
    return found["ours"], found["theirs"]


def main() -> int:
    parser = measure.parser(__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="runs of each command")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a ratio is above its bar")
    options = parser.parse_args()
    rounds = 1 if options.quick else options.rounds
    few = 1 if options.quick else max(3, rounds // 3)
    report = measure.Report("startup", "Start-up", sample="shipped articles", quick=options.quick)
    report.say(f"Medians of {rounds} runs in turns, {few} where the index is built, on the articles that ship.")
    rows, slow = [], 0
    with tempfile.TemporaryDirectory() as name:
        for case in CASES:
            ours, theirs = pair(case, Path(name), few if case.cold else rounds)
            ratio = measure.ratio(ours, theirs)
            slow += ratio.value > case.bar
            report.note(case.what, ratio)
            times = [f"{statistics.median(each) * 1000:.0f}" for each in (ours, theirs)]
            against = f'`python -c "{case.against}"`'
            rows.append([f"`{case.what}`", against, *times, f"{ratio.value:.2f}", f"≤ {case.bar:g}"])
    report.say(measure.table(["command", "against", "ms", "against, ms", "ratio", "bar"], rows, 2))
    report.write(measure.versions("dronewatch", "click", "rich", "spacy"))
    return int(options.check and slow > 0)


if __name__ == "__main__":
    sys.exit(main())
