"""Every format that is read, by suffix in lower case; a `.gz` behind it is undone before the reader sees the stream."""

from __future__ import annotations

from dronewatch.corpus import jsonl, text
from dronewatch.corpus.source import Reader
from dronewatch.errors import UsageError

READERS: dict[str, Reader] = {
    ".txt": Reader("text", text.read),
    ".jsonl": Reader("jsonl", jsonl.read),
    ".ndjson": Reader("jsonl", jsonl.read),
}

FORMATS: dict[str, Reader] = {reader.format: reader for reader in READERS.values()}


def by_name(input_format: str) -> Reader | None:
    """The reader that `--input-format` names, None for `auto`. Raises `UsageError` for a format that is not there."""
    if input_format == "auto":
        return None
    if input_format not in FORMATS:
        raise UsageError(f"unknown input format “{input_format}”", hint=f"there are auto, {', '.join(FORMATS)}")
    return FORMATS[input_format]
