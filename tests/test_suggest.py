"""Did you mean …"""

from __future__ import annotations

from dronewatch.suggest import did_you_mean, hint, near

LABELS = ("MONEY", "MEDIA", "PERSON")


def test_case_does_not_count() -> None:
    assert near("mony", LABELS) == ["MONEY"]
    assert near("médiaa", LABELS, 2) == ["MEDIA"]


def test_what_is_near_nothing() -> None:
    assert hint("xyz", LABELS) == "one of MONEY, MEDIA, PERSON"
    assert did_you_mean("xyz", LABELS) == ""


def test_what_was_meant() -> None:
    assert hint("Persn", LABELS) == "did you mean PERSON?"
    assert did_you_mean("Persn", LABELS) == " (did you mean 'PERSON'?)"
