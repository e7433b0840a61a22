"""The two sides of the seam where readers join: what a reader is given, and what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, NamedTuple

from dronewatch.errors import DataError, DronewatchError
from dronewatch.messages import tr
from dronewatch.model import Article

COMPRESSED = ".gz"
MEMBER = "!"  # between the path of a ZIP file and the name of a file in it
_CHUNK = 1024 * 1024
MAX_BYTES = 256 * 1024 * 1024  # of one article (a file or a line), which has to fit in memory several times


class Unchanged(NamedTuple):
    """A record that is, byte for byte, one that the caller knows: the id of its article, where it stands (before it is
    read: stood), a number by which the caller finds it, and whether it has moved.
    """

    id: str
    record: int
    number: int
    moved: bool = False


@dataclass(frozen=True)
class Source:
    """One file as a reader sees it.

    `file` is the name for messages and for `Article.file`; `stem` is that name without folder and suffix, from which
    ids are made; `entry` is what `corpus.yaml` says about the file; `columns` is which column (or key) the user says is
    which field; `report` takes a problem of one record, after which the reader goes on with the next (it does not
    return where problems are to stop everything). `first` is the number of the stream's first line in the file, where
    the stream is a stretch of it. `known` are the records that need not be read again, by the digest of a record and of
    all else that decides about its article; None where nobody wants digests. A reader may take no notice of it.
    """

    file: str
    stem: str
    report: Callable[[DronewatchError], None]
    entry: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    first: int = 1
    known: Mapping[bytes, Unchanged] | None = None


@dataclass(frozen=True)
class Reader:
    """A format: its name for `--input-format`, and the function that turns a binary stream into articles, lazily.

    The function raises `DataError` where the rest of the file cannot be read. gzip is undone before it. `needs` is a
    library that has to be installed, and the extra that brings it. `like` is the format by whose suffix files of this
    one are known. `columns` says whether the user can name columns.
    """

    format: str
    read: Callable[[Source, BinaryIO], Iterator[Article | Unchanged]]
    needs: tuple[str, str] | None = None
    like: str | None = None
    columns: bool = False


def head(stream: BinaryIO) -> bytes:
    """What the stream begins with, up to some thousand bytes, without taking it; empty where it cannot tell."""
    peek = getattr(stream, "peek", None)
    return bytes(peek(1)) if peek else b""


def whole(stream: BinaryIO, file: str, *, hint: str) -> bytes:
    """All of a stream, chunk by chunk: the size of a pipe or of a packed file is not known before.

    Raises `DataError` with `hint` beyond `MAX_BYTES`.
    """
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > MAX_BYTES:
            raise DataError(tr("is longer than {max_bytes} MB", max_bytes=MAX_BYTES >> 20), file=file, hint=hint)
        chunks.append(chunk)
    return b"".join(chunks)


def split(name: str) -> tuple[str, str]:
    """A file name's stem and its suffix in lower case, `.gz` left off: `A.JSONL.gz` gives `A`, `.jsonl`."""
    if name.lower().endswith(COMPRESSED):
        name = name[: -len(COMPRESSED)]
    stem, _, suffix = name.rpartition(".")
    return (stem, "." + suffix.lower()) if stem else (name, "")


def archive(path: str) -> str:
    """The path of the ZIP file in which `path` lies (`press.zip!a.txt`), else `path`."""
    at = path.lower().find(".zip" + MEMBER)
    return path if at == -1 else path[: at + len(".zip")]
