"""From the paths that a user names to the files they stand for, in a fixed order, without reading them."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from stat import S_ISDIR, S_ISREG

from dronewatch.corpus import metadata
from dronewatch.corpus.columns import check
from dronewatch.corpus.readers import FORMATS, READERS, by_name
from dronewatch.corpus.source import MEMBER, Reader, split
from dronewatch.errors import DataError, DronewatchError, UsageError
from dronewatch.messages import tr

STDIN = "-"
# What a folder of facts has: found in articles that were read already.
FACTS = frozenset({"_facts.json", "_plan.json"})
_NO_ARTICLE = re.compile(r"(?:corpus\.yaml|(?:readme|licen[cs]e|copying)(?:\..*)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole lines of a file: bytes from `start` to `end` (half-open) once gzip is undone; `first` is the number of the
    line that begins there.
    """

    start: int
    end: int
    first: int


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that holds articles. `path` is as the user gave it (a folder's files: joined to the folder), or `-`.

    `size` is in bytes. `mtime_ns` is when the file or the `corpus.yaml` that describes it was last changed, whichever
    is later, in nanoseconds since 1970. `format` names the reader, `auto` where only the first bytes will tell.
    `catalogue` is the path of that `corpus.yaml`; `folder` is the argument under which the file was found, None for a
    file that was named. The path of a file within a ZIP file is `press.zip!a.txt`; `archive` is the ZIP file's part of
    it, and `size` the member's own. `columns` is which column the user says is which field, for formats with columns.
    `path` may be a URL (`remote.URL`), which `remote.files` lists. `part` is the stretch of a JSONL file that is meant,
    None for all of it.
    """

    path: str
    size: int
    mtime_ns: int
    format: str
    catalogue: str | None = None
    folder: str | None = None
    archive: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    part: Stretch | None = None

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return Path(self.path if self.archive is None else self.path[len(self.archive) + len(MEMBER) :]).name


Report = Callable[[DronewatchError], None]


def fail(problem: DronewatchError) -> None:
    """What happens with a problem where nobody asked to be told: it stops the run."""
    raise problem


def files(
    paths: Iterable[str | os.PathLike[str]],
    *,
    input_format: str = "auto",
    columns: Mapping[str, str] | None = None,
    on_error: Report | None = None,
) -> list[SourceFile]:
    """The files that `paths` (files, folders, globs with `**`, `-`) stand for, each once, in a fixed order.

    The order is that of `paths`, and by name within a folder. Folders are searched to any depth, symbolic links
    followed, hidden files, `corpus.yaml`, README, LICENSE and folders of facts left out. With an `input_format` a
    folder gives the files of that format, and a file that is named is read as it whatever its suffix. `columns` says
    which column of a table is which field (`columns.FIELDS`). Of a ZIP file the files that it holds are given.

    Raises `UsageError` for a path that is not there and a field that is none. A folder without articles, one that
    cannot be entered, a file whose suffix is unknown and a format whose library is not installed go to `on_error`
    (default: raised), and the others are still listed.
    """
    return list(iterate(paths, input_format, columns or {}, on_error or fail))


def iterate(
    paths: Iterable[str | os.PathLike[str]], input_format: str, columns: Mapping[str, str], report: Report
) -> Iterator[SourceFile]:
    """`files`, one by one. A file reached twice is given once."""
    wanted = by_name(input_format)
    given = tuple(sorted(check(columns).items()))
    seen: set[tuple[int, int, str]] = set()
    missing: set[str] = set()
    for path in paths:
        name = os.fspath(path)
        found: Iterable[Found]
        if name == STDIN:
            found = [(SourceFile(STDIN, 0, 0, input_format), (0, 0, ""))] if (0, 0, "") not in seen else []
        else:
            found = _expand(name, wanted, report)
        for source, key in found:
            if key not in seen:
                seen.add(key)
                reader = FORMATS.get(source.format)
                if reader is not None and not _installed(reader, source, missing, report):
                    continue
                yield replace(source, columns=given) if given and (reader is None or reader.columns) else source


def _installed(reader: Reader, source: SourceFile, missing: set[str], report: Report) -> bool:
    """Whether the library that a format needs is there; said once for each that is not."""
    if reader.needs is None:
        return True
    library, extra = reader.needs
    if library in missing:
        return False
    if find_spec(library) is not None:
        return True
    missing.add(library)
    hint = tr("pip install 'dronewatch[{extra}]'; without it all such files are left out", extra=extra)
    report(
        DataError(
            tr("reading {format} needs {library}", format=reader.format, library=library), file=source.path, hint=hint
        )
    )
    return False


# A file, and what tells that it was reached before: device, inode, and the name in a ZIP file.
Found = tuple[SourceFile, tuple[int, int, str]]


def _expand(path: str, wanted: Reader | None, report: Report) -> Iterator[Found]:
    """What one path stands for: a file, the files of a folder, or all that a glob matches, by name."""
    if os.path.lexists(path):
        yield from _named(path, wanted, report)
        return
    if not glob.has_magic(path):
        raise UsageError(tr("there is no such file or folder"), file=path, hint=_nearest(Path(path)))
    matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)
    if not matches:
        raise UsageError(tr("the pattern matches no file"), file=path, hint=tr("** stands for folders of any depth"))
    for match in matches:
        if wanted or reader_of(Path(match).name) or Path(match).is_dir():  # others are passed over, as in a folder
            yield from _named(match, wanted, report)


def _nearest(path: Path) -> str:
    from difflib import get_close_matches

    try:
        names = sorted(entry.name for entry in path.parent.iterdir())[:10_000]
    except OSError:
        return tr("there is no folder {parent} either", parent=path.parent)
    near = get_close_matches(path.name, names, 1, 0.75)
    return (
        tr("did you mean {names}?", names=path.parent / near[0])
        if near
        else tr("looked in {absolute}", absolute=path.parent.absolute())
    )


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
    reader = wanted or reader_of(name)
    if reader is None and S_ISREG(stat.st_mode):  # a pipe tells by its first bytes, a file by its suffix
        if not _NO_ARTICLE.fullmatch(name):  # which `folder/*` names without meaning it
            hint = tr(
                "read are {readers}, also with .gz; or say what it is with --input-format", readers=", ".join(READERS)
            )
            report(DataError(tr("is of no format known by its suffix"), file=path, hint=hint))
        return
    if _printable(path, report):
        yield from _sources(path, stat, reader, _catalogue(Path(path).parent), None, report)


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
                if path != Path(top) and not FACTS.isdisjoint(names):
                    continue
                catalogue = _catalogue(path) or above
                waiting.extend((path / name, catalogue) for name in names if not name.startswith("."))
                continue
        except OSError as problem:
            report(unreadable(str(path), problem))
            continue
        reader = reader_of(path.name)
        if reader and _fits(reader, wanted) and S_ISREG(stat.st_mode) and _printable(str(path), report):
            count += 1
            yield from _sources(str(path), stat, wanted or reader, above, top, report)
    if not count:
        suffixes = ", ".join(suffix for suffix, reader in READERS.items() if _fits(reader, wanted))
        report(
            DataError(
                tr("the folder holds no articles"),
                file=top,
                hint=tr("read are {suffixes}, also with .gz", suffixes=suffixes),
            )
        )


def _fits(reader: Reader, wanted: Reader | None) -> bool:
    """Whether a file of this reader's suffix may be of the format that is wanted."""
    return wanted is None or reader.format in (wanted.format, wanted.like)


def reader_of(name: str) -> Reader | None:
    """The reader for a file by its name, None for a suffix without one and for files that are about the corpus."""
    return None if _NO_ARTICLE.fullmatch(name) else READERS.get(split(name)[1])


def _catalogue(folder: Path) -> Path | None:
    path = folder / metadata.FILE
    return path if path.is_file() else None


def _sources(
    path: str, stat: os.stat_result, reader: Reader | None, catalogue: Path | None, folder: str | None, report: Report
) -> Iterator[Found]:
    """The file at `path`, or where that is a ZIP file, those in it that are read."""
    changed = max(stat.st_mtime_ns, catalogue.stat().st_mtime_ns) if catalogue else stat.st_mtime_ns
    form = reader.format if reader else "auto"
    source = SourceFile(path, stat.st_size, changed, form, str(catalogue) if catalogue else None, folder)
    if form != "zip":
        yield source, (stat.st_dev, stat.st_ino, "")
        return
    from dronewatch.corpus import archive

    try:
        members = archive.members(path)
    except DataError as problem:
        report(problem)
        return
    catalogues = {
        PurePosixPath(member.name).parent: f"{path}{MEMBER}{member.name}"
        for member in members
        if PurePosixPath(member.name).name == metadata.FILE and not member.problem
    }
    count = 0
    for member in members:
        within = reader_of(PurePosixPath(member.name).name)
        if within is None or not _printable(member.name, report):
            continue
        count += 1
        if member.problem:
            report(member.problem)
            continue
        shown = f"{path}{MEMBER}{member.name}"
        above = next((catalogues[f] for f in PurePosixPath(member.name).parents if f in catalogues), source.catalogue)
        found = replace(source, path=shown, size=member.size, format=within.format, catalogue=above, archive=path)
        yield found, (stat.st_dev, stat.st_ino, member.name)
    if not count:
        hint = tr("read are {readers}, also with .gz", readers=", ".join(READERS))
        report(DataError(tr("the ZIP file holds no articles"), file=path, hint=hint))


def _printable(path: str, report: Report) -> bool:
    """Whether the name can be written: bytes that are no UTF-8 could be neither printed nor stored."""
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = os.fsencode(path).decode("utf-8", "backslashreplace")
        report(DataError(tr("the file's name is not UTF-8"), file=shown, hint=tr("rename it")))
        return False
    return True


def unreadable(path: str, problem: OSError) -> DataError:
    """The error for a file or folder that the system does not let us read."""
    hints = {PermissionError: tr("check its permissions"), FileNotFoundError: tr("is it a broken link?")}
    return DataError(
        tr("cannot be read: {strerror}", strerror=problem.strerror or problem), file=path, hint=hints.get(type(problem))
    )
