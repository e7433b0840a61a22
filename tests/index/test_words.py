"""Names that are typed with stars."""

from __future__ import annotations

import pytest

from dronewatch.index.words import lookup, starred


@pytest.mark.parametrize(
    ("typed", "name", "fits"),
    [
        ("Le Test", "le-test", True),
        ("Le Test", "Le Test du soir", False),
        ("le test*", "Le Test du soir", True),
        ("*soir", "Le Test du soir", True),
        ("*test*SOIR", "Le Test\n du soir", True),
        ("l*st*t", "Le Test", False),
        ("*", "", True),
        ("[ab]?", "[ab]?", True),
        ("[ab]?", "ab", False),
        ("a.c\\d", "a.c\\d", True),
        ("a.c", "abc", False),
    ],
)
def test_a_star_is_anything_and_all_else_itself(typed: str, name: str, fits: bool) -> None:
    assert bool(starred(typed).fullmatch(lookup(name))) is fits


def test_many_stars_cost_no_more_than_one() -> None:
    """No clock: ten stars would take the tenth power of the length."""
    assert not starred("*a" * 10 + "*b").fullmatch("a" * 50_000)
