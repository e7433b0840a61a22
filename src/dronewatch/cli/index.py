"""`dronewatch index`."""

from __future__ import annotations

import click

from dronewatch.cli.failure import ERROR, FOUND
from dronewatch.cli.options import column_option, corpus_options
from dronewatch.cli.session import Request
from dronewatch.messages import tr


@click.command("index")
@click.option("--jobs", type=click.IntRange(min=1), default=1, metavar="N", help="Processes that tag. Default: 1.")
@click.option("--again", is_flag=True, help="Tag every article anew.")
@corpus_options
@column_option
def command(
    corpus: tuple[str, ...],
    column: tuple[str, ...],
    gazetteer: tuple[str, ...],
    model: str | None,
    quiet: bool,
    jobs: int,
    again: bool,
) -> int:
    """Read the corpus and bring its index up to date, as every query does by itself.

    Only what is new or has changed is tagged. It can be stopped at any moment and goes on from there. Exit code 2 says
    that some articles could not be read; the others are indexed.

    \b
    Examples:
      dronewatch index
      dronewatch index --corpus my-articles/ --jobs 2
    """
    from dronewatch import index
    from dronewatch.report.french import number
    from dronewatch.report.progress import progress

    request = Request(corpus=corpus, column=column, gazetteer=gazetteer, model=model, quiet=quiet)
    problems = request.problems()
    with progress("Indexing", quiet=quiet) as step:
        summary = index.update(
            request.settings, progress=step, report=problems.report, note=problems.note, jobs=jobs, again=again
        )
    problems.note(
        tr(
            "{articles} articles, {entities} entities in {settings}; {tagged} tagged now",
            articles=number(summary.articles),
            entities=number(summary.entities),
            settings=index.path(request.settings),
            tagged=number(summary.tagged),
        )
    )
    return ERROR if problems.count else FOUND
