"""Confidence intervals of shares of a corpus, by drawing its documents with replacement (Efron 1979)."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import itemgetter

RESAMPLES = 1000
SEED = 20130614  # of SemEval 2013; any fixed number gives the same output every time


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % confidence interval, both ends from 0 to 1."""

    low: Fraction
    high: Fraction


def bootstrap(
    parts: Mapping[str, Sequence[tuple[int, int]]], *, resamples: int = RESAMPLES, seed: int = SEED
) -> dict[str, Interval]:
    """The 95 % percentile intervals of Σ numerators ÷ Σ denominators, by name; `parts` has one pair a document.

    The same samples of documents serve all names. A name is left out with fewer than two documents, or where there is
    nothing to divide by.
    """
    columns = {name: tuple(zip(*pairs, strict=True)) for name, pairs in parts.items() if any(each for _, each in pairs)}
    count = max(map(len, parts.values()), default=0)
    if count < 2:
        return {}
    draw = random.Random(seed).choices
    shares: dict[str, list[Fraction]] = {name: [] for name in columns}
    for _ in range(resamples):
        sample = itemgetter(*draw(range(count), k=count))
        for name, (above, below) in columns.items():
            whole = sum(sample(below))
            if whole:
                shares[name].append(Fraction(sum(sample(above)), whole))
    return {name: _interval(sorted(drawn)) for name, drawn in shares.items() if drawn}


def _interval(shares: Sequence[Fraction]) -> Interval:
    return Interval(shares[len(shares) * 25 // 1000], shares[len(shares) * 975 // 1000])
