"""Reading facts back, article by article, part by part."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from dronewatch.errors import DataError
from dronewatch.facts import rows
from dronewatch.facts.manifest import manifest
from dronewatch.facts.rows import NAMES, Row
from dronewatch.facts.write import parts, path
from dronewatch.messages import tr
from dronewatch.model import Article, TaggedArticle

Keep = Callable[[Article], bool]
_ROWS = {"articles": 200, "sections": 2000, "spans": 5000}  # read at a time


def read(folder: str | Path, *, keep: Keep | None = None) -> Iterator[TaggedArticle]:
    """Every article in the order in which it was written, with its sections and spans; those that `keep` says yes to.

    Raises DataError where the folder holds no complete facts, or a file of it is missing, damaged or of other columns.
    """
    said = manifest(folder)
    there = parts(folder)
    if there != list(range(said.parts)):
        missing = sorted(set(range(said.parts)) - set(there))
        what = f"part {missing[0]} is missing" if missing else "there are more parts than it says"
        raise DataError(
            tr("the facts are not complete: {what}", what=what), file=str(folder), hint=tr("write them again")
        )
    for number in there:
        yield from read_part(folder, number, keep=keep)


def read_part(folder: str | Path, number: int, *, keep: Keep | None = None) -> Iterator[TaggedArticle]:
    """The articles of one part, as `read`."""
    sections, spans = (
        _Runs(_rows(folder, table, number), path(folder, table, number)) for table in ("sections", "spans")
    )
    for row in _rows(folder, "articles", number):
        key, article = _key(row), rows.article(row)
        mine = sections.of(key), spans.of(key)
        if keep is None or keep(article):
            yield rows.tagged(article, *mine)
    for left in (sections, spans):
        left.end()


class _Runs:
    """Rows that follow each other by article, taken article by article; an article may have none."""

    def __init__(self, stream: Iterator[Row], file: Path):
        self._groups = groupby(stream, _key)
        self._file = file
        self._next: tuple[Any, list[Row]] | None = None
        self._step()

    def _step(self) -> None:
        group = next(self._groups, None)
        self._next = group and (group[0], list(group[1]))

    def of(self, key: Any) -> list[Row]:
        if self._next is None or self._next[0] != key:
            return []
        found = self._next[1]
        self._step()
        return found

    def end(self) -> None:
        if self._next is not None:
            message = tr("has rows of an article that is not there, or not in this order")
            raise DataError(message, file=str(self._file), hint=tr("write the facts again"))


def _key(row: Row) -> tuple[str, Any]:
    """What rows of one article have in common: its id, and the surrogates in that."""
    surrogates = row[-1]
    return row[0], None if surrogates is None else json.loads(surrogates).get("article")


def _rows(folder: str | Path, table: str, number: int) -> Iterator[Row]:
    import pyarrow
    from pyarrow import parquet

    file = path(folder, table, number)
    try:
        with parquet.ParquetFile(file) as opened:
            wanted = list(NAMES[table])
            absent = [name for name in wanted if name not in opened.schema_arrow.names]
            if absent:
                raise DataError(
                    tr("has no column {absent}", absent=absent[0]),
                    file=str(file),
                    hint=tr("it is not as dronewatch writes it"),
                )
            for batch in opened.iter_batches(_ROWS[table], columns=wanted):
                cells = {name: batch.column(name).to_pylist() for name in wanted}
                yield from zip(*(cells[name] for name in wanted), strict=True)
    except FileNotFoundError:
        raise DataError(tr("is missing"), file=str(file), hint=tr("write the facts again")) from None
    except (pyarrow.ArrowException, OSError) as problem:
        reason = " ".join(str(problem).split())[:200]
        raise DataError(tr("is no Parquet file that can be read: {reason}", reason=reason), file=str(file),
                        hint=tr("write the facts again")) from None  # fmt: skip
