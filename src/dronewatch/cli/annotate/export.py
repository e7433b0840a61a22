"""`dronewatch annotate export`."""

from __future__ import annotations

import click

from dronewatch.annotate.exchange import FORMATS
from dronewatch.cli.annotate.common import annotated, files_options, load
from dronewatch.cli.failure import ERROR, FOUND, NOTHING, Problems
from dronewatch.cli.options import OneOf
from dronewatch.messages import tr


@click.command("export")
@click.argument("target", metavar="TARGET")
@click.argument("wanted", nargs=-1, metavar="[ARTICLE…]")
@click.option("--to", "name", type=OneOf("format", FORMATS), required=True, help=f"{', '.join(FORMATS)}.")
@files_options
def command(target: str, wanted: tuple[str, ...], name: str, corpus: tuple[str, ...], annotations: str | None) -> int:
    """Write annotations, with the texts of their articles, for another tool.

    TARGET is a file, for brat a folder. What the format or its tokens cannot hold is listed on standard error, and the
    exit code is 2; the rest is written all the same.

    \b
    Examples:
      dronewatch annotate export --to brat for-brat/
      dronewatch annotate export --to labelstudio tasks.json 001_appel-offres-drones
      dronewatch annotate export --to docbin train.spacy
    """
    from dronewatch.annotate import exchange

    problems = Problems()
    both = annotated(load(corpus, annotations), wanted, problems)
    documents = [
        exchange.Document(article.id, article.text, gold.spans, gold.rejected, gold.reviewed, gold.by)
        for article, gold in both
    ]
    if not documents:
        problems.note(tr("no article of the corpus is annotated"))
        return ERROR if problems.count else NOTHING
    count = exchange.write(name, documents, target, problems.report)
    problems.note(tr("{count} of {count2} documents in {target}", count=count, count2=len(documents), target=target))
    return ERROR if problems.count else FOUND
