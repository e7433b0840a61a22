"""`data/entities.yaml`: people's decisions on entities, one an item, for people to read, review and edit.

    - merge:                        # these are …
      - Henry Seydoux
      into: Henri Seydoux           # … that
      label: PERSON
      by: AB                        # by, date and reason are optional, as is
      date: 2026-04-12
      reason: misspelled in one article
      article: 003_robots           # … article: the one that this article mentions, where several are called so
    - split:                        # these names are not …
      - Seydoux Frères
      from: Henri Seydoux           # … his
      label: PERSON
    - rename: ministère des Armées
      to: Armées
      label: MINISTRY
    - relabel: Orange
      label: LOCATION
      to: COMPANY

The order does not count. Edits keep every line that they are not about, comments included.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dronewatch import suggest, yaml_lines
from dronewatch.errors import DataError, StorageError
from dronewatch.messages import tr
from dronewatch.model import NAME_LABELS
from dronewatch.resolve.decisions import KINDS, Decision, Kind, plain

_HEAD = "# What people decided about entities (dronewatch entity). One decision an item; their order does not count.\n"
# What the item's second key is called, by its first.
_TARGET = {"merge": "into", "split": "from", "rename": "to", "relabel": "to"}
_ABOUT = ("article", "by", "date", "reason")
_SEVERAL = ("merge", "split")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
# Lines as YAML counts them.
_LINES = re.compile(r"[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029])|[^\r\n\x85\u2028\u2029]+$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision and where it stands: the 1-based line of its item."""

    decision: Decision
    line: int


def load(path: str | Path) -> list[Entry]:
    """The decisions of a file in its order; none where there is no file.

    Raises `DataError` with file and line for what is no decision, is decided twice or contradicts another.
    """
    return parse(read_text(path), str(path))


def parse(text: str, file: str) -> list[Entry]:
    """The decisions in a text, as `load`; `file` is named in errors."""
    content = yaml_lines.parse(text, file)
    if content is None:
        return []
    if not isinstance(content, yaml_lines.List):
        raise DataError(
            tr("must be a list, one decision an item"), file=file, line=1, hint=tr("begin items with “- merge:”")
        )
    entries: list[Entry] = []
    for item, line in zip(content, content.lines, strict=True):
        entries.append(Entry(_decision(item, file, line), line))
    _check(entries, file)
    return entries


def read_text(path: str | Path) -> str:
    """The file's text, empty where there is none. DataError where it cannot be read or is not UTF-8."""
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except OSError as problem:
        raise DataError(
            tr("cannot be read: {strerror}", strerror=(problem.strerror or str(problem)).lower()), file=str(path)
        ) from None
    except UnicodeDecodeError as problem:
        line = bytes(problem.object).count(b"\n", 0, problem.start) + 1
        raise DataError(tr("is not UTF-8"), file=str(path), line=line, hint=tr("save it as UTF-8")) from None


def _decision(item: Any, file: str, line: int) -> Decision:
    if not isinstance(item, yaml_lines.Map):
        raise DataError(tr("an item must have keys such as “merge:” and “into:”"), file=file, line=line)
    kinds = [kind for kind in KINDS if kind in item]
    if len(kinds) != 1:
        raise DataError(tr("an item must have one of the keys merge, split, rename, relabel"), file=file, line=line)
    kind = kinds[0]
    allowed = (kind, _TARGET[kind], "label", *_ABOUT)
    for key in item:
        if key not in allowed:
            raise DataError(
                tr("unknown key “{key}”", key=key),
                file=file,
                line=item.lines[key],
                hint=tr("keys are {allowed}", allowed=", ".join(allowed)),
            )
    for key in (kind, _TARGET[kind], "label"):
        if item.get(key) in (None, ""):
            raise DataError(tr("the item has no “{key}”", key=key), file=file, line=line)
    target = _one(item, _TARGET[kind], file)
    about = {key: _one(item, key, file) for key in _ABOUT if item.get(key) is not None}
    label = _label(item, "label", file)
    if kind == "merge" or kind == "split":
        others = tuple(dict.fromkeys(_names(item, kind, file)))
        if kind == "split" and plain(target) in map(plain, others):
            message = tr("“{target}” cannot be split from itself", target=target)
            raise DataError(message, file=file, line=item.lines[kind])
        return Decision(kind, label, target, others, None, **about)
    name = _one(item, kind, file)
    to = _label(item, "to", file) if kind == "relabel" else target
    if to == (label if kind == "relabel" else name):
        raise DataError(
            tr("“{name}” is labelled so already", name=name)
            if kind == "relabel"
            else tr("“{name}” is called so already", name=name),
            file=file,
            line=line,
        )
    return Decision(kind, label, name, (), to, **about)


def _one(item: yaml_lines.Map, key: str, file: str) -> str:
    value = item[key]
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
        raise DataError(tr("“{key}” must be a text", key=key), file=file, line=item.lines[key])
    return str(value)


def _names(item: yaml_lines.Map, key: str, file: str) -> list[str]:
    listed = item[key]
    if not isinstance(listed, yaml_lines.List):
        return [_one(item, key, file)]
    for value, line in zip(listed, listed.lines, strict=True):
        if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
            raise DataError(tr("a name under “{key}” must be a text", key=key), file=file, line=line)
    if not listed:
        raise DataError(tr("“{key}” names nothing", key=key), file=file, line=item.lines[key])
    return [str(value) for value in listed]


def _label(item: yaml_lines.Map, key: str, file: str) -> str:
    label = _one(item, key, file)
    if label not in NAME_LABELS:
        hint = suggest.hint(label, NAME_LABELS)
        raise DataError(tr("unknown label “{label}”", label=label), file=file, line=item.lines[key], hint=hint)
    return label


def _check(entries: Sequence[Entry], file: str) -> None:
    """Nothing is decided twice, or in two ways."""
    seen: dict[tuple[str, ...], int] = {}
    one: dict[tuple[str, ...], int] = {}
    pairs: dict[tuple[object, ...], tuple[Kind, int]] = {}
    for entry in entries:
        decision = entry.decision
        first = seen.setdefault(decision.content, entry.line)
        if first != entry.line:
            raise DataError(tr("is decided twice, first in line {first}", first=first), file=file, line=entry.line)
        if decision.kind in ("rename", "relabel"):
            key = decision.kind, decision.label, plain(decision.name), decision.article or ""
            first = one.setdefault(key, entry.line)
            if first != entry.line:
                what = tr("is renamed") if decision.kind == "rename" else tr("is relabelled")
                raise DataError(
                    tr("“{name}” {what} in line {first} already", name=decision.name, what=what, first=first),
                    file=file,
                    line=entry.line,
                )
        for other in decision.others:
            link = decision.label, frozenset((plain(decision.name), plain(other))), decision.article
            kind, first = pairs.setdefault(link, (decision.kind, entry.line))
            if kind != decision.kind:
                message = tr(
                    "“{other}” and “{name}” are decided the other way in line {first}",
                    other=other,
                    name=decision.name,
                    first=first,
                )
                raise DataError(message, file=file, line=entry.line, hint=tr("remove one of the two"))


def written(decision: Decision) -> str:
    """A decision as an item of the file."""
    from datetime import date as Date  # noqa: N812 (a class)

    import yaml

    named: Any = list(decision.others) if decision.kind in _SEVERAL else decision.name
    target = decision.name if decision.kind in _SEVERAL else decision.to
    item: dict[str, Any] = {decision.kind: named, _TARGET[decision.kind]: target, "label": decision.label}
    item |= {key: value for key in _ABOUT if (value := getattr(decision, key)) is not None}
    with suppress(KeyError, ValueError):
        item["date"] = Date.fromisoformat(item["date"])  # unquoted

    class Dumper(yaml.SafeDumper):
        """Plain where that can be read again; what breaks lines or cannot be seen is escaped."""

    def represent(dumper: Any, value: str) -> Any:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"' if _UNSEEN.search(value) else None)

    Dumper.add_representer(str, represent)
    text: str = yaml.dump(
        [item], Dumper=Dumper, sort_keys=False, allow_unicode=True, width=10_000, default_flow_style=False
    )
    return text


def edited(text: str, entries: Sequence[Entry], *, drop: Iterable[int] = (), add: Iterable[Decision] = ()) -> str:
    """`text` without the items numbered `drop` (from 0) and with those of `add` at its end; all else as it is."""
    lines = _LINES.findall(text)
    for number in sorted(set(drop), reverse=True):
        begin = entries[number].line - 1
        end = entries[number + 1].line - 1 if number + 1 < len(entries) else len(lines)
        # What stands above the next item, or at the end, is not this one's.
        while end > begin + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
            end -= 1
        del lines[begin:end]
    kept = "".join(lines) if text.strip() else _HEAD
    if kept and not kept.endswith("\n"):
        kept += "\n"
    return kept + "".join(map(written, add))


def revised(entries: Sequence[Entry], decision: Decision) -> tuple[list[int], list[Decision]]:
    """Which items a new decision replaces (numbers from 0), and what is to be added: the file says nothing twice.

    Merging what was split takes the split back, splitting what was merged the merge; a second name or label replaces
    the first, and the original one takes it back.
    """
    drop: list[int] = []
    add: list[Decision] = []
    new: Decision | None = decision
    for number, entry in enumerate(entries):
        old = entry.decision
        if new is None or old.article != decision.article:
            continue
        opposite = {decision.kind, old.kind} == {"merge", "split"} and old.label == decision.label
        if opposite:
            back = [pair for pair in _pairs(old) if pair in _pairs(new)]
            if back:
                drop.append(number)
                add += _without(old, back)
                new = next(iter(_without(new, back)), None)
        elif old.kind == new.kind == "rename" and old.label == new.label and plain(old.to or "") == plain(new.name):
            drop.append(number)
            new = None if new.to == old.name else replace(new, name=old.name)
        elif old.kind == new.kind == "relabel" and old.to == new.label and plain(old.name) == plain(new.name):
            drop.append(number)
            new = None if new.to == old.label else replace(new, name=old.name, label=old.label)
    return drop, [*add, *([new] if new is not None else [])]


def _pairs(decision: Decision) -> list[frozenset[str]]:
    return [frozenset((plain(decision.name), plain(other))) for other in decision.others]


def _without(decision: Decision, pairs: list[frozenset[str]]) -> list[Decision]:
    """The decision without these pairs, or nothing where none is left."""
    others = tuple(other for other, pair in zip(decision.others, _pairs(decision), strict=True) if pair not in pairs)
    return [replace(decision, others=others)] if others else []


def save(path: Path, text: str) -> None:
    """Replace the file at once, or remove it where `text` is empty. StorageError where it cannot be written."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        if not text:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(text.encode("utf-8"))
        draft.replace(Path(os.path.realpath(path)))
    except OSError as problem:
        with suppress(OSError):
            draft.unlink()
        what = (problem.strerror or str(problem)).lower()
        raise StorageError(tr("cannot be written: {what}", what=what), file=str(path)) from None
