"""From the numbers of coverage to what reporters print: sentence, tables, floors, what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from dronewatch.annotate.coverage import Coverage
from dronewatch.annotate.floors import Floors, title
from dronewatch.annotate.outcome import Check, Column, Finding, Outcome, Table, of_files
from dronewatch.annotate.percent import shown
from dronewatch.messages import marked, tr

STATES = {
    "read": marked("read"),
    "partly": marked("partly read"),
    "stale": marked("stale"),
    "none": marked("not annotated"),
}


def shares(found: Coverage) -> dict[str, Fraction | None]:
    """What floors of coverage are compared with, by name; a label's share is that of its decided spans."""
    return {
        "total": found.share,
        "documents": Fraction(found.annotated, len(found.rows)),
        "decided": found.decided.share,
        **{label: each.share for label, each in found.labels.items()},
    }


def outcome(found: Coverage, floors: Floors, missing: Sequence[str] = ()) -> Outcome:
    """The outcome of `dronewatch coverage`; `missing` are paths of the corpus that are not there."""
    tested = _checks(found, floors)
    failed = any(not check.passed for check in tested)
    summary = tr(
        "{share} % read: {read} of {words} words in titles and bodies, {annotated} of"
        " {count} documents annotated, {share2} % of {predicted} predicted spans decided",
        share=shown(found.share),
        read=found.read,
        words=found.words,
        annotated=found.annotated,
        count=len(found.rows),
        share2=shown(found.decided.share),
        predicted=found.decided.predicted,
    )
    facts = {
        "words_read": found.read,
        "words": found.words,
        "documents_annotated": found.annotated,
        "documents": len(found.rows),
        "spans_decided": found.decided.decided,
        "spans_predicted": found.decided.predicted,
        "corpora": list(found.matched.corpora),
        "not_checked": [*(Path(each).name for each in sorted(found.matched.unchecked)), *missing],
        "hash": found.corpus,
    }
    tables = (_documents(found), _decided(found))
    findings = [*of_files(found.matched, missing), *(_unread(found) if failed else ())]
    return Outcome(
        "coverage", "annotated", found.share, summary, facts, tables, "articles", tuple(tested), tuple(findings)
    )


def _checks(found: Coverage, floors: Floors) -> list[Check]:
    measured = shares(found)
    tested = [
        Check(title(name), measured[name], *floors.chosen[name])
        for name in ("total", "documents", "decided")
        if name in floors.chosen
    ]
    every = floors.chosen.get("decided")
    for label in found.labels:
        each = floors.chosen.get(label, every)
        if each is not None:
            tested.append(Check(title(label), measured[label], *each, vacuous=True))
    if "document" in floors.chosen:
        tested += [
            Check(
                tr("document {article}", article=row.document.article),
                row.share,
                *floors.chosen["document"],
                vacuous=True,
            )
            for row in found.rows
        ]
    return tested + floors.pinned(measured, found.corpus, len(found.rows), vacuous=True)


def _unread(found: Coverage) -> list[Finding]:
    """The documents that keep the number low, for those who see no table."""
    return [
        Finding(
            "warning",
            STATES[row.state],
            tr(
                "{words} of {words2} words of “{article}” are not read",
                words=row.words - row.read,
                words2=row.words,
                article=row.document.article,
            ),
            row.document.file,
            row.document.line,
            shown=True,
        )
        for row in found.rows
        if row.read < row.words and row.state != "stale"
    ]


def _documents(found: Coverage) -> Table:
    columns = (
        Column("article", marked("Article")),
        Column("state", marked("State"), ours=True),
        Column("read", marked("Words read"), right=True),
        Column("words", marked("of"), right=True),
        Column("percent", marked("%"), right=True),
        Column("decided", marked("Spans decided"), right=True),
        Column("predicted", marked("of"), right=True),
    )
    rows = [
        {
            "article": row.document.article,
            "state": STATES[row.state],
            "read": row.read,
            "words": row.words,
            "percent": row.share,
            "decided": row.decided,
            "predicted": row.document.predicted,
            "file": row.document.file,
            "line": row.document.line,
            "annotation": row.annotation,
        }
        for row in found.rows
    ]
    return Table("articles", marked("Documents"), columns, rows, place=True, more=("annotation",))


def _decided(found: Coverage) -> Table:
    columns = (
        Column("label", marked("Label")),
        Column("predicted", marked("Predicted"), right=True),
        Column("accepted", marked("Accepted"), right=True),
        Column("corrected", marked("Corrected"), right=True),
        Column("rejected", marked("Rejected"), right=True),
        Column("percent", marked("Decided %"), right=True),
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
    return Table("labels", marked("Predicted spans that people have decided"), columns, rows)
