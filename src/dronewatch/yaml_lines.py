"""YAML that people write by hand (settings, corpus.yaml, gazetteers, annotations), read safely and with line numbers.

Values are what was written: plain `null`, `true`/`false` and whole numbers become None, bool and int; everything else
stays a string, dates, decimals (`1.5`), `yes` and `09e4` included, so that no amount is ever a float and no hash a
number. Keys are always strings. A key given twice is an error, aliases (`*name`) are refused, so that a small file
cannot grow without bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dronewatch.errors import DataError, DronewatchError
from dronewatch.messages import tr

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 50

_NULL = ("", "~", "null", "Null", "NULL")
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NO_TEXT = frozenset(("", *"~nNtTfF+-0123456789"))  # what all but texts begin with
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")


class Map(dict[str, Any]):
    """A mapping that knows its lines (1-based): `line` where it begins, `lines[key]` where each key stands."""

    def __init__(self, line: int):
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class List(list[Any]):
    """A list that knows its lines (1-based): `line` where it begins, `lines[i]` where each item begins."""

    def __init__(self, line: int):
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def load(path: str | Path, *, error: type[DronewatchError] = DataError) -> Any:
    """The content of a YAML file (UTF-8): `Map`, `List`, str, int, bool or None; None for an empty file.

    Raises `error` (a `DronewatchError` subclass) with file and line where the file cannot be read or is not such YAML.
    """
    return parse(read(path, max_bytes=MAX_BYTES, error=error), str(path), error=error)


def read(path: str | Path, *, max_bytes: int, error: type[DronewatchError] = DataError) -> str:
    """The text of a YAML file without its byte order mark. Raises `error` where it cannot be read, is longer than
    `max_bytes` or is not UTF-8.
    """
    file = str(path)
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(max_bytes + 1)
    except OSError as problem:
        raise error(tr("cannot be read: {strerror}", strerror=problem.strerror), file=file) from None
    if len(data) > max_bytes:
        raise error(
            tr("is larger than {max_bytes} MB", max_bytes=max_bytes // 1024 // 1024),
            file=file,
            hint=tr("is it the right file?"),
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise error(tr("is not UTF-8"), file=file, line=line, hint=tr("save it as UTF-8")) from None


def parse(text: str, file: str, *, error: type[DronewatchError] = DataError) -> Any:
    """The content of a YAML text, as `load` gives it; `file` is named in errors."""
    import yaml

    try:
        return _build(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), file, error)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        what = " ".join(part for part in (problem.context, problem.problem) if part)
        raise error(
            tr("is not valid YAML: {what}", what=what), file=file, line=mark.line + 1 if mark else None
        ) from None
    except (yaml.YAMLError, UnicodeEncodeError) as problem:  # half a character: the latter
        at = problem.start if isinstance(problem, UnicodeEncodeError) else getattr(problem, "position", 0)
        line = text.count("\n", 0, at) + 1
        raise error(tr("holds a character that YAML does not allow"), file=file, line=line) from None


def _build(events: Iterable[Any], file: str, error: type[DronewatchError]) -> Any:
    """Events to values in one pass, without recursion: a deeply nested file cannot exhaust the stack."""
    from yaml import events as kinds

    scalar, mapping, sequence = kinds.ScalarEvent, kinds.MappingStartEvent, kinds.SequenceStartEvent
    ends = (kinds.MappingEndEvent, kinds.SequenceEndEvent)
    documents = List(1)
    within: Map | List = documents  # what is open
    key: str | None = None  # where that is a mapping, the key that waits for its value
    outer: list[tuple[Map | List, str | None]] = []

    for event in events:
        kind = type(event)
        value: Any
        if kind is scalar:
            value = event.value
            if key is None and isinstance(within, Map):
                line = event.start_mark.line + 1
                if value in within:
                    first = within.lines[value]
                    raise error(
                        tr("“{value}” is given twice, first in line {first}", value=value, first=first),
                        file=file,
                        line=line,
                    )
                within.lines[value] = line
                key = value
                continue
            if event.implicit[0]:  # else quoted, a block or tagged: always a text
                value = _plain(value)
        elif kind in ends:
            within, key = outer.pop()
            continue
        elif kind is mapping or kind is sequence:
            line = event.start_mark.line + 1
            if len(outer) == MAX_DEPTH:
                raise error(
                    tr("is nested more than {max_depth} levels deep", max_depth=MAX_DEPTH), file=file, line=line
                )
            value = Map(line) if kind is mapping else List(line)
        elif kind is kinds.AliasEvent:
            hint = tr("write the value out; quote a text that begins with *")
            line = event.start_mark.line + 1
            raise error(tr("aliases (*{anchor}) are not read", anchor=event.anchor), file=file, line=line, hint=hint)
        elif kind is kinds.DocumentStartEvent and documents:
            line = event.start_mark.line + 1
            raise error(tr("holds more than one document"), file=file, line=line, hint=tr("remove the line ---"))
        else:
            continue
        if isinstance(within, List):
            within.append(value)
            within.lines.append(event.start_mark.line + 1)
        elif key is None:
            line = event.start_mark.line + 1
            raise error(tr("a key must be a word or a quoted text"), file=file, line=line)
        else:
            within[key] = value
            key = None
        if kind is not scalar:
            outer.append((within, key))
            within = value
    return documents[0] if documents else None


def _plain(text: str) -> str | int | bool | None:
    """What a scalar without quotes is worth."""
    if text[:1] in _NO_TEXT:
        if text in _NULL:
            return None
        if text in _BOOL:
            return _BOOL[text]
        if _INT.fullmatch(text):
            return int(text)
    return text
