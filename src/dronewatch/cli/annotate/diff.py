"""`dronewatch annotate diff`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from dronewatch.cli.annotate.common import Desk, desk_options
from dronewatch.cli.failure import ERROR
from dronewatch.cli.options import label_option, output_options
from dronewatch.cli.output import answer
from dronewatch.cli.passages import STYLES, article_heading, place
from dronewatch.messages import marked
from dronewatch.report.layout import Cell, Column, Layout, Row

if TYPE_CHECKING:
    from dronewatch.annotate.evaluate import Difference
    from dronewatch.model import Article

KEYS = ("article", "file", "line", "column", "kind", "label", "text", "value")
OTHER = ("other_label", "other_text", "other_value")


def _side(label: str, text: str, value: str) -> Cell:
    return Cell(f"{label} {text}" + (f" = {value}" if value else ""), style=STYLES.get(label, ""))


def _sentence(row: Row) -> Cell:
    return Cell(row["sentence"], mark=(row["at"], row["at"] + row["length"]))


def layout(one: str, other: str) -> Layout:
    """Differences between two readings, whose names head the columns."""
    return Layout(
        keys=(*KEYS, *OTHER, "sentence"),
        columns=(
            Column(marked("Line"), lambda row: str(row["line"]), align="right", wrap=False),
            Column(marked("Kind"), lambda row: row["kind"]),
            Column(one, lambda row: _side(row["label"], row["text"], row["value"]) if row["label"] else "—", most=28),
            Column(
                other,
                lambda row: (
                    _side(row["other_label"], row["other_text"], row["other_value"]) if row["other_label"] else "—"
                ),
                most=28,
            ),
            Column(marked("Sentence"), _sentence, ratio=1),
        ),
        group=article_heading,
        group_heading=marked("Article"),
        place=place,
    )


def row(article: Article, difference: Difference, kinds: dict[str, str]) -> Row:
    """One difference, in its sentence; `kinds` are other words for what `missed` and `spurious` mean here."""
    from dronewatch import language, view
    from dronewatch.annotate.evaluate import plain_value

    mark = difference.mark
    low, high = language.sentence(article.text, mark.start, mark.end)
    line, column = view.position(view.line_starts(article.text), mark.start)
    if article.record is not None:
        line, column = article.record, mark.start + 1
    sides = {}
    for prefix, side in (("", difference.gold), ("other_", difference.predicted)):
        sides[f"{prefix}label"] = side.label if side else None
        sides[f"{prefix}text"] = article.text[side.start : side.end] if side else None
        sides[f"{prefix}value"] = plain_value(side.label, side.value) if side else None
    return {
        "article": article.id,
        "file": article.file,
        "line": line,
        "column": column,
        "kind": kinds.get(difference.kind, difference.kind),
        **sides,
        "sentence": article.text[low:high],
        "at": mark.start - low,
        "length": mark.end - mark.start,
    }


@click.command("diff")
@desk_options
@label_option
@output_options
def command(desk: Desk, label: tuple[str, ...], format: str | None, output: str | None) -> int:
    """Where people and the pipeline differ, each difference in its sentence; in the sections that people have read.

    Kinds: missed (only people), unexpected (only the pipeline), refused (people said no), bounds, label, value.

    \b
    Examples:
      dronewatch annotate diff
      dronewatch annotate diff 001_appel-offres-drones --label MONEY
    """
    from dronewatch.annotate import pairs, suggest
    from dronewatch.annotate.agreement import marks
    from dronewatch.annotate.evaluate import Scored, differences

    with desk.opened() as beside:
        for article in beside.wanted:
            if article in beside.stale:
                beside.problems.report(pairs.stale(beside.stale[article]))

        def rows() -> Iterator[Row]:
            for tagged in beside.tagged(article for article in beside.wanted if article in beside.golds):
                gold = beside.golds[tagged.article.id]
                parts = [part for part in tagged.sections if part.kind in gold.reviewed]
                refused = {(each.start, each.end, each.label) for each in gold.rejected}
                predicted = marks(map(suggest.annotation, tagged.spans), parts)
                for difference in differences(Scored(gold.article, marks(gold.spans, parts), predicted)):
                    mark = difference.mark
                    sides = {side.label for side in (difference.gold, difference.predicted) if side}
                    if label and not sides & set(label):
                        continue
                    said = (mark.start, mark.end, mark.label) in refused
                    yield row(tagged.article, difference, {"spurious": "refused" if said else "unexpected"})

        code = answer(rows(), layout("People", "Pipeline"), format=format, output=output)
    return ERROR if beside.problems.count else code
