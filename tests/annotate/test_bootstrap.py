"""Intervals lie around the share, are the same every time, and are only where there is something to draw."""

from __future__ import annotations

from fractions import Fraction

from dronewatch.annotate.bootstrap import Interval, bootstrap

HALF = [(at % 2, 1) for at in range(400)]


def test_an_interval_around_the_share() -> None:
    """Of 400 documents, half of them right: the normal approximation gives 0.5 ± 1.96·√(0.25/400) = 0.451–0.549."""
    found = bootstrap({"share": HALF})
    assert abs(found["share"].low - Fraction("0.451")) < Fraction(1, 100)
    assert abs(found["share"].high - Fraction("0.549")) < Fraction(1, 100)
    assert bootstrap({"share": HALF}) == found
    assert bootstrap({"share": HALF}, seed=1) != found


def test_the_same_samples_serve_all() -> None:
    found = bootstrap({"one": HALF, "other": [(1 - part, whole) for part, whole in HALF]})
    assert found["one"] == bootstrap({"one": HALF})["one"]
    assert abs(found["other"].low - (1 - found["one"].high)) < Fraction(1, 100)


def test_two_documents_with_something_in_them() -> None:
    assert bootstrap({}) == bootstrap({"one": [(1, 2)]}) == bootstrap({"none": [(0, 0), (0, 0)]}) == {}
    assert bootstrap({"same": [(1, 2)] * 5}) == {"same": Interval(Fraction(1, 2), Fraction(1, 2))}
    assert bootstrap({"same": [(1, 2)] * 5}, resamples=0) == {}
