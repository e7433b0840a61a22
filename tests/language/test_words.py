"""Word lists as patterns: whole words and nothing else, whichever way they are written."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dronewatch.language.words import alternatives, branches

WORDS = st.lists(st.text(st.sampled_from("abé-. "), min_size=1, max_size=5), min_size=1, max_size=12)


@given(WORDS, st.text(st.sampled_from("abé-. "), max_size=5))
def test_both_patterns_read_the_listed_words_and_no_other(listed: list[str], word: str) -> None:
    for pattern in (alternatives(listed), branches(listed)):
        assert all(re.fullmatch(pattern, one) for one in listed)
        assert bool(re.fullmatch(pattern, word)) == (word in listed)


def test_branches_read_each_letter_once() -> None:
    assert branches(["deux", "demi", "demie"]) == "de(?:mi(?:e)?|ux)"
