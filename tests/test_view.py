"""Views: equal length whatever the input, and the quick way gives what the table says."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch import view

EVERYTHING = "".join(map(chr, range(sys.maxunicode + 1)))


@pytest.mark.parametrize("make", [view.normalize, view.lower, view.fold])
def test_every_character_keeps_its_place(make: object) -> None:
    assert len(make(EVERYTHING)) == len(EVERYTHING)  # type: ignore[operator]


@given(st.text(st.characters() | st.sampled_from("’é\u00a0€œİ"), max_size=200))
def test_a_text_is_its_characters_one_by_one(text: str) -> None:
    assert view.fold(text) == "".join(map(view.fold, text))
    assert view.normalize(text) == "".join(map(view.normalize, text))
    assert len(view.lower(text)) == len(text)


def test_what_the_views_say() -> None:
    assert view.normalize("l’été\u202f2020\u00a0: « Çà »") == "l'été 2020 : « Çà »"
    assert view.lower("L’ÉTÉ 2020") == "l'été 2020"
    assert view.fold("L’ÉTÉ 2020, Œuvre") == "l'ete 2020, œuvre"
