"""A review session, key by key."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dronewatch.annotate.model import Annotation
from dronewatch.annotate.session import LABEL_KEYS, State, begin, press
from dronewatch.model import LABELS, Section, Value

TEXT = "Un achat\nLa société Parrot vend 12 drones à Nantes. Le prix : 300 000 euros.\n"
KEY = {label: key for key, label in LABEL_KEYS.items()}
EUROS = Value(amount=Decimal(300000), currency="EUR")


def _span(words: str, label: str, value: Value | None = None) -> Annotation:
    start = TEXT.index(words)
    return Annotation(start, start + len(words), label, words, value)


PARROT, NANTES, PRICE = _span("Parrot", "COMPANY"), _span("Nantes", "PERSON"), _span("300 000 euros", "MONEY", EUROS)


def _begin(*suggestions: Annotation) -> State:
    return begin(TEXT, [Section(0, 9, "title"), Section(9, len(TEXT), "body")], (), (), (), suggestions)


def _type(state: State, *keys: str) -> State:
    for key in keys:
        state = press(state, key)
    return state


def test_accept_reject_and_finish() -> None:
    state = _type(_begin(PARROT, NANTES, PRICE), "a", "r", "a")
    assert (state.spans, state.rejected, state.queue, state.mode) == ((PARROT, PRICE), (NANTES,), (), "end")
    state = press(state, "f")
    assert (state.mode, state.reviewed) == ("quit", ("title", "body"))


def test_nothing_is_finished_while_a_suggestion_waits() -> None:
    state = press(_begin(PARROT), "f")
    assert (state.mode, state.reviewed) == ("suggestion", ()) and "1 to decide first" in state.message


def test_skipped_comes_back() -> None:
    state = _type(_begin(PARROT, NANTES), "s")
    assert state.queue == (NANTES, PARROT)
    assert (state.spans, state.rejected) == ((), ())


def test_relabel() -> None:
    state = _type(_begin(NANTES), "l", KEY["LOCATION"])
    assert state.spans == (_span("Nantes", "LOCATION"),)
    assert state.rejected == ()
    assert _type(_begin(NANTES), "l", "escape") == _begin(NANTES)


def test_bounds_by_word_and_by_character_at_both_ends() -> None:
    state = _type(_begin(_span("12", "QUANTITY")), "b", "right", "enter")
    [span] = state.spans
    assert span.exact == "12 drones"
    assert span.value is not None and (span.value.amount, span.value.noun) == (Decimal(12), "drones")
    state = _type(_begin(PARROT), "b", "tab", "left", "tab", ",", ".", ".", "left", "enter")
    assert [span.exact for span in state.spans] == ["société Parrot"]


def test_bounds_stay_in_the_line() -> None:
    state = _type(_begin(_span("achat", "COMPANY")), "b", "right")
    assert "line break" in state.message
    assert state.draft is not None and state.draft.exact == "achat"


def test_value() -> None:
    state = _type(_begin(PRICE), "v", *"plus de 1,5 Mx", "backspace", *"€", "enter")
    assert state.spans[0].value == Value("more_than", Decimal(1500000), currency="EUR")
    assert _type(_begin(PRICE), "v", "-", "enter").spans[0].value is None
    state = _type(_begin(PRICE), "v", *"3..5", "enter")
    assert state.spans[0].value == Value("between", low=Decimal(3), high=Decimal(5), currency="EUR")
    state = _type(_begin(PRICE), "v", *"beaucoup", "enter")
    assert (state.mode, state.spans) == ("value", ()) and "not an amount" in state.message
    assert "has no value" in press(_begin(PARROT), "v").message


def test_a_value_in_the_words_of_an_article() -> None:
    twelve = _span("12 drones", "QUANTITY", Value(amount=Decimal(12), noun="drones", object="drones"))
    state = _type(_begin(twelve), "v", *"plus de 5 400 appareils volants", "enter")
    assert state.spans[0].value == Value("more_than", Decimal(5400), noun="appareils", object="appareils volants")
    state = _type(_begin(twelve), "v", *"13", "enter")
    assert state.spans[0].value == Value(amount=Decimal(13), noun="drones", object="drones")
    length = _span("12 drones", "DURATION", Value(amount=Decimal(12), unit="mois", iso="P12M"))
    assert _type(_begin(length), "v", *"2 ans", "enter").spans[0].value == Value(
        amount=Decimal(2), unit="an", iso="P2Y"
    )
    yearly = _span("300 000 euros", "MONEY", Value(amount=Decimal(300000), currency="EUR", tax="excluded", per="an"))
    assert _type(_begin(yearly), "v", *"2 M$", "enter").spans[0].value == Value(
        amount=Decimal(2000000), currency="USD", tax="excluded", per="an"
    )
    day = _span("12", "DATE", Value(edtf="XXXX-XX-12"))
    for typed, edtf in (("2019-04", "2019-04"), ("12 avril 2019", "2019-04-12"), ("../2019", "../2019")):
        assert _type(_begin(day), "v", *typed, "enter").spans[0].value == Value(edtf=edtf)
    for typed in ("2019-13", "2019-04-32", "demain", "////", "-5"):
        state = _type(_begin(day), "v", *typed, "enter")
        assert (state.mode, state.spans) == ("value", ()) and "not a date" in state.message, typed


def test_the_text_at_the_end_is_scrolled_by_sentences_and_stays_in_what_is_reviewed() -> None:
    state = _begin()
    places = [state.cursor[0]]
    for key in ("down", "down", "down", "up", "up", "up"):
        state = press(state, key)
        places.append(state.cursor[0])
    price = TEXT.index("Le prix")
    assert places == [0, 9, price, price, 9, 0, 0]
    assert press(begin("", (), (), (), (), ()), "down").cursor == (0, 0)


def test_what_is_marked_under_the_cursor_is_known() -> None:
    state = begin(TEXT, [Section(0, len(TEXT), "body")], (PARROT,), (), (), ())
    assert press(state, "n").marked is None
    assert _type(state, "n", "down", "right", "right").marked == PARROT


def test_add_by_selecting_words() -> None:
    state = _type(_begin(PARROT), "n", "left", "left", "down", "right", "enter", "enter", KEY["COMPANY"])
    assert [span.exact for span in state.spans] == ["prix"]
    state = _type(_begin(), "n", "right", "enter", "left", "enter", KEY["LOCATION"])
    assert [(span.exact, span.label) for span in state.spans] == [("achat", "LOCATION")]


def test_what_overlaps_is_decided_or_refused() -> None:
    wide = _span("société Parrot", "COMPANY")
    state = _type(_begin(wide, PARROT), "a")
    assert (state.spans, state.queue) == ((wide,), ())
    state = _type(state, "n", "right", "right", "right", "right", "enter", "enter", KEY["PERSON"])
    assert state.spans == (wide,) and "overlaps COMPANY" in state.message


def test_what_is_accepted_can_be_taken_back() -> None:
    state = begin(TEXT, [Section(0, len(TEXT), "body")], (PARROT,), (), (), ())
    state = _type(state, "n", "down", "right", "right", "r")
    assert (state.spans, state.queue, state.mode) == ((), (PARROT,), "suggestion")


def test_undo_all_the_way() -> None:
    first = _begin(PARROT, NANTES, PRICE)
    state = _type(first, "a", "l", "escape", "r", "v", *"5 €", "enter", "u", "u", "u")
    assert (state.spans, state.rejected, state.queue) == ((), (), first.queue)
    assert press(state, "u").message == "nothing to undo"


_KEYS = ["left", "right", "up", "down", "enter", "escape", "tab", "backspace", ",", ".", *"arlbvnsu1€k"]


@given(st.lists(st.sampled_from(_KEYS), max_size=40))
@settings(max_examples=150, deadline=None)
def test_whatever_is_typed_the_annotations_are_of_the_text_and_never_overlap(keys: list[str]) -> None:
    state = _begin(PARROT, NANTES, PRICE)
    for key in keys:
        state = press(state, key)
        for span in (*state.spans, *state.rejected, *state.queue):
            assert TEXT[span.start : span.end] == span.exact and span.label in LABELS
        names = sorted((span.start, span.end) for span in state.spans if span.label != "NUMBER")
        assert all(one[1] <= other[0] for one, other in pairwise(names))
