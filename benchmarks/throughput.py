"""How fast articles are read, as ratios to spaCy doing less: processor time, medians of one run, taken in turns.

    python benchmarks/throughput.py [--articles 200] [--many 2000] [--rounds 5] [--news FILE.jsonl.gz]

Rules alone against spaCy's blank French tokenizer, on a few articles and on many: it keeps the tokens of 10,000 words,
which a few articles read in turns do not exceed. The whole pipeline against its own `tok2vec` and `ner` with nothing
else, on the few. Writes benchmarks/results/throughput.md; without the news it says so and leaves the page alone.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

RESULTS = Path(__file__).parent / "results" / "throughput.md"
NEWS = Path(__file__).resolve().parents[1] / ".." / "shared" / "news" / "articles.jsonl.gz"


def _articles(path: Path, count: int) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, count)]


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _runs(texts: list[str], many: list[str]) -> dict[str, Callable[[], object]]:
    """What is timed, by name; every pipeline is built and warm before."""
    import spacy

    from dronewatch import pipeline

    blank = spacy.blank("fr")
    rules = pipeline.build(model=pipeline.NO_MODEL)
    whole = pipeline.build()
    bare = spacy.load(pipeline.SHIPPED)
    gc.freeze()  # as the engine does: what is loaded lasts, and need not be looked through again and again
    return {
        "spacy.blank('fr').make_doc": lambda: [blank.make_doc(text) for text in texts],
        "rules alone": lambda: list(rules.pipe(texts)),
        "spacy.blank('fr').make_doc, many": lambda: [blank.make_doc(text) for text in many],
        "rules alone, many": lambda: list(rules.pipe(many)),
        "tok2vec and ner alone": lambda: list(bare.pipe(texts)),
        "whole pipeline": lambda: list(whole.pipe(texts)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200, help="how many of the raw articles")
    parser.add_argument("--many", type=int, default=2000, help="how many of them where many are read")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each")
    parser.add_argument("--news", type=Path, default=NEWS, help="raw articles, JSONL with gzip")
    options = parser.parse_args()
    if not options.news.exists():
        print(f"skipped: no {options.news.name} beside the project", file=sys.stderr)
        return
    many = _articles(options.news, max(options.many, options.articles))
    texts = many[: options.articles]
    size, size_many = sum(map(len, texts)), sum(map(len, many))
    runs = _runs(texts, many)
    times: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(options.rounds + 1):
        for name, work in runs.items():
            seconds = _seconds(work)
            if turn:  # the first turn warms caches
                times[name].append(seconds)
    speed = {
        name: (size_many if name.endswith("many") else size) / statistics.median(taken) for name, taken in times.items()
    }
    pairs = [
        ("rules alone", "spacy.blank('fr').make_doc", 0.5),
        ("rules alone, many", "spacy.blank('fr').make_doc, many", 0.5),
        ("whole pipeline", "tok2vec and ner alone", 0.8),
    ]
    lines = [
        "# Throughput",
        "",
        f"{len(texts)} raw articles, {size:,} characters (many: {len(many)} and {size_many:,}),"
        f" processor time, medians of {options.rounds} turns, one"
        f" process, Python {sys.version.split()[0]}. `make bench` renews this page.",
        "",
        "| what | characters a second | against | characters a second | ratio | bar |",
        "| :--- | ---: | :--- | ---: | ---: | ---: |",
        *(
            f"| {ours} | {speed[ours]:,.0f} | {theirs} | {speed[theirs]:,.0f} | {speed[ours] / speed[theirs]:.2f}"
            f" | ≥ {bar:g} |"
            for ours, theirs, bar in pairs
        ),
    ]
    print("\n".join(lines[4:]))
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
