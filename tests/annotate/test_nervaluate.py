"""The same counts as nervaluate, and where and why they are not.

nervaluate (1.2) walks through the predictions in the order given, once for each measure; each takes the first gold span
that overlaps and is still free (for *type* the nearest of the same label). dronewatch pairs the best first, once for
all measures. So the numbers are equal wherever no span overlaps two of the other side, and may differ where spans
compete: there nervaluate's depend on the order of the predictions (its issue 84), ours do not.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nervaluate.evaluator import Evaluator

from dronewatch.annotate.evaluate import MEASURES, Mark, Scored, Tally, evaluate, tally

LABELS = ["PERSON", "MONEY", "DATE"]
NAMES = {"type": "ent_type"}  # theirs


def _theirs(documents: list[tuple[list[Mark], list[Mark]]]) -> dict[str, Any]:
    """nervaluate's ends are inclusive."""

    def loaded(marks: list[Mark]) -> list[dict[str, Any]]:
        return [{"label": mark.label, "start": mark.start, "end": mark.end - 1} for mark in marks]

    true, predicted = [loaded(gold) for gold, _ in documents], [loaded(found) for _, found in documents]
    return Evaluator(true, predicted, tags=LABELS, loader="dict").evaluate()


def _compare(ours: Tally, theirs: dict[str, Any]) -> None:
    for measure in MEASURES:
        result = theirs[NAMES.get(measure, measure)]
        credit = result.correct + (Fraction(result.partial, 2) if measure == "partial" else 0)
        assert (ours.credit(measure), ours.predicted, ours.gold) == (credit, result.actual, result.possible), measure
        for share, number in (
            (ours.precision(measure), result.precision),
            (ours.recall(measure), result.recall),
            (ours.f1(measure), result.f1),
        ):
            assert float(share or 0) == pytest.approx(number)


CASES = {
    "right": ([Mark(0, 5, "PERSON")], [Mark(0, 5, "PERSON")]),
    "missed": ([Mark(0, 5, "PERSON")], []),
    "spurious": ([], [Mark(0, 5, "PERSON")]),
    "label": ([Mark(0, 5, "PERSON")], [Mark(0, 5, "MONEY")]),
    "bounds": ([Mark(0, 5, "PERSON")], [Mark(2, 5, "PERSON")]),
    "label and bounds": ([Mark(0, 5, "PERSON")], [Mark(2, 9, "DATE")]),
    "side by side": ([Mark(0, 5, "PERSON")], [Mark(5, 9, "PERSON")]),
    "one gold span predicted in two": ([Mark(0, 9, "DATE")], [Mark(0, 4, "DATE"), Mark(5, 9, "DATE")]),
    "two gold spans predicted as one": ([Mark(0, 4, "DATE"), Mark(5, 9, "DATE")], [Mark(0, 9, "DATE")]),
    "several": (
        [Mark(0, 5, "PERSON"), Mark(10, 15, "MONEY"), Mark(20, 25, "DATE")],
        [Mark(0, 5, "PERSON"), Mark(9, 15, "MONEY"), Mark(20, 25, "PERSON"), Mark(40, 45, "DATE")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_shared_cases(name: str) -> None:
    gold, predicted = CASES[name]
    _compare(tally(gold, predicted), _theirs([(gold, predicted)])["overall"])


# One gold and at most one predicted span in each stretch of ten, whatever they look like: nothing competes.
STRETCH = st.tuples(
    st.one_of(st.none(), st.tuples(st.integers(0, 4), st.integers(1, 5), st.sampled_from(LABELS))),
    st.one_of(st.none(), st.tuples(st.integers(0, 4), st.integers(1, 5), st.sampled_from(LABELS))),
)
ARTICLE = st.lists(STRETCH, max_size=6)


def _marks(article: list[Any], side: int) -> list[Mark]:
    return [
        Mark(10 * at + each[side][0], 10 * at + each[side][0] + each[side][1], each[side][2])
        for at, each in enumerate(article)
        if each[side]
    ]


@given(st.lists(ARTICLE, min_size=1, max_size=4))
@settings(deadline=None)
def test_equal_where_spans_do_not_compete(corpus: list[list[Any]]) -> None:
    documents = [(_marks(article, 0), _marks(article, 1)) for article in corpus]
    theirs = _theirs(documents)
    ours = evaluate([Scored(str(at), tuple(g), tuple(p)) for at, (g, p) in enumerate(documents)], LABELS, resamples=0)
    if any(gold or predicted for gold, predicted in documents):
        _compare(ours.total, theirs["overall"])
    for label, results in theirs["entities"].items():
        _compare(ours.labels[label], results)


def test_where_spans_compete_the_order_of_predictions_matters_to_nervaluate_alone() -> None:
    gold = [Mark(0, 10, "PERSON"), Mark(11, 20, "PERSON")]
    predicted = [Mark(8, 20, "PERSON"), Mark(0, 10, "PERSON")]  # the first one overlaps both
    assert _theirs([(gold, predicted)])["overall"]["strict"].correct == 0
    assert _theirs([(gold, predicted[::-1])])["overall"]["strict"].correct == 1
    assert tally(gold, predicted) == tally(gold, predicted[::-1])
    assert tally(gold, predicted).credit("strict") == 1
