"""Articles from wherever they are, one by one: opening, unpacking, choosing the reader, keeping ids apart."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast

from dronewatch.corpus import discover
from dronewatch.corpus.discover import Report, SourceFile
from dronewatch.corpus.identity import Places
from dronewatch.corpus.metadata import Catalogue
from dronewatch.corpus.readers import FORMATS, READERS, by_name
from dronewatch.corpus.source import Reader, Source, head, split
from dronewatch.errors import DataError, DronewatchError
from dronewatch.model import Article

_GZIP = b"\x1f\x8b"
_BUFFER = 64 * 1024


def read(
    paths: Iterable[str | os.PathLike[str] | SourceFile],
    *,
    input_format: str = "auto",
    on_error: Report | None = None,
) -> Iterator[Article]:
    """The articles of files, folders, globs, `-` (standard input) and `SourceFile`s, in order, as they are asked for.

    `input_format` is `auto` (by suffix; standard input and pipes by their first bytes) or a key of `FORMATS`. What
    cannot be read (a file, a record, a `corpus.yaml`) and an article whose id another one has go to `on_error`, and the
    rest is still served; without `on_error` the first problem is raised.

    Raises `UsageError` for a path that is not there or an unknown format, `DataError` as said.
    """
    by_name(input_format)
    report = on_error or discover.fail
    catalogues: dict[str, Catalogue | None] = {}
    places = Places()
    names: list[str] = []
    for source in _sources(paths, input_format, report):
        names.append(source.path)
        entry = _entry(source, catalogues, report)
        for article in _articles(source, entry, report):
            first = places.add(article.id, len(names) - 1, article.record or 0)
            if first is None:
                yield article
            else:
                report(_clash(article, names[first[0]], first[1]))


def _sources(
    paths: Iterable[str | os.PathLike[str] | SourceFile], input_format: str, report: Report
) -> Iterator[SourceFile]:
    """Runs of plain paths are searched together, so that a file reached by two of them is read once."""
    plain: list[str | os.PathLike[str]] = []
    for path in paths:
        if isinstance(path, SourceFile):
            yield from discover.iterate(plain, input_format, report)
            plain.clear()
            yield path
        else:
            plain.append(path)
    yield from discover.iterate(plain, input_format, report)


def _clash(article: Article, file: str, record: int) -> DronewatchError:
    where = f"{file}:{record}" if record else file
    hint = "rename one, or give it an id in corpus.yaml" if article.record is None else "give each article its own"
    return DataError(f"the id “{article.id}” is taken by {where}", file=article.file, line=article.record, hint=hint)


def _entry(source: SourceFile, catalogues: dict[str, Catalogue | None], report: Report) -> Mapping[str, Any]:
    """What `corpus.yaml` says about the file. It is read once, and where a whole folder is, checked for lost files."""
    if source.catalogue is None:
        return {}
    if source.catalogue not in catalogues:
        catalogues[source.catalogue] = None
        try:
            catalogue = Catalogue(Path(source.catalogue))
        except DronewatchError as problem:
            report(problem)
            return {}
        catalogues[source.catalogue] = catalogue
        for lost in catalogue.missing() if source.folder is not None else ():
            report(lost)
    found = catalogues[source.catalogue]
    return found.entry(Path(source.path)) if found else {}


def _articles(source: SourceFile, entry: Mapping[str, Any], report: Report) -> Iterator[Article]:
    """The articles of one file; whatever goes wrong with it is reported, and the articles before it are served."""
    standard = source.path == discover.STDIN
    stem = "stdin" if standard else split(Path(source.path).name)[0]
    try:
        with _open(source.path) as raw:
            stream = _unpacked(raw)
            reader = FORMATS.get(source.format) or _by_content(stream)
            yield from reader.read(Source(source.path, stem, report, entry), stream)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        report(DataError("the gzip file is damaged or cut off", file=source.path, hint="fetch or pack it again"))
    except OSError as problem:
        report(discover.unreadable(source.path, problem))
    except DataError as problem:
        report(problem)


def _open(path: str) -> BinaryIO:
    """A buffered stream; the one of standard input stays open when it is closed."""
    if path != discover.STDIN:
        return Path(path).open("rb", _BUFFER)
    return cast(BinaryIO, io.BufferedReader(_Kept(sys.stdin.buffer), _BUFFER))


class _Kept(io.RawIOBase):
    """A view of a stream that does not close it."""

    def __init__(self, stream: BinaryIO):
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        read = getattr(self._stream, "read1", self._stream.read)
        data = read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _unpacked(raw: BinaryIO) -> BinaryIO:
    """The stream, gzip undone where its first bytes say so."""
    if not head(raw).startswith(_GZIP):
        return raw
    return cast(BinaryIO, io.BufferedReader(cast(Any, gzip.GzipFile(fileobj=raw)), _BUFFER))


def _by_content(stream: BinaryIO) -> Reader:
    """JSONL where the first character is an opening brace, else text: for streams, which have no suffix."""
    first = head(stream).lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    return READERS[".jsonl" if first.startswith(b"{") else ".txt"]
