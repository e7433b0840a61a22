"""What the benchmarks share: runs in turns, processes and their memory, articles, tables, the machine, the history.

Imports nothing heavy: a process that is started begins its life with the memory of the one that starts it, so that a
large one here would be counted there.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import platform
import pty
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from itertools import count, islice
from pathlib import Path
from typing import TypeVar

from dronewatch import engine

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"
HISTORY = RESULTS / "history.jsonl"
NEWS = ROOT.parent / "shared" / "news" / "articles.jsonl.gz"
CACHE = ROOT / "build" / "bench"  # corpora and their indexes, tens of megabytes
PYTHON = sys.executable
DRONEWATCH = str(Path(PYTHON).with_name("dronewatch"))
IMPORTS = "import click, rich.table, rich.console, sqlite3"  # what a warm query cannot do without
TERMINAL = (40, 120)  # rows and columns
QUICK = 12  # articles where only the benchmark is tried
_MAXRSS = 1 if sys.platform == "darwin" else 1024  # bytes in the unit of ru_maxrss

T = TypeVar("T")
Source = Callable[[int], Iterator[str]]  # so many articles, a JSON line each


@dataclass(frozen=True)
class Run:
    """One process: seconds by the clock, seconds of the processor (children included), bytes of its largest state."""

    seconds: float
    processor: float
    memory: int


@dataclass(frozen=True)
class Ratio:
    """Ours to theirs, below 1 where ours takes less; `spread` is how far apart the middle half of the turns is, as a
    share of the ratio.
    """

    value: float
    spread: float


def process(
    command: Sequence[str],
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    terminal: bool = False,
) -> Run:
    """Run a command to its end; with `terminal` its output goes to a terminal, whose output is read and thrown away.

    `environment` is added to this one's, of which nothing about dronewatch is kept. Exits where the command fails.
    """
    start = time.perf_counter()
    if terminal:
        reader, writer = pty.openpty()
        termios.tcsetwinsize(writer, TERMINAL)
        out: int = writer
    else:
        out = subprocess.DEVNULL
    with tempfile.TemporaryFile() as errors:
        begun = subprocess.Popen(
            command,
            cwd=folder,
            env=plain_environment() | dict(environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=errors,
        )
        if terminal:
            os.close(writer)
            _drain(reader)
            os.close(reader)
        _, status, usage = os.wait4(begun.pid, 0)
        seconds = time.perf_counter() - start
        begun.returncode = os.waitstatus_to_exitcode(status)
        if begun.returncode:
            errors.seek(0)
            said = errors.read().decode(errors="replace").strip()
            sys.exit(f"{' '.join(command)} exited with {begun.returncode}, nothing was measured\n{said}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _MAXRSS)


def plain_environment() -> dict[str, str]:
    """This process's environment, without what it says about dronewatch."""
    return {name: value for name, value in os.environ.items() if not name.startswith("DRONEWATCH_")}


def _drain(reader: int) -> None:
    """Read until the other side of the terminal is closed, which Linux tells by an error."""
    try:
        while os.read(reader, 65536):
            pass
    except OSError:
        pass


def megabytes(memory: int) -> str:
    """A process's memory; one that needed less than this process did is known to need no more than that."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MAXRSS
    return f"< {own / 1e6:.0f}" if memory <= own * 1.01 else f"{memory / 1e6:.0f}"


def in_turns(works: Mapping[str, Callable[[], T]], rounds: int, *, warm: int = 1) -> dict[str, list[T]]:
    """What each work returned in each round, all of them one after the other in every round.

    So a machine that is busy for a while is so for all of them. `warm` rounds before do not count; there are none where
    one round is all.
    """
    found: dict[str, list[T]] = {name: [] for name in works}
    for turn in range(-warm if rounds > 1 else 0, rounds):
        for name, work in works.items():
            result = work()
            if turn >= 0:
                found[name].append(result)
    return found


def processor(work: Callable[[], object]) -> float:
    """Seconds of the processor that work in this process takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def p95(values: Sequence[float]) -> float:
    """The smallest value that at least 95 % do not exceed (nearest rank, as in NIST's handbook 2.6.2)."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    """The medians' ratio; its spread is that of the ratios of each turn, 0 where there is but one."""
    value = statistics.median(ours) / statistics.median(theirs)
    turns = [one / other for one, other in zip(ours, theirs, strict=True)]
    if len(turns) < 2:
        return Ratio(value, 0.0)
    low, _, high = statistics.quantiles(turns, n=4, method="inclusive")
    return Ratio(value, (high - low) / value)


@dataclass(frozen=True)
class Collection:
    """A corpus as a JSONL file in a folder of its own, with room for its indexes there."""

    folder: Path
    articles: int
    rules: bool = True  # whether it is tagged by rules alone, which takes minutes where the model takes an hour

    @property
    def corpus(self) -> Path:
        """One article a line."""
        return self.folder / "articles.jsonl"

    @property
    def original(self) -> Path:
        """Where the articles are while `corpus` holds others, changed ones."""
        return self.folder / "articles.kept"

    @property
    def index(self) -> Path:
        """Where its index is, or goes."""
        return self.folder / ("rules.sqlite" if self.rules else "model.sqlite")

    @property
    def environment(self) -> dict[str, str]:
        """What tells dronewatch about it."""
        places = {"DRONEWATCH_CORPUS": str(self.corpus), "DRONEWATCH_INDEX": str(self.index)}
        return places | ({"DRONEWATCH_MODEL": "none"} if self.rules else {})


def lines(news: Path, articles: int) -> Iterator[str]:
    """The first articles of the news, one JSON line each; at most as many as there are."""
    with gzip.open(news, "rt", encoding="utf-8") as file:
        yield from islice(file, articles)


def shipped(articles: int) -> Iterator[str]:
    """So many lines of the articles that ship with dronewatch, again and again under other ids."""
    files = sorted((ROOT / "seeds").glob("*.txt"))
    for number in islice(count(), articles):
        file = files[number % len(files)]
        yield json.dumps({"id": f"{number:06}", "text": file.read_text("utf-8")}, ensure_ascii=False) + "\n"


def collection(source: Source, articles: int, folder: Path) -> Collection:
    """A corpus of so many of `source`'s articles; one that is in `folder` already is taken as it is."""
    made = Collection(folder / str(articles), articles)
    if made.original.exists():  # a benchmark was stopped
        made.original.replace(made.corpus)
    if not made.corpus.exists():
        made.folder.mkdir(parents=True, exist_ok=True)
        draft = made.corpus.with_suffix(".tmp")
        with draft.open("w", encoding="utf-8") as file:
            file.writelines(source(articles))
        draft.replace(made.corpus)
    return made


def raw(news: Path, articles: int) -> Collection:
    """A corpus of the first of the raw articles, kept for that file and number."""
    return collection(partial(lines, news), articles, CACHE / f"news-{news.stat().st_size}")


def forget(made: Collection) -> None:
    """Delete its index, with what lies beside it."""
    for file in made.folder.glob(f"{made.index.name}*"):
        file.unlink()


def size(made: Collection) -> tuple[int, int]:
    """How long all its texts are, in code points, and in bytes of UTF-8."""
    points = octets = 0
    with made.corpus.open(encoding="utf-8") as file:
        for line in file:
            text = json.loads(line)["text"]
            points += len(text)
            octets += len(text.encode("utf-8", "surrogatepass"))
    return points, octets


def machine() -> str:
    """The processor, its cores, the system and Python, in a line."""
    about = Path("/proc/cpuinfo")
    names = re.findall(r"^model name\s*: (.+)$", about.read_text(), re.M) if about.exists() else []
    name = names[0] if names else platform.machine()
    return f"{name}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def busy() -> float:
    """How many processes wanted a processor in the last minute."""
    return os.getloadavg()[0]


def versions(*packages: str) -> str:
    """`spacy 3.8.7, click 8.1.8`; `none` stands for what is not installed."""
    found = []
    for package in packages:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"{package} none")
    return ", ".join(found)


def tool(name: str, *option: str) -> str | None:
    """The first line with which a program outside Python says its version; None where there is no such program."""
    path = shutil.which(name)
    if path is None:
        return None
    done = subprocess.run([path, *(option or ("--version",))], capture_output=True, text=True, check=True)
    return done.stdout.partition("\n")[0].strip()


def table(head: Sequence[str], rows: Sequence[Sequence[str]], words: int) -> str:
    """A Markdown table; its first `words` columns are words, the others figures."""
    rule = [":---"] * words + ["---:"] * (len(head) - words)
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, rule, *rows))


def keep(file: Path, head: Sequence[str], row: Sequence[str], words: int) -> None:
    """Put a row into the Markdown table that a file is, in place of the one with the same first cell, by which rows are
    sorted; `head` and `words` as in `table`.
    """
    kept = {}
    if file.exists():
        for line in file.read_text(encoding="utf-8").splitlines()[2:]:
            kept[line.split(" | ")[0].lstrip("| ")] = line
    kept[row[0]] = f"| {' | '.join(row)} |"
    file.parent.mkdir(exist_ok=True)
    file.write_text(table(head, [], words) + "".join(f"{kept[key]}\n" for key in sorted(kept)), encoding="utf-8")


def parser(about: str | None) -> argparse.ArgumentParser:
    """The options that all benchmarks have."""
    made = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--news", type=Path, default=NEWS, help="raw articles, JSONL with gzip")
    made.add_argument("--quick", action="store_true", help="try it on a few shipped articles; nothing is written")
    return made


def missing(options: argparse.Namespace) -> bool:
    """Whether there is no news to measure on, which is said."""
    if options.quick or options.news.exists():
        return False
    print(f"skipped: no {options.news.name} beside the project", file=sys.stderr)
    return True


class Report:
    """One benchmark's page and its line in the history, written together at its end."""

    def __init__(self, name: str, title: str, *, sample: str, quick: bool = False):
        """`sample` is what was measured on, in a line: only runs on the same are compared later."""
        self._name, self._quick = name, quick
        self._sample, self._load, self._program = sample, busy(), engine.fingerprint()
        self._parts = [f"# {title}\n"]
        self._figures: dict[str, Ratio] = {}

    def say(self, text: str) -> None:
        """A paragraph or a table."""
        print(text.rstrip("\n") + "\n", flush=True)
        self._parts.append(text.rstrip("\n") + "\n")

    def note(self, what: str, figure: Ratio) -> None:
        """A figure for the history; less is better."""
        self._figures[what] = figure

    def write(self, used: str = "") -> None:
        """Write both; `used` names the versions of what was measured. Exits where the program is not what it was: then
        indexes were made again that should have been ready.
        """
        if engine.fingerprint() != self._program:
            sys.exit(f"{self._name}: dronewatch was changed while it was measured; nothing is written")
        about = f"{machine()}{'; ' if used else ''}{used}. Load when it began: {self._load:.1f}."
        self.say(f"Measured {datetime.now(UTC):%Y-%m-%d} at {commit()} on {about}")
        if self._quick:
            return
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{self._name}.md").write_text("\n".join(self._parts), encoding="utf-8")
        line = {
            "date": datetime.now(UTC).isoformat(timespec="seconds"),
            "commit": commit(),
            "machine": machine(),
            "load": round(self._load, 2),
            "benchmark": self._name,
            "sample": self._sample,
            "figures": {what: round(one.value, 4) for what, one in self._figures.items()},
            "spread": {what: round(one.spread, 4) for what, one in self._figures.items()},
        }
        with HISTORY.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def commit() -> str:
    """The commit that is checked out, with `+` where files in src differ from it; `unknown` outside git."""
    try:
        name = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True,
                              check=True).stdout.strip()  # fmt: skip
        same = subprocess.run(["git", "diff", "--quiet", "HEAD", "--", "src"], cwd=ROOT, check=False).returncode == 0
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return name if same else f"{name}+"
