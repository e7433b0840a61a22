"""What decides a run's output, as one object that travels from the command line to the pipeline."""

from __future__ import annotations

from dataclasses import dataclass

from dronewatch.model import DEFAULT_LABELS


@dataclass(frozen=True, slots=True)
class Options:
    """`gazetteers`: paths of the user's lists; `labels`: those whose spans are kept; `model`: name or path of a spaCy
    pipeline, `none` for rules alone, None for the one that is shipped.
    """

    gazetteers: tuple[str, ...] = ()
    model: str | None = None
    labels: tuple[str, ...] = DEFAULT_LABELS
