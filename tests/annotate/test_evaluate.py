"""Alignment, counts, values, intervals; what SemEval 2013 says of each kind of difference."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.annotate.evaluate import (
    MEASURES,
    Mark,
    Scored,
    Tally,
    align,
    differences,
    evaluate,
    plain_value,
    same_value,
    tally,
)
from dronewatch.model import DEFAULT_LABELS, Value

LABELS = ("PERSON", "MONEY", "DATE")
MARKS = st.lists(
    st.builds(
        lambda start, length, label: Mark(start, start + length, label),
        st.integers(0, 25),
        st.integers(1, 8),
        st.sampled_from(LABELS),
    ),
    max_size=8,
)


def _scores(gold: list[Mark], predicted: list[Mark]) -> dict[str, Fraction | None]:
    return {measure: tally(gold, predicted).f1(measure) for measure in MEASURES}


@pytest.mark.parametrize(
    ("predicted", "strict", "exact", "partial", "type_"),
    [
        (Mark(10, 20, "PERSON"), 1, 1, 1, 1),
        (Mark(10, 20, "MONEY"), 0, 1, 1, 0),
        (Mark(12, 20, "PERSON"), 0, 0, Fraction(1, 2), 1),
        (Mark(12, 20, "MONEY"), 0, 0, Fraction(1, 2), 0),
        (Mark(20, 30, "PERSON"), 0, 0, 0, 0),
    ],
)
def test_each_measure(predicted: Mark, strict: int, exact: int, partial: Fraction, type_: int) -> None:
    found = _scores([Mark(10, 20, "PERSON")], [predicted])
    assert found == {"strict": strict, "exact": exact, "partial": partial, "type": type_}


def test_precision_and_recall() -> None:
    found = tally([Mark(0, 5, "PERSON"), Mark(6, 9, "PERSON")], [Mark(0, 5, "PERSON")])
    assert (found.precision(), found.recall(), found.f1()) == (1, Fraction(1, 2), Fraction(2, 3))
    assert (Tally().precision(), Tally().recall(), Tally().f1(), Tally().value()) == (None, None, None, None)


def test_the_best_pairs_whatever_the_order() -> None:
    """One long prediction over two gold spans meets the one that it is; the other stays for the second."""
    gold = [Mark(0, 10, "MONEY"), Mark(11, 14, "DATE")]
    predicted = [Mark(0, 14, "MONEY"), Mark(11, 14, "MONEY")]
    found = align(gold, predicted)
    assert found.pairs == ((gold[0], predicted[0]), (gold[1], predicted[1]))
    assert align(gold[::-1], predicted[::-1]) == found


@given(MARKS, MARKS)
def test_every_span_is_counted_once(gold: list[Mark], predicted: list[Mark]) -> None:
    found = align(gold, predicted)
    key = lambda mark: (mark.start, mark.end, mark.label)  # noqa: E731
    assert sorted([one for one, _ in found.pairs] + list(found.missed), key=key) == sorted(gold, key=key)
    assert sorted([other for _, other in found.pairs] + list(found.spurious), key=key) == sorted(predicted, key=key)
    for one, other in found.pairs:
        assert one.start < other.end
        assert other.start < one.end
    free = [(one, other) for one in found.missed for other in found.spurious]
    assert not any(one.start < other.end and other.start < one.end for one, other in free)
    assert align(gold[::-1], predicted[::-1]) == found


@given(MARKS, MARKS)
def test_scores_are_shares(gold: list[Mark], predicted: list[Mark]) -> None:
    found, turned = tally(gold, predicted), tally(predicted, gold)
    for measure in MEASURES:
        for share in (found.precision(measure), found.recall(measure), found.f1(measure)):
            assert share is None or 0 <= share <= 1
        assert found.f1(measure) == turned.f1(measure), "F1 does not know which side is gold"
    assert found.both <= min(found.bounds, found.labels) <= found.pairs
    assert set(_scores(gold, gold).values()) <= {1, None}


@given(MARKS, MARKS)
def test_differences_are_what_is_not_right(gold: list[Mark], predicted: list[Mark]) -> None:
    found = tally(gold, predicted)
    kinds = [each.kind for each in differences(Scored("a", tuple(gold), tuple(predicted)))]
    assert kinds.count("missed") == found.gold - found.pairs
    assert kinds.count("spurious") == found.predicted - found.pairs
    assert len(kinds) == found.gold + found.predicted - found.pairs - found.both


EUROS = Value("about", Decimal("4000000"), currency="EUR")


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        (EUROS, EUROS, True),
        (EUROS, Value("about", Decimal("4.0E6"), currency="EUR"), True),
        (EUROS, Value("about", Decimal("4000000"), currency="EUR", tax="excluded"), True),
        (Value(amount=Decimal(4), tax="included"), Value(amount=Decimal(4)), False),
        (EUROS, Value("exact", Decimal("4000000"), currency="EUR"), False),
        (EUROS, Value("about", Decimal("4000000"), currency="USD"), False),
        (EUROS, Value("about", Decimal("4000001"), currency="EUR"), False),
        (EUROS, None, False),
        (Value(amount=Decimal(240), noun="drones"), Value(amount=Decimal(240), noun="drones", object="x"), True),
        (Value(edtf="2019-04"), Value(edtf="2019-05"), False),
        (Value("vague"), Value("vague", low=Decimal(2)), False),
    ],
)
def test_values(gold: Value, predicted: Value | None, same: bool) -> None:
    assert same_value(gold, predicted) is same


def test_value_accuracy_counts_what_is_missed() -> None:
    gold = [Mark(0, 5, "MONEY", value=EUROS), Mark(6, 9, "MONEY", value=EUROS), Mark(10, 12, "MONEY")]
    predicted = [Mark(0, 4, "MONEY", value=EUROS), Mark(10, 12, "MONEY", value=EUROS)]
    assert tally(gold, predicted).value() == Fraction(1, 2)
    assert tally(gold, [Mark(0, 5, "PERSON", value=EUROS)]).value() == 0


def test_labels_sections_sources() -> None:
    gold = (Mark(0, 5, "PERSON", "title"), Mark(10, 15, "MONEY"))
    predicted = (Mark(0, 5, "MONEY", "title", source="money"), Mark(10, 15, "MONEY", source="money"))
    found = evaluate([Scored("a", gold, predicted)], DEFAULT_LABELS)
    assert found.labels["MONEY"].precision() == Fraction(1, 2)
    assert found.labels["MONEY"].recall() == 1
    assert found.labels["PERSON"].recall() == 0
    assert list(found.sections) == ["title", "body"]
    assert found.sections["body"].f1() == 1
    assert found.sources["money"].precision() == Fraction(1, 2)
    assert [each.kind for each in found.differences] == ["label"]
    assert evaluate([Scored("a", gold, predicted)], ["MONEY"]).total.gold == 1


def test_the_order_of_documents_changes_nothing() -> None:
    documents = [
        Scored("a", (Mark(0, 5, "PERSON"),), (Mark(0, 5, "PERSON"),)),
        Scored("b", (Mark(0, 5, "MONEY"), Mark(7, 9, "MONEY")), (Mark(0, 4, "MONEY"),)),
        Scored("c", (), (Mark(3, 5, "DATE"),)),
    ]
    found = evaluate(documents, LABELS)
    assert evaluate(documents[::-1], LABELS) == found
    assert found.intervals["strict"].low < found.total.f1() < found.intervals["strict"].high  # type: ignore[operator]
    assert not evaluate(documents, LABELS, resamples=0).intervals


def test_values_on_one_line() -> None:
    assert plain_value("MONEY", EUROS) == "about 4000000 EUR"
    assert plain_value("DATE", Value(edtf="2019-04")) == "2019-04"
    assert plain_value("PERSON", None) == ""
