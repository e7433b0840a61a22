"""Patterns that once took the square of their input; benchmarks/redos.py measures all of them.

No clock: a hundred thousand signs would take minutes where the time is quadratic.
"""

from __future__ import annotations

from dronewatch.corpus import europresse, frontmatter

MANY = 100_000


def test_the_closing_signs_of_a_heading() -> None:
    assert frontmatter.heading("# Nîmes ##\n") == "Nîmes"
    assert frontmatter.heading("# a" + " " * (MANY - 20) + "b ##\n") == "a" + " " * (MANY - 20) + "b"


def test_what_stands_behind_the_name_of_a_publication() -> None:
    for written in (
        "Le Test, no. 1234",
        "Le Test (site web)",
        "Le Test no 3",
        "Le Test ; page 3",
        "Le Test \u00a0 ; p. 3",
    ):
        assert europresse._ISSUE.sub("", written).strip(" ,\u00a0") == "Le Test"
    for long in ("\u00a0" * MANY, "(site web" * MANY):
        assert europresse._ISSUE.sub("", long) == long
