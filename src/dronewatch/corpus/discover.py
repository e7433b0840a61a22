"""From the paths that a user names to the files they stand for, in a fixed order, without reading them."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from dronewatch.corpus import metadata
from dronewatch.corpus.readers import READERS, by_name
from dronewatch.corpus.source import Reader, split
from dronewatch.errors import DataError, DronewatchError, UsageError

STDIN = "-"
_NO_ARTICLE = re.compile(r"(?:corpus\.yaml|(?:readme|licen[cs]e|copying)(?:\..*)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that holds articles. `path` is as the user gave it (a folder's files: joined to the folder), or `-`.

    `size` is in bytes. `mtime_ns` is when the file or the `corpus.yaml` that describes it was last changed, whichever
    is later, in nanoseconds since 1970. `format` names the reader, `auto` where only the first bytes will tell.
    `catalogue` is the path of that `corpus.yaml`; `folder` is the argument under which the file was found, None for a
    file that was named.
    """

    path: str
    size: int
    mtime_ns: int
    format: str
    catalogue: str | None = None
    folder: str | None = None


Report = Callable[[DronewatchError], None]


def fail(problem: DronewatchError) -> None:
    """What happens with a problem where nobody asked to be told: it stops the run."""
    raise problem


def files(
    paths: Iterable[str | os.PathLike[str]], *, input_format: str = "auto", on_error: Report | None = None
) -> list[SourceFile]:
    """The files that `paths` (files, folders, globs with `**`, `-`) stand for, each once, in a fixed order.

    The order is that of `paths`, and by name within a folder. Folders are searched to any depth, symbolic links
    followed, hidden files, `corpus.yaml`, README and LICENSE left out. With an `input_format` a folder gives the files
    of that format, and a file that is named is read as it whatever its suffix.

    Raises `UsageError` for a path that is not there. A folder without articles, one that cannot be entered and a file
    whose suffix is unknown go to `on_error` (default: raised), and the others are still listed.
    """
    return list(iterate(paths, input_format, on_error or fail))


def iterate(paths: Iterable[str | os.PathLike[str]], input_format: str, report: Report) -> Iterator[SourceFile]:
    """`files`, one by one. A file reached twice is given once."""
    wanted = by_name(input_format)
    seen: set[tuple[int, int]] = set()
    for path in paths:
        name = os.fspath(path)
        if name == STDIN:
            yield SourceFile(STDIN, 0, 0, input_format)
            continue
        for source, key in _expand(name, wanted, report):
            if key not in seen:
                seen.add(key)
                yield source


Found = tuple[SourceFile, tuple[int, int]]  # a file, and device and inode, which tell that it was reached before


def _expand(path: str, wanted: Reader | None, report: Report) -> Iterator[Found]:
    """What one path stands for: a file, the files of a folder, or all that a glob matches, by name."""
    if os.path.lexists(path):
        yield from _named(path, wanted, report)
        return
    if not glob.has_magic(path):
        raise UsageError("there is no such file or folder", file=path, hint=_nearest(Path(path)))
    matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)
    if not matches:
        raise UsageError("the pattern matches no file", file=path, hint="** stands for folders of any depth")
    for match in matches:
        if wanted or _reader(Path(match).name) or Path(match).is_dir():  # others are passed over, as in a folder
            yield from _named(match, wanted, report)


def _nearest(path: Path) -> str:
    from difflib import get_close_matches

    try:
        names = sorted(entry.name for entry in path.parent.iterdir())[:10_000]
    except OSError:
        return f"there is no folder {path.parent} either"
    near = get_close_matches(path.name, names, 1, 0.75)
    return f"did you mean {path.parent / near[0]}?" if near else f"looked in {path.parent.absolute()}"


def _named(path: str, wanted: Reader | None, report: Report) -> Iterator[Found]:
    """A file or folder that the user named."""
    try:
        stat = Path(path).stat()
    except OSError as problem:
        report(unreadable(path, problem))
        return
    if S_ISDIR(stat.st_mode):
        yield from _folder(path, wanted, report)
        return
    name = Path(path).name
    reader = wanted or _reader(name)
    if reader is None and S_ISREG(stat.st_mode):  # a pipe tells by its first bytes, a file by its suffix
        if not _NO_ARTICLE.fullmatch(name):  # which `folder/*` names without meaning it
            hint = f"read are {', '.join(READERS)}, also with .gz; or say what it is with --input-format"
            report(DataError("is of no format known by its suffix", file=path, hint=hint))
        return
    if _printable(path, report):
        yield _source(path, stat, reader, _catalogue(Path(path).parent), None)


def _folder(top: str, wanted: Reader | None, report: Report) -> Iterator[Found]:
    """The articles' files of a folder, depth first, by name. One reached twice (a loop of links) is entered once."""
    entered: set[tuple[int, int]] = set()
    count = 0
    waiting: list[tuple[Path, Path | None]] = [(Path(top), None)]
    while waiting:
        path, above = waiting.pop()
        try:
            stat = path.stat()
            if S_ISDIR(stat.st_mode):
                if (stat.st_dev, stat.st_ino) in entered:
                    continue
                entered.add((stat.st_dev, stat.st_ino))
                names = sorted((entry.name for entry in path.iterdir()), reverse=True)
                catalogue = _catalogue(path) or above
                waiting.extend((path / name, catalogue) for name in names if not name.startswith("."))
                continue
        except OSError as problem:
            report(unreadable(str(path), problem))
            continue
        reader = _reader(path.name)
        if reader and wanted in (None, reader) and S_ISREG(stat.st_mode) and _printable(str(path), report):
            count += 1
            yield _source(str(path), stat, reader, above, top)
    if not count:
        suffixes = ", ".join(suffix for suffix, reader in READERS.items() if wanted in (None, reader))
        report(DataError("the folder holds no articles", file=top, hint=f"read are {suffixes}, also with .gz"))


def _reader(name: str) -> Reader | None:
    """The reader for a file by its name, None for a suffix without one and for files that are about the corpus."""
    return None if _NO_ARTICLE.fullmatch(name) else READERS.get(split(name)[1])


def _catalogue(folder: Path) -> Path | None:
    path = folder / metadata.FILE
    return path if path.is_file() else None


def _source(
    path: str, stat: os.stat_result, reader: Reader | None, catalogue: Path | None, folder: str | None
) -> Found:
    changed = max(stat.st_mtime_ns, catalogue.stat().st_mtime_ns) if catalogue else stat.st_mtime_ns
    form = reader.format if reader else "auto"
    source = SourceFile(path, stat.st_size, changed, form, str(catalogue) if catalogue else None, folder)
    return source, (stat.st_dev, stat.st_ino)


def _printable(path: str, report: Report) -> bool:
    """Whether the name can be written: bytes that are no UTF-8 could be neither printed nor stored."""
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = os.fsencode(path).decode("utf-8", "backslashreplace")
        report(DataError("the file's name is not UTF-8", file=shown, hint="rename it"))
        return False
    return True


def unreadable(path: str, problem: OSError) -> DataError:
    """The error for a file or folder that the system does not let us read."""
    hints = {PermissionError: "check its permissions", FileNotFoundError: "is it a broken link?"}
    return DataError(f"cannot be read: {problem.strerror or problem}", file=path, hint=hints.get(type(problem)))
