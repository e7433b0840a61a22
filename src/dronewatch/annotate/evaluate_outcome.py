"""From the numbers of an evaluation to what reporters print: sentence, tables, floors, what to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from dronewatch.annotate.bootstrap import Interval
from dronewatch.annotate.evaluate import MEASURES, Difference, Evaluation, Mark, Tally, plain_value
from dronewatch.annotate.floors import Floors, title
from dronewatch.annotate.outcome import Check, Column, Finding, Outcome, Table, of_files
from dronewatch.annotate.pairs import Matched
from dronewatch.annotate.percent import shown
from dronewatch.messages import marked, tr


@dataclass(frozen=True, slots=True)
class Place:
    """Where a difference is: file, line, column (1-based), and the sentence around it."""

    file: str
    line: int
    column: int
    sentence: str
    gold: str | None
    predicted: str | None


def shares(found: Evaluation) -> dict[str, Fraction | None]:
    """What floors of evaluation are compared with: F1 by measure, value accuracy, both of labels as `strict.MONEY`."""
    return {
        **{measure: found.total.f1(measure) for measure in MEASURES},
        "value": found.total.value(),
        **{f"strict.{label}": each.f1() for label, each in found.labels.items()},
        **{f"value.{label}": each.value() for label, each in found.labels.items()},
    }


def outcome(
    found: Evaluation,
    matched: Matched,
    floors: Floors,
    places: Mapping[Difference, Place],
    hash: str,
    *,
    missing: Sequence[str] = (),
    errors: bool = False,
) -> Outcome:
    """The outcome of `dronewatch evaluate`; `errors`: with a table of every difference."""
    tested = _checks(found, floors, hash)
    strict = found.total.f1() or Fraction(0)
    summary = tr(
        "strict F1 {strict} %{interval}, values {values} % right: {gold} gold and {predicted} predicted spans in"
        " {documents} documents, {differences} differences",
        strict=shown(strict),
        interval=_interval(found.intervals.get("strict")),
        values=shown(found.total.value()),
        gold=found.total.gold,
        predicted=found.total.predicted,
        documents=found.documents,
        differences=len(found.differences),
    )
    facts = {
        "documents": found.documents,
        "gold": found.total.gold,
        "predicted": found.total.predicted,
        "differences": len(found.differences),
        "corpora": list(matched.corpora),
        "not_checked": [*(Path(each).name for each in sorted(matched.unchecked)), *missing],
        "hash": hash,
    }
    tables = [_measures(found), _labels(found), _sections(found), _sources(found)]
    findings = of_files(matched, missing)
    findings += [_finding(each, places[each], errors) for each in found.differences]
    if errors:
        tables.append(_differences(found.differences, places))
    main = "errors" if errors else "labels"
    return Outcome("evaluate", "strict F1", strict, summary, facts, tuple(tables), main, tuple(tested), tuple(findings))


def _checks(found: Evaluation, floors: Floors, hash: str) -> list[Check]:
    measured = shares(found)
    tested = [Check(title(name), measured[name], *floors.chosen[name]) for name in measured if name in floors.chosen]
    return tested + floors.pinned(measured, hash, found.documents, vacuous=False)


def _measures(found: Evaluation) -> Table:
    rows = [
        {
            "measure": measure,
            "precision": found.total.precision(measure),
            "recall": found.total.recall(measure),
            "f1": found.total.f1(measure),
            **_bounds(found.intervals.get(measure)),
        }
        for measure in MEASURES
    ]
    rows.append(
        {
            "measure": "value",
            "precision": None,
            "recall": found.total.value(),
            "f1": None,
            **_bounds(found.intervals.get("value")),
        }
    )
    columns = (
        Column("measure", marked("Measure")),
        Column("precision", marked("Precision"), right=True),
        Column("recall", marked("Recall"), right=True),
        Column("f1", marked("F1"), right=True),
        Column("interval", marked("95 % interval"), right=True),
    )
    return Table("measures", marked("All labels"), columns, rows, more=("low", "high"))


def _labels(found: Evaluation) -> Table:
    rows = [
        {**_scores(label, each), **_bounds(found.intervals.get(f"strict.{label}"))}
        for label, each in found.labels.items()
        if each.gold or each.predicted
    ]
    columns = (*_columns(marked("Label")), Column("interval", marked("95 % interval"), right=True))
    return Table("labels", marked("Labels, each by itself"), columns, rows, more=("low", "high"))


def _sections(found: Evaluation) -> Table:
    rows = [_scores(section, each) for section, each in found.sections.items()]
    return Table("sections", marked("Sections"), _columns(marked("Section")), rows)


def _sources(found: Evaluation) -> Table:
    columns = (
        Column("name", marked("Source of the prediction")),
        Column("predicted", marked("Predicted"), right=True),
        Column("strict", marked("Strict P"), right=True),
        Column("partial", marked("Partial P"), right=True),
        Column("type", marked("Type P"), right=True),
    )
    rows = [
        {
            "name": source or "(not said)",
            "predicted": each.predicted,
            "strict": each.precision(),
            "partial": each.precision("partial"),
            "type": each.precision("type"),
        }
        for source, each in found.sources.items()
    ]
    return Table("sources", marked("Sources, by what is right of what each one predicts"), columns, rows)


def _columns(heading: str) -> tuple[Column, ...]:
    return (
        Column("name", heading),
        Column("gold", marked("Gold"), right=True),
        Column("predicted", marked("Predicted"), right=True),
        Column("precision", marked("P"), right=True),
        Column("recall", marked("R"), right=True),
        Column("f1", marked("F1"), right=True),
        Column("partial", marked("Partial"), right=True),
        Column("value", marked("Value"), right=True),
    )


def _scores(name: str, each: Tally) -> dict[str, Any]:
    return {
        "name": name,
        "gold": each.gold,
        "predicted": each.predicted,
        "precision": each.precision(),
        "recall": each.recall(),
        "f1": each.f1(),
        "partial": each.f1("partial"),
        "value": each.value(),
    }


def _bounds(interval: Interval | None) -> dict[str, Any]:
    if interval is None:
        return {"interval": None, "low": None, "high": None}
    told = f"{shown(interval.low)}–{shown(interval.high)}"
    return {"interval": told, "low": interval.low, "high": interval.high}


def _interval(interval: Interval | None) -> str:
    return "" if interval is None else f" ({shown(interval.low)}–{shown(interval.high)})"


def _differences(differences: Sequence[Difference], places: Mapping[Difference, Place]) -> Table:
    columns = (
        Column("kind", marked("Difference")),
        Column("where", marked("Where")),
        Column("gold", marked("Gold")),
        Column("predicted", marked("Predicted")),
        Column("sentence", marked("Sentence")),
    )
    more = ("article", "section", "source")
    rows = []
    for each in differences:
        place = places[each]
        rows.append(
            {
                "kind": each.kind,
                "where": f"{each.article}:{place.line}",
                "gold": _said(each.gold, place.gold),
                "predicted": _said(each.predicted, place.predicted),
                "sentence": place.sentence,
                "article": each.article,
                "section": each.mark.section,
                "source": each.predicted and each.predicted.source,
                "file": place.file,
                "line": place.line,
                "column": place.column,
            }
        )
    return Table("errors", marked("Differences"), columns, rows, place=True, more=more)


def _finding(each: Difference, place: Place, shown: bool) -> Finding:
    parts = [tr("gold {gold}", gold=_said(each.gold, place.gold)) if each.gold else "", ""]
    parts[1] = tr("predicted {predicted}", predicted=_said(each.predicted, place.predicted)) if each.predicted else ""
    message = f"{', '.join(part for part in parts if part)} — {place.sentence.strip()}"
    return Finding("warning", each.kind, message, place.file, place.line, shown=True)


def _said(mark: Mark | None, text: str | None) -> str | None:
    """A span in one cell: label, words, value."""
    if mark is None:
        return None
    value = plain_value(mark.label, mark.value)
    return f"{mark.label} {text}" + (f" = {value}" if value else "")
