"""How long the gates take: checking annotation files, and the coverage of a large corpus from a warm index.

    python benchmarks/annotations.py [--files 1000] [--articles 30000] [--rounds 5] [--check] [--quick]

Checked are files of `data/annotations/seeds`, each for a text of its own. Covered is the large corpus of the benchmark
of indexing; without the news one of articles that ship. It is indexed by rules alone if it is not yet, which takes
minutes. `dronewatch coverage` then runs as users run it, process start included. Writes
benchmarks/results/annotations.md. `--check` exits with 1 where a bar is not met.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import measure
from measure import DRONEWATCH, IMPORTS, PYTHON, ROOT, Collection, Run

from dronewatch import corpus, index, settings
from dronewatch.annotate import files
from dronewatch.annotate.model import Annotation, AnnotationFile
from dronewatch.annotate.validate import validate
from dronewatch.model import Article
from dronewatch.query import documents

VALIDATE = 5.0  # seconds for 1,000 files
COVERAGE = 2.0  # seconds for 30,000 articles
FEW = 10  # annotation files


def annotated(folder: Path, count: int) -> Iterator[Article]:
    """That many articles, each with its annotation file in `folder`."""
    articles = {article.id: article for article in corpus.read([str(ROOT / "seeds")])}
    golds = list(files.folder(ROOT / "data" / "annotations" / "seeds"))
    for number in range(count):
        gold = golds[number % len(golds)]
        article = Article(f"{number:06}", f"{articles[gold.article].text}\n{number}")
        files.write(replace(gold, article=article.id, sha256=article.sha256), files.path_for(folder, article.id))
        yield article


def accepted(found: settings.Settings, folder: Path, count: int) -> None:
    """Annotation files of that many articles, evenly taken, in which every prediction is accepted."""
    with closing(index.open(found)) as connection:
        names = list(documents.hashes(connection))
        names = names[:: max(1, len(names) // count)][:count]
        texts, marks = documents.texts(connection, names), documents.marks(connection, names)
    for name in names:
        text = texts[name].text
        spans = [
            Annotation(mark.start, mark.end, mark.label, text[mark.start : mark.end], mark.value)
            for mark in marks[name]
            if mark.label != "NUMBER"
        ]
        path = files.path_for(folder / "corpus", name)
        gold = AnnotationFile(str(path), name, texts[name].sha256, reviewed=("title", "body"), spans=tuple(spans))
        files.write(gold)


def checking(count: int) -> tuple[int, float, float]:
    """How many annotations there are, seconds to read them, seconds to check them against the texts."""
    with tempfile.TemporaryDirectory() as name:
        articles = list(annotated(Path(name), count))
        read: list[AnnotationFile] = []
        reading = measure.processor(lambda: read.extend(files.folder(name)))
        outcomes = []
        taken = measure.processor(lambda: outcomes.append(validate([name], articles)))
    if outcomes[0].problems or outcomes[0].checked != count:
        sys.exit(f"{len(outcomes[0].problems)} problems in {outcomes[0].checked} files: nothing was measured")
    return sum(len(gold.spans) for gold in read), reading, taken


def covering(made: Collection, count: int, rounds: int) -> tuple[dict[str, Any], dict[str, list[Run]]]:
    """What was covered, and the runs of `coverage` by report and number of annotation files, and of bare imports."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = settings.load(folder, made.environment)
        index.update(found)
        works = {"imports": partial(measure.process, [PYTHON, "-c", IMPORTS])}
        for many in (count, FEW):
            accepted(found, folder / str(many), many)
            for format in ("table", "json"):
                out = folder / f"{many}.{format}"
                words = ["coverage", "--annotations", str(folder / str(many)), "--format", format, "-o", str(out)]
                words += ["--limit", "50"] if format == "table" else []
                works[f"{format}, {many} files"] = partial(
                    measure.process, [DRONEWATCH, *words], environment=made.environment
                )
        runs = measure.in_turns(works, rounds)
        return json.loads((folder / f"{count}.json").read_text("utf-8")), runs


def main() -> int:
    parser = measure.parser(__doc__)
    parser.add_argument("--files", type=int, default=1000, help="annotation files")
    parser.add_argument("--articles", type=int, default=30_000, help="articles of the corpus that is covered")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each command")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a bar is not met")
    options = parser.parse_args()
    if options.quick:
        with tempfile.TemporaryDirectory() as folder:
            made = measure.collection(measure.shipped, measure.QUICK, Path(folder))
            return measured(made, 5, 1, check=False, quick=True)
    if options.news.exists():
        made = measure.raw(options.news, options.articles)
    else:
        made = measure.collection(measure.shipped, options.articles, measure.CACHE / "shipped")
    return measured(made, options.files, options.rounds, check=options.check)


def measured(made: Collection, count: int, rounds: int, *, check: bool, quick: bool = False) -> int:
    """Measure with so many annotation files and write the report; 1 where a bar is not met that is checked."""
    sample = f"{made.articles} articles in {made.folder.parent.name}, {count} files"
    report = measure.Report("annotations", "Annotation files", sample=sample, quick=quick)
    spans, reading, taken = checking(count)
    facts, runs = covering(made, count, rounds)
    bars = VALIDATE * count / 1000, COVERAGE * max(1, facts["documents"] / 30_000)
    report.say(f"{count} files, {spans} annotations, processor time in one process; checking reads them again.")
    figures = [
        ["read", f"{reading:.2f}", ""],
        ["check (`annotate validate`)", f"{taken:.2f}", f"≤ {bars[0]:g}"],
    ]
    report.say(measure.table(["", "seconds", "bar"], figures, 1))
    report.say(
        f"`dronewatch coverage`, processor time, process start included, medians of {rounds} runs in turns:"
        f" {facts['documents']} articles, {facts['words']} words, {facts['spans_predicted']} predicted spans, index"
        " warm."
    )
    bare = [run.processor for run in runs.pop("imports")]
    slowest, rows = 0.0, []
    for name, found in runs.items():
        each = [run.processor for run in found]
        report.note(f"coverage, {name}, time to imports", measure.ratio(each, bare))
        rows.append([name, f"{statistics.median(each):.2f}", f"≤ {bars[1]:g}"])
        slowest = max(slowest, statistics.median(each))
    report.say(measure.table(["report", "seconds", "bar"], rows, 1))
    report.write(measure.versions("dronewatch"))
    return int(check and (taken > bars[0] or slowest > bars[1]))


if __name__ == "__main__":
    sys.exit(main())
