"""Articles whose id an earlier one has, found across all parts once they are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dronewatch.cluster import journal
from dronewatch.corpus.identity import Places
from dronewatch.errors import DataError, StorageError
from dronewatch.messages import tr

if TYPE_CHECKING:
    from dronewatch.cluster.storage import Store


def found(store: Store, parts: int) -> Iterator[tuple[int, dict[str, DataError]]]:
    """The parts with ids that are taken, and by id what is wrong with them. As in every reading the first stays.

    StorageError where a part cannot be read back.
    """
    places, files = Places(), list[str]()
    numbers: dict[str, int] = {}
    for number in range(parts):
        taken: dict[str, DataError] = {}
        for identity, file, record in _ids(store, number):
            if file not in numbers:
                numbers[file] = len(files)
                files.append(file)
            first = places.add(identity, numbers[file], record or 0)
            if first is not None:
                where = f"{files[first[0]]}:{first[1]}" if first[1] else files[first[0]]
                said = tr("the id “{id}” is taken by {where}", id=identity, where=where)
                taken[identity] = DataError(said, file=file, line=record, hint=tr("give each article its own"))
        if taken:
            yield number, taken


def _ids(store: Store, number: int) -> Iterator[tuple[str, str, int | None]]:
    """Id, file and record of each article of a part."""
    import pyarrow
    from pyarrow import parquet

    name = f"articles/part-{number:06}.parquet"
    try:
        with store.open(name) as stream, parquet.ParquetFile(stream) as table:
            for batch in table.iter_batches(columns=["article", "file", "record"]):
                yield from zip(*(batch.column(each).to_pylist() for each in ("article", "file", "record")), strict=True)
    except (OSError, pyarrow.ArrowException) as problem:
        reason = " ".join(f"{type(problem).__name__}: {problem}".split())[:300]
        message = tr("cannot be read back: {problem}", problem=reason)
        hint = tr("delete it and {number}, and run this again", number=journal.receipt_name(number))
        raise StorageError(message, file=f"{store.url}/{name}", hint=hint) from None
