"""What was measured, as Markdown tables: a column a library, the project's own first."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from measure import table

Cases = Mapping[tuple[str, str], tuple[int, int]]  # (suite, label) → cases right, cases
Figures = Mapping[str, Sequence[str]]  # label → figures as they are to be shown


@dataclass(frozen=True)
class Speed:
    """Characters a second of a peer's call and of ours, over the same `characters`."""

    label: str
    peer: str
    call: str
    characters: int
    theirs: float
    ours: float


def suites(found: Mapping[str, Cases]) -> str:
    """Shares of cases right, a suite a row, the best bold; last the mean over the suites of numerals."""
    ours = next(iter(found.values()))
    rows = []
    for suite, label in sorted(ours, key=lambda key: (key[1], key[0])):
        pairs = [cases.get((suite, label)) for cases in found.values()]
        total = str(ours[suite, label][1])
        rows.append([suite, label, total, *_bold([None if pair is None else pair[0] / pair[1] for pair in pairs])])
    means = []
    for cases in found.values():
        numerals = [good / total for (_, label), (good, total) in cases.items() if label == "NUMBER"]
        means.append(statistics.mean(numerals) if numerals else None)
    rows.append(["mean of the suites of numerals", "NUMBER", "", *_bold(means)])
    return table(["suite", "label", "cases", *found], rows, 2)


def _bold(shares: Sequence[float | None]) -> list[str]:
    best = max((share for share in shares if share is not None), default=None)
    return ["–" if share is None else f"**{share:.3f}**" if share == best else f"{share:.3f}" for share in shares]


def entities(found: Mapping[str, Figures]) -> str:
    """A label a row; the figures of a library stand in one cell."""
    ours = next(iter(found.values()))
    rows = [[label, *(" / ".join(figures.get(label, "–")) for figures in found.values())] for label in ours]
    return table(["label", *found], rows, 1)


def speeds(found: Sequence[Speed]) -> str:
    """A task and peer a row; the ratio is the peer's speed to ours."""
    rows = [
        [
            one.label,
            one.peer,
            f"`{one.call}`",
            f"{one.characters:,}",
            f"{one.theirs / 1e6:.3f}",
            f"{one.ours / 1e6:.3f}",
            f"{one.theirs / one.ours:.3g}",
        ]
        for one in found
    ]
    return table(["label", "peer", "its call", "characters", "peer, M/s", "dronewatch, M/s", "ratio"], rows, 3)
