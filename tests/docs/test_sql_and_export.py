"""docs/sql.md and docs/export.md: their tables are the schema."""

from __future__ import annotations

from pathlib import Path

from dronewatch.export import tables
from dronewatch.query.views import VIEWS

ROOT = Path(__file__).parents[2]
PAGES = {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("sql.md", "export.md")}


def test_tables_of_sql_are_the_views() -> None:
    assert _tables("sql.md") == {
        name: [(column.name, column.meaning) for column in view.columns] for name, view in VIEWS.items()
    }


def test_tables_of_the_database_are_those_made() -> None:
    assert _tables("export.md") == {
        name: [(column, declared, meaning) for column, (declared, meaning) in table.columns.items()]
        for name, table in tables.TABLES.items()
    }


def _tables(page: str) -> dict[str, list[tuple[str, ...]]]:
    text = PAGES[page]
    part = text[text.index("<!-- tables -->") : text.index("<!-- end -->")]
    found = {}
    for block in part.split("\n### ")[1:]:
        name, _, rest = block.partition("\n")
        lines = [line for line in rest.splitlines() if line.startswith("| `")]
        found[name] = [tuple(cell.strip("`") for cell in line[2:-2].split(" | ")) for line in lines]
    return found
