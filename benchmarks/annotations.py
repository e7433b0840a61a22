"""How long 1,000 annotation files take to check, against the text they are about: processor seconds of one run.

    python benchmarks/annotations.py [--files 1000] [--check]

Each is a file of `data/annotations/seeds` for a text of its own. Writes benchmarks/results/annotations.md. `--check`
exits with 1 where checking takes longer than the bar.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from dronewatch import corpus
from dronewatch.annotate import files
from dronewatch.annotate.validate import validate
from dronewatch.model import Article

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results" / "annotations.md"
BAR = 5.0  # seconds for 1,000 files


def made(folder: Path, count: int) -> Iterator[Article]:
    """That many articles, each with its annotation file in `folder`."""
    articles = {article.id: article for article in corpus.read([str(ROOT / "seeds")])}
    golds = list(files.folder(ROOT / "data" / "annotations" / "seeds"))
    for number in range(count):
        gold = golds[number % len(golds)]
        article = Article(f"{number:06}", f"{articles[gold.article].text}\n{number}")
        files.write(replace(gold, article=article.id, sha256=article.sha256), files.path_for(folder, article.id))
        yield article


def seconds(action: Callable[[], Any]) -> tuple[float, Any]:
    """Processor time, so that a busy machine does not count, and what came out."""
    start = time.process_time()
    result = action()
    return time.process_time() - start, result


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        articles = list(made(Path(name), options.files))
        reading, golds = seconds(lambda: list(files.folder(name)))
        checking, outcome = seconds(lambda: validate([name], articles))
    if outcome.problems or outcome.checked != options.files:
        sys.exit(f"{len(outcome.problems)} problems in {outcome.checked} files: nothing was measured")
    spans = sum(len(gold.spans) for gold in golds)
    bar = BAR * options.files / 1000
    lines = [
        f"# {options.files} annotation files, {spans} annotations",
        "",
        "Processor seconds, one process. Checking reads the files again.",
        "",
        "| | seconds | bar |",
        "| :--- | ---: | ---: |",
        f"| read | {reading:.2f} | |",
        f"| check (`annotate validate`) | {checking:.2f} | {bar:g} |",
    ]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(*lines, sep="\n")
    return int(options.check and checking > bar)


if __name__ == "__main__":
    sys.exit(main())
