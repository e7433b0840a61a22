from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest
from rich.cells import cell_len

from dronewatch import report
from dronewatch.report.french import value
from dronewatch.report.layout import Cell, Column, Layout

LAYOUT = Layout(
    keys=("article", "file", "line", "column", "names", "amount", "currency"),
    columns=(
        Column("Names", lambda row: ", ".join(row["names"])),
        Column("Amount", value, align="right", wrap=False),
    ),
    group=lambda row: row["article"],
    group_heading="Article",
    place=lambda row: f"{row['file']}:{row['line']}:{row['column']}",
)
ROWS = [
    {
        "article": f"a{number // 2}",
        "file": "d/a.txt",
        "line": number,
        "column": 7,
        "names": ["Henry 🚁", "漢字"],
        "modifier": "exact",
        "amount": Decimal("3.55E+6") * number,
        "currency": "EUR",
    }
    for number in range(1, 4)
]


def _written(format: str, rows: list[dict[str, object]] = ROWS, limit: int | None = None) -> str:
    out = io.StringIO()
    assert report.write(rows, LAYOUT, format, out, limit=limit) == len(rows)
    return out.getvalue()


def test_every_writer_loads_and_takes_no_rows() -> None:
    for format in report.FORMATS:
        _written(format, [])
    assert _written("json", []) == "[]\n"
    assert _written("csv", []).count("\n") == 1
    assert _written("tsv", []) == _written("table", []) == ""


def test_tsv_says_the_place_first() -> None:
    assert _written("tsv").splitlines()[0] == "d/a.txt:1:7\ta0\tHenry 🚁; 漢字\t3550000\tEUR"


def test_csv_has_a_header() -> None:
    rows = list(csv.DictReader(io.StringIO(_written("csv"))))
    assert rows[1]["amount"] == "7100000"
    assert list(rows[0]) == list(LAYOUT.keys)


def test_json_carries_amounts_as_strings() -> None:
    row = json.loads(_written("json"))[2]
    assert list(row) == list(LAYOUT.keys)
    assert row["amount"] == "10650000"
    assert row["names"] == ["Henry 🚁", "漢字"]


def test_the_table_fits_and_aligns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    lines = _written("table").splitlines()
    assert all(cell_len(line) <= 44 for line in lines)
    amounts = [line for line in lines if "€" in line]
    assert len({cell_len(line) for line in amounts}) == 1
    assert not any(line.endswith(" ") for line in lines)


def test_a_group_is_named_once() -> None:
    lines = [line.strip() for line in _written("table").splitlines()]
    assert [line for line in lines if line in ("a0", "a1")] == ["a0", "a1"]
    assert sum("a1" in line for line in _written("markdown").splitlines()) == 2


def test_a_table_says_how_many_more() -> None:
    assert _written("table", limit=1).splitlines()[-1] == "… 2 more (--limit 0 shows all)"
    assert "more" not in _written("table", limit=3)


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colours_are_the_users_choice(
    environment: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, setting in environment.items():
        monkeypatch.setenv(name, setting)
    assert ("\x1b[" in _written("table")) is coloured
    assert "\x1b[" not in _written("tsv")


def test_the_marked_part_survives_the_signs() -> None:
    out = io.StringIO()
    layout = Layout(keys=(), columns=(Column("Text", lambda row: Cell("a\x1bb c", mark=(1, 3))),))
    report.write([{}], layout, "table", out)
    assert "a[␛b] c" in out.getvalue()
