"""What the user has set, once and for all commands: option, else environment, else `dronewatch.yaml`, else default.

    corpus: [press, agencies/2020.jsonl.gz]   # files, folders, globs; one or a list
    columns: {text: CONTENU, title: TITRE}    # which column of a table is which field
    index: cache/index.sqlite
    gazetteers: our-names.yaml                # one or a list
    model: fr_core_news_sm                    # a spaCy model's name or folder; none: lists and patterns alone
    sections: [title, body]                   # or all
    annotations: data/annotations
    floors: {total: 90, MONEY: 95.5}          # percentages that coverage must reach

Relative paths start at the folder of `dronewatch.yaml`, in options and environment variables at the working directory.
Variables are named after the keys (`DRONEWATCH_CORPUS`, `DRONEWATCH_INDEX` …) and separate several values as PATH does.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from dronewatch import suggest, yaml_lines
from dronewatch.errors import UsageError
from dronewatch.messages import tr
from dronewatch.model import DEFAULT_SECTIONS, SECTIONS

FILE = "dronewatch.yaml"
KEYS = ("corpus", "columns", "index", "gazetteers", "model", "sections", "annotations", "floors")
INDEX_FOLDER = ".dronewatch"
INDEX_FILE = "index.sqlite"

_SEVERAL = ("corpus", "gazetteers", "sections")
_PATHS = ("corpus", "index", "gazetteers", "annotations")


@dataclass(frozen=True)
class Settings:
    """What holds, whoever said so.

    `corpus` is paths and globs and `columns` the names of columns by field, as `corpus.read` takes them, `index` the
    path of the SQLite file, which need not exist, `annotations` a folder, `floors` percentages by name, `file` the
    `dronewatch.yaml` that was read, if any.
    `decisions` is where people's decisions on entities lie, beside `dronewatch.yaml`; it need not exist.
    """

    corpus: tuple[str, ...]
    index: Path
    gazetteers: tuple[str, ...] = ()
    model: str | None = None
    sections: tuple[str, ...] = DEFAULT_SECTIONS
    annotations: Path = Path("data/annotations")
    decisions: Path = Path("data/entities.yaml")
    floors: Mapping[str, Decimal] = field(default_factory=dict)
    file: Path | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def load(
    cwd: str | Path | None = None,
    environ: Mapping[str, str] | None = None,
    *,
    corpus: Sequence[str] | None = None,
    columns: Sequence[str] | None = None,
    index: str | Path | None = None,
    gazetteers: Sequence[str] | None = None,
    model: str | None = None,
    sections: Sequence[str] | None = None,
    annotations: str | Path | None = None,
) -> Settings:
    """The settings that hold in the folder `cwd` (default: the working directory); keywords are options.

    An option that is None or empty is not set. `columns` are written `text=CONTENU`. `dronewatch.yaml` is looked for in
    `cwd` and the folders above it.

    Raises `UsageError`, with file and line for `dronewatch.yaml`, for an unknown key or section, a value of the wrong
    kind, or where no corpus is set and none is there.
    """
    here = Path.cwd() if cwd is None else Path(cwd)
    file = _find(here)
    options = {
        "corpus": corpus,
        "columns": _columns(columns or ()),
        "index": index,
        "gazetteers": gazetteers,
        "model": model,
        "sections": sections,
        "annotations": annotations,
    }
    values: dict[str, Any] = _from_file(file, here) if file else {}
    values |= _from_environment(os.environ if environ is None else environ)
    values |= {key: value for key, value in options.items() if value}
    base = file.parent if file else here
    return Settings(
        corpus=tuple(map(str, values["corpus"])) if values.get("corpus") else _default_corpus(here),
        index=_index_file(Path(values["index"])) if values.get("index") else default_index(base),
        gazetteers=tuple(map(str, values.get("gazetteers") or ())),
        model=values.get("model"),
        sections=named_sections(values.get("sections") or DEFAULT_SECTIONS),
        annotations=Path(values.get("annotations") or _seen_from(base / "data" / "annotations", here)),
        decisions=Path(_seen_from(base / "data" / "entities.yaml", here)),
        floors=values.get("floors") or {},
        file=file,
        columns=values.get("columns") or {},
    )


def default_index(base: Path) -> Path:
    """The index file in `.dronewatch/` of the folder `base`; where that cannot be written, one in the user's cache."""
    folder = base / INDEX_FOLDER
    if os.access(folder if folder.is_dir() else base, os.W_OK):
        return folder / INDEX_FILE
    from hashlib import sha256

    from platformdirs import user_cache_path

    name = sha256(str(base.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return user_cache_path("dronewatch") / name / INDEX_FILE


def _find(here: Path) -> Path | None:
    for folder in (here, *here.absolute().parents):
        if (folder / FILE).is_file():
            return folder / FILE
    return None


def _default_corpus(here: Path) -> tuple[str, ...]:
    """`./seeds`, else the copy that an installation carries, else the one of a source tree."""
    if (here / "seeds").is_dir():
        return (_seen_from(here / "seeds", here),)
    package = Path(__file__).parent
    for folder in (package / "seeds", package.parents[1] / "seeds"):
        if (folder / "corpus.yaml").is_file():
            return (str(folder),)
    raise UsageError(
        tr("there is no corpus"), hint=tr("name one with --corpus, DRONEWATCH_CORPUS or in {file}", file=FILE)
    )


def _seen_from(path: Path, here: Path) -> str:
    """`path` as one would write it in the folder `here`: shorter to read, and the same on every machine."""
    if here.absolute() != Path.cwd() or not path.absolute().is_relative_to(here.absolute()):
        return str(path)
    return str(path.absolute().relative_to(here.absolute()))


def _index_file(path: Path) -> Path:
    return path / INDEX_FILE if path.is_dir() else path


def named_sections(names: Sequence[str]) -> tuple[str, ...]:
    """The sections in the order of `SECTIONS`, each once; `all` is every one. UsageError for a name that is none."""
    for name in names:
        if name not in (*SECTIONS, "all"):
            raise UsageError(tr("unknown section “{name}”", name=name), hint=suggest.hint(name, (*SECTIONS, "all")))
    return tuple(section for section in SECTIONS if section in names or "all" in names)


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key in KEYS[:-1]:
        text = environ.get(f"DRONEWATCH_{key.upper()}")
        if text:
            if key == "columns":
                values[key] = _columns(text.split(os.pathsep))
                continue
            parts = [str(Path(part).expanduser()) if key in _PATHS else part for part in text.split(os.pathsep) if part]
            values[key] = parts if key in _SEVERAL else text if key not in _PATHS else str(Path(text).expanduser())
    return values


def _from_file(file: Path, here: Path) -> dict[str, Any]:
    content = yaml_lines.load(file, error=UsageError)
    if content is None:
        return {}
    if not isinstance(content, yaml_lines.Map):
        raise UsageError(
            tr("must consist of keys and values"),
            file=str(file),
            line=1,
            hint=tr("keys are {keys}", keys=", ".join(KEYS)),
        )
    values: dict[str, Any] = {}
    for key, value in content.items():
        line = content.lines[key]
        if key not in KEYS:
            raise UsageError(
                tr("unknown key “{key}”", key=key), file=str(file), line=line, hint=suggest.hint(key, KEYS)
            )
        if value is None:
            continue
        if key == "floors":
            values[key] = _floors(value, file, line)
            continue
        if key == "columns":
            values[key] = _named(value, file, line)
            continue
        listed = list(value) if isinstance(value, list) and key in _SEVERAL else [value]
        if not all(isinstance(item, str) and item for item in listed):
            kind = tr("a text or a list of texts") if key in _SEVERAL else tr("a text")
            raise UsageError(tr("“{key}” must be {kind}", key=key, kind=kind), file=str(file), line=line)
        if key in _PATHS:
            listed = [_seen_from(file.parent / Path(item).expanduser(), here) for item in listed]
        elif key == "model" and (file.parent / value).exists():
            listed = [_seen_from(file.parent / value, here)]
        elif key == "sections":
            _check_sections(listed, file, line)
        values[key] = listed if key in _SEVERAL else listed[0]
    return values


def _columns(words: Sequence[str]) -> dict[str, str]:
    """`text=CONTENU` …, as options and the environment say it."""
    columns = {}
    for word in words:
        name, sign, column = word.partition("=")
        if not (name.strip() and sign and column.strip()):
            raise UsageError(tr("“{word}” names no column", word=word), hint=tr("write it as text=NAME"))
        columns[name.strip()] = column.strip()
    return columns


def _named(value: Any, file: Path, line: int) -> dict[str, str]:
    """The same in `dronewatch.yaml`."""
    if not isinstance(value, yaml_lines.Map) or not all(isinstance(name, str) and name for name in value.values()):
        raise UsageError(tr("“columns” must say which column is which: {text: NAME}"), file=str(file), line=line)
    return dict(value)


def _check_sections(names: Sequence[str], file: Path, line: int) -> None:
    try:
        named_sections(names)
    except UsageError as problem:
        raise UsageError(problem.message, file=str(file), line=line, hint=problem.hint) from None


def _floors(value: Any, file: Path, line: int) -> dict[str, Decimal]:
    if not isinstance(value, yaml_lines.Map):
        raise UsageError(tr("“floors” must consist of names and percentages"), file=str(file), line=line)
    floors = {}
    for name, number in value.items():
        try:
            floor = Decimal(str(number))
        except InvalidOperation:
            floor = Decimal("NaN")
        if floor.is_finite() and 0 <= floor <= 100:
            floors[name] = floor
        else:
            message = tr("the floor of “{name}” must be a percentage from 0 to 100", name=name)
            raise UsageError(message, file=str(file), line=value.lines[name])
    return floors
