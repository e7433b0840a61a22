"""From the numbers of coverage and evaluation to what reporters print: sentences, tables, floors, what to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dronewatch.annotate.coverage import Coverage, Matched
from dronewatch.annotate.evaluate import MEASURES, Difference, Evaluation, Interval, Mark, Tally, plain_value
from dronewatch.annotate.floors import Pin, checks
from dronewatch.annotate.outcome import Check, Column, Finding, Outcome, Table
from dronewatch.annotate.percent import shown
from dronewatch.model import LABELS

Source = tuple[Decimal, str]  # a floor and who set it
STATES = {"read": "read", "partly": "partly read", "stale": "stale", "none": "not annotated"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a difference is: file, line, column (1-based), and the sentence around it."""

    file: str
    line: int
    column: int
    sentence: str
    gold: str | None
    predicted: str | None


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors that hold: `set_` by name, from options and `dronewatch.yaml`; `pin`: those that were pinned."""

    set_: Mapping[str, Source] = field(default_factory=dict)
    pin: Pin | None = None


def coverage_shares(found: Coverage) -> dict[str, Fraction | None]:
    """What floors of coverage are compared with, by name; a label's share is that of its decided spans."""
    return {
        "total": found.share,
        "documents": Fraction(found.annotated, len(found.rows)),
        "decided": found.decided.share,
        **{label: each.share for label, each in found.labels.items()},
    }


def evaluation_shares(found: Evaluation) -> dict[str, Fraction | None]:
    """What floors of evaluation are compared with: F1 by measure, value accuracy, both of labels as `strict.MONEY`."""
    shares: dict[str, Fraction | None] = {measure: found.total.f1(measure) for measure in MEASURES}
    shares["value"] = found.total.value()
    shares |= {f"strict.{label}": each.f1() for label, each in found.labels.items()}
    return shares | {f"value.{label}": each.value() for label, each in found.labels.items()}


def coverage(found: Coverage, floors: Floors, missing: Sequence[str] = ()) -> Outcome:
    """The outcome of `dronewatch coverage`; `missing` are paths of the corpus that are not there."""
    tested = _coverage_checks(found, floors)
    failed = any(not check.passed for check in tested)
    summary = (
        f"{shown(found.share)} % read: {found.read} of {found.words} words in titles and bodies,"
        f" {found.annotated} of {len(found.rows)} documents annotated, {shown(found.decided.share)} % of"
        f" {found.decided.predicted} predicted spans decided"
    )
    facts = {
        "words_read": found.read,
        "words": found.words,
        "documents_annotated": found.annotated,
        "documents": len(found.rows),
        "spans_decided": found.decided.decided,
        "spans_predicted": found.decided.predicted,
        "corpora": list(found.matched.checked),
        "not_checked": [*found.matched.unchecked, *missing],
        "hash": found.corpus,
    }
    tables = (_documents(found), _decided(found))
    findings = [*_of_files(found.matched, missing), *(_unread(found) if failed else ())]
    return Outcome(
        "coverage", "annotated", found.share, summary, facts, tables, "articles", tuple(tested), tuple(findings)
    )


def evaluation(
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
    tested = _evaluation_checks(found, floors, hash)
    strict = found.total.f1() or Fraction(0)
    summary = (
        f"strict F1 {shown(strict)} %{_interval(found.intervals.get('strict'))}, values {shown(found.total.value())} %"
        f" right: {found.total.gold} gold and {found.total.predicted} predicted spans in {found.documents} documents,"
        f" {len(found.differences)} differences"
    )
    facts = {
        "documents": found.documents,
        "gold": found.total.gold,
        "predicted": found.total.predicted,
        "differences": len(found.differences),
        "corpora": list(matched.checked),
        "not_checked": [*matched.unchecked, *missing],
        "hash": hash,
    }
    tables = [_measures(found), _labels(found), _sections(found), _sources(found)]
    findings = _of_files(matched, missing)
    findings += [_finding(each, places[each], errors) for each in found.differences]
    if errors:
        tables.append(_differences(found.differences, places))
    main = "errors" if errors else "labels"
    return Outcome("evaluate", "strict F1", strict, summary, facts, tuple(tables), main, tuple(tested), tuple(findings))


def _coverage_checks(found: Coverage, floors: Floors) -> list[Check]:
    shares = coverage_shares(found)
    tested = [
        Check(_name(name), shares[name], *floors.set_[name])
        for name in ("total", "documents", "decided")
        if name in floors.set_
    ]
    every = floors.set_.get("decided")
    for label in found.labels:
        each = floors.set_.get(label, every)
        if each is not None:
            tested.append(Check(_name(label), shares[label], *each, vacuous=True))
    if "document" in floors.set_:
        tested += [
            Check(f"document {row.document.article}", row.share, *floors.set_["document"], vacuous=True)
            for row in found.rows
        ]
    return tested + _pinned(floors.pin, shares, found.corpus, len(found.rows), vacuous=True)


def _evaluation_checks(found: Evaluation, floors: Floors, hash: str) -> list[Check]:
    shares = evaluation_shares(found)
    tested = [Check(_name(name), shares[name], *floors.set_[name]) for name in shares if name in floors.set_]
    return tested + _pinned(floors.pin, shares, hash, found.documents, vacuous=False)


def _pinned(
    pin: Pin | None, shares: Mapping[str, Fraction | None], hash: str, documents: int, *, vacuous: bool
) -> list[Check]:
    if pin is None:
        return []
    from dataclasses import replace

    return [replace(each, name=_name(each.name)) for each in checks(pin, shares, hash, documents, vacuous)]


def _name(name: str) -> str:
    """What a floor is called in a message."""
    if name in LABELS:
        return f"{name} decided"
    measure, _, label = name.partition(".")
    told = f"{measure} F1" if measure in MEASURES else "values right" if measure == "value" else measure
    return f"{label} {told}" if label else told


def _of_files(matched: Matched, missing: Sequence[str]) -> list[Finding]:
    found = [
        Finding(
            "warning",
            "stale annotations",
            f"the text of “{each.article}” is another than the one that was annotated (dronewatch annotate rebase)",
            each.path,
            each.lines.get("sha256", 1),
        )
        for each in matched.stale.values()
    ]
    found += [
        Finding(
            "warning",
            "annotations without article",
            f"the corpus has no article “{each.article}”",
            each.path,
            each.lines.get("article", 1),
        )
        for each in matched.orphans
    ]
    found += [
        Finding("notice", "not checked", f"the corpus of the annotations in {name}/ is not there")
        for name in matched.unchecked
    ]
    found += [Finding("notice", "not checked", f"{path} is not there") for path in missing]
    return found


def _unread(found: Coverage) -> list[Finding]:
    """The documents that keep the number low, for those who see no table."""
    return [
        Finding(
            "warning",
            STATES[row.state],
            f"{row.words - row.read} of {row.words} words of “{row.document.article}” are not read",
            row.document.file,
            row.document.line,
            shown=True,
        )
        for row in found.rows
        if row.read < row.words and row.state != "stale"
    ]


def _documents(found: Coverage) -> Table:
    columns = (
        Column("article", "Article"),
        Column("state", "State"),
        Column("read", "Words read", right=True),
        Column("words", "of", right=True),
        Column("percent", "%", right=True),
        Column("decided", "Spans decided", right=True),
        Column("predicted", "of", right=True),
    )
    rows = [
        {
            "article": row.document.article,
            "state": STATES[row.state],
            "read": row.read,
            "words": row.words,
            "percent": row.share,
            "decided": row.decided.decided,
            "predicted": row.decided.predicted,
            "file": row.document.file,
            "line": row.document.line,
            "annotation": row.annotation,
        }
        for row in found.rows
    ]
    return Table("articles", "Documents", columns, rows, place=True, more=("annotation",))


def _decided(found: Coverage) -> Table:
    columns = (
        Column("label", "Label"),
        Column("predicted", "Predicted", right=True),
        Column("accepted", "Accepted", right=True),
        Column("corrected", "Corrected", right=True),
        Column("rejected", "Rejected", right=True),
        Column("percent", "Decided %", right=True),
    )
    rows = [
        {
            "label": label,
            "predicted": each.predicted,
            "accepted": each.accepted,
            "corrected": each.corrected,
            "rejected": each.rejected,
            "percent": each.share,
        }
        for label, each in found.labels.items()
        if each.predicted
    ]
    return Table("labels", "Predicted spans that people have decided", columns, rows)


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
        Column("measure", "Measure"),
        Column("precision", "Precision", right=True),
        Column("recall", "Recall", right=True),
        Column("f1", "F1", right=True),
        Column("interval", "95 % interval", right=True),
    )
    return Table("measures", "All labels", columns, rows, more=("low", "high"))


def _labels(found: Evaluation) -> Table:
    rows = [
        {**_scores(label, each), **_bounds(found.intervals.get(f"strict.{label}"))}
        for label, each in found.labels.items()
        if each.gold or each.predicted
    ]
    columns = (*_columns("Label"), Column("interval", "95 % interval", right=True))
    return Table("labels", "Labels, each by itself", columns, rows, more=("low", "high"))


def _sections(found: Evaluation) -> Table:
    rows = [_scores(section, each) for section, each in found.sections.items()]
    return Table("sections", "Sections", _columns("Section"), rows)


def _sources(found: Evaluation) -> Table:
    columns = (
        Column("name", "Source of the prediction"),
        Column("predicted", "Predicted", right=True),
        Column("strict", "Strict P", right=True),
        Column("partial", "Partial P", right=True),
        Column("type", "Type P", right=True),
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
    return Table("sources", "Sources, by what is right of what each one predicts", columns, rows)


def _columns(heading: str) -> tuple[Column, ...]:
    return (
        Column("name", heading),
        Column("gold", "Gold", right=True),
        Column("predicted", "Predicted", right=True),
        Column("precision", "P", right=True),
        Column("recall", "R", right=True),
        Column("f1", "F1", right=True),
        Column("partial", "Partial", right=True),
        Column("value", "Value", right=True),
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
        Column("kind", "Difference"),
        Column("where", "Where"),
        Column("gold", "Gold"),
        Column("predicted", "Predicted"),
        Column("sentence", "Sentence"),
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
    return Table("errors", "Differences", columns, rows, place=True, more=more)


def _finding(each: Difference, place: Place, shown: bool) -> Finding:
    parts = [f"gold {_said(each.gold, place.gold)}" if each.gold else "", ""]
    parts[1] = f"predicted {_said(each.predicted, place.predicted)}" if each.predicted else ""
    message = f"{', '.join(part for part in parts if part)} — {place.sentence.strip()}"
    return Finding("warning", each.kind, message, place.file, place.line, shown=True)


def _said(mark: Mark | None, text: str | None) -> str | None:
    """A span in one cell: label, words, value."""
    if mark is None:
        return None
    value = plain_value(mark.label, mark.value)
    return f"{mark.label} {text}" + (f" = {value}" if value else "")
