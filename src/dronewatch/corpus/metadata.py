"""What is known about an article beside its text: from its record, or from `corpus.yaml` in its folder.

    articles:
      - id: 000_drones
        file: 000_drones.txt      # from the folder of corpus.yaml; without it the file whose stem is the id
        title: Des drones pour la police
        published: 2020-04-12     # or date; null where unknown
        publisher: Le Courrier
        url: https://example.org/drones

Other keys are kept as metadata, those beside `articles` are for readers of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dronewatch import yaml_lines
from dronewatch.corpus.source import split
from dronewatch.errors import DataError, DronewatchError
from dronewatch.model import Article

FILE = "corpus.yaml"
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|[T ])")


def article(identity: str, text: str, fields: Mapping[str, Any], *, file: str, record: int | None = None) -> Article:
    """An `Article` from a flat mapping: known keys become fields, all others (and what does not fit) metadata.

    A date that is not ISO 8601 (`2020`, `2020-04`, `2020-04-12`, with or without a time) stays in the metadata under
    its key, as does one with a time of day.
    """
    rest = {key: value for key, value in fields.items() if key not in ("id", "text", "file")}
    published = None
    for key in ("date", "published"):
        raw = rest.get(key)
        published = published or iso_date(raw)
        if raw is None or str(raw) == published:
            rest.pop(key, None)
    known = {key: rest.pop(key, None) for key in ("title", "publisher", "url") if isinstance(rest.get(key), str | None)}
    return Article(identity, text, file, record, date=published, metadata=rest, **known)


def iso_date(raw: object) -> str | None:
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD` at the head of an ISO 8601 date, None for anything else."""
    match = _DATE.match(str(raw)) if isinstance(raw, str | int) else None
    if match is None:
        return None
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None
    return match[0]


class Catalogue:
    """What one `corpus.yaml` says about the files of its folder, found by their paths."""

    def __init__(self, path: Path):
        """Read the file. Raises `DataError` with file and line where it is not what this module's head describes."""
        self.path = path
        self._by_file: dict[str, tuple[dict[str, Any], int]] = {}
        self._by_id: dict[str, tuple[dict[str, Any], int]] = {}
        for entry, line in _entries(yaml_lines.load(path), str(path)):
            target, key = (self._by_file, entry["file"]) if entry.get("file") else (self._by_id, entry["id"])
            if key in target:
                raise DataError(f"“{key}” is listed twice, first in line {target[key][1]}", file=str(path), line=line)
            target[key] = entry, line

    def entry(self, path: Path) -> Mapping[str, Any]:
        """What is said about the file at `path`, which lies in the folder of `corpus.yaml` or below; may be empty."""
        name = path.relative_to(self.path.parent).as_posix()
        stem = split(path.name)[0]
        found = self._by_file.get(name) or self._by_id.get(stem)
        return found[0] if found else {}

    def missing(self, exists: Callable[[Path], bool] = Path.exists) -> list[DronewatchError]:
        """One error for each listed `file` that is not there."""
        return [
            DataError(f"lists {name}, which is not there", file=str(self.path), line=line, hint="correct or remove it")
            for name, (_, line) in self._by_file.items()
            if not exists(self.path.parent / name)
        ]


def _entries(content: Any, file: str) -> list[tuple[dict[str, Any], int]]:
    """The entries with their lines; `articles` may be a list, or a mapping from id to the rest."""
    listed = content.get("articles") if isinstance(content, yaml_lines.Map) else content
    if isinstance(content, yaml_lines.Map) and "articles" not in content:
        raise DataError("has no key “articles”", file=file, line=content.line)
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
        raise DataError("“articles” must be a list, one article an entry", file=file, line=1)
    for entry, line in pairs:
        for key in ("id", "file"):
            if isinstance(entry.get(key), int) and not isinstance(entry[key], bool):
                entry[key] = str(entry[key])
            if not isinstance(entry.get(key), str | None):
                raise DataError(f"“{key}” must be a text", file=file, line=line)
        if not entry.get("id") and not entry.get("file"):
            raise DataError("the entry has neither “id” nor “file”", file=file, line=line)
    return pairs


def _mapping(value: Any, file: str, line: int) -> Mapping[str, Any]:
    if not isinstance(value, yaml_lines.Map):
        raise DataError("an entry must have keys such as “id:” and “title:”", file=file, line=line)
    return value
