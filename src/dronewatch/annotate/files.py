"""Annotation files: read with every problem named by its line, written so that a diff shows one line a span.

article: 001_appel-offres-drones
sha256: 4a0b…
schema: 1
reviewed: [title, body]
by: [lead]
spans:
  - {start: 273, end: 294, label: MONEY, exact: "3,55 millions d’euros", value: {amount: "3550000", …}}
rejected: []
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from dronewatch import suggest, yaml_lines
from dronewatch.annotate.model import SCHEMA, Annotation, AnnotationFile
from dronewatch.annotate.values import from_plain, to_plain
from dronewatch.errors import DataError, StorageError, UsageError
from dronewatch.messages import tr
from dronewatch.model import LABELS, SECTIONS

SUFFIX = ".yaml"
MAX_BYTES = 16 * 1024 * 1024  # a hundred thousand spans; the longest article has some hundred
KEYS = ("article", "sha256", "schema", "reviewed", "by", "spans", "rejected")
REQUIRED = ("article", "sha256", "schema", "reviewed", "spans")
SPAN_KEYS = ("start", "end", "label", "exact", "value")

Report = Callable[[DataError], None]

_SUFFIXES = (SUFFIX, ".yml")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CONFLICT = re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: |\r?$)|={7}\r?$)", re.MULTILINE)
# What YAML takes for a text without quotes in any version, also between commas and braces.
_PLAIN = re.compile(r"[^\W\d_](?:[\w’'/.€%-]| (?=[\w’'/.€%-]))*")
_OTHER_THAN_TEXT = re.compile(r"(?:null|true|false|yes|no|on|off|y|n)", re.IGNORECASE)
# What YAML does not let stand in a text, or an editor would not show; and quotes.
_ESCAPED = re.compile('[\x00-\x1f\x7f-\x9f"\\\\\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]')
_HALVES = re.compile("[\ud800-\udfff]")
# What some system refuses in a file's name; `%` itself, so that two ids never share a name.
_NO_FILE_NAME = re.compile(r'[\x00-\x1f\x7f"%*/:<>?\\|]|^[.~]|[. ]$')
_LEAVES = re.compile(r"^(?:[/\\]|[A-Za-z]:[/\\])|(?:^|[/\\])\.\.(?:[/\\]|$)")
_LONGEST_NAME = 250  # bytes, with the suffix; file systems take 255


def quoted(text: str) -> str:
    """`text` as `exact` holds it: itself, but U+FFFD for each lone surrogate, which no UTF-8 file can hold."""
    return _HALVES.sub("\ufffd", text)


def path_for(folder: str | Path, article: str) -> Path:
    """Where the annotations of an article are: `<folder>/<id>.yaml`, signs that no file name can hold as `%2F`.

    Raises `UsageError` for an id that `unsafe` objects to.
    """
    problem = unsafe(article)
    if problem:
        raise UsageError(
            tr("the id “{article}” {problem}", article=article[:80], problem=problem),
            hint=tr("give the article another id"),
        )
    return Path(folder) / _file_name(article)


def unsafe(article: str) -> str | None:
    """Why an id cannot name a file (`would leave the folder` for `../x`), None where it can."""
    if not article:
        return tr("is empty")
    if _LEAVES.search(article):
        return tr("would leave the folder")
    if _HALVES.search(article):
        return tr("holds half a character")
    if len(_file_name(article).encode()) > _LONGEST_NAME:
        return tr("is too long for a file name")
    return None


def _file_name(article: str) -> str:
    return _NO_FILE_NAME.sub(lambda sign: f"%{ord(sign[0]):02X}", article) + SUFFIX


def paths(folder: str | Path) -> list[Path]:
    """The annotation files of a folder, to any depth, by name; hidden files and folders left out. A file is itself.

    Raises `UsageError` where there is no such file or folder.
    """
    top = Path(folder)
    if top.is_file():
        return [top]
    if not top.is_dir():
        raise UsageError(tr("there is no such file or folder of annotations"), file=str(top))
    found: list[Path] = []
    for where, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(where, name) for name in names if name.endswith(_SUFFIXES) and not name.startswith(".")]
    return sorted(found)


def folder(path: str | Path, on_error: Report | None = None) -> Iterator[AnnotationFile]:
    """The annotation files of a folder (or the one file), by name, one after the other.

    With `on_error` each problem goes there, spans that cannot be read are left out and files of which nothing can be
    read are passed over; without it the first problem is raised.
    """
    for file in paths(path):
        gold = read(file) if on_error is None else load(file, on_error)
        if gold is not None:
            yield gold


def read(path: str | Path) -> AnnotationFile:
    """One annotation file. Raises `DataError`, with file and line, for the first thing in it that is wrong.

    Whether it fits the article's text is not asked here but in `validate`.
    """

    def fail(problem: DataError) -> None:
        raise problem

    gold = load(path, fail)
    assert gold is not None  # nothing is passed over without a report
    return gold


def load(path: str | Path, report: Report) -> AnnotationFile | None:
    """One annotation file, without the spans that cannot be read: each problem goes to `report`.

    None where the file cannot be read, is no YAML (or has aliases, or is larger than 16 MB), holds the marks of a merge
    conflict, is of another schema, or names no article or text.
    """
    file = str(path)
    try:
        text = yaml_lines.read(path, max_bytes=MAX_BYTES)
        if conflict := _CONFLICT.search(text):
            line = text.count("\n", 0, conflict.start()) + 1
            raise DataError(
                tr("holds a merge conflict"), file=file, line=line, hint=tr("keep one side, remove the marks")
            )
        content = yaml_lines.parse(text, file)
        if not isinstance(content, yaml_lines.Map):
            hint = tr("the keys are {keys}", keys=", ".join(KEYS))
            raise DataError(tr("must consist of keys and values"), file=file, line=1, hint=hint)
        return _file(content, file, report)
    except DataError as problem:
        report(problem)
        return None


def _file(content: yaml_lines.Map, file: str, report: Report) -> AnnotationFile:
    """DataError where the rest of the file would mean nothing."""

    def wrong(message: str, key: str, hint: str | None = None) -> DataError:
        return DataError(message, file=file, line=content.lines.get(key, 1), hint=hint)

    for key in content:
        if key not in KEYS:
            report(wrong(tr("unknown key “{key}”", key=key), key, suggest.hint(key, KEYS)))
    for key in REQUIRED:
        if key not in content:
            raise wrong(tr("“{key}” is missing", key=key), key)
    if type(content["schema"]) is not int:
        raise wrong(tr("“schema” must be {schema}", schema=SCHEMA), "schema", tr("a number, without quotes"))
    if content["schema"] != SCHEMA:
        hint = tr("update dronewatch") if content["schema"] > SCHEMA else tr("there is only {schema}", schema=SCHEMA)
        raise wrong(
            tr("is of schema {schema}, this program reads {schema2}", schema=content["schema"], schema2=SCHEMA),
            "schema",
            hint,
        )
    article, digest = content["article"], content["sha256"]
    if isinstance(article, int) and not isinstance(article, bool):
        article = str(article)
    if not isinstance(article, str):
        raise wrong(tr("“article” must be an id"), "article")
    if problem := unsafe(article):
        raise wrong(tr("the id “{article}” {problem}", article=article[:80], problem=problem), "article")
    if not isinstance(digest, str) or not _SHA256.fullmatch(digest):
        raise wrong(tr("“sha256” must have 64 digits 0 to f"), "sha256", tr("that of the exact text in UTF-8"))
    reviewed = _words(content["reviewed"], lambda what: report(wrong(f"“reviewed” {what}", "reviewed")))
    for name in reviewed:
        if name not in SECTIONS:
            report(wrong(tr("unknown section “{name}”", name=name), "reviewed", suggest.hint(name, SECTIONS)))
    return AnnotationFile(
        path=file,
        article=article,
        sha256=digest,
        reviewed=tuple(name for name in SECTIONS if name in reviewed),
        by=_words(content.get("by"), lambda what: report(wrong(f"“by” {what}", "by"))),
        spans=tuple(_annotations(content, "spans", file, report)),
        rejected=tuple(_annotations(content, "rejected", file, report)),
        lines=content.lines,
    )


def _words(given: Any, report: Callable[[str], None]) -> tuple[str, ...]:
    """A list of words, each once; a single word is a list of one."""
    listed = [] if given is None else given if isinstance(given, list) else [given]
    words = tuple(dict.fromkeys(word for word in listed if isinstance(word, str) and word))
    if len(words) < len(listed):
        report(tr("must be a list of words, each once"))
    return words


def _annotations(content: yaml_lines.Map, key: str, file: str, report: Report) -> Iterator[Annotation]:
    entries = content.get(key)
    if entries is None:
        return
    if not isinstance(entries, yaml_lines.List):
        report(DataError(tr("“{key}” must be a list", key=key), file=file, line=content.lines[key]))
        return
    for line, entry in zip(entries.lines, entries, strict=True):
        try:
            yield _annotation(entry, line)
        except ValueError as problem:
            report(DataError(str(problem), file=file, line=line))


def _annotation(entry: Any, line: int) -> Annotation:
    """ValueError, in words for the user, for what is no annotation."""
    if not isinstance(entry, dict):
        raise ValueError(tr("a span must consist of {span_keys}", span_keys=", ".join(SPAN_KEYS)))
    for key in entry:
        if key not in SPAN_KEYS:
            raise ValueError(tr("unknown key “{key}” in a span ({key2})", key=key, key2=suggest.hint(key, SPAN_KEYS)))
    for key in SPAN_KEYS[:-1]:
        if key not in entry:
            raise ValueError(tr("“{key}” is missing in a span", key=key))
    start, end, label, exact = entry["start"], entry["end"], entry["label"], entry["exact"]
    for key, offset in (("start", start), ("end", end)):
        if type(offset) is not int or offset < 0:
            raise ValueError(tr("“{key}” must be a whole number from 0", key=key))
    if start >= end:
        raise ValueError(
            tr("the span ends ({end}) before it begins ({start})", end=end, start=start)
            if start > end
            else tr("the span is empty")
        )
    if not isinstance(label, str):
        raise ValueError(tr("“label” must be one of {labels}", labels=", ".join(LABELS)))
    if label not in LABELS:
        raise ValueError(tr("unknown label “{label}” ({label2})", label=label, label2=suggest.hint(label, LABELS)))
    if type(exact) is int:
        exact = str(exact)
    if not isinstance(exact, str):
        raise ValueError(tr("“exact” must be the words of the text"))
    return Annotation(start, end, label, exact, from_plain(label, entry.get("value")), line)


def write(gold: AnnotationFile, path: str | Path | None = None) -> None:
    """Write an annotation file (default: to its own path): whole or not at all, the same bytes for the same content.

    Spans come in the order of the text, one a line. `StorageError` where the file cannot be written.
    """
    target = Path(os.path.realpath(gold.path if path is None else path))
    draft = target.with_name(f".{target.name[:200]}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            draft.write_text(dumps(gold), encoding="utf-8", newline="\n")
            draft.replace(target)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise
    except OSError as error:
        message = tr("cannot be written: {strerror}", strerror=(error.strerror or str(error)).lower())
        raise StorageError(message, file=str(target if path is None else path)) from error


def dumps(gold: AnnotationFile) -> str:
    """The text of an annotation file."""
    parts = [
        f"article: {_scalar(gold.article)}\n",
        f"sha256: {gold.sha256}\n",
        f"schema: {gold.schema}\n",
        f"reviewed: [{', '.join(name for name in SECTIONS if name in gold.reviewed)}]\n",
        f"by: [{', '.join(map(_scalar, gold.by))}]\n",
    ]
    for key, listed in (("spans", gold.spans), ("rejected", gold.rejected)):
        ordered = sorted(listed, key=_order)
        parts.append(f"{key}:\n" if ordered else f"{key}: []\n")
        parts += [f"  - {_flow(_plain(annotation))}\n" for annotation in ordered]
    return "".join(parts)


def _order(annotation: Annotation) -> tuple[Any, ...]:
    value = to_plain(annotation.label, annotation.value)
    return annotation.start, -annotation.end, annotation.label, annotation.exact, sorted((value or {}).items())


def _plain(annotation: Annotation) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "start": annotation.start,
        "end": annotation.end,
        "label": annotation.label,
        "exact": quoted(annotation.exact),
    }
    value = to_plain(annotation.label, annotation.value)
    return plain | {"value": value} if value else plain


def _flow(mapping: Mapping[str, Any]) -> str:
    items = (f"{key}: {_flow(value) if isinstance(value, dict) else _scalar(value)}" for key, value in mapping.items())
    return "{" + ", ".join(items) + "}"


def _scalar(value: str | int) -> str:
    """A whole number, or a text: as it is where YAML takes it for one, else in double quotes."""
    if isinstance(value, int):
        return str(value)
    if _PLAIN.fullmatch(value) and not _OTHER_THAN_TEXT.fullmatch(value):
        return value
    return '"' + _ESCAPED.sub(_escape, quoted(value)) + '"'


def _escape(sign: re.Match[str]) -> str:
    char = sign[0]
    return f"\\{char}" if char in '"\\' else f"\\u{ord(char):04x}"
