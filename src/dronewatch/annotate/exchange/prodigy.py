"""Prodigy's JSONL, which other tools speak too: one task a line with `text`, `spans`, `meta`, `answer`.

    {"text": "…", "spans": [{"start": 8, "end": 27, "label": "MONEY", "value": {…}}], "meta": {"id": "…"},
     "answer": "accept", "rejected": […], "reviewed": ["title", "body"], "by": ["…"]}

Prodigy passes on the keys that it does not know. Offsets are code points, as Prodigy's own are. Of a task answered with
`reject` all spans are refused; one that was ignored is not read. Who answered is `_annotator_id`: a name where people
work in sessions of their own, else the data set and the time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dronewatch.annotate.exchange import records, whole
from dronewatch.annotate.exchange.document import Document, ordered
from dronewatch.annotate.model import Annotation
from dronewatch.errors import DataError, DronewatchError
from dronewatch.messages import tr
from dronewatch.model import SECTIONS

Report = Callable[[DronewatchError], None]

_UNNAMED = re.compile(r"\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d\Z")  # a session without a name has that of its time


def task(document: Document) -> dict[str, Any]:
    """One document as plain JSON data."""
    return {
        "text": document.text,
        "spans": [records.region(span) for span in document.spans],
        "meta": {"id": document.id},
        "answer": "accept",
        "rejected": [records.region(span) for span in document.rejected],
        "reviewed": list(document.reviewed),
        "by": list(document.by),
    }


def write(documents: Iterable[Document], target: Path, report: Report) -> int:
    """One line a document; everything that an annotation file says is held."""
    lines = [records.line(task(document)) + "\n" for document in documents]
    whole.put(target, "".join(lines))
    return len(lines)


def read(source: Path, texts: Mapping[str, str], report: Report) -> Iterator[Document]:
    """The documents of one file; one person's lines about the same text (one question each) are put together."""
    merged: dict[tuple[str, str, str], Document] = {}
    for number, line in enumerate(whole.get(source).split("\n"), 1):
        if not line.strip():
            continue

        def complain(problem: DronewatchError, number: int = number) -> None:
            report(DataError(problem.message, file=str(source), line=number, hint=problem.hint))

        try:
            document = _document(json.loads(line), complain)
        except (ValueError, RecursionError):
            complain(DataError(tr("is not JSON")))
        except DataError as problem:
            complain(problem)
        else:
            key = (document.id, document.text, document.annotator)
            before = merged.get(key, document)
            merged[key] = replace(
                document,
                spans=ordered([*before.spans, *document.spans]),
                rejected=ordered([*before.rejected, *document.rejected]),
            )
    yield from merged.values()


def _document(data: Any, report: Report) -> Document:
    if not isinstance(data, dict) or not isinstance(text := data.get("text"), str):
        raise DataError(tr("has no text"))
    meta = data.get("meta")
    article = meta.get("id", "") if isinstance(meta, dict) else ""
    annotator = data.get("_annotator_id")
    if not isinstance(annotator, str) or _UNNAMED.search(annotator):
        annotator = ""
    answer = data.get("answer", "accept")
    if answer not in ("accept", "reject"):
        raise DataError(tr("the answer is {answer!r}: the task is not read", answer=answer))
    spans, rejected = regions(text, data.get("spans"), report), regions(text, data.get("rejected"), report)
    if answer == "reject":
        spans, rejected = [], [*spans, *rejected]
    return Document(
        str(article or data.get("id") or ""),
        text,
        ordered(spans),
        ordered(rejected),
        names(data.get("reviewed"), SECTIONS),
        names(data.get("by")),
        annotator,
    )


def regions(text: str, data: Any, report: Report) -> list[Annotation]:
    """The spans of plain JSON data; what is none goes to `report`."""
    found = []
    for entry in data if isinstance(data, (list, tuple)) else []:
        try:
            if not isinstance(entry, dict):
                raise DataError(tr("a span must be an object"))
            label = entry.get("label")
            value = records.kept(str(label), entry.get("value"), report)
            found.append(records.marked(text, entry.get("start"), entry.get("end"), label, value))
        except DataError as problem:
            report(problem)
    return found


def names(data: Any, known: tuple[str, ...] | None = None) -> tuple[str, ...]:
    """The texts of a JSON list; only those `known`, if given."""
    texts = [name for name in data if isinstance(name, str)] if isinstance(data, (list, tuple)) else []
    return tuple(name for name in texts if known is None or name in known)
