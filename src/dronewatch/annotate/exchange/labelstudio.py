"""Label Studio's JSON: a list of tasks, each with `data` and `annotations` (https://labelstud.io/guide/task_format).

Import the file into a project whose labelling interface names `Labels` “label” and `Text` “text” (value `$text`).
Values travel as the note of a region (`meta.text`); refused passages, reviewed sections and annotators as
`data.dronewatch`, which Label Studio passes on. Offsets are written as code points, as Label Studio's are since 2021;
see `offsets` for older files.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dronewatch.annotate.exchange import offsets, prodigy, records, whole
from dronewatch.annotate.exchange.document import Document, ordered
from dronewatch.annotate.model import Annotation
from dronewatch.errors import DataError, DronewatchError
from dronewatch.messages import tr
from dronewatch.model import SECTIONS

Report = Callable[[DronewatchError], None]


def write(documents: Iterable[Document], target: Path, report: Report) -> int:
    """One task a document; everything that an annotation file says is held."""
    tasks = [records.line(_task(document)) for document in documents]
    whole.put(target, "[\n" + ",\n".join(tasks) + "\n]\n")
    return len(tasks)


def _task(document: Document) -> dict[str, Any]:
    more = {
        "rejected": [records.region(span) for span in document.rejected],
        "reviewed": list(document.reviewed),
        "by": list(document.by),
    }
    result = [_region(number, span) for number, span in enumerate(document.spans, 1)]
    return {
        "data": {"text": document.text, "id": document.id, "dronewatch": more},
        "annotations": [{"result": result, "was_cancelled": False}],
    }


def _region(number: int, span: Annotation) -> dict[str, Any]:
    value = records.dumped(span)
    return {
        "id": f"s{number}",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": span.start, "end": span.end, "text": span.exact, "labels": [span.label]},
        **({"meta": {"text": [value]}} if value else {}),
    }


def read(source: Path, texts: Mapping[str, str], report: Report) -> Iterator[Document]:
    """The documents of one file: one for each person who has finished a task."""
    try:
        tasks = json.loads(whole.get(source))
    except (ValueError, RecursionError):
        raise DataError(tr("is not JSON"), file=str(source)) from None
    if not isinstance(tasks, list):
        raise DataError(tr("must be a list of tasks"), file=str(source), hint=tr("export from Label Studio as JSON"))
    for number, data in enumerate(tasks, 1):

        def complain(problem: DronewatchError, number: int = number) -> None:
            report(
                DataError(
                    tr("task {number}: {message}", number=number, message=problem.message),
                    file=str(source),
                    hint=problem.hint,
                )
            )

        try:
            yield from _documents(data, complain)
        except DataError as problem:
            complain(problem)


def _documents(task: Any, report: Report) -> Iterator[Document]:
    data = task.get("data") if isinstance(task, dict) else None
    if not isinstance(data, dict) or not isinstance(text := data.get("text"), str):
        raise DataError(tr("has no data.text"), hint=tr("export from Label Studio as JSON, not JSON-MIN"))
    given = task.get("annotations")
    done: dict[str, Any] = {}
    for one in given if isinstance(given, list) else []:
        if isinstance(one, dict) and not one.get("was_cancelled"):
            if (who := _annotator(one.get("completed_by"))) in done:
                report(
                    DataError(tr("was done more than once by {who}; only the last is read", who=who or tr("somebody")))
                )
            done[who] = one
    if not done:
        raise DataError(tr("nobody has finished it; it is not read"))
    more = data.get("dronewatch")
    more = more if isinstance(more, dict) else {}
    for who, one in done.items():
        yield Document(
            str(data.get("id") or ""),
            text,
            ordered(_spans(text, one.get("result"), report)),
            ordered(prodigy.regions(text, more.get("rejected"), report)),
            prodigy.names(more.get("reviewed"), SECTIONS),
            prodigy.names(more.get("by")),
            who,
        )


def _annotator(given: Any) -> str:
    """Who did it: an e-mail address, or the number that Label Studio gives people; empty where it does not say."""
    if isinstance(given, dict):
        given = given.get("email") or given.get("id")
    return str(given) if isinstance(given, (str, int)) else ""


def _spans(text: str, result: Any, report: Report) -> list[Annotation]:
    regions = []
    for region in result if isinstance(result, list) else []:
        value = region.get("value") if isinstance(region, dict) else None
        if not isinstance(value, dict) or not isinstance(value.get("labels"), list):
            report(DataError(tr("a region without labels is not read")))
        elif type(value.get("start")) is not int or type(value.get("end")) is not int:
            report(
                DataError(
                    tr("a region without start and end in the text is not read"), hint=tr("use Text, not HyperText")
                )
            )
        else:
            quoted = value.get("text")
            mark = (value["start"], value["end"], quoted if isinstance(quoted, str) else None)
            regions.append((mark, value["labels"], _note(region)))
    spans = []
    for ((start, end, quoted), labels, note), place in zip(
        regions, offsets.settle(text, [mark for mark, _, _ in regions]), strict=True
    ):
        for label in labels:
            try:
                if place is None:
                    raise DataError(
                        tr(
                            "{label} from {start} to {end} is not “{quoted}”, whichever way characters are counted",
                            label=label,
                            start=start,
                            end=end,
                            quoted=quoted,
                        )
                    )
                value = records.kept(str(label), note, report) if note.startswith("{") else None
                spans.append(records.marked(text, *place, label, value))
            except DataError as problem:
                report(problem)
    return spans


def _note(region: dict[str, Any]) -> str:
    meta = region.get("meta")
    lines = meta.get("text") if isinstance(meta, dict) else None
    return lines[0] if isinstance(lines, list) and lines and isinstance(lines[0], str) else ""
