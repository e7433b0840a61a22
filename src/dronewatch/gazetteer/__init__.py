"""Names that are known beforehand: YAML data, its loader and its matcher.

Notes for a newcomer: `source.py` reads one YAML file and says what is wrong with it, and where; `build.py` turns all
entries into one lookup by their first word; `match.py` scans a text once; `context.py` decides whether an ambiguous
name (`Orange`, `Le Point`) means the entry where it stands. The data lies in `data/`, its format is explained in
`docs/gazetteers.md`.
"""

from __future__ import annotations

from dronewatch.gazetteer.build import Gazetteer, entry, files, load
from dronewatch.gazetteer.match import IGNORED, find, scan

__all__ = ["IGNORED", "Gazetteer", "entry", "files", "find", "load", "scan"]
