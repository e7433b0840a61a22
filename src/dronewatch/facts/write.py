"""Writing facts: parts of some thousand articles, each file whole or not there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any
from uuid import uuid4

from dronewatch.errors import DataError
from dronewatch.facts.manifest import MANIFEST, Manifest, failed, finish
from dronewatch.facts.rows import NAMES, EntityOf, Row
from dronewatch.facts.rows import rows as rows_of
from dronewatch.facts.schema import TABLES, VERSION, schema
from dronewatch.facts.surrogates import hidden
from dronewatch.messages import tr
from dronewatch.model import TaggedArticle

A_PART = 10_000  # articles
_A_GROUP = 500  # articles whose rows are one row group
_NAME = re.compile(r"part-(\d{6,})\.parquet")


@dataclass(frozen=True, slots=True)
class Part:
    """How many rows a part has."""

    number: int
    articles: int
    sections: int
    spans: int


def path(folder: str | Path, table: str, number: int) -> Path:
    """The file of a part: its name says the place of its articles among all."""
    return Path(folder) / table / f"part-{number:06}.parquet"


def parts(folder: str | Path) -> list[int]:
    """The numbers of the parts that are complete: their articles, written last, are there."""
    try:
        names = sorted(each.name for each in (Path(folder) / "articles").iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [int(match[1]) for name in names if (match := _NAME.fullmatch(name))]


def write(
    tagged: Iterable[TaggedArticle],
    folder: str | Path,
    *,
    pipeline: str,
    entity_of: EntityOf | None = None,
    a_part: int = A_PART,
) -> Manifest:
    """Write all articles, `a_part` in one part, in their order; then the manifest, without which facts count as
    unfinished. Same articles, same bytes.

    `pipeline` is `engine.fingerprint` of what tagged, `entity_of` names the entity across articles of a span where
    that is known. Raises StorageError where files cannot be written, DataError for an id that comes twice in a part.
    """
    _begin(folder)
    stream = iter(tagged)
    written: list[Part] = []
    while True:
        some = islice(stream, a_part)
        first = next(some, None)
        if first is None and written:
            break
        batch = some if first is None else chain([first], some)
        written.append(write_part(batch, folder, len(written), pipeline=pipeline, entity_of=entity_of))
    for number in parts(folder)[len(written) :]:  # of a run before that had more
        for table in TABLES:
            path(folder, table, number).unlink(missing_ok=True)
    said = Manifest(
        VERSION, pipeline, len(written), *(sum(getattr(part, table) for part in written) for table in TABLES)
    )
    finish(folder, said)
    return said


def _begin(folder: str | Path) -> None:
    """From now on the facts in the folder are unfinished; drafts of a run that was killed go."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / MANIFEST).unlink(missing_ok=True)
        for draft in Path(folder).glob("*/.part-*.tmp"):
            draft.unlink()
    except OSError as problem:
        raise failed(Path(folder), problem) from None


def write_part(
    tagged: Iterable[TaggedArticle],
    folder: str | Path,
    number: int,
    *,
    pipeline: str,
    entity_of: EntityOf | None = None,
) -> Part:
    """Write one part, replacing it where it is there; `articles` last, so that a part with articles is complete.

    Raises as `write`. Memory holds the rows of some hundred articles.
    """
    seen: set[str] = set()
    counts = dict.fromkeys(TABLES, 0)
    found: dict[str, list[Row]] = {table: [] for table in TABLES}
    with Files({table: path(folder, table, number) for table in reversed(TABLES)}, pipeline) as files:
        for one in tagged:
            if one.article.id in seen:
                message = tr("the article id “{id}” comes twice", id=one.article.id)
                raise DataError(message, file=one.article.file, hint=tr("ids tell articles apart"))
            seen.add(one.article.id)
            # At once: `entity_of` need not know of an article any more when the next is asked for.
            made = rows_of(one) if entity_of is None else rows_of(one, entity_of)
            for table in TABLES:
                found[table] += made[table]
                counts[table] += len(made[table])
            if len(seen) % _A_GROUP == 0:
                files.flush(found)
        files.flush(found)
    return Part(number, **counts)


def write_entities(entities: Iterable[Row], folder: str | Path, *, pipeline: str) -> None:
    """Write the table of entities across articles, rows as in `COLUMNS` without `surrogates`."""
    rows = [hidden(row, NAMES["entities"]) for row in entities]
    with Files({"entities": path(folder, "entities", 0)}, pipeline) as files:
        files.flush({"entities": rows})


class Files:
    """Parquet files by table, written under other names and renamed, in their order, once all are whole."""

    def __init__(self, paths: dict[str, Path], pipeline: str):
        self._paths, self._pipeline = paths, pipeline
        self._drafts = {table: file.with_name(f".{file.name}.{uuid4().hex}.tmp") for table, file in paths.items()}
        self._writers: dict[str, Any] = {}

    def __enter__(self) -> Files:
        from pyarrow import parquet

        table = ""
        try:
            for table, draft in self._drafts.items():
                draft.parent.mkdir(parents=True, exist_ok=True)
                arrow = schema(table, pipeline=self._pipeline)
                self._writers[table] = parquet.ParquetWriter(draft, arrow, compression="zstd")
        except OSError as problem:
            self._drop()
            raise failed(self._paths[table], problem) from None
        return self

    def flush(self, found: dict[str, list[Row]]) -> None:
        """Write the rows of each table as one row group and forget them. StorageError where that cannot be."""
        for table, rows in found.items():
            self._add(table, rows)
            rows.clear()

    def _add(self, table: str, rows: list[Row]) -> None:
        import pyarrow

        if not rows:
            return
        arrow = schema(table, pipeline=self._pipeline)
        columns = zip(*rows, strict=True)
        arrays = [pyarrow.array(cells, field.type) for cells, field in zip(columns, arrow, strict=True)]
        try:
            self._writers[table].write_table(pyarrow.table(arrays, schema=arrow), row_group_size=len(rows))
        except OSError as problem:
            raise failed(self._paths[table], problem) from None

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        table = ""
        try:
            if kind is None:
                for table in self._paths:
                    self._writers.pop(table).close()
                    _sync(self._drafts[table])
                for table, file in self._paths.items():
                    self._drafts[table].replace(file)
        except OSError as problem:
            raise failed(self._paths[table], problem) from None
        finally:
            self._drop()

    def _drop(self) -> None:
        for writer in self._writers.values():
            with suppress(OSError):
                writer.close()
        for draft in self._drafts.values():
            with suppress(OSError):
                draft.unlink()


def _sync(file: Path) -> None:
    """On disk before the name says that it is there."""
    with file.open("rb") as stream:
        os.fsync(stream.fileno())
