"""Predicted spans of any tagger, read from the JSON lines of `dronewatch tag`.

One article a line: `id`, `spans` (each `start`, `end`, `label`, perhaps `value` and `source`), perhaps `sha256`. Other
keys are not looked at.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from typing import Any

from dronewatch.annotate.evaluate import Mark
from dronewatch.errors import DataError
from dronewatch.messages import tr
from dronewatch.model import LABELS, Value

Report = Callable[[DataError], None]
_KEYS = {each.name for each in fields(Value)}
_NUMBERS = ("amount", "low", "high")


class _WrongError(ValueError):
    """What is wrong with a line, in words for the user."""


def read(
    lines: Iterable[str], file: str, lengths: Mapping[str, tuple[str, int]], report: Report
) -> dict[str, list[Mark]]:
    """The spans by article, for the articles in `lengths` (id → sha256 and length of its text); others are passed over.

    Every line that cannot be used goes to `report` as a `DataError` with its number, and the rest is read.
    """
    found: dict[str, list[Mark]] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = _object(line)
            article = record["id"]
            if article not in lengths:
                continue
            if article in found:
                raise _WrongError(tr("“{article}” stands in the file twice", article=article))
            digest, length = lengths[article]
            if record.get("sha256") not in (None, digest):
                raise _WrongError(tr("the spans of “{article}” are of another text (sha256)", article=article))
            spans = record.get("spans")
            if not isinstance(spans, list):
                raise _WrongError(tr("“spans” must be a list"))
            found[article] = [_mark(span, length) for span in spans]
        except _WrongError as problem:
            report(DataError(str(problem), file=file, line=number))
    return found


def _object(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line, parse_float=Decimal)
    except (ValueError, RecursionError):
        raise _WrongError(tr("is not JSON")) from None
    if not isinstance(record, dict) or not isinstance(record.get("id"), str):
        raise _WrongError(tr("must be an object with an “id”"))
    return record


def _mark(span: Any, length: int) -> Mark:
    if not isinstance(span, dict):
        raise _WrongError(tr("a span must be an object"))
    start, end, label = span.get("start"), span.get("end"), span.get("label")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= length:
        raise _WrongError(
            tr(
                "offsets {start}–{end} do not lie in the text, which has {length} code points",
                start=start,
                end=end,
                length=length,
            )
        )
    if label not in LABELS:
        raise _WrongError(tr("unknown label “{label}”", label=str(label)[:40]))
    source = span.get("source")
    return Mark(start, end, label, value=value(span.get("value")), source=source if isinstance(source, str) else "")


def value(given: Any) -> Value | None:
    """A value, its unknown keys left out; an amount may be a string or a number."""
    if given is None:
        return None
    if not isinstance(given, dict):
        raise _WrongError(tr("“value” must be an object"))
    known: dict[str, Any] = {key: field for key, field in given.items() if key in _KEYS and field is not None}
    for key in _NUMBERS:
        if key in known:
            try:
                known[key] = Decimal(str(known[key]))
            except InvalidOperation:
                raise _WrongError(tr("“{key}” is no number: {known}", key=key, known=str(known[key])[:40])) from None
    return Value(**known)
