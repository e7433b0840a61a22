"""What an index costs: seconds, memory and disk, for a few articles and for many, whole and after a change.

    python benchmarks/indexing.py [--few 3000] [--many 30000] [--model 600] [--rounds 1] [--check] [--quick]

`dronewatch index` runs as users run it, process start included: rules alone on `--few` and `--many` articles, with the
model on `--model` of them, in one process and in two. The indexes by rules stay in build/bench for the benchmark of
queries. Then some articles of the large corpus change in two ways: a word more, which leaves names as they were, and
others in their place. Writes benchmarks/results/indexing.md. `--check` exits with 1 where a target is missed.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

import measure
from measure import DRONEWATCH, PYTHON, Collection, Ratio, Run, Source

CHANGED = 100  # articles
CHANGES = 3  # times that they change
TOKENISE = """
import json, spacy, sys
nlp = spacy.blank("fr")
for line in open(sys.argv[1], encoding="utf-8"):
    nlp.make_doc(json.loads(line)["text"])
"""
# Targets on 2 cores: minutes for 57 million characters, gigabytes, index to text, speed of two jobs to that of one, and
# seconds that a change may take beyond what its articles take alone.
CHARACTERS = 57_000_000
RULES, MODEL, MEMORY, SIZE, JOBS, LATER = 3, 15, 1.5, 3.5, 1.4, 1


def build(made: Collection, *words: str) -> Run:
    """Index the corpus from nothing."""
    measure.forget(made)
    return update(made, *words)


def update(made: Collection, *words: str) -> Run:
    """Bring the index up to date."""
    return measure.process([DRONEWATCH, "index", "-q", *words], environment=made.environment)


def changed(made: Collection, other: Mapping[int, str]) -> Run:
    """Bring the index up to date after some lines of the corpus have become others; both are put back."""
    made.corpus.rename(made.original)
    try:
        with made.original.open(encoding="utf-8") as old, made.corpus.open("w", encoding="utf-8") as new:
            new.writelines(other.get(number, line) for number, line in enumerate(old))
        run = update(made)
    finally:
        made.original.replace(made.corpus)
    update(made)
    return run


def a_word_more(made: Collection, articles: int) -> dict[int, str]:
    """So many articles, evenly taken, with a word more: they name what they named."""
    with made.corpus.open(encoding="utf-8") as file:
        every = max(1, made.articles // articles)
        records = {number: json.loads(line) for number, line in enumerate(file) if number % every == 0}
    return {
        number: json.dumps(record | {"text": record["text"] + " Fin."}, ensure_ascii=False) + "\n"
        for number, record in list(records.items())[:articles]
    }


def others(made: Collection, articles: int, source: Source) -> dict[int, str]:
    """So many articles in the place of others, evenly taken: those that follow in the source, which name others."""
    new = islice(source(made.articles + articles), made.articles, None)
    return dict(zip(range(0, made.articles, max(1, made.articles // articles)), new, strict=False))


def middle(runs: list[Run]) -> Run:
    """The medians of several runs."""
    return Run(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.processor for run in runs),
        int(statistics.median(run.memory for run in runs)),
    )


def row(what: str, run: Run, points: int, share: float) -> list[str]:
    """A line of the table: a run over texts of so many code points, after which the index has that share of them."""
    speed = f"{points / run.seconds:,.0f}"
    return [what, f"{run.seconds:.1f}", f"{run.processor:.1f}", speed, measure.megabytes(run.memory), f"{share:.2f}"]


def goal(what: str, figure: float, bound: str, target: float, unit: str) -> list[str]:
    """A line of the table of targets; `bound` is ≤ or ≥."""
    met = figure <= target if bound == "≤" else figure >= target
    return [what, f"{figure:.2f}{unit}", f"{bound} {target:g}{unit}", "yes" if met else "**no**"]


def main() -> int:
    parser = measure.parser(__doc__)
    parser.add_argument("--few", type=int, default=3000, help="articles of a middling corpus")
    parser.add_argument("--many", type=int, default=30_000, help="articles of a large one")
    parser.add_argument("--model", type=int, default=600, help="articles that are tagged with the model")
    parser.add_argument("--rounds", type=int, default=1, help="runs with the model")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a target is missed")
    options = parser.parse_args()
    if measure.missing(options):
        return 0
    if not options.quick:
        numbers = (options.few, options.many, options.model, CHANGED)
        corpora = [measure.raw(options.news, number) for number in numbers]
        return measured(corpora, partial(measure.lines, options.news), options.rounds, options.check)
    with tempfile.TemporaryDirectory() as folder:
        corpora = [measure.collection(measure.shipped, number, Path(folder)) for number in (5, measure.QUICK, 3, 2)]
        return measured(corpora, measure.shipped, 1, check=False, quick=True)


def measured(corpora: Sequence[Collection], source: Source, rounds: int, check: bool, quick: bool = False) -> int:
    """Measure few and many articles, those with the model and those that change; 1 where a target is missed that is
    checked.
    """
    few, many, some, part = corpora
    some = replace(some, rules=False)
    sizes = {made: measure.size(made) for made in (few, many, some, part)}
    points, octets = ({made: size[unit] for made, size in sizes.items()} for unit in (0, 1))

    def share(made: Collection) -> float:
        """The size of the index to that of the texts."""
        return made.index.stat().st_size / octets[made]

    sample = ", ".join(f"{made.articles} articles" for made in corpora)
    report = measure.Report("indexing", "Indexing", sample=sample, quick=quick)
    bare = measure.process([PYTHON, "-c", TOKENISE, str(few.corpus)])
    rows, peak = [], 0
    for made in (few, many):
        run = build(made)
        what = f"{made.articles:,} articles, rules alone"
        unit = bare.processor / points[few] * points[made]
        report.note(f"{what}, processor time to blank tokenizer", Ratio(run.processor / unit, 0.0))
        report.note(f"{what}, memory to blank tokenizer", Ratio(run.memory / bare.memory, 0.0))
        report.note(f"{what}, index to text", Ratio(share(made), 0.0))
        rows.append(row(what, run, points[made], share(made)))
        peak = max(peak, run.memory)
    whole = run
    runs = measure.in_turns({jobs: partial(build, some, "--jobs", jobs) for jobs in ("1", "2")}, rounds, warm=0)
    one, two = middle(runs["1"]), middle(runs["2"])
    jobs = measure.ratio([run.seconds for run in runs["2"]], [run.seconds for run in runs["1"]])
    report.note("with the model, time of two jobs to one", jobs)
    rows.append(row(f"{some.articles:,} articles, model, one job", one, points[some], share(some)))
    rows.append(row(f"{some.articles:,} articles, model, two jobs", two, points[some], share(some)))
    later = 0.0
    kinds = {
        "with a word more": a_word_more(many, part.articles),
        "replaced by others": others(many, part.articles, source),
    }
    for kind, lines in kinds.items():
        alone = measure.collection(lambda _, new=lines: new.values(), len(lines), part.folder / kind.replace(" ", "-"))
        what = f"{len(lines)} of {many.articles:,} articles {kind}"
        done = measure.in_turns(
            {"after": partial(changed, many, lines), "alone": partial(build, alone)}, 1 if quick else CHANGES, warm=0
        )
        after, bare_run = middle(done["after"]), middle(done["alone"])
        points[alone], octets[alone] = measure.size(alone)
        report.note(f"{what}, time to building all", Ratio(after.seconds / whole.seconds, 0.0))
        rows.append(row(f"{what}, rules", after, points[alone], share(many)))
        rows.append(row("these alone, rules", bare_run, points[alone], share(alone)))
        later = max(later, after.seconds - bare_run.seconds)

    report.say(
        f"`dronewatch index` as a process; one run each, of each with the model {rounds}, medians of"
        f" {1 if quick else CHANGES} in turns where articles change. Memory is the peak of its largest process; the"
        " index is compared with the texts in UTF-8. spaCy’s blank French tokenizer,"
        f" alone in a process, takes {bare.seconds:.1f} s and {bare.memory / 1e6:.0f} MB for the first row’s texts."
    )
    report.say(measure.table(["what", "seconds", "processor", "characters/s", "MB", "index to text"], rows, 1))
    minutes = [run.seconds / size * CHARACTERS / 60 for run, size in ((whole, points[many]), (two, points[some]))]
    goals = [
        goal("57 million characters, rules alone, one job, at this speed", minutes[0], "≤", RULES, " min"),
        goal("57 million characters, model, two jobs, at this speed", minutes[1], "≤", MODEL, " min"),
        goal("two jobs to one, with the model", 1 / jobs.value, "≥", JOBS, " ×"),
        goal("memory", max(peak, one.memory, two.memory) / 1e9, "≤", MEMORY, " GB"),
        goal("index to text", share(many), "≤", SIZE, ""),
        goal("after a change, more than those articles alone", later, "≤", LATER, " s"),
    ]
    report.say(measure.table(["target", "measured", "bar", "met"], goals, 1))
    report.write(measure.versions("dronewatch", "spacy"))
    return int(check and any(each[-1] != "yes" for each in goals))


if __name__ == "__main__":
    sys.exit(main())
