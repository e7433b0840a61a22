"""How long the gates take: checking annotation files, and the coverage of a large corpus from a warm index.

    python benchmarks/annotations.py [--files 1000] [--articles 30000] [--corpus FILE] [--check]

Checked are files of `data/annotations/seeds`, each for a text of its own. Covered is a corpus of short articles, each a
title and a paragraph of `seeds`, or the one in FILE; it is indexed first, by rules alone, which takes some minutes.
`dronewatch coverage` then runs as users run it, process start included. Writes benchmarks/results/annotations.md.
`--check` exits with 1 where a bar is not met.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from dronewatch import corpus, index, settings
from dronewatch.annotate import files
from dronewatch.annotate.model import Annotation, AnnotationFile
from dronewatch.annotate.validate import validate
from dronewatch.model import Article
from dronewatch.query import documents

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results" / "annotations.md"
VALIDATE = 5.0  # seconds for 1,000 files
COVERAGE = 2.0  # seconds for 30,000 articles
FEW = 10  # annotation files
ROUNDS = 5


def annotated(folder: Path, count: int) -> Iterator[Article]:
    """That many articles, each with its annotation file in `folder`."""
    articles = {article.id: article for article in corpus.read([str(ROOT / "seeds")])}
    golds = list(files.folder(ROOT / "data" / "annotations" / "seeds"))
    for number in range(count):
        gold = golds[number % len(golds)]
        article = Article(f"{number:06}", f"{articles[gold.article].text}\n{number}")
        files.write(replace(gold, article=article.id, sha256=article.sha256), files.path_for(folder, article.id))
        yield article


def short(file: Path, count: int) -> None:
    """A corpus of that many articles of a title and a paragraph each."""
    parts = [
        (article.text.splitlines()[0], line)
        for article in corpus.read([str(ROOT / "seeds")])
        for line in article.text.splitlines()[1:]
        if len(line) > 200
    ]
    with file.open("w", encoding="utf-8") as out:
        for number in range(count):
            title, text = parts[number % len(parts)]
            out.write(json.dumps({"id": f"{number:06}", "text": f"{title}\n\n{text} ({number})"}) + "\n")


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


def seconds(action: Callable[[], Any]) -> tuple[float, Any]:
    """Processor time, so that a busy machine does not count, and what came out."""
    start = time.process_time()
    result = action()
    return time.process_time() - start, result


def command(words: list[str], environ: dict[str, str]) -> float:
    """Processor seconds of `dronewatch` with these words, the median of several runs."""
    runs = []
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "dronewatch", *words], env=os.environ | environ, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        runs.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(runs)


def checking(count: int) -> tuple[int, float, float]:
    """How many annotations there are, seconds to read them, seconds to check them against the texts."""
    with tempfile.TemporaryDirectory() as name:
        articles = list(annotated(Path(name), count))
        reading, golds = seconds(lambda: list(files.folder(name)))
        taken, outcome = seconds(lambda: validate([name], articles))
    if outcome.problems or outcome.checked != count:
        sys.exit(f"{len(outcome.problems)} problems in {outcome.checked} files: nothing was measured")
    return sum(len(gold.spans) for gold in golds), reading, taken


def covering(count: int, articles: int, given: Path | None) -> tuple[dict[str, Any], dict[str, float]]:
    """What was covered, and the seconds of `coverage` by report and number of annotation files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = given or folder / "corpus.jsonl"
        if given is None:
            short(texts, articles)
        environ = {
            "DRONEWATCH_CORPUS": str(texts.resolve()),
            "DRONEWATCH_INDEX": str(folder / "index.sqlite"),
            "DRONEWATCH_MODEL": "none",
        }
        found = settings.load(folder, environ)
        index.update(found)
        taken = {}
        for many in (count, FEW):
            accepted(found, folder / str(many), many)
            for format in ("table", "json"):
                out = folder / f"{many}.{format}"
                words = ["coverage", "--annotations", str(folder / str(many)), "--format", format, "-o", str(out)]
                words += ["--limit", "50"] if format == "table" else []
                taken[f"{format}, {many} files"] = command(words, environ)
        return json.loads((folder / f"{count}.json").read_text("utf-8")), taken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000, help="annotation files")
    parser.add_argument("--articles", type=int, default=30_000, help="articles of the corpus that is made")
    parser.add_argument("--corpus", type=Path, help="a corpus to cover instead")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    spans, reading, taken = checking(options.files)
    facts, coverage = covering(options.files, options.articles, options.corpus)
    bars = VALIDATE * options.files / 1000, COVERAGE * max(1, facts["documents"] / 30_000)
    lines = [
        "# Annotation files",
        "",
        f"Processor seconds. {options.files} files, {spans} annotations, in one process; checking reads them again.",
        "",
        "| | seconds | bar |",
        "| :--- | ---: | ---: |",
        f"| read | {reading:.2f} | |",
        f"| check (`annotate validate`) | {taken:.2f} | {bars[0]:g} |",
        "",
        f"`dronewatch coverage`, process start included, median of {ROUNDS} runs: {facts['documents']} articles,"
        f" {facts['words']} words, {facts['spans_predicted']} predicted spans, index warm.",
        "",
        "| | seconds | bar |",
        "| :--- | ---: | ---: |",
        *(f"| {name} | {each:.2f} | {bars[1]:.2f} |" for name, each in coverage.items()),
    ]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(*lines, sep="\n")
    return int(options.check and (taken > bars[0] or max(coverage.values()) > bars[1]))


if __name__ == "__main__":
    sys.exit(main())
