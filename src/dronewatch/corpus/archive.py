"""ZIP files: what they hold is listed like the files of a folder, and read without unpacking to disk.

Names are only ever names: nothing is written, so that a member called `../x` could do no harm; it is refused all the
same, being made to do some.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from dronewatch.corpus.source import MEMBER, Source
from dronewatch.errors import DataError
from dronewatch.messages import marked, tr
from dronewatch.model import Article

MAX_MEMBER = 4 * 1024**3  # bytes of one member, unpacked
MAX_TOTAL = 64 * 1024**3  # of all together
MAX_RATIO = 200  # of unpacked to packed; a text seldom comes to 20
_SMALL = 16 * 1024 * 1024  # bytes that do no harm whatever their ratio
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
_HINT = marked("fetch or pack it again")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a ZIP file: its name there, its size in bytes when unpacked, and what speaks against reading it."""

    name: str
    size: int
    problem: DataError | None = None


def members(path: str) -> list[Member]:
    """What the ZIP file at `path` holds, by name; folders and hidden files left out.

    Raises `DataError` where it is none, is damaged, or would unpack to more than `MAX_TOTAL`.
    """
    try:
        with zipfile.ZipFile(path) as file:
            named = [info for info in file.infolist() if info.filename]  # without a name, `is_dir` fails
            infos = [info for info in named if not info.is_dir() and not _hidden(info.filename)]
    except _UNREADABLE as problem:
        raise DataError(_said(problem), file=path, hint=tr(_HINT)) from None
    total, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if total > MAX_TOTAL or (total > _SMALL and total > MAX_RATIO * max(packed, 1)):
        message = tr(
            "would unpack to {total:,} MB, {total2} times its size, and was left alone",
            total=total >> 20,
            total2=total // max(packed, 1),
        )
        raise DataError(message, file=path, hint=tr("unpack it yourself if you trust it"))
    last = {info.filename: info for info in infos}  # a name given twice stands for the last, as when unpacking
    return [_member(path, last[name]) for name in sorted(last)]


def _member(path: str, info: zipfile.ZipInfo) -> Member:
    refused = _refused(info)
    shown = f"{path}{MEMBER}{info.filename}"
    problem = DataError(refused[0], file=shown, hint=refused[1]) if refused else None
    return Member(info.filename, info.file_size, problem)


def _hidden(name: str) -> bool:
    return any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in PurePosixPath(name).parts)


def _refused(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    """What speaks against reading a member, and what to do about it."""
    name = info.filename.replace("\\", "/")
    if ".." in name.split("/") or name.startswith("/") or name[1:2] == ":":
        return tr("its name leads out of the ZIP file"), tr("pack it again without .. in names")
    if info.flag_bits & 1:
        return tr("is encrypted"), tr("unpack it yourself, with its password")
    if name.lower().endswith(".zip"):
        return tr("is a ZIP file within a ZIP file"), tr("unpack the outer one")
    if info.file_size > MAX_MEMBER or (
        info.file_size > _SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1)
    ):
        times = info.file_size // max(info.compress_size, 1)
        message = tr(
            "would unpack to {file_size:,} MB, {times} times its size, and was left alone",
            file_size=info.file_size >> 20,
            times=times,
        )
        return message, tr("unpack it yourself if you trust it")
    return None


class Archives:
    """The ZIP file that was read last, kept open: its list of contents is read once for all its members."""

    def __init__(self) -> None:
        self._path: str | None = None
        self._file: zipfile.ZipFile | None = None

    def open(self, path: str, name: str) -> BinaryIO:
        """A stream of one member. Raises `DataError` where it cannot be read; so may reading it."""
        shown = f"{path}{MEMBER}{name}"
        try:
            if path != self._path or self._file is None:
                self.close()
                self._file, self._path = zipfile.ZipFile(path), path
            raw = _Checked(cast(BinaryIO, self._file.open(name)), shown)
        except KeyError:
            raise DataError(tr("is no longer in the ZIP file"), file=shown) from None
        except _UNREADABLE as problem:
            raise DataError(_said(problem), file=shown, hint=tr(_HINT)) from None
        return cast(BinaryIO, io.BufferedReader(raw, 64 * 1024))

    def close(self) -> None:
        """Let go of the ZIP file."""
        if self._file is not None:
            self._file.close()
        self._path = self._file = None


class _Checked(io.RawIOBase):
    """A member's stream whose damage is a `DataError`."""

    def __init__(self, stream: BinaryIO, shown: str):
        self._stream = stream
        self._shown = shown

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read(len(buffer))
        except _UNREADABLE as problem:
            raise DataError(_said(problem), file=self._shown, hint=tr(_HINT)) from None
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _said(problem: Exception) -> str:
    if isinstance(problem, NotImplementedError):
        return tr("is packed in a way that cannot be read")
    if isinstance(problem, OSError) and problem.strerror:
        return tr("cannot be read: {strerror}", strerror=problem.strerror)
    return tr("the ZIP file is damaged or none")


def read(source: Source, stream: BinaryIO) -> Iterator[Article]:
    """A ZIP file from a pipe: it says at its end what it holds. Raises `DataError`."""
    raise DataError(tr("a ZIP file cannot be read from a pipe"), file=source.file, hint=tr("save it and name the file"))
