"""A plain text file is one article, and so is a Markdown file, whose front matter describes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dronewatch.corpus import encoding, frontmatter, metadata
from dronewatch.corpus.source import Source, whole
from dronewatch.errors import DataError
from dronewatch.messages import tr
from dronewatch.model import Article


def read(source: Source, stream: BinaryIO) -> Iterator[Article]:
    """The file as one article; its id is the one `corpus.yaml` gives, else the file's stem."""
    yield metadata.own(source, decoded(source, stream))


def read_markdown(source: Source, stream: BinaryIO) -> Iterator[Article]:
    """The file as one article, its text as it stands there, marks and front matter included.

    The title is that of the front matter, else the first heading; other keys are metadata. What `corpus.yaml` says goes
    before. Front matter that is no YAML is reported, and the article read without it.
    """
    text = decoded(source, stream)
    try:
        fields = frontmatter.fields(text, source.file)
    except DataError as problem:
        source.report(problem)
        fields = {}
    title = fields.get("title") or frontmatter.heading(text)
    yield metadata.own(source, text, fields | ({"title": title} if title else {}))


def decoded(source: Source, stream: BinaryIO) -> str:
    """The stream's text. Raises `DataError` where it is none."""
    data = whole(stream, source.file, hint=tr("split it, or make it JSONL with one article a line"))
    try:
        text, _ = encoding.decode(data)
    except encoding.NotTextError as problem:
        line = None if problem.offset is None else data.count(b"\n", 0, problem.offset) + 1
        hint = tr("save it as UTF-8") if line else tr("only text can be read")
        raise DataError(problem.reason, file=source.file, line=line, hint=hint) from None
    return text
