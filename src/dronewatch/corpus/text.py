"""A plain text file is one article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dronewatch.corpus import encoding, metadata
from dronewatch.corpus.source import MAX_BYTES, Source
from dronewatch.errors import DataError
from dronewatch.model import Article

_CHUNK = 1024 * 1024


def read(source: Source, stream: BinaryIO) -> Iterator[Article]:
    """The file as one article; its id is the one `corpus.yaml` gives, else the file's stem."""
    data = _all(stream, source.file)
    try:
        text, _ = encoding.decode(data)
    except encoding.NotTextError as problem:
        line = None if problem.offset is None else data.count(b"\n", 0, problem.offset) + 1
        hint = "save it as UTF-8" if line else "only text can be read"
        raise DataError(problem.reason, file=source.file, line=line, hint=hint) from None
    yield metadata.article(source.entry.get("id") or source.stem, text, source.entry, file=source.file)


def _all(stream: BinaryIO, file: str) -> bytes:
    """Everything, chunk by chunk: the size of a pipe or of a packed file is not known before."""
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > MAX_BYTES:
            hint = "split it, or make it JSONL with one article a line"
            raise DataError(f"is longer than {MAX_BYTES >> 20} MB", file=file, hint=hint)
        chunks.append(chunk)
    return b"".join(chunks)
