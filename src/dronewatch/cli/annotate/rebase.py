"""`dronewatch annotate rebase`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from dronewatch.cli.annotate.common import articles, files_options, load, matched
from dronewatch.cli.failure import ERROR, FOUND, NOTHING, Problems
from dronewatch.cli.options import output_options
from dronewatch.cli.output import answer
from dronewatch.cli.passages import LABEL, article_heading
from dronewatch.messages import marked, tr
from dronewatch.report.layout import Cell, Column, Layout, Row

if TYPE_CHECKING:
    from dronewatch.annotate.model import AnnotationFile
    from dronewatch.annotate.rebase import Carried

_MARKS = {"good": "green", "unsure": "yellow", "missing": "red"}
LAYOUT = Layout(
    keys=("article", "file", "line", "mark", "label", "before", "start", "end", "after"),
    columns=(
        Column(marked("Line"), lambda row: str(row["line"] or ""), align="right", wrap=False),
        Column(marked("Mark"), lambda row: Cell(row["mark"], style=_MARKS[row["mark"]]), wrap=False),
        LABEL,
        Column(marked("Before"), lambda row: row["before"], ratio=1),
        Column(marked("Now"), lambda row: row["after"] or "—", ratio=1),
    ),
    group=article_heading,
    group_heading=marked("Article"),
    place=lambda row: f"{row['file']}:{row['line'] or 1}:1",
    placed=("file", "line"),
)


def _rows(gold: AnnotationFile, carried: list[Carried]) -> Iterator[Row]:
    for each in carried:
        yield {
            "article": gold.article,
            "file": gold.path,
            "line": each.before.line,
            "mark": each.mark,
            "label": each.before.label,
            "before": each.before.exact,
            "start": each.after.start if each.after else None,
            "end": each.after.end if each.after else None,
            "after": each.after.exact if each.after else None,
        }


@click.command("rebase")
@click.argument("wanted", nargs=-1, metavar="[ARTICLE…]")
@click.option("--old", metavar="FILE", help="The text that was annotated: offsets then follow the words of both.")
@click.option("--write", is_flag=True, help="Write the files: what is good, with the new hash, to be read again.")
@click.option("--unsure", is_flag=True, help="With --write: what is unsure as well.")
@files_options
@output_options
def command(
    wanted: tuple[str, ...],
    old: str | None,
    write: bool,
    unsure: bool,
    corpus: tuple[str, ...],
    annotations: str | None,
    format: str | None,
    output: str | None,
) -> int:
    """Carry annotations to a corrected text: each is good, unsure or missing.

    Of every stale file, or of ARTICLE. Without --write nothing is changed. A file that was written has no reviewed
    section any more, for new words may need new marks: `dronewatch annotate review` ends with that. Exit code 0 where
    all is good, 1 where something is unsure or missing, or nothing is stale.

    \b
    Examples:
      dronewatch annotate rebase
      dronewatch annotate rebase 001_appel-offres-drones --old before.txt --write
    """
    from dronewatch import corpus as corpora
    from dronewatch.annotate import files
    from dronewatch.annotate.rebase import carry
    from dronewatch.errors import UsageError

    problems = Problems()
    found = load(corpus, annotations)
    chosen = articles(found, wanted, problems)
    _, others = matched(found, chosen, problems)
    stale = [(article, others[article.id]) for article in chosen if article.id in others]
    before = next(iter(corpora.read([old], input_format="text"))) if old else None
    if before and any(gold.sha256 != before.sha256 for _, gold in stale):
        raise UsageError(tr("is not the text that was annotated: the hash differs"), file=old)
    rows: list[Row] = []
    kept = ("good", "unsure") if unsure else ("good",)
    for article, gold in stale:
        carried = [carry(each, article.text, before.text if before else None) for each in (gold.spans, gold.rejected)]
        for each in carried:
            rows += _rows(gold, each)
        if write:
            spans, rejected = (tuple(one.after for one in each if one.after and one.mark in kept) for each in carried)
            files.write(replace(gold, sha256=article.sha256, reviewed=(), spans=spans, rejected=rejected))
    if not stale:
        problems.note(tr("no annotation file is stale"))
    answer(rows, LAYOUT, format=format, output=output)
    if problems.count:
        return ERROR
    return FOUND if stale and all(row["mark"] == "good" for row in rows) else NOTHING
