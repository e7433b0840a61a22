"""Files at URLs (`s3://…`, `https://…`, `file://…`, whatever fsspec knows): listed and opened by whoever reads them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from glob import has_magic
from hashlib import blake2b
from typing import Any, BinaryIO, cast

from dronewatch.corpus import metadata
from dronewatch.corpus.columns import check
from dronewatch.corpus.discover import FACTS, Report, SourceFile, fail, reader_of
from dronewatch.corpus.readers import READERS
from dronewatch.errors import DataError, UsageError
from dronewatch.messages import tr

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")  # two letters at least: C:// is a drive
_BUFFER = 1024 * 1024


def is_url(path: str) -> bool:
    """Whether `path` is a URL and no path of this machine."""
    return _URL.match(path) is not None


def open(url: str) -> BinaryIO:
    """A buffered stream of the bytes at a URL. OSError where it cannot be opened, DataError without fsspec."""
    fs, path = filesystem(url)
    return cast(BinaryIO, io.BufferedReader(fs.open(path, "rb"), _BUFFER))


def filesystem(url: str) -> tuple[Any, str]:
    """fsspec's file system for a URL, and what it calls the path. DataError where fsspec or its driver is missing."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise DataError(tr("reading URLs needs fsspec"), file=url, hint=tr("pip install 'dronewatch[dask]'")) from None
    try:
        fs, path = url_to_fs(url)
    except ImportError as problem:
        raise DataError(
            tr("cannot be opened: {problem}", problem=problem), file=url, hint=tr("install it on every worker too")
        ) from None
    except ValueError as problem:
        raise UsageError(tr("cannot be opened: {problem}", problem=problem), file=url) from None
    return fs, path


def files(
    urls: Iterable[str], *, columns: Mapping[str, str] | None = None, on_error: Report | None = None
) -> Iterator[SourceFile]:
    """The files that URLs (of files, folders, or with `*`) stand for, as `discover.files` does for paths.

    `mtime_ns` is a number that changes when the file system says that the file did. UsageError for a URL at which there
    is nothing; ZIP files and what is of no known format go to `on_error`.
    """
    given = tuple(sorted(check(columns or {}).items()))
    report = on_error or fail
    for url in urls:
        fs, path = filesystem(url)
        folder = None
        try:
            if has_magic(path):
                found = sorted(fs.glob(path))
            elif fs.isdir(path):
                found, folder = sorted(fs.find(path)), url
            else:
                found = [path] if fs.exists(path) else []
        except OSError as problem:
            raise UsageError(tr("cannot be listed: {problem}", problem=problem), file=url) from None
        if not found:
            raise UsageError(tr("there is nothing"), file=url, hint=tr("** stands for folders of any depth"))
        named = found == [path]
        catalogues = {each.rpartition("/")[0]: each for each in found if each.rpartition("/")[2] == metadata.FILE}
        facts = {top for top, _, name in (each.rpartition("/") for each in found) if name in FACTS} - {path}
        count = 0
        for each in found:
            if not facts.isdisjoint(_parents(each)):
                continue
            reader = reader_of(each.rpartition("/")[2])
            hidden = any(part.startswith(".") for part in each[len(path) :].split("/"))
            if reader is None or (hidden and not named):
                continue
            count += 1
            if reader.format == "zip":
                report(DataError(tr("ZIP files are read from disk only"), file=url, hint=tr("unpack it")))
                continue
            above = next((catalogues[top] for top in _parents(each) if top in catalogues), None)
            shown = url if named else fs.unstrip_protocol(each)
            size, changed = _state(fs, each)
            yield SourceFile(
                shown, size, changed, reader.format, above and fs.unstrip_protocol(above), folder,
                columns=given if reader.columns else (),
            )  # fmt: skip
        if not count:
            report(
                DataError(
                    tr("holds no articles"),
                    file=url,
                    hint=tr("read are {readers}, also with .gz", readers=", ".join(READERS)),
                )
            )


def _parents(path: str) -> Iterator[str]:
    while path:
        path = path.rpartition("/")[0]
        yield path


def _state(fs: Any, path: str) -> tuple[int, int]:
    """Size in bytes (0 where nobody says), and a number for what the file system knows of its last change."""
    info = fs.info(path)
    known = {key: str(info[key]) for key in sorted(info) if key.lower() in _CHANGES}
    digest = blake2b(repr(known).encode(), digest_size=7).digest()
    return info.get("size") or 0, int.from_bytes(digest, "big")


_CHANGES = ("etag", "md5", "md5hash", "crc32c", "mtime", "lastmodified", "last_modified", "modified", "updated",
            "created", "generation", "versionid", "checksum")  # fmt: skip
