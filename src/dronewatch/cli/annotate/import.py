"""`dronewatch annotate import`."""
# ruff: noqa: N999 (a command is named after its module)

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from dronewatch.annotate.exchange import FORMATS
from dronewatch.cli.annotate.common import articles, files_options, load, matched, new_files_options
from dronewatch.cli.failure import ERROR, FOUND, NOTHING, Problems
from dronewatch.cli.options import LABEL, OneOf
from dronewatch.errors import DataError
from dronewatch.messages import tr
from dronewatch.model import SECTIONS


class Rename(click.ParamType):  # type: ignore[type-arg]  # generic only since click 8.3
    """`THEIRS=OURS`; `-` for none of ours."""

    name = "rename"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str | None]:
        """Their label and ours."""
        if isinstance(value, tuple):
            return value
        theirs, equals, ours = str(value).rpartition("=")
        if not equals or not theirs or not ours:
            raise click.BadParameter(tr("{value!r} is not THEIRS=OURS", value=value), ctx, param)
        return theirs, None if ours == "-" else LABEL.convert(ours, param, ctx)


@click.command("import")
@click.argument("source", metavar="SOURCE")
@click.option("--from", "name", type=OneOf("format", FORMATS), required=True, help=f"{', '.join(FORMATS)}.")
@click.option(
    "--reviewed",
    type=OneOf("section", SECTIONS),
    multiple=True,
    help="A section that was read completely: most formats cannot say; repeatable.",
)
@click.option(
    "--rename",
    "renames",
    type=Rename(),
    multiple=True,
    metavar="THEIRS=OURS",
    help="A label of the other tool, and which of ours it is (PER=PERSON; MISC=- leaves it out); repeatable.",
)
@click.option("--annotator", metavar="WHO", help="Whose annotations to read, where several people made some.")
@click.option("--replace", "overwrite", is_flag=True, help="Replace annotation files that are there already.")
@new_files_options
@files_options
def command(
    source: str,
    name: str,
    reviewed: tuple[str, ...],
    renames: tuple[tuple[str, str | None], ...],
    annotator: str | None,
    overwrite: bool,
    by: tuple[str, ...],
    folder: str | None,
    corpus: tuple[str, ...],
    annotations: str | None,
) -> int:
    """Read annotations that another tool has written, and write an annotation file for each article.

    SOURCE is a file, for brat a folder. Documents are matched to the corpus by id, else by text. Offsets that count
    UTF-16 are converted. What cannot be read or placed is listed on standard error, and the exit code is 2; the rest is
    written all the same. Nothing is read where a text was annotated by several people, unless --annotator chooses.

    \b
    Examples:
      dronewatch annotate import --from labelstudio tasks.json --reviewed title --reviewed body --by AB
      dronewatch annotate import --from brat for-brat/ --replace
      dronewatch annotate import --from conll news.conll --rename PER=PERSON --rename LOC=LOCATION --rename MISC=-
    """
    from dronewatch.annotate import exchange, files, incoming
    from dronewatch.annotate.homes import homes, new
    from dronewatch.annotate.validate import own_problems

    problems = Problems()
    found = load(corpus, annotations)
    known = articles(found, (), problems)
    texts = {article.id: article.text for article in known}
    golds, stale = matched(found, known, problems)
    there = stale | golds
    read = exchange.read(name, source, problems.report, texts=texts)
    documents = incoming.renamed(incoming.of_one(read, annotator), dict(renames), problems.report)
    placed = incoming.place(documents, known, problems.report)
    wanted = {article.id for article, _ in placed}
    folders = homes(known, wanted, found.corpus, list(there.values()), found.annotations, folder)
    written = 0
    for article, document in placed:
        before = there.get(article.id)
        if before is not None and not overwrite:
            problems.report(DataError(tr("is there already"), file=before.path, hint=tr("--replace replaces it")))
            continue
        gold = replace(
            before or new(article, folders[article.id]),
            sha256=article.sha256,
            by=tuple(dict.fromkeys((*document.by, *by))),
            spans=document.spans,
            rejected=document.rejected,
            reviewed=(*document.reviewed, *reviewed),
        )
        files.write(gold)
        for problem in own_problems(files.read(gold.path)):
            problems.report(problem)
        written += 1
        click.echo(gold.path)
    if not written and not problems.count:
        problems.note(tr("{source} holds no document", source=source))
    return ERROR if problems.count else FOUND if written else NOTHING
