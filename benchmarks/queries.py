"""How long a question takes on 5, 3,000 and 30,000 articles, at a terminal, and what others take for the same texts.

    python benchmarks/queries.py [--few 3000] [--many 30000] [--rounds 20] [--check] [--quick]

Whole processes, index warm, tables of 50 rows at a terminal. Others: ripgrep and grep on the file of articles,
sqlite-utils and Datasette on what `dronewatch export --sqlite` wrote; those that are not installed are left out. The
indexes are those that the benchmark of indexing left in build/bench, or are made first. Writes
benchmarks/results/queries.md. `--check` exits with 1 where a question takes longer than it should.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import measure
from measure import DRONEWATCH, IMPORTS, PYTHON, Collection, Report, Run

BAR = 0.4  # seconds, for these three, 95 times of 100
BARRED = ("entities", "amounts", "grep police")
BARE = "python, its imports"
ROWS = 50


@dataclass(frozen=True)
class Other:
    """Another program's answer to a question that dronewatch is asked too."""

    question: str
    tool: str
    gives: str
    command: list[str]


def first(made: Collection) -> str:
    """The id of the corpus's first article."""
    with made.corpus.open(encoding="utf-8") as file:
        return str(json.loads(file.readline())["id"])


def questions(made: Collection) -> dict[str, list[str]]:
    """What is asked, by name."""
    asked = {
        "entities": ["entities"],
        "amounts": ["amounts"],
        "quantities": ["quantities"],
        "grep police": ["grep", "police"],
        "grep drone*": ["grep", "drone*"],
        "show": ["show", first(made)],
    }
    return {name: [DRONEWATCH, *words] for name, words in asked.items()}


def program(name: str) -> str | None:
    """Where a program is: beside this Python, or on the path."""
    beside = Path(PYTHON).with_name(name)
    return str(beside) if beside.exists() else shutil.which(name)


def context(expression: str) -> str:
    """The expression with what stands beside it, as in a table of words in context."""
    return f".{{0,60}}{expression}.{{0,60}}"


def others(made: Collection, database: Path) -> list[Other]:
    """The programs that are there, with what they are asked.

    ripgrep is asked for ASCII's word boundaries: the same matches here, and with those of Unicode it takes fifty times
    as long.
    """
    texts, facts, name = str(made.corpus), str(database), database.stem
    limit = ["--limit", str(ROWS), "-t"]
    found = [
        Other("grep police", "ripgrep", "all matches", ["rg", "-iow", "police", texts]),
        Other(
            "grep police", "ripgrep", "all matches in context", ["rg", "-io", context(r"(?-u:\b)police(?-u:\b)"), texts]
        ),
        Other("grep police", "grep", "all matches", ["grep", "-iow", "police", texts]),
        Other("grep drone*", "ripgrep", "all matches in context", ["rg", "-io", context(r"(?-u:\b)drone\w*"), texts]),
        Other(
            "grep police",
            "sqlite-utils",
            "titles of 50 articles",
            ["sqlite-utils", "search", facts, "articles", "police", "-c", "article", "-c", "title", *limit],
        ),
        Other(
            "grep police",
            "datasette",
            "50 articles as JSON",
            ["datasette", facts, "--get", f"/{name}/articles.json?_search=police&_size={ROWS}"],
        ),
        Other(
            "amounts",
            "sqlite-utils",
            "50 rows",
            ["sqlite-utils", "rows", facts, "amounts", "-c", "article", "-c", "text", "-c", "sentence", *limit],
        ),
        Other(
            "amounts",
            "datasette",
            "50 rows as JSON",
            ["datasette", facts, "--get", f"/{name}/amounts.json?_size={ROWS}"],
        ),
        Other(
            "entities",
            "sqlite-utils",
            "50 rows, most often named first",
            ["sqlite-utils", "query", facts, f"select * from entities order by mentions desc limit {ROWS}", "-t"],
        ),
        Other(
            "entities",
            "datasette",
            "50 rows as JSON, most often named first",
            ["datasette", facts, "--get", f"/{name}/entities.json?_size={ROWS}&_sort_desc=mentions"],
        ),
    ]
    there = [(other, program(other.command[0])) for other in found]
    return [
        Other(other.question, other.tool, other.gives, [path, *other.command[1:]])
        for other, path in there
        if path is not None
    ]


def asked(made: Collection, rounds: int) -> dict[str, list[Run]]:
    """The runs of every question and of the bare imports, in turns."""
    works = {BARE: partial(measure.process, [PYTHON, "-c", IMPORTS], terminal=True)}
    for name, command in questions(made).items():
        works[name] = partial(measure.process, command, environment=made.environment, terminal=True)
    return measure.in_turns(works, rounds)


def asked_of_others(made: Collection, database: Path, rounds: int) -> list[tuple[Other, list[Run], list[Run]]]:
    """Every other program with its runs and those of our answer to the same question, all in turns."""
    rivals = {f"other {number}": other for number, other in enumerate(others(made, database))}
    works = {
        name: partial(measure.process, command, environment=made.environment, terminal=True)
        for name, command in questions(made).items()
        if any(other.question == name for other in rivals.values())
    }
    works |= {number: partial(measure.process, other.command, terminal=True) for number, other in rivals.items()}
    runs = measure.in_turns(works, rounds)
    return [(other, runs[number], runs[other.question]) for number, other in rivals.items()]


def seconds(runs: list[Run]) -> list[float]:
    """Their times by the clock."""
    return [run.seconds for run in runs]


def figures(runs: list[Run]) -> tuple[str, str, str]:
    """Median and 95th percentile in milliseconds, memory in megabytes."""
    taken = seconds(runs)
    memory = measure.megabytes(max(run.memory for run in runs))
    return f"{statistics.median(taken) * 1000:.0f}", f"{measure.p95(taken) * 1000:.0f}", memory


def ours(report: Report, made: Collection, runs: Mapping[str, list[Run]]) -> list[str]:
    """The table of our questions on one corpus; which of them take longer than they should."""
    rows, slow = [], []
    for name, found in runs.items():
        ratio = measure.ratio(seconds(found), seconds(runs[BARE]))
        barred = name in BARRED
        if barred and measure.p95(seconds(found)) > BAR:
            slow.append(name)
        if name != BARE:
            report.note(f"{made.articles} articles, {name}, time to imports", ratio)
        rows.append([f"`{name}`", *figures(found), f"{ratio.value:.2f}", f"≤ {BAR * 1000:g}" if barred else ""])
    report.say(measure.table(["question", "p50, ms", "p95, ms", "MB", "to imports", "p95, bar"], rows, 1))
    return slow


def theirs(report: Report, made: Collection, beside: list[tuple[Other, list[Run], list[Run]]]) -> None:
    """The table of other programs on one corpus."""
    rows = []
    for other, found, own in beside:
        ratio = measure.ratio(seconds(own), seconds(found))
        report.note(f"{made.articles} articles, {other.question}, time to {other.tool}, {other.gives}", ratio)
        middle, _, memory = figures(found)
        rows.append([f"`{other.question}`", other.tool, other.gives, middle, memory, f"{ratio.value:.2f}"])
    head = ["question", "program", "what it gives", "p50, ms", "MB", "dronewatch to it"]
    report.say(measure.table(head, rows, 3))


def served(report: Report, made: Collection, database: Path, rounds: int) -> None:
    """The table of questions to processes that run already."""
    words = [PYTHON, str(Path(__file__).with_name("served.py")), str(database), "--rounds", str(rounds)]
    kept = measure.plain_environment() | made.environment
    done = subprocess.run(words, env=kept, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(words)} exited with {done.returncode}\n{done.stderr}")
    rows = []
    for question, taken in json.loads(done.stdout).items():
        one, other = taken["dronewatch"], taken["datasette"]
        ratio = measure.ratio(one, other)
        report.note(f"{made.articles} articles, {question} when running, time to datasette", ratio)
        times = [
            f"{figure * 1000:.1f}" for each in (one, other) for figure in (statistics.median(each), measure.p95(each))
        ]
        rows.append([f"`{question}`", *times, f"{ratio.value:.2f}"])
    head = ["question", "dronewatch, p50 ms", "p95", "Datasette, p50 ms", "p95", "ratio"]
    report.say(measure.table(head, rows, 1))


def measured(report: Report, corpora: list[Collection], rounds: int) -> list[str]:
    """Ask everything of each corpus; what took longer than it should."""
    report.say(
        f"Whole processes at a terminal, {rounds} rounds in turns, index warm, {ROWS} rows shown. MB is the peak. The"
        f" imports are `python -c \"{IMPORTS}\"`. Other programs get the same texts: ripgrep and grep the JSONL file,"
        " sqlite-utils and Datasette the database that `dronewatch export --sqlite` wrote. A ratio below 1: dronewatch"
        " takes less."
    )  # fmt: skip
    slow = []
    for made in corpora:
        report.say(f"### {made.articles:,} articles")
        measure.process([DRONEWATCH, "index", "-q"], environment=made.environment)
        database = made.folder / "facts.db"
        exported = measure.process(
            [DRONEWATCH, "export", "-q", "--sqlite", str(database)], environment=made.environment
        )
        sizes = [f"{file.stat().st_size / 1e6:,.1f}" for file in (made.corpus, made.index, database)]
        report.say(
            f"{sizes[0]} MB of articles, {sizes[1]} of index, {sizes[2]} of export (made in {exported.seconds:.1f} s,"
            f" {exported.memory / 1e6:.0f} MB)."
        )
        slow += [f"`{each}` on {made.articles:,} articles" for each in ours(report, made, asked(made, rounds))]
        few = max(1, rounds // 6)
        report.say(f"The same asked of other programs, medians of {few} rounds, dronewatch in turns with them:")
        theirs(report, made, asked_of_others(made, database, few))
        if program("datasette"):
            report.say("Asked of a process that runs already, 50 rows: our functions, Datasette’s own client.")
            served(report, made, database, rounds)
        database.unlink()
    if slow:
        report.say(f"Longer than {BAR * 1000:g} ms: {', '.join(slow)}.")
    return slow


def main() -> int:
    parser = measure.parser(__doc__)
    parser.add_argument("--few", type=int, default=3000, help="articles of a middling corpus")
    parser.add_argument("--many", type=int, default=30_000, help="articles of a large one")
    parser.add_argument("--rounds", type=int, default=20, help="how often each is asked")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a question takes longer than it should")
    options = parser.parse_args()
    if measure.missing(options):
        return 0
    numbers = () if options.quick else (options.few, options.many)
    sample = ", ".join(f"{number} articles" for number in (5, *numbers))
    report = Report("queries", "Questions", sample=sample, quick=options.quick)
    with tempfile.TemporaryDirectory() as folder:
        corpora = [measure.collection(measure.shipped, 5, Path(folder))]
        corpora += [measure.raw(options.news, number) for number in numbers]
        slow = measured(report, corpora, 1 if options.quick else options.rounds)
    tools = [measure.tool("rg"), measure.tool("grep")]
    report.write("; ".join(filter(None, [measure.versions("dronewatch", "sqlite-utils", "datasette"), *tools])))
    return int(options.check and bool(slow))


if __name__ == "__main__":
    sys.exit(main())
