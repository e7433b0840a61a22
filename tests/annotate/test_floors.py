"""Pins: what is written is what is read, and nothing falls unnoticed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.annotate import floors
from dronewatch.annotate.floors import NAMES, Pin
from dronewatch.errors import DataError, UsageError

SHARES = st.dictionaries(st.sampled_from(NAMES), st.fractions(0, 1))


@given(SHARES)
def test_what_is_measured_can_be_pinned_and_holds(shares: dict[str, Fraction]) -> None:
    pin = Pin("hash", 5, floors.measured(shares))
    assert all(check.passed for check in floors.Floors(pin=pin).pinned(shares, "hash", 5, vacuous=False))
    assert floors.lowered(pin, shares, vacuous=False) == []


def test_written_and_read(tmp_path: Path) -> None:
    pin = Pin("ab", 5, {"total": Decimal("99.98"), "strict.MONEY": Decimal("0.01"), "MONEY": Decimal(100)})
    floors.write(tmp_path, {"coverage": {"seeds": pin, "a, b": pin}, "evaluate": {"seeds": pin}})
    assert floors.read(tmp_path) == {"coverage": {"seeds": pin, "a, b": pin}, "evaluate": {"seeds": pin}}
    text = (tmp_path / floors.FILE).read_text()
    floors.write(tmp_path, floors.read(tmp_path))
    assert (tmp_path / floors.FILE).read_text() == text
    assert [path.name for path in tmp_path.iterdir()] == [floors.FILE]


def test_no_file_no_pins(tmp_path: Path) -> None:
    assert floors.read(tmp_path) == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema": 2}',
        '{"schema": 1, "coverage": []}',
        '{"schema": 1, "coverage": {"seeds": {"hash": "", "documents": 1}}}',
        '{"schema": 1, "coverage": {"seeds": {"hash": "", "documents": 1, "floors": {"MONNEY": 5}}}}',
        '{"schema": 1, "coverage": {"seeds": {"hash": "", "documents": 1, "floors": {"MONEY": 101}}}}',
        '{"schema": 1, "coverage": {"seeds": {"hash": "", "documents": 1, "floors": {"MONEY": "5"}}}}',
        "<<<<<<< ours\n{}",
    ],
)
def test_another_file(tmp_path: Path, text: str) -> None:
    (tmp_path / floors.FILE).write_text(text)
    with pytest.raises(DataError) as raised:
        floors.read(tmp_path)
    assert raised.value.file == str(tmp_path / floors.FILE)


def test_what_would_fall() -> None:
    pin = Pin("hash", 5, {"total": Decimal(90), "MONEY": Decimal(80), "strict": Decimal(70)})
    shares = {"total": Fraction(8999, 10000), "MONEY": None, "strict": None}
    assert floors.lowered(pin, shares, vacuous=True) == ["total 90 → 89.99", "strict 70 → nothing to measure"]
    assert floors.lowered(pin, shares, vacuous=False)[1] == "MONEY 80 → nothing to measure"


def test_a_failure_says_that_the_corpus_has_changed() -> None:
    (check,) = floors.Floors(pin=Pin("old", 7, {"total": Decimal("50.02")})).pinned(
        {"total": Fraction(50019, 100_000)}, "new", 7, vacuous=False
    )
    assert str(check).startswith("total: 50.01 %, floor 50.02 % (floors.json); what is measured has changed")
    assert "documents" not in check.note
    old = Pin("old", 5, {"total": Decimal(90)})
    (check,) = floors.Floors(pin=old).pinned({"total": Fraction(1, 2)}, "new", 7, vacuous=False)
    assert str(check) == (
        "total: 50.0 %, floor 90 % (floors.json); what is measured has changed since it was pinned:"
        " 5 documents then, 7 now"
    )


def test_names_in_the_settings() -> None:
    floors.check_names({"total": Decimal(1), "MONEY": Decimal(1), "strict.MONEY": Decimal(1)}, None)
    with pytest.raises(UsageError, match="did you mean total"):
        floors.check_names({"totl": Decimal(1)}, None)
