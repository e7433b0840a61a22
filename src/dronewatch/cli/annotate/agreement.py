"""`dronewatch annotate agreement`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import click

from dronewatch.cli.annotate import diff
from dronewatch.cli.annotate.common import load
from dronewatch.cli.failure import ERROR, NOTHING, Problems
from dronewatch.cli.options import corpus_option, output_options
from dronewatch.cli.output import answer
from dronewatch.cli.passages import label_cell
from dronewatch.messages import marked, tr
from dronewatch.report.layout import Column, Layout, Row

if TYPE_CHECKING:
    from dronewatch.annotate.agreement import Agreement

LAYOUT = Layout(
    keys=("label", "one", "other", "same", "f1", "values", "same_values", "kappa"),
    columns=(
        Column(marked("Label"), label_cell),
        Column(marked("A"), lambda row: str(row["one"]), align="right"),
        Column(marked("B"), lambda row: str(row["other"]), align="right"),
        Column(marked("Same"), lambda row: str(row["same"]), align="right"),
        Column(marked("F1"), lambda row: row["f1"] or "—", align="right"),
        Column(
            marked("Values"),
            lambda row: f"{row['same_values']} of {row['values']}" if row["values"] else "",
            align="right",
        ),
        Column(marked("Kappa (tokens)"), lambda row: row["kappa"] or "", align="right"),
    ),
)


def _share(share: Fraction | None) -> str | None:
    return None if share is None else f"{float(share):.4f}"


def _rows(found: Agreement) -> Iterator[Row]:
    for label, tally in [("all", found.total), *found.labels.items()]:
        yield {
            "label": label,
            "one": tally.gold,
            "other": tally.predicted,
            "same": tally.both,
            "f1": _share(tally.f1()),
            "values": tally.values,
            "same_values": tally.right,
            "kappa": _share(found.kappa) if label == "all" else None,
        }


@click.command("agreement")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--differences", "listed", is_flag=True, help="List every difference in its sentence instead.")
@corpus_option
@output_options
def command(one: str, other: str, listed: bool, corpus: tuple[str, ...], format: str | None, output: str | None) -> int:
    """How far two people agree who annotated the same articles: F1 of spans, Cohen's kappa of tokens.

    A and B are folders of annotation files, or two files. Compared are the articles that both have, in the sections
    that both have read. Values are those of A, and how many of them B gives too.

    \b
    Examples:
      dronewatch annotate agreement annotations-ab/ annotations-cd/
      dronewatch annotate agreement annotations-ab/ annotations-cd/ --differences
    """
    from dronewatch import corpus as corpora
    from dronewatch.annotate import pairs
    from dronewatch.annotate.agreement import Both, agree
    from dronewatch.errors import UsageError

    problems = Problems()
    sides = []
    for folder in (one, other):
        sides.append(golds := pairs.by_article(folder, problems.report))
        if not golds:
            raise UsageError(tr("holds no annotation file"), file=folder)
    shared = {article for article in sides[0] if article in sides[1]}
    found_in = load(corpus).corpus
    read = corpora.read(found_in, on_error=problems.report) if shared else ()
    chosen = [article for article in read if article.id in shared]
    if len(chosen) < len(shared):
        problems.note(
            tr(
                "{count} of {count2} articles are not in {found_in}",
                count=len(shared) - len(chosen),
                count2=len(shared),
                found_in=", ".join(found_in),
            )
        )
    both = []
    for article in chosen:
        found = [side[article.id] for side in sides]
        for gold in found:
            if not pairs.fresh(article, gold):
                problems.report(pairs.stale(gold))
        if all(pairs.fresh(article, gold) for gold in found):
            both.append(Both(article, corpora.sections(article.text, article.title), found[0], found[1]))
    if not both:
        problems.note(tr("no article was annotated by both"))
        return ERROR if problems.count else NOTHING
    result = agree(both)
    if listed:
        by_id = {each.article.id: each.article for each in both}
        kinds = {"missed": "only A", "spurious": "only B"}
        rows: Iterator[Row] = (diff.row(by_id[each.article], each, kinds) for each in result.differences)
        code = answer(rows, diff.layout("A", "B"), format=format, output=output)
    else:
        problems.note(
            tr(
                "{documents} articles, {tokens} tokens, {count} differences",
                documents=result.documents,
                tokens=result.tokens,
                count=len(result.differences),
            )
        )
        code = answer(_rows(result), LAYOUT, format=format, output=output)
    return ERROR if problems.count else code
