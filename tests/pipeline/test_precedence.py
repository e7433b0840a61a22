"""One rule of precedence: the longest span, then the order of sources."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dronewatch.model import Span
from dronewatch.pipeline.precedence import SOURCES, add, again, choose, decided


def span(start: int, end: int, label: str = "PERSON", source: str = "x") -> Span:
    return Span(start, end, "x" * (end - start), label, source)


SPANS = st.builds(
    lambda start, length, label: span(start, start + length, label),
    st.integers(0, 30),
    st.integers(1, 8),
    st.sampled_from(["PERSON", "MONEY", "NUMBER"]),
)


def test_the_longest_wins_whatever_its_source() -> None:
    assert choose({"gazetteer": [span(0, 5)], "echo": [span(0, 9)]}) == [span(0, 9)]


def test_of_two_as_long_the_first_source_wins() -> None:
    found = choose({"model": [span(0, 5, "COMPANY")], "gazetteer": [span(0, 5, "MEDIA")]})
    assert [one.label for one in found] == ["MEDIA"]


def test_what_ends_in_a_phrase_to_be_ignored_is_no_name() -> None:
    ignored = {"ignored": [span(10, 20, "IGNORED")]}
    for start, end, kept in ((10, 20, False), (12, 15, False), (5, 15, False), (5, 20, True), (0, 9, True)):
        found = decided(ignored, [span(start, end, source="model")])["model"]
        assert bool(found) is kept, (start, end)


def test_a_listed_name_and_the_person_after_it_are_two() -> None:
    head, person = span(0, 5, "MEDIA", "gazetteer:x"), span(6, 12, "PERSON", "pattern:first name")
    candidates = {"gazetteer": [head], "patterns": [person]}
    assert decided(candidates, [span(0, 12, "MEDIA", "model")])["model"] == [head, person]
    assert decided({"gazetteer": [head]}, [one := span(0, 12, "MEDIA", "model")])["model"] == [one]


def test_a_name_that_the_model_cuts_short_is_whole() -> None:
    whole = span(0, 12, "MINISTRY", "pattern:ministry")
    assert decided({"patterns": [whole]}, [span(0, 8, "MINISTRY", "model")])["model"] == [whole]
    assert decided({"patterns": [whole]}, [one := span(0, 8, "ROLE", "model")])["model"] == [one]


def test_joined_media_are_not_the_one_name_that_the_model_reads() -> None:
    listed = [Span(0, 3, "RTL", "MEDIA", "gazetteer:x"), Span(4, 7, "LCI", "MEDIA", "gazetteer:x")]
    alone = Span(20, 23, "RMC", "MEDIA", "gazetteer:x")
    model = [Span(0, 7, "RTL-LCI", "COMPANY", "model"), Span(9, 14, "Ormel", "PERSON", "model")]
    assert choose(decided({"gazetteer": [*listed, alone]}, model)) == [*listed, model[1]]


def test_a_name_that_is_chosen_elsewhere_is_chosen_again() -> None:
    first, later, other = span(0, 5, "COMPANY"), span(10, 15, "COMPANY"), span(20, 26, "COMPANY")
    assert again({"gazetteer": [first, later, other]}, [first]) == [first, later]
    assert again({"patterns": [later]}, [span(0, 5, "MEDIA")]) == []
    assert again({"gazetteer": [later], "ignored": [span(8, 15, "IGNORED")]}, [first]) == []


def test_numerals_stand_inside_others() -> None:
    money, number = span(0, 9, "MONEY"), span(0, 3, "NUMBER")
    assert choose({"numbers": [number, money]}) == [money, number]


def test_what_is_added_overlaps_nothing() -> None:
    assert add([span(5, 9)], [span(0, 6), span(9, 12), span(0, 5)]) == [span(0, 5), span(5, 9), span(9, 12)]


@given(st.dictionaries(st.sampled_from(SOURCES), st.lists(SPANS, max_size=12)))
def test_nothing_overlaps_and_order_is_fixed(candidates: dict[str, list[Span]]) -> None:
    found = choose(candidates)
    kept = [one for one in found if one.label != "NUMBER"]
    assert all(left.end <= right.start for left, right in pairwise(kept))
    assert found == choose({source: spans[::-1] for source, spans in reversed(candidates.items())})
    assert {one for spans in candidates.values() for one in spans if one.label == "NUMBER"} == {
        one for one in found if one.label == "NUMBER"
    }
