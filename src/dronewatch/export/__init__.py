"""Everything that the index holds, taken elsewhere: an SQLite database, or facts as Parquet. Whole or not at all."""

from __future__ import annotations

from dronewatch.export.parquet import write as to_parquet
from dronewatch.export.sqlite import metadata as datasette_metadata
from dronewatch.export.sqlite import write as to_sqlite

__all__ = ["datasette_metadata", "to_parquet", "to_sqlite"]
