"""What a million articles cost on Dask workers, and what that means for fifty million.

    python benchmarks/dask_cost.py ../shared/news/articles.jsonl.gz [--articles 3000] [--workers 2]

Tags a sample with rules alone and with the model, on worker processes of this machine, gathers the facts into an index,
and simulates clusters with these costs. Processor time is counted, not the clock, so that other work on the machine
does little harm. Writes benchmarks/results/dask.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import random
import resource
import sqlite3
import sys
import tempfile
import time
import tracemalloc
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from heapq import heapify, heappop, heappush
from pathlib import Path
from typing import Any

from dronewatch import cluster, index, settings
from dronewatch.engine import Options
from dronewatch.index import entities

RESULTS = Path(__file__).parent / "results" / "dask.md"
PART_BYTES = 1 << 19  # small ones, so that a sample has several
MILLION = 1_000_000
ARCHIVE = 50 * MILLION
WORKERS = (8, 64, 256)
SIZES = (1, 4, 16, 64, 256)  # MB a partition
DEATHS = 0.02  # of workers an hour: machines that are taken back
START = 30.0  # seconds until another one works in its place
SLOW = 0.1  # of workers run at half the speed


@dataclass(frozen=True)
class Cost:
    """Of one way to tag: processor seconds, bytes and so on for `articles` articles of `read` bytes."""

    articles: int
    read: int
    spans: int
    partitions: int
    tagging: float
    wall: float
    loading: float
    peak: float
    files: dict[str, int]
    gathering: float
    index: int
    resolving: int

    def million(self, seconds: float) -> float:
        """Hours of a processor for a million articles."""
        return seconds / self.articles * MILLION / 3600


def _cpu() -> float:
    return time.process_time()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def sample(path: Path, count: int, target: Path) -> None:
    """Every n-th article, `count` in all."""
    with gzip.open(path) as lines:
        total = sum(1 for _ in lines)
    step = max(total // count, 1)
    with gzip.open(path) as lines, target.open("wb") as out:
        out.writelines(line for number, line in enumerate(lines) if number % step == 0 and number // step < count)


def measured(source: Path, folder: Path, model: str | None, workers: int) -> Cost:
    """Tag `source` on fresh workers into `folder`, and gather it."""
    from distributed import Client, LocalCluster

    options = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0", "silence_logs": 50}
    problems: list[object] = []
    with ExitStack() as stack:
        started = stack.enter_context(LocalCluster(**options))
        client = stack.enter_context(Client(started, set_as_default=False))
        say: dict[str, Any] = {"options": Options(model=model), "scheduler": started.scheduler_address,
                               "report": problems.append}  # fmt: skip
        warm = folder / "warm.jsonl"
        warm.write_text("".join(json.dumps({"text": "Un drone."}) + "\n" for _ in range(2 * workers)))
        before = sum(client.run(_cpu).values())
        cluster.write([str(warm)], str(folder / "warm"), part_bytes=10, **say)
        loaded = sum(client.run(_cpu).values())
        begun = time.monotonic()
        outcome = cluster.write([str(source)], str(folder / "facts"), part_bytes=PART_BYTES, **say)
        wall = time.monotonic() - begun
        tagging = sum(client.run(_cpu).values()) - loaded
        peak = max(client.run(_peak).values())
    assert not problems, problems[:3]
    files = {
        each.name: sum(file.stat().st_size for file in each.iterdir())
        for each in (folder / "facts").iterdir()
        if each.is_dir()
    }
    found = settings.load(folder, {}, corpus=[str(folder / "facts")], model=model)
    begun = _cpu()
    index.update(found)
    return Cost(
        outcome.articles, source.stat().st_size, outcome.spans, outcome.partitions, tagging, wall,
        (loaded - before) / workers, peak, files, _cpu() - begun, index.path(found).stat().st_size,
        resolving(index.path(found)),
    )  # fmt: skip


def resolving(file: Path) -> int:
    """Bytes that Python holds at most while entities are made across the articles of an index."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN")
    entities.rebuild(connection)  # imports are done
    connection.execute("ROLLBACK")
    tracemalloc.start()
    connection.execute("BEGIN")
    entities.rebuild(connection)
    connection.execute("ROLLBACK")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    connection.close()
    return peak


def simulated(cost: Cost, workers: int, megabytes: float, seed: int = 1) -> tuple[float, float, float]:
    """Hours until all of the archive is tagged, the part of the work that was done twice, and hours that the last
    partition kept all others waiting. Workers die at random and begin their partition again; some are slow.
    """
    chance = random.Random(seed)
    size = cost.read / cost.articles
    count = max(round(ARCHIVE * size / (megabytes * (1 << 20))), 1)
    work = ARCHIVE * cost.tagging / cost.articles / count
    speed = [0.5 if chance.random() < SLOW else 1.0 for _ in range(workers)]
    free = [(cost.loading, worker) for worker in range(workers)]
    heapify(free)
    lost = 0.0
    ends: list[float] = []
    for _ in range(count):
        while True:
            now, worker = heappop(free)
            takes = work * chance.lognormvariate(0, 0.1) / speed[worker]
            dies = chance.expovariate(DEATHS / 3600)
            if dies > takes:
                heappush(free, (now + takes, worker))
                ends.append(now + takes)
                break
            lost += dies
            heappush(free, (now + dies + START + cost.loading, worker))
    idle = max(ends) - min(now for now, _ in free)
    return max(ends) / 3600, lost / (count * work), idle / 3600


def table(costs: dict[str, Cost]) -> str:
    """The page."""
    lines = [
        "# Cost of Dask workers",
        "",
        f"{date.today()}, {os.cpu_count()} processors, {platform.machine()}, Python {platform.python_version()}. "
        "`python benchmarks/dask_cost.py ../shared/news/articles.jsonl.gz`; seconds and hours are those of one "
        "processor.",
        "",
        "| | " + " | ".join(costs) + " |",
        "| :--- |" + " ---: |" * len(costs),
    ]
    rows = {
        "articles of the sample": lambda c: f"{c.articles:,}",
        "bytes an article (JSONL)": lambda c: f"{c.read / c.articles:,.0f}",
        "spans an article": lambda c: f"{c.spans / c.articles:.1f}",
        "articles a second": lambda c: f"{c.articles / c.tagging:.0f}",
        "hours for a million: read, tag, write": lambda c: f"{c.million(c.tagging):.1f}",
        "seconds to load, once a worker": lambda c: f"{c.loading:.1f}",
        "most memory of a worker, MB": lambda c: f"{c.peak:.0f}",
        "facts of a million, GB": lambda c: f"{sum(c.files.values()) / c.articles * MILLION / 1e9:.2f}",
        "… articles (with text)": lambda c: f"{c.files['articles'] / c.articles * MILLION / 1e9:.2f}",
        "… spans": lambda c: f"{c.files['spans'] / c.articles * MILLION / 1e9:.2f}",
        "hours to gather a million into an index": lambda c: f"{c.million(c.gathering):.2f}",
        "memory to make entities across a million, GB": lambda c: f"{c.resolving / c.articles * MILLION / 1e9:.1f}",
        "index of a million, GB": lambda c: f"{c.index / c.articles * MILLION / 1e9:.1f}",
    }
    lines += [
        f"| {name} | " + " | ".join(shown(cost) for cost in costs.values()) + " |" for name, shown in rows.items()
    ]
    for name, cost in costs.items():
        lines += [
            "",
            f"## 50 million articles, {name}: simulated",
            "",
            f"{DEATHS:.0%} of the workers die an hour and are back after {START:.0f} s, {SLOW:.0%} run at half the "
            "speed. Hours until the end / work done twice / hours from the first worker without work to the end.",
            "",
            "| MB a partition | partitions | " + " | ".join(f"{n} workers" for n in WORKERS) + " |",
            "| ---: | ---: |" + " ---: |" * len(WORKERS),
        ]
        for megabytes in SIZES:
            count = round(ARCHIVE * cost.read / cost.articles / (megabytes * (1 << 20)))
            cells = [
                f"{hours:,.1f} / {lost:.2%} / {idle:.2f}"
                for hours, lost, idle in (simulated(cost, workers, megabytes) for workers in WORKERS)
            ]
            lines.append(f"| {megabytes} | {count:,} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--count", "--articles", dest="count", type=int, default=3000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", choices=["rules", "model"])
    given = parser.parse_args()
    costs = {}
    for name, model in (("rules alone", "none"), ("with the model", None)):
        if given.only and not name.endswith(given.only) and not name.startswith(given.only):
            continue
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "sample.jsonl"
            sample(given.articles, given.count, source)
            costs[name] = measured(source, Path(folder), model, given.workers)
        print(name, costs[name], file=sys.stderr)
    RESULTS.write_text(table(costs), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
