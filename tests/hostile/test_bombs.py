"""Small files that would fill memory or disk: read in parts, or left alone with a word why."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from dronewatch import corpus
from dronewatch.corpus import source
from dronewatch.errors import DataError, DronewatchError


def test_a_text_that_every_row_of_a_parquet_file_shares(tmp_path: Path) -> None:
    """Stored once, it is 8 MB in a file of kilobytes; the two hundred rows of a batch would be 1.6 GB."""
    import pyarrow
    from pyarrow import parquet

    text = "Lyon achète. " * 600_000
    rows = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * 1000), pyarrow.array([text]))
    path = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.table({"text": rows}), path, compression="zstd")
    assert path.stat().st_size < 100_000
    before = pyarrow.default_memory_pool().max_memory()
    articles = corpus.read([path])
    assert next(articles).text == text
    assert pyarrow.default_memory_pool().max_memory() < max(before, 10 * len(text.encode()))


@pytest.mark.parametrize(("name", "count"), [("a.txt.gz", 0), ("a.jsonl.gz", 2)])
def test_gzip(name: str, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unpacked no further than an article may be long; the records before and behind are read."""
    for module in (source, corpus.lines):
        monkeypatch.setattr(module, "MAX_BYTES", 1_000_000)
    record = b'{"id": "%d", "text": "Lyon."}\n'
    with gzip.open(tmp_path / name, "wb") as stream:
        stream.write(record % 1 + b'{"id": "3", "text": "' + b"a" * 5_000_000 + b'"}\n' + record % 2)
    problems: list[DronewatchError] = []
    articles = list(corpus.read([tmp_path / name], on_error=problems.append))
    assert len(articles) == count
    [problem] = problems
    assert isinstance(problem, DataError)
    assert "longer than" in str(problem)
