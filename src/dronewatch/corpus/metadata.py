"""What is known about an article beside its text: from its record, or from `corpus.yaml` in its folder.

    articles:
      - id: 000_drones
        file: 000_drones.txt      # from the folder of corpus.yaml; without it the file whose stem is the id
        title: Des drones pour la police
        published: 2020-04-12     # or date; null where unknown
        publisher: Le Courrier
        url: https://example.org/drones
      - file: presse.csv          # of a file of many articles: what holds for all of them
        columns: {text: corps}
    columns: {text: CONTENU, title: TITRE}   # of the folder's tables

Other keys are kept as metadata, those beside `articles` and `columns` are for people who read the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dronewatch import yaml_lines
from dronewatch.corpus import dates
from dronewatch.corpus.columns import check
from dronewatch.corpus.source import MEMBER, Source, archive, split
from dronewatch.errors import DataError, DronewatchError, UsageError
from dronewatch.messages import tr
from dronewatch.model import Article

FILE = "corpus.yaml"
_DATES = ("date", "published")
_OF_THE_FILE = ("file", "columns")


def article(identity: str, text: str, fields: Mapping[str, Any], *, file: str, record: int | None = None) -> Article:
    """An `Article` from a flat mapping: known keys become fields, all others (and what does not fit) metadata.

    A date is read as `dates.iso` does; one that says more than that (a time of day), or is none, stays in the metadata
    under its key.
    """
    rest = {key: value for key, value in fields.items() if key not in ("id", "text")}
    published = None
    for key in _DATES:
        raw = rest.get(key)
        published = published or dates.iso(raw)
        if raw is None or str(raw) == published:
            rest.pop(key, None)
    known = {key: rest.pop(key, None) for key in ("title", "publisher", "url") if isinstance(rest.get(key), str | None)}
    return Article(identity, text, file, record, date=published, metadata=rest, **known)


def own(source: Source, text: str, fields: Mapping[str, Any] | None = None) -> Article:
    """The article that a file is, `fields` being what it says about itself; `corpus.yaml` goes before it."""
    said = {key: value for key, value in source.entry.items() if key not in _OF_THE_FILE}
    given = {key: value for key, value in (fields or {}).items() if key not in ("id", "text")}
    if any(said.get(key) is not None for key in _DATES):
        given = {key: value for key, value in given.items() if key not in _DATES}
    identity = said.get("id") or source.stem
    return article(identity, text, given | {key: said[key] for key in said if said[key] is not None}, file=source.file)


def shared(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What `corpus.yaml` says of a file of many articles, for each of them."""
    return {key: value for key, value in entry.items() if key not in (*_OF_THE_FILE, "id", "title")}


def no_date(found: Article) -> str | None:
    """What an article without a date has in its place, None where it has nothing or a date."""
    if found.date is not None:
        return None
    return next((str(raw) for key in _DATES if (raw := found.metadata.get(key)) not in (None, "")), None)


class Catalogue:
    """What one `corpus.yaml` says about the files of its folder, found by their paths."""

    def __init__(self, path: Path, text: str | None = None):
        """Read the file, or take `text` for what it holds, where it lies in a ZIP file.

        Raises `DataError` with file and line where it is not what this module's head describes.
        """
        content = yaml_lines.load(path) if text is None else yaml_lines.parse(text, str(path))
        self.path = path
        self._columns = _columns(content, str(path))
        self._by_file: dict[str, tuple[dict[str, Any], int]] = {}
        self._by_id: dict[str, tuple[dict[str, Any], int]] = {}
        for entry, line in _entries(content, str(path)):
            target, key = (self._by_file, entry["file"]) if entry.get("file") else (self._by_id, entry["id"])
            if key in target:
                raise DataError(
                    tr("“{key}” is listed twice, first in line {target}", key=key, target=target[key][1]),
                    file=str(path),
                    line=line,
                )
            target[key] = entry, line

    def entry(self, path: Path, stem: str | None = None) -> Mapping[str, Any]:
        """What is said about the file at `path`, which lies in the folder of `corpus.yaml` or below; may be empty.

        `stem` is what its id would be, where that is not the path's.
        """
        base = str(self.path)[: -len(FILE)]
        name = str(path)[len(base) :] if MEMBER in base else path.relative_to(self.path.parent).as_posix()
        stem = stem or split(path.name)[0]
        found = self._by_file.get(name) or self._by_id.get(stem)
        return found[0] if found else {}

    def columns(self, entry: Mapping[str, Any]) -> Mapping[str, str]:
        """Which column is which field in the tables of the folder, or in the one that `entry` is about."""
        own: Mapping[str, str] = entry.get("columns", {})
        return {**self._columns, **own}

    def missing(self, exists: Callable[[Path], bool] = Path.exists) -> list[DronewatchError]:
        """One error for each listed `file` that is not there."""
        return [
            DataError(
                tr("lists {name}, which is not there", name=name),
                file=str(self.path),
                line=line,
                hint=tr("correct or remove it"),
            )
            for name, (_, line) in self._by_file.items()
            if not exists(self.path.parent / archive(name))
        ]


def _entries(content: Any, file: str) -> list[tuple[dict[str, Any], int]]:
    """The entries with their lines; `articles` may be a list, or a mapping from id to the rest."""
    if isinstance(content, yaml_lines.Map) and "columns" in content and "articles" not in content:
        return []
    listed = content.get("articles") if isinstance(content, yaml_lines.Map) else content
    if isinstance(content, yaml_lines.Map) and "articles" not in content:
        raise DataError(tr("has no key “articles”"), file=file, line=content.line)
    if listed is None:
        return []
    if isinstance(listed, yaml_lines.Map):
        pairs = [
            ({"id": key, **_mapping(value, file, listed.lines[key])}, listed.lines[key])
            for key, value in listed.items()
        ]
    elif isinstance(listed, yaml_lines.List):
        pairs = [(dict(_mapping(value, file, line)), line) for value, line in zip(listed, listed.lines, strict=True)]
    else:
        raise DataError(tr("“articles” must be a list, one article an entry"), file=file, line=1)
    for entry, line in pairs:
        for key in ("id", "file"):
            if isinstance(entry.get(key), int) and not isinstance(entry[key], bool):
                entry[key] = str(entry[key])
            if not isinstance(entry.get(key), str | None):
                raise DataError(tr("“{key}” must be a text", key=key), file=file, line=line)
        entry |= {"columns": checked} if (checked := _columns(entry, file, line)) else {}
        if not entry.get("id") and not entry.get("file"):
            raise DataError(tr("the entry has neither “id” nor “file”"), file=file, line=line)
    return pairs


def _mapping(value: Any, file: str, line: int) -> Mapping[str, Any]:
    if not isinstance(value, yaml_lines.Map):
        raise DataError(tr("an entry must have keys such as “id:” and “title:”"), file=file, line=line)
    return value


def _columns(content: Any, file: str, line: int | None = None) -> dict[str, str]:
    """The key `columns` of a mapping, checked."""
    columns = content.get("columns") if isinstance(content, Mapping) else None
    if columns is None:
        return {}
    at = columns.line if isinstance(columns, yaml_lines.Map) else line
    if not isinstance(columns, Mapping):
        raise DataError(tr("“columns” must say which column is which: {text: NAME}"), file=file, line=line)
    try:
        return check(columns)
    except UsageError as problem:
        raise DataError(problem.message, file=file, line=at, hint=problem.hint) from None
