"""`dronewatch annotate import`."""
# ruff: noqa: N999 (a command is named after its module)

from __future__ import annotations

from dataclasses import replace

import click

from dronewatch.annotate.exchange import FORMATS
from dronewatch.cli.annotate.common import annotations_option, articles, by_option, load
from dronewatch.cli.failure import ERROR, FOUND, NOTHING, Problems
from dronewatch.cli.options import OneOf, corpus_option
from dronewatch.errors import DataError
from dronewatch.model import SECTIONS


@click.command("import")
@click.argument("source", metavar="SOURCE")
@click.option("--from", "name", type=OneOf("format", FORMATS), required=True, help=f"{', '.join(FORMATS)}.")
@click.option(
    "--reviewed",
    type=OneOf("section", SECTIONS),
    multiple=True,
    help="A section that was read completely: most formats cannot say; repeatable.",
)
@by_option
@click.option("--replace", "overwrite", is_flag=True, help="Replace annotation files that are there already.")
@corpus_option
@annotations_option
def command(
    source: str,
    name: str,
    reviewed: tuple[str, ...],
    by: tuple[str, ...],
    overwrite: bool,
    corpus: tuple[str, ...],
    annotations: str | None,
) -> int:
    """Read annotations that another tool has written, and write an annotation file for each article.

    SOURCE is a file, for brat a folder. Documents are matched to the corpus by id, else by text. Offsets that count
    UTF-16 are converted. What cannot be read or placed is listed on standard error, and the exit code is 2; the rest is
    written all the same.

    \b
    Examples:
      dronewatch annotate import --from labelstudio tasks.json --reviewed title --reviewed body --by AB
      dronewatch annotate import --from brat for-brat/ --replace
    """
    from dronewatch.annotate import exchange, files, incoming, pairs
    from dronewatch.annotate.validate import own_problems

    problems = Problems()
    found = load(corpus, annotations)
    known = articles(found, (), problems)
    texts = {article.id: article.text for article in known}
    there = pairs.by_article(found.annotations, problems.report)
    written = 0
    for article, document in incoming.place(
        exchange.read(name, source, problems.report, text_of=texts.get), known, problems.report
    ):
        before = there.get(article.id)
        if before is not None and not overwrite:
            problems.report(DataError("is there already", file=before.path, hint="--replace replaces it"))
            continue
        gold = replace(
            pairs.new(article, found.annotations, dict.fromkeys((*document.by, *by))),
            spans=document.spans,
            rejected=document.rejected,
            reviewed=(*document.reviewed, *reviewed),
        )
        gold = replace(gold, path=before.path) if before is not None else gold
        files.write(gold)
        for problem in own_problems(files.read(gold.path)):
            problems.report(problem)
        written += 1
        click.echo(gold.path)
    if not written and not problems.count:
        problems.note(f"{source} holds no document")
    return ERROR if problems.count else FOUND if written else NOTHING
