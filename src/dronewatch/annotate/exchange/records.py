"""Annotations as plain JSON data, for formats that hold it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from dronewatch.annotate.files import quoted
from dronewatch.annotate.model import Annotation
from dronewatch.annotate.values import from_plain, to_plain
from dronewatch.errors import DataError, DronewatchError
from dronewatch.messages import tr
from dronewatch.model import Value


def dumped(span: Annotation) -> str | None:
    """The value of `span` as one line of ASCII JSON; None where it has none."""
    value = to_plain(span.label, span.value)
    return None if value is None else json.dumps(value)


def loaded(label: str, text: str) -> Value | None:
    """The value that `dumped` gave; DataError where `text` is something else."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise DataError(tr("the value is not JSON: {text}", text=_short(text))) from None
    return value(label, data)


def value(label: str, data: Any) -> Value | None:
    """The value that `data` describes. DataError where it describes none of `label`."""
    try:
        return from_plain(label, data)
    except ValueError as problem:
        raise DataError(str(problem)) from None


def kept(label: str, data: Any, report: Callable[[DronewatchError], None]) -> Value | None:
    """As `value`, or as `loaded` where `data` is text; what is none goes to `report`, and the span stays without."""
    try:
        return loaded(label, data) if isinstance(data, str) else value(label, data)
    except DataError as problem:
        report(problem)
        return None


def marked(text: str, start: Any, end: Any, label: Any, value: Value | None = None) -> Annotation:
    """What a person marked, under whatever label. DataError where the bounds do not exist in `text`."""
    if not isinstance(label, str) or not label:
        raise DataError(tr("a passage has the label {label}, which is no word", label=_short(label)))
    if not (type(start) is int and type(end) is int and 0 <= start < end <= len(text)):
        raise DataError(
            tr(
                "{label} from {start} to {end} is not in the text of {count} characters",
                label=label,
                start=_short(start),
                end=_short(end),
                count=len(text),
            )
        )
    return Annotation(start, end, label, quoted(text[start:end]), value)


def region(span: Annotation) -> dict[str, Any]:
    """One annotation as plain JSON data: start, end, label, and the value if it has one."""
    value = to_plain(span.label, span.value)
    return {"start": span.start, "end": span.end, "label": span.label, **({"value": value} if value else {})}


def line(data: Any) -> str:
    """One line of JSON, readable; lone surrogates, which UTF-8 has not, are escaped."""
    text = json.dumps(data, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(data)
    return text


def _short(thing: Any) -> str:
    text = str(thing)
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"
