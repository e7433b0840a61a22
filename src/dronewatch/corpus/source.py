"""The two sides of the seam where readers join: what a reader is given, and what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from dronewatch.errors import DronewatchError
from dronewatch.model import Article

COMPRESSED = ".gz"
MAX_BYTES = 256 * 1024 * 1024  # of one article (a file or a line), which has to fit in memory several times


@dataclass(frozen=True)
class Source:
    """One file as a reader sees it.

    `file` is the name for messages and for `Article.file`; `stem` is that name without folder and suffix, from which
    ids are made; `entry` is what `corpus.yaml` says about the file; `report` takes a problem of one record, after which
    the reader goes on with the next (it does not return where problems are to stop everything).
    """

    file: str
    stem: str
    report: Callable[[DronewatchError], None]
    entry: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reader:
    """A format: its name for `--input-format`, and the function that turns a binary stream into articles, lazily.

    The function raises `DataError` where the rest of the file cannot be read. gzip is undone before it.
    """

    format: str
    read: Callable[[Source, BinaryIO], Iterator[Article]]


def head(stream: BinaryIO) -> bytes:
    """What the stream begins with, up to some thousand bytes, without taking it; empty where it cannot tell."""
    peek = getattr(stream, "peek", None)
    return bytes(peek(1)) if peek else b""


def split(name: str) -> tuple[str, str]:
    """A file name's stem and its suffix in lower case, `.gz` left off: `A.JSONL.gz` gives `A`, `.jsonl`."""
    if name.lower().endswith(COMPRESSED):
        name = name[: -len(COMPRESSED)]
    stem, _, suffix = name.rpartition(".")
    return (stem, "." + suffix.lower()) if stem else (name, "")
