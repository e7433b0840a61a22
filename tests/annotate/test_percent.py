"""100 means 100: percentages are cut, never rounded up, and floors are compared exactly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.annotate.percent import percent, ratio, reaches, shown

WHOLE = st.integers(1, 10**12)


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [(9999, 10000, "99.9"), (1, 1, "100"), (0, 3, "0.0"), (2, 3, "66.6"), (10**15 - 1, 10**15, "99.9")],
)
def test_shown(part: int, whole: int, told: str) -> None:
    assert shown(ratio(part, whole)) == told


def test_nothing_to_measure() -> None:
    assert ratio(0, 0) is None
    assert shown(None) == "–"


@given(st.data(), WHOLE, st.integers(0, 4))
def test_never_better_than_it_is(data: st.DataObject, whole: int, places: int) -> None:
    share = Fraction(data.draw(st.integers(0, whole)), whole)
    told = percent(share, places)
    assert 0 <= Fraction(told) <= share * 100 < Fraction(told) + Fraction(1, 10**places)
    assert (told == 100) == (share == 1)
    assert reaches(share, told)  # so that what is pinned holds


def test_reaches_is_exact() -> None:
    assert not reaches(Fraction(10**30 - 1, 10**30), Decimal(100))
    assert reaches(Fraction(999, 1000), Decimal("99.9"))
