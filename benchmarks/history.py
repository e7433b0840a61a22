"""What has become slower, or faster, since earlier runs: the history's last run of each benchmark beside those before.

    python benchmarks/history.py [--check] [--file benchmarks/results/history.jsonl]

Compared are runs on the same machine and sample. A figure has moved where it differs from the median of the last five
earlier runs by more than 10 % and by more than the middle half of its turns spread, then or now. Runs on a machine
that was busy when they began are not compared with. `--check` exits with 1 where something takes more than it did.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import measure

BEFORE = 5  # earlier runs
NOISE = 0.10

Line = dict[str, Any]


@dataclass(frozen=True)
class Moved:
    """A figure that was `before` and is `now`, less being better; `allowed` is the share that counts as noise."""

    benchmark: str
    figure: str
    before: float
    now: float
    allowed: float

    @property
    def worse(self) -> bool:
        """Whether more is needed than before."""
        return self.now > self.before


def read(file: Path) -> list[Line]:
    """The runs in the order in which they were written; none where there is no file."""
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def alike(runs: Iterable[Line]) -> list[list[Line]]:
    """The runs that can be compared, in their order: of one benchmark, on one machine, on one sample."""
    found: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for run in runs:
        found[run["benchmark"], run["machine"], run["sample"]].append(run)
    return list(found.values())


def moved(runs: Sequence[Line], cores: int) -> list[Moved]:
    """Which figures of the last of these comparable runs are not those of the runs before it, the worst first.

    Runs that began with more than two processes for each of the `cores` are left out of what it is compared with; the
    benchmark that ran before is no other program.
    """
    *earlier, last = runs
    calm = [run for run in earlier if run["load"] <= 2 * cores][-BEFORE:]
    found = []
    for figure, now in last["figures"].items():
        known = [run for run in calm if figure in run["figures"]]
        if not known:
            continue
        before = statistics.median(run["figures"][figure] for run in known)
        allowed = max(NOISE, *(run["spread"].get(figure, 0.0) for run in (*known, last)))
        if abs(now / before - 1) > allowed:
            found.append(Moved(last["benchmark"], figure, before, now, allowed))
    return sorted(found, key=lambda each: each.before / each.now)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=Path, default=measure.HISTORY, help="the history")
    parser.add_argument("--check", action="store_true", help="exit with 1 where something takes more than it did")
    options = parser.parse_args()
    comparable = alike(read(options.file))
    found = [each for runs in comparable for each in moved(runs, os.cpu_count() or 1)]
    for runs in comparable:
        last = runs[-1]
        print(f"{last['benchmark']}: {last['date'][:10]} at {last['commit']}, {len(runs) - 1} earlier runs alike")
    rows = [
        [
            each.benchmark,
            each.figure,
            "more" if each.worse else "less",
            f"{each.before:.3g}",
            f"{each.now:.3g}",
            f"{each.now / each.before - 1:+.0%}",
            f"{each.allowed:.0%}",
        ]
        for each in found
    ]
    if rows:
        print("", measure.table(["benchmark", "figure", "takes", "before", "now", "moved", "noise"], rows, 3), sep="\n")
    else:
        print("nothing moved beyond noise")
    return int(options.check and any(each.worse for each in found))


if __name__ == "__main__":
    sys.exit(main())
