"""JSON Lines: one article a line, an object with `text`, usually `id`, and whatever else describes it.

A lone surrogate that a record spells as an escape (`\\ud800`) stays in the text, so that offsets count what was
written. Such a text has no UTF-8 form: write it with `errors="backslashreplace"`, which gives the same JSON escape.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from dronewatch.corpus import encoding, metadata
from dronewatch.corpus.source import MAX_BYTES, Source, head
from dronewatch.errors import DataError
from dronewatch.model import Article

_SKIP = 1024 * 1024
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def read(source: Source, stream: BinaryIO) -> Iterator[Article]:
    """The records in order, one line in memory at a time; a broken record is reported and the next one read.

    A record without `id` gets one from the file's stem and its line. Fields that `corpus.yaml` gives for the file
    (publisher, url …) hold for records that do not say otherwise.
    """
    shared = {key: value for key, value in source.entry.items() if key not in ("id", "title")}
    for number, line in _lines(source, stream):
        if not line or line.isspace():
            continue
        try:
            record = _record(line)
            text, identity = _text(record), _identity(record) or f"{source.stem}-{number}"
        except _RecordError as problem:
            source.report(DataError(str(problem), file=source.file, line=number))
            continue
        yield metadata.article(identity, text, shared | record, file=source.file, record=number)


class _RecordError(ValueError):
    pass


def _lines(source: Source, stream: BinaryIO) -> Iterator[tuple[int, bytes | str]]:
    """Line numbers and lines; only UTF-16 and UTF-32, whose line breaks are no single bytes, are decoded here."""
    first = head(stream)
    mark = encoding.mark(first)
    if mark:
        stream.read(mark[1])
    wide = mark[0] if mark and mark[0] != "utf-8" else encoding.utf16(first) if 0 in first else None
    if wide is None:
        yield from _numbered(source, stream)
        return
    lines = io.TextIOWrapper(stream, encoding=wide, newline="\n")
    try:
        yield from _numbered(source, lines)
    finally:
        lines.detach()  # or it would close a stream that is not its own


def _numbered(source: Source, lines: Any) -> Iterator[tuple[int, bytes | str]]:
    """The lines of a binary or text stream with their numbers; one beyond the limit is reported and passed over."""
    number = 0
    while True:
        number += 1
        try:
            line = lines.readline(MAX_BYTES)
            if not line:
                return
            if len(line) < MAX_BYTES or _ended(line):
                yield number, line
                continue
            message, hint = f"the line is longer than {MAX_BYTES >> 20} MB", "is it one JSON object a line?"
            source.report(DataError(message, file=source.file, line=number, hint=hint))
            while line and not _ended(line):
                line = lines.readline(_SKIP)
        except UnicodeDecodeError as problem:
            message = f"is not valid {problem.encoding.upper()}"
            raise DataError(message, file=source.file, line=number) from None


def _ended(line: bytes | str) -> bool:
    return line[-1:] in (b"\n", "\n")


def _record(line: bytes | str) -> dict[str, Any]:
    try:
        text = line if isinstance(line, str) else line.rstrip().decode("utf-8")
    except UnicodeDecodeError:
        try:
            text, _ = encoding.decode(line)  # type: ignore[arg-type]
        except encoding.NotTextError as problem:
            raise _RecordError(f"the line {problem.reason}") from None
    try:
        record = json.loads(text, parse_constant=lambda name: None)
    except json.JSONDecodeError as problem:
        raise _RecordError(f"is not valid JSON: {problem.msg}, column {problem.colno}") from None
    except (ValueError, RecursionError) as problem:  # a number of thousands of digits, thousands of brackets
        reason = "it is nested too deeply" if isinstance(problem, RecursionError) else "a number is too long"
        raise _RecordError(f"is not JSON that can be read: {reason}") from None
    if not isinstance(record, dict):
        raise _RecordError(f"a record must be an object {{…}}, this is {_kind(record)}")
    return record


def _text(record: dict[str, Any]) -> str:
    if "text" not in record:
        keys = ", ".join(sorted(record)[:8]) or "no key"
        raise _RecordError(f"the record has no “text”, only {keys}")
    if not isinstance(record["text"], str):
        raise _RecordError(f"“text” must be a string, this is {_kind(record['text'])}")
    return record["text"]


def _identity(record: dict[str, Any]) -> str | None:
    """The id as a string; None where there is none. Whole numbers, which databases export, are written out."""
    identity = record.get("id")
    if identity is None or (isinstance(identity, str) and identity):
        if identity and _UNFIT.search(identity):
            raise _RecordError("“id” holds a control character or half a character")
        return identity
    if isinstance(identity, int) and not isinstance(identity, bool):
        return str(identity)
    raise _RecordError(f"“id” must be a string, this is {_kind(identity)}")


def _kind(value: object) -> str:
    if value == "":
        return "empty"
    names = {
        str: "a string",
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "an object",
    }
    return names.get(type(value), "null")
