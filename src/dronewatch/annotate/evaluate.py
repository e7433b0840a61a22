"""How well predicted spans agree with the gold: strict, exact, partial and type, after SemEval 2013 task 9.1.

Segura-Bedmar, Martínez and Herrero-Zazo (2013), section 3.3: *strict* wants bounds and label, *exact* bounds whatever
the label, *partial* counts bounds that only overlap by half whatever the label, *type* wants the label and any overlap.
Precision is credit ÷ predicted, recall credit ÷ gold, F1 their harmonic mean. The numbers of one label are those of its
own spans alone: a PERSON taken for a COMPANY is missed for one label and spurious for the other.

Each gold span meets at most one predicted span, and the same one for every measure (`align`). nervaluate goes through
the predictions in their order and once for each measure, so that the two differ where several spans compete for one
(docs/ci.md, tests/annotate/test_nervaluate.py).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from dronewatch.annotate.bootstrap import RESAMPLES, SEED, Interval, bootstrap
from dronewatch.annotate.percent import ratio
from dronewatch.model import VALUE_KEYS, Value

MEASURES = ("strict", "exact", "partial", "type")

_CORE = ("modifier", "amount", "low", "high", "currency", "edtf")
Kind = Literal["missed", "spurious", "bounds", "label", "bounds and label", "value"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be compared, half-open in code points; `source` is the rule or model of a prediction."""

    start: int
    end: int
    label: str
    section: str = "body"
    value: Value | None = None
    source: str = ""


Pair = tuple[Mark, Mark]


@dataclass(frozen=True, slots=True)
class Scored:
    """One document: its gold and its predictions, both only where a person has read."""

    article: str
    gold: tuple[Mark, ...]
    predicted: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which gold span met which prediction, what was missed and what is spurious, each by place."""

    pairs: tuple[Pair, ...]
    missed: tuple[Mark, ...]
    spurious: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts that add. Pairs: all, with the same bounds, the same label, both.

    `values` are gold spans that have a value, `right` those of them whose prediction has the same label and value.
    """

    gold: int = 0
    predicted: int = 0
    pairs: int = 0
    bounds: int = 0
    labels: int = 0
    both: int = 0
    values: int = 0
    right: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Tally)))

    def credit(self, measure: str) -> Fraction:
        """What is right by a measure; half a point for a pair that only overlaps, in *partial*."""
        if measure == "partial":
            return Fraction(self.bounds + self.pairs, 2)
        return Fraction({"strict": self.both, "exact": self.bounds, "type": self.labels}[measure])

    def precision(self, measure: str = "strict") -> Fraction | None:
        """Credit ÷ predicted; None where nothing is predicted."""
        return ratio(self.credit(measure), self.predicted)

    def recall(self, measure: str = "strict") -> Fraction | None:
        """Credit ÷ gold; None where there is no gold."""
        return ratio(self.credit(measure), self.gold)

    def f1(self, measure: str = "strict") -> Fraction | None:
        """2 · credit ÷ (gold + predicted), which is the harmonic mean of the two; None where there is neither."""
        return ratio(2 * self.credit(measure), self.gold + self.predicted)

    def value(self) -> Fraction | None:
        """Gold values that were found and are right ÷ gold values; a missed span's value is wrong."""
        return ratio(self.right, self.values)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the two disagree: `gold` is None for what is spurious, `predicted` for what is missed."""

    article: str
    kind: Kind
    gold: Mark | None
    predicted: Mark | None

    @property
    def mark(self) -> Mark:
        """The span by which it is found in the text: the gold's, else the prediction's."""
        mark = self.gold or self.predicted
        assert mark is not None
        return mark


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The numbers in total and apart, by label, by section and by source of the prediction, and every difference.

    Of sources only precision means something: gold has none. `intervals` are those of the total's F1 by measure, of
    `value`, and of strict F1 by label.
    """

    documents: int
    total: Tally
    labels: Mapping[str, Tally]
    sections: Mapping[str, Tally]
    sources: Mapping[str, Tally]
    intervals: Mapping[str, Interval]
    differences: tuple[Difference, ...]


def align(gold: Collection[Mark], predicted: Collection[Mark]) -> Alignment:
    """Pair each gold span with at most one prediction: the same span first, then the same bounds, then the same label,
    then the longest overlap, then the nearest bounds, ties by place. The order in which spans are given has no effect.
    """
    ordered = sorted(gold, key=_place)
    others = sorted(predicted, key=_place)
    candidates = []
    first = 0
    longest = max((each.end - each.start for each in others), default=0)
    for at, one in enumerate(ordered):
        while first < len(others) and others[first].start + longest <= one.start:
            first += 1
        for beside in range(first, len(others)):
            other = others[beside]
            if other.start >= one.end:
                break
            shared = min(one.end, other.end) - max(one.start, other.start)
            if shared > 0:
                bounds = _bounds(one, other)
                label = one.label == other.label
                apart = abs(one.start - other.start) + abs(one.end - other.end)
                candidates.append((not (bounds and label), not bounds, not label, -shared, apart, at, beside))
    taken: dict[int, int] = {}
    met: set[int] = set()
    for *_, at, beside in sorted(candidates):
        if at not in taken and beside not in met:
            taken[at] = beside
            met.add(beside)
    return Alignment(
        tuple((ordered[at], others[taken[at]]) for at in sorted(taken)),
        tuple(each for at, each in enumerate(ordered) if at not in taken),
        tuple(each for at, each in enumerate(others) if at not in met),
    )


def tally(gold: Collection[Mark], predicted: Collection[Mark]) -> Tally:
    """The counts of one document."""
    return _counted(len(gold), len(predicted), gold, align(gold, predicted))


def same_value(gold: Value, predicted: Value | None) -> bool:
    """Whether a prediction's value is the gold's: modifier, numbers, currency and EDTF always, the rest (tax, per,
    noun, object, unit, iso) where the gold says it. Amounts are compared as numbers, `2.40` is `2.4`.
    """
    if predicted is None:
        return False
    return all(
        getattr(gold, each.name) == getattr(predicted, each.name)
        for each in fields(Value)
        if each.name in _CORE or getattr(gold, each.name) is not None
    )


def evaluate(
    documents: Sequence[Scored], labels: Sequence[str], *, resamples: int = RESAMPLES, seed: int = SEED
) -> Evaluation:
    """Compare predictions with the gold, `labels` alone, and draw confidence intervals from `resamples` samples of the
    documents (0: none). Same input, same numbers, whatever the order of documents.
    """
    ordered = [
        Scored(
            each.article,
            tuple(mark for mark in each.gold if mark.label in labels),
            tuple(mark for mark in each.predicted if mark.label in labels),
        )
        for each in sorted(documents, key=lambda each: each.article)
    ]
    totals = [tally(each.gold, each.predicted) for each in ordered]
    by_label = {label: [_only(each, "label", label) for each in ordered] for label in labels}
    sections = {mark.section for each in ordered for mark in (*each.gold, *each.predicted)}
    parts = {measure: [_part(each, measure) for each in totals] for measure in MEASURES}
    parts["value"] = [(each.right, each.values) for each in totals]
    parts |= {f"strict.{label}": [_part(each, "strict") for each in tallies] for label, tallies in by_label.items()}
    return Evaluation(
        len(ordered),
        sum(totals, Tally()),
        {label: sum(tallies, Tally()) for label, tallies in by_label.items()},
        {
            section: sum((_only(each, "section", section) for each in ordered), Tally())
            for section in ("title", "body", "promo", "comment")
            if section in sections
        },
        _by_source(ordered),
        bootstrap(parts, resamples=resamples, seed=seed),
        tuple(each for document in ordered for each in differences(document)),
    )


def differences(document: Scored) -> list[Difference]:
    """Everything on which gold and predictions of a document disagree, by place."""
    found = align(document.gold, document.predicted)
    listed = [Difference(document.article, "missed", each, None) for each in found.missed]
    listed += [Difference(document.article, "spurious", None, each) for each in found.spurious]
    for gold, predicted in found.pairs:
        kind = _kind(gold, predicted)
        if kind:
            listed.append(Difference(document.article, kind, gold, predicted))
    return sorted(listed, key=lambda each: (_place(each.mark), each.kind))


def _part(each: Tally, measure: str) -> tuple[int, int]:
    """Numerator and denominator of F1, in quarters so that both are whole."""
    return int(4 * each.credit(measure)), 2 * (each.gold + each.predicted)


def _only(document: Scored, field: str, wanted: str) -> Tally:
    keep: Callable[[Mark], bool] = lambda mark: getattr(mark, field) == wanted  # noqa: E731 (used twice, here)
    return tally(tuple(filter(keep, document.gold)), tuple(filter(keep, document.predicted)))


def _by_source(documents: Sequence[Scored]) -> dict[str, Tally]:
    """What came of the predictions of each source; `gold` counts what they met, so recall says nothing."""
    counts: dict[str, Tally] = {}
    for document in documents:
        found = align(document.gold, document.predicted)
        for gold, predicted in found.pairs:
            one = _counted(1, 1, (gold,), Alignment(((gold, predicted),), (), ()))
            counts[predicted.source] = counts.get(predicted.source, Tally()) + one
        for predicted in found.spurious:
            counts[predicted.source] = counts.get(predicted.source, Tally()) + Tally(predicted=1)
    return dict(sorted(counts.items()))


def _counted(gold: int, predicted: int, marks: Iterable[Mark], found: Alignment) -> Tally:
    return Tally(
        gold,
        predicted,
        len(found.pairs),
        sum(_bounds(*pair) for pair in found.pairs),
        sum(one.label == other.label for one, other in found.pairs),
        sum(_bounds(*pair) and pair[0].label == pair[1].label for pair in found.pairs),
        sum(mark.value is not None for mark in marks),
        sum(
            one.value is not None and one.label == other.label and same_value(one.value, other.value)
            for one, other in found.pairs
        ),
    )


def _kind(gold: Mark, predicted: Mark) -> Kind | None:
    bounds, label = _bounds(gold, predicted), gold.label == predicted.label
    if not label:
        return "label" if bounds else "bounds and label"
    if not bounds:
        return "bounds"
    return "value" if gold.value is not None and not same_value(gold.value, predicted.value) else None


def _bounds(one: Mark, other: Mark) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _place(mark: Mark) -> tuple[int, int, str]:
    return mark.start, mark.end, mark.label


def plain_value(label: str, value: Value | None) -> str:
    """A value on one line, for differences: `about 4000000 EUR`, `2019-04-12`; empty where there is none."""
    if value is None:
        return ""
    parts = []
    for key in VALUE_KEYS.get(label, ()):
        field = getattr(value, key)
        if field is None or (key == "modifier" and field == "exact"):
            continue
        parts.append(f"{field:f}" if isinstance(field, Decimal) else str(field))
    return " ".join(parts)
