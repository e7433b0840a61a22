"""`dronewatch coverage`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import click

from dronewatch.cli.failure import ERROR, NOTHING
from dronewatch.cli.gates import Gate, Percentage, chosen_floors, gate_options
from dronewatch.model import DEFAULT_LABELS


class LabelFloor(Percentage):
    """`N` or `LABEL=N`."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Decimal]:  # type: ignore[override]
        """The name of the floor and the percentage."""
        if isinstance(value, tuple):
            return value
        from dronewatch.cli.options import LABEL

        label, equals, number = str(value).partition("=")
        if not equals:
            return "decided", super().convert(value, param, ctx)
        return LABEL.convert(label, param, ctx), super().convert(number, param, ctx)


@click.command("coverage")
@click.option(
    "--fail-under", "total", type=Percentage(), metavar="N", help="Least percentage of words that people have read."
)
@click.option(
    "--fail-under-document", "document", type=Percentage(), metavar="N", help="The same of every single document."
)
@click.option(
    "--fail-under-decided",
    "decided",
    type=LabelFloor(),
    multiple=True,
    metavar="[LABEL=]N",
    help="Least percentage of predicted spans that people have decided: of every label, or of one; repeatable.",
)
@gate_options
def command(
    total: Decimal | None, document: Decimal | None, decided: tuple[tuple[str, Decimal], ...], **given: Any
) -> int:
    """How much of the corpus people have read and annotated.

    The number is words in reviewed sections of fresh annotation files, in percent of the words in all titles and
    bodies; it never depends on what the pipeline finds, and is rounded down: 100 means all. Beside it: the documents
    that are annotated, and of each label the predicted spans that a person has accepted, corrected or rejected.
    Annotations of a text that has changed since count as nothing.

    Floors come from options, from dronewatch.yaml (floors: total, documents, document, decided and labels) and from
    floors.json, which --pin writes. Exit codes: 0 all are reached, 1 one is not, 2 something could not be read.

    \b
    Examples:
      dronewatch coverage
      dronewatch coverage --fail-under 90 --fail-under-decided MONEY=95
      dronewatch coverage --format github --report markdown=summary.md --report badge=badge.json
      dronewatch coverage --pin
    """
    from dronewatch.annotate import coverage, coverage_outcome, floors, pairs
    from dronewatch.query import documents

    gate = Gate(**given)
    with gate.opened() as (connection, found, missing, problems):
        listed = documents.documents(connection)
        matched = pairs.match({each.article: (each.sha256,) for each in listed}, gate.gold(found, problems))
        for problem in matched.problems:
            problems.report(problem)
        if problems.count and not matched.fresh and not matched.stale:
            return ERROR
        spans = documents.places(connection, matched.by_article)
        numbers = coverage.measure(listed, documents.predicted(connection), matched, spans)
    corpora = floors.key(matched.corpora)
    pins, pin = gate.pinned(found, "coverage", corpora, problems)
    options: dict[str, tuple[Decimal | None, str]] = {
        "total": (total, "--fail-under"),
        "document": (document, "--fail-under-document"),
        **{name: (floor, "--fail-under-decided") for name, floor in decided},
    }
    names = (*floors.COVERAGE, *DEFAULT_LABELS)
    held = floors.Floors(chosen_floors(options, found, lambda name: name in names), pin)
    code = gate.finish(coverage_outcome.outcome(numbers, held, missing), problems)
    if gate.pin:
        shares = coverage_outcome.shares(numbers)
        new = floors.Pin(numbers.corpus, len(numbers.rows), floors.measured(shares))
        if not gate.write_pin(found, pins, "coverage", corpora, shares, new, problems):
            code = max(code, NOTHING)
    return code
