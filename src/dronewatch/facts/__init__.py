"""Facts as Parquet: articles, their sections and spans, in one schema that every engine and tool shares.

A folder of facts holds one folder a table, one file a part in each, and `_facts.json`, which is written last and says
that all parts are there. See `docs/facts.md`. Importing this stays light: pyarrow is imported when facts are written
or read.
"""

from __future__ import annotations

from dronewatch.facts.manifest import MANIFEST, Manifest, finish, manifest
from dronewatch.facts.read import read, read_part
from dronewatch.facts.schema import COLUMNS, TABLES, VERSION, Column, schema
from dronewatch.facts.write import Part, parts, write, write_entities, write_part

__all__ = [
    "COLUMNS",
    "MANIFEST",
    "TABLES",
    "VERSION",
    "Column",
    "Manifest",
    "Part",
    "finish",
    "manifest",
    "parts",
    "read",
    "read_part",
    "schema",
    "write",
    "write_entities",
    "write_part",
]
