"""How fast articles are read, as ratios to spaCy doing less: processor time, medians of one run, taken in turns.

    python benchmarks/throughput.py [--articles 200] [--many 2000] [--rounds 3] [--check] [--quick]

Rules alone against spaCy's blank French tokenizer, on a few articles and on many: it keeps the tokens of 10,000 words,
which a few articles read in turns do not exceed. The whole pipeline against its own `tok2vec` and `ner` with nothing
else, on the few. Then each stage alone, from the file to entities across articles: by rules on the many, with the model
on the few. Writes benchmarks/results/throughput.md; without the news it says so and leaves the page alone.
"""

from __future__ import annotations

import gc
import gzip
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import measure

from dronewatch import corpus, engine
from dronewatch.model import Article, TaggedArticle

BATCH = 200  # articles in one transaction, as when an index is built
BLANK = "spacy.blank('fr').make_doc"


def read(file: Path) -> list[Article]:
    """The articles of a file, as the index reads them."""
    return list(corpus.read([str(file)]))


def write(file: Path, tagged: Sequence[TaggedArticle]) -> Callable[[], object]:
    """Store articles in a new index; what is left to be done there is to make entities across articles."""
    from dronewatch.index import articles, entities, store

    connection = store.writer(file, print)
    connection.execute("INSERT INTO files (real, path, ordinal) VALUES ('', '', 0)")
    pipeline = bytes.fromhex(engine.fingerprint())
    for first in range(0, len(tagged), BATCH):
        connection.execute("BEGIN IMMEDIATE")
        for each in tagged[first : first + BATCH]:
            articles.add(connection, each, 1, pipeline, None)
        connection.execute("COMMIT")

    def across() -> None:
        with closing(connection):
            connection.execute("BEGIN IMMEDIATE")
            entities.rebuild(connection)
            connection.execute("COMMIT")

    return across


def stages(nlp: Any, file: Path, blank: Any) -> dict[str, float]:
    """Processor seconds of each stage in its order, the articles passing whole from one to the next.

    First comes what spaCy's blank tokenizer takes for the same texts.
    """
    from dronewatch import pipeline
    from dronewatch.resolve.tag import named

    taken: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        start = time.process_time()
        result = work()
        taken[name] = time.process_time() - start
        return result

    articles = timed("read", lambda: read(file))
    timed(BLANK, lambda: [blank.make_doc(article.text) for article in articles])
    docs = timed("tokenise", lambda: [doc for doc, _ in pipeline.documents(nlp, articles)])
    for name, component in nlp.pipeline:
        docs = timed(name.removeprefix("dronewatch_"), partial(list, component.pipe(docs)))
    tagged = timed("records", lambda: [pipeline.tagged(*pair) for pair in zip(docs, articles, strict=True)])
    tagged = timed("resolve within", lambda: [named(each) for each in tagged])
    with tempfile.TemporaryDirectory() as folder:
        across = timed("write to the index", lambda: write(Path(folder) / "index.sqlite", tagged))
        timed("resolve across", across)
    return taken


def packed(lines: Sequence[str], file: Path) -> Path:
    """A file of these JSON lines, packed as the news is."""
    with gzip.open(file, "wt", encoding="utf-8", compresslevel=6) as out:
        out.writelines(lines)
    return file


def against_spacy(
    report: measure.Report, texts: list[str], many: list[str], pipelines: dict[str, Any], rounds: int
) -> bool:
    """The table of whole pipelines; whether every bar is met."""
    blank, rules, whole, bare = pipelines.values()
    runs: dict[str, Callable[[], object]] = {
        BLANK: lambda: [blank.make_doc(text) for text in texts],
        "rules alone": lambda: list(rules.pipe(texts)),
        f"{BLANK}, many": lambda: [blank.make_doc(text) for text in many],
        "rules alone, many": lambda: list(rules.pipe(many)),
        "tok2vec and ner alone": lambda: list(bare.pipe(texts)),
        "whole pipeline": lambda: list(whole.pipe(texts)),
    }
    times = measure.in_turns({name: partial(measure.processor, work) for name, work in runs.items()}, rounds)
    rows, met = [], True
    for ours, theirs, bar in (
        ("rules alone", BLANK, 0.5),
        ("rules alone, many", f"{BLANK}, many", 0.5),
        ("whole pipeline", "tok2vec and ner alone", 0.8),
    ):
        size = sum(map(len, many if ours.endswith("many") else texts))
        speeds = [f"{size / statistics.median(times[name]):,.0f}" for name in (ours, theirs)]
        ratio = measure.ratio(times[ours], times[theirs])
        met &= 1 / ratio.value >= bar
        report.note(f"{ours}, time to {theirs}", ratio)
        rows.append([ours, theirs, *speeds, f"{1 / ratio.value:.2f}", f"≥ {bar:g}"])
    report.say(measure.table(["what", "against", "characters/s", "against, characters/s", "ratio", "bar"], rows, 2))
    return met


def by_stage(report: measure.Report, title: str, nlp: Any, blank: Any, file: Path, rounds: int) -> None:
    """The table of stages."""
    size = sum(len(article.text) for article in read(file))
    turns = measure.in_turns({"all": lambda: stages(nlp, file, blank)}, rounds)["all"]
    times = {name: [turn[name] for turn in turns] for name in turns[0]}
    theirs = times.pop(BLANK)
    times["all stages"] = [sum(each) for each in zip(*times.values(), strict=True)]
    whole = statistics.median(times["all stages"])
    rows = []
    for name, taken in times.items():
        ratio = measure.ratio(taken, theirs)
        report.note(f"{title}, {name}, time to {BLANK}", ratio)
        seconds = statistics.median(taken)
        rows.append([name, f"{size / seconds:,.0f}", f"{seconds / whole:.1%}", f"{ratio.value:.2f}"])
    report.say(f"### Stages, {title}")
    report.say(measure.table(["stage", "characters/s", "share", "time to blank tokenizer"], rows, 1))


def main() -> int:
    parser = measure.parser(__doc__)
    parser.add_argument("--articles", type=int, default=200, help="how many of the raw articles")
    parser.add_argument("--many", type=int, default=2000, help="how many of them where many are read")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a ratio is below its bar")
    options = parser.parse_args()
    if measure.missing(options):
        return 0
    few, most, rounds = options.articles, max(options.many, options.articles), options.rounds
    if options.quick:
        few, most, rounds = 5, measure.QUICK, 1
    lines = list(measure.shipped(most) if options.quick else measure.lines(options.news, most))
    with tempfile.TemporaryDirectory() as name:
        files = [packed(lines[:few], Path(name) / "few.jsonl.gz"), packed(lines, Path(name) / "many.jsonl.gz")]
        texts, many = ([article.text for article in read(file)] for file in files)

        import spacy

        from dronewatch import pipeline

        pipelines = {
            "blank": spacy.blank("fr"),
            "rules": pipeline.build(model=pipeline.NO_MODEL),
            "whole": pipeline.build(),
            "bare": spacy.load(pipeline.SHIPPED),
        }
        gc.freeze()  # as the engine does: what is loaded lasts, and need not be looked through again and again
        sample = f"{len(texts)} and {len(many)} articles, {sum(map(len, chain(texts, many)))} characters"
        report = measure.Report("throughput", "Throughput", sample=sample, quick=options.quick)
        report.say(
            f"{len(texts)} raw articles, {sum(map(len, texts)):,} characters (many: {len(many)} and"
            f" {sum(map(len, many)):,}), processor time in one process, medians of {rounds} turns."
        )
        met = against_spacy(report, texts, many, pipelines, rounds)
        by_stage(report, "rules alone, many", pipelines["rules"], pipelines["blank"], files[1], rounds)
        by_stage(report, "whole pipeline", pipelines["whole"], pipelines["blank"], files[0], rounds)
        report.write(measure.versions("dronewatch", "spacy"))
    return int(options.check and not met)


if __name__ == "__main__":
    sys.exit(main())
