"""The lines of a stream with their numbers, one in memory at a time, whatever the encoding."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from dronewatch.corpus import encoding
from dronewatch.corpus.source import MAX_BYTES, Source, head
from dronewatch.errors import DataError
from dronewatch.messages import tr

_SKIP = 1024 * 1024


def numbered(source: Source, stream: BinaryIO, *, hint: str) -> Iterator[tuple[int, bytes | str]]:
    """Line numbers and lines, line breaks kept, byte order mark dropped.

    Only UTF-16 and UTF-32, whose line breaks are no single bytes, are decoded here; other lines are bytes, each to be
    decoded by itself. A line beyond `MAX_BYTES` is reported with `hint` and passed over.

    Raises `DataError` where UTF-16 or UTF-32 is damaged.
    """
    first = head(stream)
    mark = encoding.mark(first) if source.first == 1 else None
    if mark:
        stream.read(mark[1])
    wide = mark[0] if mark and mark[0] != "utf-8" else encoding.utf16(first) if 0 in first else None
    if wide is None:
        yield from _counted(source, stream, hint)
        return
    lines = io.TextIOWrapper(stream, encoding=wide, newline="\n")
    try:
        yield from _counted(source, lines, hint)
    finally:
        lines.detach()  # or it would close a stream that is not its own


def _counted(source: Source, lines: Any, hint: str) -> Iterator[tuple[int, bytes | str]]:
    number = source.first - 1
    while True:
        number += 1
        try:
            line = lines.readline(MAX_BYTES)
            if not line:
                return
            if len(line) < MAX_BYTES or _ended(line):
                yield number, line
                continue
            message = tr("the line is longer than {max_bytes} MB", max_bytes=MAX_BYTES >> 20)
            source.report(DataError(message, file=source.file, line=number, hint=hint))
            while line and not _ended(line):
                line = lines.readline(_SKIP)
        except UnicodeDecodeError as problem:
            message = tr("is not valid {upper}", upper=problem.encoding.upper())
            raise DataError(message, file=source.file, line=number) from None


def _ended(line: bytes | str) -> bool:
    return line[-1:] in (b"\n", "\n")
