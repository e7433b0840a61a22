"""Texts for which finding numbers or names once took the square of their length.

No clock: what is linear takes well under a second, what was quadratic a minute.
"""

from __future__ import annotations

import pytest

from dronewatch import language, names

MANY = 60_000


@pytest.mark.parametrize("unit", [".000", "0.000.", "000.000 "])
def test_groups_of_three_without_end(unit: str) -> None:
    text = unit * MANY
    for span in language.find(text, ("NUMBER",)):
        assert text[span.start : span.end] == span.text


@pytest.mark.parametrize("joint", ["-", "'"])
def test_words_joined_without_end(joint: str) -> None:
    names.find(f"Anne{joint}" * MANY + "! ")
    assert [span.text for span in names.find("Anne-Marie Saint-Jean-de-Luz, 40 ans, a parlé.")] == [
        "Anne-Marie Saint-Jean-de-Luz"
    ]
