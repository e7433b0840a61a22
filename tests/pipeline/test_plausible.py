from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.pipeline.plausible import bounds


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Zbyrka Maltrand", "Zbyrka Maltrand"),
        ("Le Labo d’", "Le Labo"),
        ("Université d'été du", "Université d'été"),
        ("Radarix - la télémétrie", "Radarix"),
        ("Compagnie de", "Compagnie"),
        ("Philip K.", "Philip K."),
        ("Villa Dede", "Villa Dede"),
        ("@vexolane", None),
        ("http://x]Dupont", None),
        ("«", None),
    ],
)
def test_edges(said: str, kept: str | None) -> None:
    found = bounds(f"À {said} !", 2, 2 + len(said))
    assert (f"À {said} !"[found[0] : found[1]] if found else None) == kept


@given(st.text(max_size=40), st.integers(0, 20), st.integers(0, 20))
def test_never_grows(text: str, start: int, length: int) -> None:
    found = bounds(text, start, start + length)
    assert found is None or (start == found[0] <= found[1] <= start + length)


@pytest.mark.parametrize("filling", [" ", "-", ", ", " de", " d'", "' "])
def test_long_names_cost_linear_time(filling: str) -> None:
    said = "Zed" + filling * 20_000
    assert bounds(said + "x", 0, len(said) + 1) is not None
    assert bounds(said, 0, len(said)) is not None
