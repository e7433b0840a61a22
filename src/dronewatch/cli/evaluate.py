"""`dronewatch evaluate`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from dronewatch.cli.failure import ERROR, NOTHING, Problems
from dronewatch.cli.gates import Gate, Percentage, chosen_floors, gate_options
from dronewatch.cli.options import SECTION, label_option
from dronewatch.errors import DataError, UsageError
from dronewatch.messages import tr
from dronewatch.model import DEFAULT_LABELS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dronewatch.annotate.evaluate import Difference, Mark
    from dronewatch.annotate.evaluate_outcome import Place
    from dronewatch.query.documents import Text


@click.command("evaluate")
@click.option(
    "--predictions",
    metavar="FILE",
    help="Spans of any tagger, as JSON lines like those of dronewatch tag; - for standard input. Default: those of the"
    " pipeline.",
)
@click.option("--errors", is_flag=True, help="Every difference in its sentence.")
@click.option("--fail-under", "strict", type=Percentage(), metavar="N", help="Least strict F1, in percent.")
@click.option("--fail-under-value", "value", type=Percentage(), metavar="N", help="Least percentage of right values.")
@click.option(
    "--section",
    type=SECTION,
    multiple=True,
    help="title, body, promo, comment or all, where reviewed; repeatable. Default: title and body.",
)
@label_option
@click.option(
    "--resamples",
    type=click.IntRange(min=0, max=100_000),
    default=1000,
    metavar="N",
    help="Samples of documents for the confidence intervals; 0 for none. Default: 1000.",
)
@gate_options
def command(
    predictions: str | None,
    errors: bool,
    strict: Decimal | None,
    value: Decimal | None,
    label: tuple[str, ...],
    resamples: int,
    **given: Any,
) -> int:
    """How well the pipeline, or another tagger, agrees with the annotations.

    Strict wants bounds and label, exact the bounds, partial counts an overlap by half, type wants the label (SemEval
    2013). Value is the percentage of gold values that are found and right. Only reviewed sections of fresh annotation
    files count. Intervals are at 95 %, by bootstrap over documents. Everything is rounded down.

    Floors come from options, from dronewatch.yaml (floors: strict, exact, partial, type, value, strict.MONEY …) and
    from floors.json, which --pin writes. Exit codes: 0 all are reached, 1 one is not, 2 something could not be read.

    \b
    Examples:
      dronewatch evaluate
      dronewatch evaluate --errors --label MONEY
      dronewatch evaluate --fail-under 90 --format github --report junit=evaluate.xml
      other-tagger articles.jsonl | dronewatch evaluate --predictions -
    """
    from dronewatch.annotate import coverage, evaluate, evaluate_outcome, floors, gold, pairs, validate
    from dronewatch.query import documents

    gate = Gate(**given)
    partial = bool(predictions or label or gate.section)
    if partial and gate.pin:
        raise UsageError(tr("--pin goes with the pipeline’s spans of all labels and sections"))
    with gate.opened() as (connection, found, missing, problems):
        matched = pairs.match(documents.hashes(connection), gate.gold(found, problems))
        for problem in matched.problems:
            problems.report(problem)
        files = {name: each for name, each in matched.by_article.items() if set(each.reviewed) & set(found.sections)}
        if not files and problems.count:
            return ERROR
        if not files:
            hint = tr("annotate one of its articles, or name another corpus with --corpus")
            raise DataError(tr("no article of the corpus has fresh annotations that are reviewed"), hint=hint)
        texts = documents.texts(connection, files)
        for name, each in files.items():  # what is not where it says is no measure of anything
            for problem in (*validate.own_problems(each), *validate.misplaced(each, texts[name].text)):
                problems.report(problem)
        spans: Mapping[str, Sequence[Mark]] = (
            _read(predictions, texts, problems) if predictions else documents.marks(connection, files)
        )
    scored = [
        gold.side_by_side(files[name], texts[name].sections, spans.get(name, ()), found.sections) for name in files
    ]
    numbers = evaluate.evaluate(scored, label or DEFAULT_LABELS, resamples=resamples)
    places = _places(numbers.differences, texts)
    digest = coverage.fingerprint(gold.identity(files[name]) for name in files)
    corpora = floors.key(matched.corpora)
    pins, pin = ({}, None) if partial else gate.pinned(found, "evaluate", corpora, problems)
    options = {"strict": (strict, "--fail-under"), "value": (value, "--fail-under-value")}
    chosen = chosen_floors(options, found, lambda name: name.partition(".")[0] in floors.MEASURES)
    if label:  # floors of labels that are not asked for say nothing
        chosen = {name: each for name, each in chosen.items() if "." not in name or name.partition(".")[2] in label}
    outcome = evaluate_outcome.outcome(
        numbers, matched, floors.Floors(chosen, pin), places, digest, missing=missing, errors=errors
    )
    code = gate.finish(outcome, problems)
    if gate.pin:
        shares = evaluate_outcome.shares(numbers)
        new = floors.Pin(digest, numbers.documents, floors.measured(shares))
        if not gate.write_pin(found, pins, "evaluate", corpora, shares, new, problems):
            code = max(code, NOTHING)
    return code


def _read(path: str, texts: Mapping[str, Text], problems: Problems) -> dict[str, list[Mark]]:
    from dronewatch.annotate import predictions

    lengths = {name: (each.sha256, len(each.text)) for name, each in texts.items()}
    try:
        with click.open_file(path, encoding="utf-8-sig") as lines:
            found = predictions.read(lines, path, lengths, problems.report)
    except UnicodeDecodeError:
        raise DataError(tr("is not UTF-8"), file=path) from None
    lost = sorted(set(texts) - set(found))
    if lost and not problems.count:
        problems.report(
            DataError(
                tr("has no line for {count} annotated articles, first “{lost}”", count=len(lost), lost=lost[0]),
                file=path,
            )
        )
    return found


def _places(differences: Sequence[Difference], texts: Mapping[str, Text]) -> dict[Difference, Place]:
    from dronewatch.annotate.evaluate_outcome import Place
    from dronewatch.language import sentence
    from dronewatch.view import line_starts, position

    found = {}
    starts = {name: line_starts(texts[name].text) for name in {each.article for each in differences}}
    for each in differences:
        text, mark = texts[each.article], each.mark
        line, column = position(starts[each.article], mark.start)
        if text.record is not None:
            line, column = text.record, mark.start + 1
        low, high = sentence(text.text, mark.start, mark.end)
        found[each] = Place(
            text.file,
            line,
            column,
            text.text[low:high],
            None if each.gold is None else text.text[each.gold.start : each.gold.end],
            None if each.predicted is None else text.text[each.predicted.start : each.predicted.end],
        )
    return found
