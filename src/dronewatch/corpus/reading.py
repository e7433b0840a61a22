"""Articles from wherever they are, one by one: opening, unpacking, choosing the reader, keeping ids apart."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from dronewatch import yaml_lines
from dronewatch.corpus import discover, metadata, remote
from dronewatch.corpus.discover import Report, SourceFile
from dronewatch.corpus.identity import Places
from dronewatch.corpus.metadata import Catalogue
from dronewatch.corpus.readers import FORMATS, READERS, by_name
from dronewatch.corpus.source import MEMBER, Reader, Source, Unchanged, archive, head, split
from dronewatch.errors import DataError, DronewatchError
from dronewatch.messages import tr, trn
from dronewatch.model import Article

if TYPE_CHECKING:
    from dronewatch.corpus.archive import Archives

_GZIP = b"\x1f\x8b"
_BUFFER = 64 * 1024


def read(
    paths: Iterable[str | os.PathLike[str] | SourceFile],
    *,
    input_format: str = "auto",
    columns: Mapping[str, str] | None = None,
    on_error: Report | None = None,
) -> Iterator[Article]:
    """The articles of files, folders, globs, `-` (standard input) and `SourceFile`s, in order, as they are asked for.

    `input_format` is `auto` (by suffix; standard input and pipes by their first bytes) or a key of `FORMATS`. `columns`
    says which column of a table (or key of a JSONL record) is which field (`columns.FIELDS`), before `corpus.yaml`
    does; a `SourceFile` has its own. What cannot be read (a file, a record, a `corpus.yaml`), an article whose id
    another one has and dates that are none (once a file; the articles are served) go to `on_error`, and the rest is
    still served; without `on_error` the first problem is raised.

    Raises `UsageError` for a path that is not there, an unknown format or field, `DataError` as said.
    """
    by_name(input_format)
    report = on_error or discover.fail
    found = _read(_sources(paths, input_format, columns or {}, report), report, None)
    yield from cast("Iterator[Article]", found)


Known = Callable[[SourceFile], Mapping[bytes, Unchanged]]


def read_changed(files: Iterable[SourceFile], known: Known, *, on_error: Report) -> Iterator[Article | Unchanged]:
    """As `read`, but what is `known` of a file, by `Article.raw`, comes without being read.

    Where a reader says nothing of the records as they are, all come as articles. Ids are kept apart all the same.
    """
    return _read(files, on_error, known)


def _read(sources: Iterable[SourceFile], report: Report, known: Known | None) -> Iterator[Article | Unchanged]:
    catalogues: dict[str, Catalogue | None] = {}
    places = Places()
    names: list[str] = []
    with closing(Opener()) as opener:
        for source in sources:
            names.append(source.path)
            about = _about(source, catalogues, opener, report)
            dates = _Dates(report)
            for article in _articles(source, about, opener, report, known):
                first = places.add(article.id, len(names) - 1, article.record or 0)
                if first is not None:
                    report(_clash(article, source.path, names[first[0]], first[1]))
                    continue
                if isinstance(article, Article):
                    dates.note(article)
                yield article
            dates.close()


class _Dates:
    """The dates of one file that are none: said once, or a column of them would hide all else."""

    def __init__(self, report: Report):
        self._report = report
        self._count = 0
        self._first: tuple[Article, str] | None = None

    def note(self, article: Article) -> None:
        raw = metadata.no_date(article)
        if raw is not None:
            self._count += 1
            self._first = self._first or (article, raw)

    def close(self) -> None:
        if self._first is None:
            return
        article, raw = self._first
        what = tr("“{split}” is no date", split=" ".join(raw[:60].split()))
        others = self._count - 1
        more = trn(
            ", as in {count:,} more article of the file",
            ", as in {count:,} more articles of the file",
            others,
            count=others,
        )
        hint = tr("read all the same, without a date; 2019-04-12 and 12 avril 2019 are dates")
        self._report(DataError(what + more if others else what, file=article.file, line=article.record, hint=hint))


def _sources(
    paths: Iterable[str | os.PathLike[str] | SourceFile],
    input_format: str,
    columns: Mapping[str, str],
    report: Report,
) -> Iterator[SourceFile]:
    """Runs of plain paths are searched together, so that a file reached by two of them is read once."""
    plain: list[str | os.PathLike[str]] = []
    for path in paths:
        if isinstance(path, SourceFile):
            yield from discover.iterate(plain, input_format, columns, report)
            plain.clear()
            yield path
        else:
            plain.append(path)
    yield from discover.iterate(plain, input_format, columns, report)


def _clash(article: Article | Unchanged, file: str, first: str, record: int) -> DronewatchError:
    where = f"{first}:{record}" if record else first
    hint = (
        tr("rename one, or give it an id in corpus.yaml") if article.record is None else tr("give each article its own")
    )
    return DataError(
        tr("the id “{id}” is taken by {where}", id=article.id, where=where),
        file=file,
        line=article.record,
        hint=hint,
    )


@dataclass(frozen=True)
class _About:
    """What `corpus.yaml` says about a file, and which column is which field in it."""

    entry: Mapping[str, Any]
    columns: Mapping[str, str]


def _about(source: SourceFile, catalogues: dict[str, Catalogue | None], opener: Opener, report: Report) -> _About:
    """What is known of a file. `corpus.yaml` is read once, and where a whole folder is, checked for lost files."""
    given = dict(source.columns)
    if source.catalogue is None:
        return _About({}, given)
    if source.catalogue not in catalogues:
        catalogues[source.catalogue] = None
        try:
            elsewhere = archive(source.catalogue) != source.catalogue or remote.is_url(source.catalogue)
            text = opener.text(source.catalogue) if elsewhere else None
            catalogue = Catalogue(Path(source.catalogue), text)
        except DronewatchError as problem:
            report(problem)
            return _About({}, given)
        catalogues[source.catalogue] = catalogue
        for lost in catalogue.missing() if source.folder is not None and not elsewhere else ():
            report(lost)
    found = catalogues[source.catalogue]
    if found is None:
        return _About({}, given)
    entry = found.entry(Path(source.path), split(source.name)[0])
    return _About(entry, {**found.columns(entry), **given})


def _articles(
    source: SourceFile, about: _About, opener: Opener, report: Report, known: Known | None
) -> Iterator[Article | Unchanged]:
    """The articles of one file; whatever goes wrong with it is reported, and the articles before it are served."""
    stem = "stdin" if source.path == discover.STDIN else split(source.name)[0]
    try:
        with opener.open(source) as raw:
            stream = unpacked(raw)
            first = 1
            if source.part is not None:
                first = source.part.first
                stream.seek(source.part.start)
                length = source.part.end - source.part.start
                stream = cast(BinaryIO, io.BufferedReader(_Kept(stream, length), _BUFFER))
            reader = FORMATS.get(source.format) or _by_content(stream)
            held = None if known is None else known(source)
            yield from reader.read(Source(source.path, stem, report, about.entry, about.columns, first, held), stream)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        report(
            DataError(tr("the gzip file is damaged or cut off"), file=source.path, hint=tr("fetch or pack it again"))
        )
    except OSError as problem:
        report(discover.unreadable(source.path, problem))
    except DataError as problem:
        report(problem)


class Opener:
    """Opens files, standard input and what lies in ZIP files; of these the last one stays open for its next member."""

    def __init__(self) -> None:
        self._archives: Archives | None = None

    def open(self, source: SourceFile) -> BinaryIO:
        """A buffered stream; the one of standard input stays open when it is closed."""
        if source.archive is not None:
            return self._member(source.archive, source.path[len(source.archive) + len(MEMBER) :])
        if remote.is_url(source.path):
            return remote.open(source.path)
        if source.path != discover.STDIN:
            return Path(source.path).open("rb", _BUFFER)
        return cast(BinaryIO, io.BufferedReader(_Kept(sys.stdin.buffer), _BUFFER))

    def text(self, path: str) -> str:
        """The text of a `corpus.yaml` in a ZIP file or at a URL. Raises `DataError` where there is none."""
        file = archive(path)
        opened = remote.open(path) if remote.is_url(path) else self._member(file, path[len(file) + len(MEMBER) :])
        with opened as stream:
            data = stream.read(yaml_lines.MAX_BYTES)
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise DataError(tr("is not UTF-8"), file=path, hint=tr("save it as UTF-8")) from None

    def _member(self, path: str, name: str) -> BinaryIO:
        if self._archives is None:
            from dronewatch.corpus.archive import Archives

            self._archives = Archives()
        return self._archives.open(path, name)

    def close(self) -> None:
        """Close what is still open."""
        if self._archives is not None:
            self._archives.close()


class _Kept(io.RawIOBase):
    """A view of a stream, of its next `length` bytes where that is given, that does not close it."""

    def __init__(self, stream: BinaryIO, length: int | None = None):
        self._stream = stream
        self._left = length

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        read = getattr(self._stream, "read1", self._stream.read)
        data = read(len(buffer) if self._left is None else min(len(buffer), self._left))
        buffer[: len(data)] = data
        if self._left is not None:
            self._left -= len(data)
        return len(data)


class _Gunzipped(_Kept):
    """A gzip file that gives all that stands before damage, not only the full buffers: `GzipFile.read` would drop the
    last one.
    """

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()


def unpacked(raw: BinaryIO) -> BinaryIO:
    """The stream, gzip undone where its first bytes say so."""
    if not head(raw).startswith(_GZIP):
        return raw
    return cast(BinaryIO, io.BufferedReader(_Gunzipped(cast(BinaryIO, gzip.GzipFile(fileobj=raw))), _BUFFER))


def _by_content(stream: BinaryIO) -> Reader:
    """JSONL where the first character is an opening brace, else text: for streams, which have no suffix."""
    first = head(stream).lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    return READERS[".jsonl" if first.startswith(b"{") else ".txt"]
