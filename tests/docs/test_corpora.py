"""docs/corpora.md: its table names every format."""

from __future__ import annotations

import re
from pathlib import Path

from dronewatch.corpus import FORMATS, READERS

PAGE = (Path(__file__).parents[2] / "docs" / "corpora.md").read_text(encoding="utf-8")


def test_every_format_is_named() -> None:
    table = PAGE[PAGE.index("| suffix |") : PAGE.index("The suffix tells")]
    assert set(re.findall(r"`(\.\w+)`", table)) == set(READERS)
    rows = [row for row in table.splitlines()[2:] if row.startswith("|")]
    formats = {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[2])}
    assert formats == set(FORMATS)
