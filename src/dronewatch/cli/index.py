"""`dronewatch index`."""

from __future__ import annotations

import click

from dronewatch.cli.failure import ERROR, FOUND, Problems
from dronewatch.cli.options import OneOf, column_option, corpus_options
from dronewatch.cli.session import Request
from dronewatch.errors import UsageError
from dronewatch.messages import tr


@click.command("index")
@click.argument("inputs", nargs=-1, metavar="[INPUT…]")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that tag. Default: 1, or one a processor (at most 8) for more than 3,000 new articles; with"
    " --engine dask one a processor.",
)
@click.option("--again", is_flag=True, help="Tag every article anew.")
@click.option(
    "--engine",
    type=OneOf("engine", ("local", "dask")),
    default="local",
    help="local (default) builds the index here; dask writes facts to --out, on the workers of a cluster.",
)
@click.option(
    "--scheduler", metavar="ADDRESS", help="dask: the scheduler, as tcp://host:8786. Default: workers of this machine."
)
@click.option("--out", metavar="DIR|URL", help="dask: where the facts go, as Parquet; an earlier run goes on there.")
@click.option(
    "--partition-size",
    type=click.IntRange(min=1),
    default=16,
    metavar="MB",
    help="dask: how much text a worker reads at a time. Default: 16.",
)
@click.option("--from-parquet", metavar="DIR|URL", help="Build the index from such facts; nothing is tagged.")
@click.option(
    "--where",
    multiple=True,
    metavar="CONDITION",
    help="With --from-parquet: only articles for which it holds, as date >= 2020-04. Fields: article, file, title,"
    " publisher, url (= and !=, * for any letters), date (also < <= > >=), label (the article has such a span);"
    " repeatable, all have to hold.",
)
@corpus_options
@column_option
def command(
    inputs: tuple[str, ...],
    engine: str,
    scheduler: str | None,
    out: str | None,
    partition_size: int,
    from_parquet: str | None,
    where: tuple[str, ...],
    corpus: tuple[str, ...],
    column: tuple[str, ...],
    gazetteer: tuple[str, ...],
    model: str | None,
    quiet: bool,
    jobs: int | None,
    again: bool,
) -> int:
    """Read the corpus and bring its index up to date, as every query does by itself.

    Only what is new or has changed is tagged. It can be stopped at any moment and goes on from there. Exit code 2 says
    that some articles could not be read; the others are indexed. INPUT is the same as --corpus.

    With --engine dask, workers read INPUT (also URLs: s3://…, https://…), tag it and write facts as Parquet;
    --from-parquet makes an index of them, or of a part, which queries use with --corpus DIR. See docs/dask.md.

    \b
    Examples:
      dronewatch index
      dronewatch index my-articles/ --jobs 2
      dronewatch index --engine dask archive/*.jsonl.gz --out facts/
      dronewatch index --engine dask --scheduler tcp://10.0.0.1:8786 s3://press/*.jsonl --out s3://press/facts
      dronewatch index --from-parquet facts/ --where "publisher = Le Monde" --where "date >= 2020-04"
    """
    from dronewatch import index
    from dronewatch.report.french import number
    from dronewatch.report.progress import progress

    _check(engine, inputs + corpus, scheduler, out, from_parquet, where)
    corpus = (from_parquet,) if from_parquet else corpus + inputs
    request = Request(corpus=corpus, column=column, gazetteer=gazetteer, model=model, quiet=quiet)
    problems = request.problems()
    if out is not None:
        return _facts(request, problems, out, scheduler, jobs, partition_size)
    with progress(tr("Indexing"), quiet=quiet) as step:
        summary = index.update(
            request.settings,
            progress=step,
            report=problems.report,
            note=problems.note,
            jobs=jobs,
            again=again,
            only=where if from_parquet else None,
        )
    counts = {
        "articles": number(summary.articles),
        "entities": number(summary.entities),
        "index": index.path(request.settings),
        "tagged": number(summary.tagged),
    }
    problems.note(
        tr("{articles} articles, {entities} entities in {index}; {tagged} gathered now", **counts)
        if from_parquet
        else tr("{articles} articles, {entities} entities in {index}; {tagged} tagged now", **counts)
    )
    if from_parquet:
        problems.note(tr("ask it with --corpus {folder}", folder=from_parquet))
    return ERROR if problems.count else FOUND


def _check(
    engine: str,
    inputs: tuple[str, ...],
    scheduler: str | None,
    out: str | None,
    from_parquet: str | None,
    where: tuple[str, ...],
) -> None:
    """UsageError for options that do not go together."""
    if engine == "dask":
        if from_parquet:
            raise UsageError(
                tr("--engine dask writes facts, --from-parquet reads them"), hint=tr("one after the other")
            )
        if out is None:
            raise UsageError(tr("--engine dask needs --out"), hint=tr("a folder or URL that every worker can write to"))
    elif out is not None or scheduler is not None:
        raise UsageError(tr("--out and --scheduler belong to --engine dask"))
    if where and not from_parquet:
        raise UsageError(tr("--where belongs to --from-parquet"))
    if from_parquet and inputs:
        raise UsageError(tr("--from-parquet names the articles"), hint=tr("leave out the others"))


def _facts(
    request: Request, problems: Problems, out: str, scheduler: str | None, jobs: int | None, partition_size: int
) -> int:
    """Have facts written by workers."""
    import os

    from dronewatch import cluster
    from dronewatch.engine import Options
    from dronewatch.report.french import number
    from dronewatch.report.progress import progress

    found = request.settings
    with progress(tr("Tagging"), quiet=request.quiet) as step:
        outcome = cluster.write(
            found.corpus,
            out,
            options=Options(gazetteers=found.gazetteers, model=found.model),
            columns=found.columns,
            scheduler=scheduler,
            jobs=jobs or os.cpu_count() or 1,
            part_bytes=partition_size << 20,
            report=problems.report,
            progress=step,
            note=problems.note,
        )
    if outcome.missing:
        problems.note(
            tr(
                "{missing} of {partitions} partitions are missing in {out}; run this again, only they are done",
                missing=number(outcome.missing),
                partitions=number(outcome.partitions),
                out=out,
            )
        )
        return ERROR
    problems.note(
        tr(
            "{articles} articles, {spans} spans in {out}; {done} of {partitions} partitions written now",
            articles=number(outcome.articles),
            spans=number(outcome.spans),
            out=out,
            done=number(outcome.done),
            partitions=number(outcome.partitions),
        )
    )
    return ERROR if problems.count else FOUND
