"""Which articles are trained on, and in whose typography."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dronewatch.view import normalize
from training import news

NARROW, NO_BREAK = "\u202f", "\u00a0"


def test_the_development_part_is_fixed_by_the_id() -> None:
    chosen = [number for number in range(1, 60) if news.is_development(f"orange-{number}")]
    assert chosen == [number for number in range(1, 60) if news.zlib.crc32(f"orange-{number}".encode()) % 8 == 0]
    assert 0 < len(chosen) < 30


@given(st.text("Aàb.'\"« »:;!?é\n-", max_size=200))
def test_another_typography_changes_no_offset_and_no_view(text: str) -> None:
    changed = news.reset(text)
    assert len(changed) == len(text)
    quotes = str.maketrans("«»", '""')
    assert normalize(changed).translate(quotes) == text.translate(quotes)


def test_blanks_inside_names_and_before_marks_are_wide_and_narrow() -> None:
    names = " puis ".join(f"Jeanne Dupuis{number}" for number in range(6))
    inside = [news.reset(names)[at + 6] for at in range(len(names)) if names.startswith("Jeanne", at)]
    assert inside == [" ", " ", NO_BREAK, " ", " ", NARROW]
    assert news.reset("Quoi ? Ceci : rien ;") == f"Quoi{NARROW}? Ceci{NO_BREAK}: rien{NARROW};"
