"""Parquet: one article a row, read batch by batch, so that a file larger than memory can be read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import copyfileobj
from typing import BinaryIO, cast

from dronewatch.corpus import columns
from dronewatch.corpus.rows import Rows
from dronewatch.corpus.source import Source
from dronewatch.errors import DataError
from dronewatch.messages import tr
from dronewatch.model import Article

_BATCH = 200  # rows
_IN_MEMORY = 16 * 1024 * 1024


def read(source: Source, stream: BinaryIO) -> Iterator[Article]:
    """The rows in order, numbered from 1. Which column is what, `source.columns` says, else their names.

    Raises `DataError` where the file is no Parquet file, is damaged, or has no column that is the text.
    """
    import pyarrow
    from pyarrow import parquet

    with _seekable(stream) as file:
        try:
            table = parquet.ParquetFile(file)
            # A text that many rows share is stored once, and stays so: kilobytes may hold terabytes.
            texts = [field.name for field in table.schema_arrow if pyarrow.types.is_string(field.type)]
            table = parquet.ParquetFile(file, metadata=table.metadata, read_dictionary=texts)
            names = columns.unique(table.schema_arrow.names)
            rows = Rows(source, columns.chosen(names, source.columns, file=source.file))
            number = 0
            for batch in table.iter_batches(_BATCH):
                for at in range(batch.num_rows):
                    number += 1
                    row = [column[at].as_py() for column in batch.columns]
                    article = rows.article(dict(zip(names, row, strict=True)), number)
                    if article is not None:
                        yield article
            rows.close()
        except MemoryError:
            hint = tr("write it again, in smaller row groups")
            raise DataError(tr("a row is too large for the memory"), file=source.file, hint=hint) from None
        except (pyarrow.ArrowException, OSError, ValueError) as problem:
            reason = " ".join(str(problem).split())[:200]
            message = tr("is no Parquet file that can be read: {reason}", reason=reason)
            raise DataError(message, file=source.file, hint=tr("write it again")) from None


@contextmanager
def _seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The stream, or a copy of it where it can be read only once: Parquet says at its end what it holds."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        copyfileobj(stream, copy)
        copy.seek(0)
        yield cast(BinaryIO, copy)
