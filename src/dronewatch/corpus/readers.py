"""Every format that is read, by suffix in lower case; a `.gz` behind it is undone before the reader sees the stream."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO

from dronewatch.corpus import jsonl, text
from dronewatch.corpus.source import Reader, Source, Unchanged
from dronewatch.errors import UsageError
from dronewatch.messages import tr
from dronewatch.model import Article

_HTML = ("trafilatura", "html")
_PARQUET = ("pyarrow", "parquet")


@dataclass(frozen=True)
class _Later:
    """A reader whose module is imported when the first file of its format is read."""

    module: str

    def __call__(self, source: Source, stream: BinaryIO) -> Iterator[Article | Unchanged]:
        found: Iterator[Article] = import_module(f"dronewatch.corpus.{self.module}").read(source, stream)
        return found


READERS: dict[str, Reader] = {
    ".txt": Reader("text", text.read),
    ".md": Reader("markdown", text.read_markdown),
    ".markdown": Reader("markdown", text.read_markdown),
    ".jsonl": Reader("jsonl", jsonl.read, columns=True),
    ".ndjson": Reader("jsonl", jsonl.read, columns=True),
    ".csv": Reader("csv", _Later("delimited"), columns=True),
    ".tsv": Reader("tsv", _Later("tabbed"), columns=True),
    ".parquet": Reader("parquet", _Later("parquet"), needs=_PARQUET, columns=True),
    ".html": Reader("html", _Later("page"), needs=_HTML),
    ".htm": Reader("html", _Later("page"), needs=_HTML),
    ".zip": Reader("zip", _Later("archive")),
}

# What no suffix tells apart: exports of press databases, which are HTML.
EXPORTS = (
    Reader("europresse", _Later("europresse"), needs=_HTML, like="html"),
    Reader("factiva", _Later("factiva"), needs=_HTML, like="html"),
)

FORMATS: dict[str, Reader] = {reader.format: reader for reader in (*READERS.values(), *EXPORTS)}


def by_name(input_format: str) -> Reader | None:
    """The reader that `--input-format` names, None for `auto`. Raises `UsageError` for a format that is not there."""
    if input_format == "auto":
        return None
    if input_format not in FORMATS:
        raise UsageError(
            tr("unknown input format “{input_format}”", input_format=input_format),
            hint=tr("there are auto, {formats}", formats=", ".join(FORMATS)),
        )
    return FORMATS[input_format]
