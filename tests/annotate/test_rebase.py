"""Annotations follow their words into a corrected text, and say when they cannot."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from dronewatch.annotate.model import Annotation
from dronewatch.annotate.rebase import carry
from dronewatch.model import Value
from dronewatch.view import normalize

OLD = "La mairie de Nantes achète 12 drones à Parrot.\nParrot livrera les 12 drones à Nantes pour 300 000 euros."


def _annotation(text: str, words: str, label: str, nth: int = 1, value: Value | None = None) -> Annotation:
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return Annotation(at, at + len(words), label, words, value)


TWELVE = Value(amount=Decimal(12), noun="drones", object="drones")
SPANS = [
    _annotation(OLD, "mairie de Nantes", "PUBLIC_BODY"),
    _annotation(OLD, "12 drones", "QUANTITY", value=TWELVE),
    _annotation(OLD, "Parrot", "COMPANY"),
    _annotation(OLD, "Parrot", "COMPANY", 2),
    _annotation(OLD, "12 drones", "QUANTITY", 2, TWELVE),
    _annotation(OLD, "300 000 euros", "MONEY", value=Value(amount=Decimal(300000), currency="EUR")),
]


def test_with_the_old_text_all_that_stayed_is_good_though_words_moved() -> None:
    new = OLD.replace("La mairie", "Selon un communiqué, la mairie").replace("\n", "\r\n")
    found = carry(SPANS, new, OLD)
    assert [each.mark for each in found] == ["good"] * 6
    assert [new[each.after.start : each.after.end] for each in found if each.after] == [span.exact for span in SPANS]
    assert [each.after.value for each in found if each.after] == [span.value for span in SPANS]


def test_changed_words_are_unsure_and_lose_their_value_and_absent_ones_are_missing() -> None:
    new = OLD.replace("300 000 euros", "350 000 euros").replace(" à Parrot.", ".")
    for old in (OLD, None):
        found = carry(SPANS, new, old)
        assert found[-1].mark == "unsure"
        assert found[-1].after is not None
        assert (found[-1].after.exact, found[-1].after.value) == ("350 000 euros", None)
        assert new[found[-1].after.start : found[-1].after.end] == "350 000 euros"
    assert carry(SPANS, new, OLD)[2].mark in ("missing", "unsure")
    assert carry(SPANS, "Rien de tel ici.")[0].mark == "missing"


def test_without_the_old_text_unique_words_are_good_and_repeated_ones_at_the_expected_place() -> None:
    found = carry(SPANS, "Info. " + OLD)
    assert [each.mark for each in found] == ["good"] * 6
    assert [each.after.start - each.before.start for each in found if each.after] == [6] * 6


def test_another_apostrophe_or_blank_changes_no_words() -> None:
    old, new = "Le ministère de l’Intérieur paie 3 000 €.", "Le ministère de l'Intérieur paie 3\u202f000\u00a0€."
    spans = [
        _annotation(old, "ministère de l’Intérieur", "MINISTRY"),
        _annotation(old, "3 000 €", "MONEY", value=TWELVE),
    ]
    for before in (old, None):
        found = carry(spans, new, before)
        assert [each.mark for each in found] == ["good", "good"]
        assert [each.after.exact for each in found if each.after] == ["ministère de l'Intérieur", "3\u202f000\u00a0€"]
        assert found[1].after is not None and found[1].after.value == TWELVE


def test_words_within_longer_words_are_not_theirs() -> None:
    [found] = carry([Annotation(0, 4, "COMPANY", "Axon", None)], "Saxons et Axones")
    assert found.mark != "good"


_TEXT = st.text(st.sampled_from("ab 😀é\r\n\u202f.12"), min_size=1, max_size=40)


def test_no_two_get_one_place() -> None:
    old = "Parrot vend. Parrot achète 12 drones."
    marks = [Annotation(0, 6, "COMPANY", "Parrot"), Annotation(13, 19, "COMPANY", "Parrot")]
    for text, expected in ((old, ["good", "missing"]), (None, ["unsure", "missing"])):
        assert [each.mark for each in carry(marks, "Parrot vend rien.", text)] == expected
    inside = [Annotation(27, 36, "QUANTITY", "12 drones"), Annotation(27, 29, "NUMBER", "12")]
    assert [each.mark for each in carry(inside, "Il achète 12 drones.", None)] == ["good", "good"]


@given(_TEXT, _TEXT, st.data())
@settings(max_examples=150, deadline=None)
def test_whatever_the_texts_what_is_placed_is_there(old: str, new: str, data: st.DataObject) -> None:
    spans = []
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(old) - 1))
        end = data.draw(st.integers(start + 1, len(old)))
        spans.append(Annotation(start, end, "COMPANY", old[start:end]))
    for before in (old, None):
        for span, carried in zip(spans, carry(spans, new, before), strict=True):
            assert carried.before is span
            assert (carried.after is None) == (carried.mark == "missing")
            if carried.after is not None:
                assert carried.after.start < carried.after.end
                assert new[carried.after.start : carried.after.end] == carried.after.exact
                assert carried.mark != "good" or normalize(carried.after.exact) == normalize(span.exact)
    assert [each.mark for each in carry(spans, old, old)] == ["good"] * len(spans)
