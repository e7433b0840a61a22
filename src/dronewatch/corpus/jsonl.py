"""JSON Lines: one article a line, an object with `text`, usually `id`, and whatever else describes it.

A lone surrogate that a record spells as an escape (`\\ud800`) stays in the text, so that offsets count what was
written. Such a text has no UTF-8 form: write it with `errors="backslashreplace"`, which gives the same JSON escape.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any, BinaryIO

from dronewatch.corpus import lines, metadata
from dronewatch.corpus.encoding import NotTextError, decode
from dronewatch.corpus.identity import unfit
from dronewatch.corpus.source import Source, Unchanged
from dronewatch.errors import DataError
from dronewatch.messages import tr
from dronewatch.model import Article

_DIGEST = 16  # bytes


def read(source: Source, stream: BinaryIO) -> Iterator[Article | Unchanged]:
    """The records in order, one line in memory at a time; a broken record is reported and the next one read.

    A record without `id` gets one from the file's stem and its line. Fields that `corpus.yaml` gives for the file
    (publisher, url …) hold for records that do not say otherwise. A line that is `source.known`, as it is and as the
    file is described, is not parsed.
    """
    shared = metadata.shared(source.entry)
    begun = sha256(repr([sorted(map(repr, said.items())) for said in (source.columns, source.entry)]).encode())
    for number, line in lines.numbered(source, stream, hint=tr("is it one JSON object a line?")):
        if not line or line.isspace():
            continue
        raw = None
        if source.known is not None and isinstance(line, bytes):
            digest = begun.copy()
            digest.update(line)
            raw = digest.digest()[:_DIGEST]
            before = source.known.get(raw)
            # An id that may come from the line is another one in another line.
            if before and before.record == number:
                yield before
                continue
            if before and before.id != f"{source.stem}-{before.record}":
                yield before._replace(record=number, moved=True)
                continue
        try:
            record = _renamed(_record(line), source)
            text, identity = _text(record), _identity(record) or f"{source.stem}-{number}"
        except _RecordError as problem:
            source.report(DataError(str(problem), file=source.file, line=number))
            continue
        article = metadata.article(identity, text, shared | record, file=source.file, record=number)
        # What is to be said of a date that is none is said each time.
        yield article if raw is None or metadata.no_date(article) else replace(article, raw=raw)


class _RecordError(ValueError):
    pass


def _record(line: bytes | str) -> dict[str, Any]:
    try:
        text = line if isinstance(line, str) else line.rstrip().decode("utf-8")
    except UnicodeDecodeError:
        try:
            text, _ = decode(line)  # type: ignore[arg-type]
        except NotTextError as problem:
            raise _RecordError(tr("the line {reason}", reason=problem.reason)) from None
    try:
        record = json.loads(text, parse_constant=lambda name: None)
    except json.JSONDecodeError as problem:
        raise _RecordError(
            tr("is not valid JSON: {msg}, column {colno}", msg=problem.msg, colno=problem.colno)
        ) from None
    except (ValueError, RecursionError) as problem:  # a number of thousands of digits, thousands of brackets
        reason = tr("it is nested too deeply") if isinstance(problem, RecursionError) else tr("a number is too long")
        raise _RecordError(tr("is not JSON that can be read: {reason}", reason=reason)) from None
    if not isinstance(record, dict):
        raise _RecordError(tr("a record must be an object {{…}}, this is {record}", record=_kind(record)))
    return record


def _renamed(record: dict[str, Any], source: Source) -> dict[str, Any]:
    """The record with the keys that the user calls text, title … under these names."""
    if not source.columns:
        return record
    names = {key: field for field, key in source.columns.items() if key in record}
    return {names.get(key, key): value for key, value in record.items() if key in names or key not in names.values()}


def _text(record: dict[str, Any]) -> str:
    if "text" not in record:
        keys = ", ".join(sorted(record)[:8]) or tr("no key")
        raise _RecordError(tr("the record has no “text”, only {keys}", keys=keys))
    if not isinstance(record["text"], str):
        raise _RecordError(tr("“text” must be a string, this is {text}", text=_kind(record["text"])))
    return record["text"]


def _identity(record: dict[str, Any]) -> str | None:
    """The id as a string; None where there is none. Whole numbers, which databases export, are written out."""
    identity = record.get("id")
    if identity is None or (isinstance(identity, str) and identity):
        if identity and unfit(identity):
            raise _RecordError(tr("“id” holds a control character or half a character"))
        return identity
    if isinstance(identity, int) and not isinstance(identity, bool):
        return str(identity)
    raise _RecordError(tr("“id” must be a string, this is {identity}", identity=_kind(identity)))


def _kind(value: object) -> str:
    if value == "":
        return "empty"
    names = {
        str: "a string",
        bool: tr("true or false"),
        int: "a number",
        float: "a number",
        list: "a list",
        dict: tr("an object"),
    }
    return names.get(type(value), "null")
