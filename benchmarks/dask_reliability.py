"""Do facts survive? Workers killed and frozen at random, the client killed, full disks, damaged records.

    python benchmarks/dask_reliability.py [workers client disk damage] [--rounds 5] [--seed 7]

Each campaign ends with the same bytes in every file of facts as an undisturbed run, or nothing counts. A corpus is made
up and tagged by rules alone on two worker processes. A full disk needs the right to mount a small one. Writes its rows
of benchmarks/results/dask_reliability.md; exits with 1 where anything was lost.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import dask
from distributed import Client, LocalCluster
from reliability import LostError, article

from dronewatch import cluster, corpus, facts, resolve
from dronewatch.cluster.connect import SETTINGS
from dronewatch.engine import Options
from dronewatch.errors import DronewatchError, StorageError

RESULTS = Path(__file__).parent / "results" / "dask_reliability.md"
RULES = Options(model="none")
ARTICLES = 600
PART_BYTES = 20_000


def fill(path: Path, seed: int) -> Path:
    """A file of made-up articles."""
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8") as out:
        for number in range(ARTICLES):
            out.write(json.dumps({"id": f"a{number}", "text": article(chance)}, ensure_ascii=False) + "\n")
    return path


def content(folder: Path) -> dict[str, bytes]:
    """Every file of facts."""
    files = [file for table in facts.TABLES for file in (folder / table).iterdir()]
    return {str(file.relative_to(folder)): file.read_bytes() for file in [*files, folder / facts.MANIFEST]}


def compare(folder: Path, expected: dict[str, bytes]) -> None:
    """LostError unless the facts are those of an undisturbed run, and nothing lies beside them."""
    found = content(folder)
    if found != expected:
        wrong = [name for name in {**found, **expected} if found.get(name) != expected.get(name)]
        raise LostError(f"{folder}: {sorted(wrong)[:5]}")


class Bench:
    """A cluster, a corpus and what comes of it undisturbed."""

    def __init__(self, folder: Path, address: str, rounds: int, seed: int):
        self.folder, self.address, self.rounds = folder, address, rounds
        self.chance = random.Random(seed)
        self.source = fill(folder / "a.jsonl", seed)
        self.partitions = self.write(folder / "undisturbed")[0].partitions
        self.expected = content(folder / "undisturbed")

    def write(
        self, out: Path, source: Path | None = None, progress: Callable[[int, int], None] | None = None
    ) -> tuple[cluster.Outcome, list[DronewatchError]]:
        problems: list[DronewatchError] = []
        outcome = cluster.write(
            [str(source or self.source)], str(out), options=RULES, scheduler=self.address, part_bytes=PART_BYTES,
            report=problems.append, progress=progress,
        )  # fmt: skip
        return outcome, problems


def workers(bench: Bench) -> str:
    """SIGKILL, or SIGSTOP for a while, to one worker after the other while they tag."""
    kills = freezes = runs = 0
    over = threading.Event()

    def torment() -> None:
        nonlocal kills, freezes
        with Client(bench.address, set_as_default=False) as client:
            later = bench.chance.uniform(0, 1)
            while not over.wait(later):
                later = bench.chance.uniform(3, 15)  # a new worker has to start and load before it tags
                with suppress(Exception):  # a worker that is just starting
                    pid = bench.chance.choice(list(client.run(os.getpid, on_error="ignore").values()))
                    if bench.chance.random() < 0.6:
                        os.kill(pid, signal.SIGKILL)
                        kills += 1
                    else:
                        os.kill(pid, signal.SIGSTOP)
                        time.sleep(bench.chance.uniform(1, 3))
                        os.kill(pid, signal.SIGCONT)
                        freezes += 1

    for number in range(bench.rounds):
        over.clear()
        thread = threading.Thread(target=torment)
        thread.start()
        try:
            while True:
                runs += 1
                outcome, _ = bench.write(bench.folder / f"workers{number}")
                if not outcome.missing:
                    break
        finally:
            over.set()
            thread.join()
        compare(bench.folder / f"workers{number}", bench.expected)
    again = runs - bench.rounds
    return (
        f"{kills} workers killed, {freezes} frozen for 1 to 3 s in {bench.rounds} runs of {outcome.partitions}"
        f" partitions; {again} times a run had to be started again; every file as of an undisturbed run"
    )


def client(bench: Bench) -> str:
    """The client is killed, with the scheduler in it, while it starts, works or ends, and started until it is done."""
    kills = {"starting": 0, "working": 0, "ending": 0}
    for number in range(bench.rounds):
        out = bench.folder / f"client{number}"
        groups: list[int] = []
        before: dict[str, int] = {}
        while when := _killed(bench, out, groups):
            kills[when] += 1
            before = _kept(out, before)
        _kept(out, before)
        for group in groups:
            _gone(group)
        compare(out, bench.expected)
    each = ", ".join(f"{count} while {when}" for when, count in kills.items())
    return (
        f"{sum(kills.values())} kills of the client ({each}) in {bench.rounds} runs of {bench.partitions} partitions;"
        " partitions that were done stayed as they were, no worker outlived its client, every file as of an"
        " undisturbed run"
    )


def _killed(bench: Bench, out: Path, groups: list[int]) -> str:
    """Start a client and kill it: before it has begun to work, or once some partitions are done, all of them included.
    What it was doing then, or nothing where it was done before.
    """
    command = [sys.executable, __file__, "--child", str(bench.source), str(out)]
    had, more = len(_done(out)), bench.chance.randint(0, 4)
    begun = time.monotonic()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, start_new_session=True)
        groups.append(process.pid)
        later = bench.chance.uniform(0, 10 if not more else 1)  # seconds
        while process.poll() is None:
            if more and len(_done(out)) < had + more:
                begun = time.monotonic()
            if time.monotonic() - begun > later:
                break
            time.sleep(0.02)
        if process.poll() is None:
            process.kill()
            process.wait()
            now = len(_done(out))
            return "ending" if now == bench.partitions else "working" if now > had else "starting"
        if process.returncode:
            said.seek(0)
            raise LostError(f"{out}: the client failed: {said.read()[-300:]}")
        return ""


def _done(out: Path) -> dict[str, int]:
    """When the articles of each partition with a receipt were written."""
    names = [file.stem for file in (out / "_partitions").glob("part-*.json")]
    return {name: (out / "articles" / f"{name}.parquet").stat().st_mtime_ns for name in names}


def _kept(out: Path, before: dict[str, int]) -> dict[str, int]:
    """What is done now; LostError where something of it was done before and then again."""
    now = _done(out)
    again = [name for name, written in before.items() if now.get(name) != written]
    if again:
        raise LostError(f"{out}: {again[:5]} were done and written again")
    return now


def _gone(group: int) -> None:
    """LostError where a process of the group is alive after a while."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise LostError(f"processes of group {group} live on without their client")


def child(source: str, out: str) -> int:
    """The client that is killed: with two workers of its own."""
    problems: list[DronewatchError] = []
    outcome = cluster.write([source], out, options=RULES, jobs=2, part_bytes=PART_BYTES, report=problems.append)
    return outcome.missing + len(problems)


@contextmanager
def disk(folder: Path, kilobytes: int) -> Iterator[Callable[[int], None] | None]:
    """A small file system at `folder`, and how to make it larger; None where none may be mounted."""
    folder.mkdir()

    def mount(options: str) -> bool:
        words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
        return subprocess.run(words, capture_output=True, check=False).returncode == 0

    if not mount(f"size={kilobytes}k"):
        yield None
        return
    try:
        yield lambda more: None if mount(f"remount,size={more}k") else sys.exit("cannot be made larger")
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def full(bench: Bench) -> str:
    """Too small a disk, made larger bit by bit."""
    needed = sum(map(len, bench.expected.values())) // 1024
    stops = 0
    kept = 0
    for number in range(bench.rounds):
        size = needed // 4
        with disk(bench.folder / f"disk{number}", size) as enlarge:
            if enlarge is None:
                return "left out: no file system may be mounted here"
            out = bench.folder / f"disk{number}" / "facts"
            while True:
                try:
                    bench.write(out)
                    break
                except StorageError as problem:
                    if "no space left" not in problem.message:
                        raise
                    stops += 1
                    size += bench.chance.randint(needed // 8, needed // 2)
                    enlarge(size)
            kept += 1
            compare(out, bench.expected)
    return f"{stops} stops for want of room (“no space left on device”), each resumed; {kept} complete facts, every file as of an undisturbed run"  # noqa: E501


def damage(bench: Bench) -> str:
    """Random bytes in random records: the same articles and problems as reading here."""
    said = 0
    for number in range(bench.rounds):
        data = bytearray(bench.source.read_bytes())
        for _ in range(40):
            data[bench.chance.randrange(len(data))] = bench.chance.randrange(256)
        source = bench.folder / f"damaged{number}.jsonl"
        source.write_bytes(data)
        out = bench.folder / f"damage{number}"
        _, problems = bench.write(out, source)
        here: list[DronewatchError] = []
        tagged = list(resolve.tag(corpus.read([source], on_error=here.append), options=RULES))
        if tagged != list(facts.read(out)) or sorted(map(str, problems)) != sorted(map(str, here)):
            raise LostError(f"{out}: other articles or problems than here")
        said += len(problems)
    return (
        f"{40 * bench.rounds} bytes changed: {said} problems said with file and line, all other articles as tagged here"
    )


CAMPAIGNS = {"workers": workers, "client": client, "disk": full, "damage": damage}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("campaigns", nargs="*", metavar="campaign", help=", ".join(CAMPAIGNS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        return child(*given.child)
    rows = _rows()
    lost = 0
    quiet = logging.CRITICAL + 1
    with (
        tempfile.TemporaryDirectory() as folder,
        dask.config.set(SETTINGS),
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0", silence_logs=quiet
        ) as started,
    ):
        bench = Bench(Path(folder), started.scheduler_address, given.rounds, given.seed)
        for name in given.campaigns or CAMPAIGNS:
            begun = time.monotonic()
            try:
                result = CAMPAIGNS[name](bench)
            except LostError as problem:
                lost, result = 1, f"LOST: {problem}"
            print(f"{name}: {result} ({time.monotonic() - begun:.0f} s)", flush=True)
            rows[name] = f"| {name} | {result} | {date.today()}, seed {given.seed} |"
    head = ["# Facts that survive", "", "`python benchmarks/dask_reliability.py` makes these rows again.", "",
            "| campaign | result | run |", "| :--- | :--- | :--- |"]  # fmt: skip
    RESULTS.write_text("\n".join([*head, *(rows[name] for name in sorted(rows))]) + "\n", encoding="utf-8")
    return lost


def _rows() -> dict[str, str]:
    """The rows that are there, by campaign."""
    if not RESULTS.exists():
        return {}
    lines = [line for line in RESULTS.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    return {line.split("|")[1].strip(): line for line in lines if line.split("|")[1].strip() in CAMPAIGNS}


if __name__ == "__main__":
    sys.exit(main())
