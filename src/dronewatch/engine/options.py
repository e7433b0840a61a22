"""What decides a run's output, as one object that travels from the command line to the pipeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dronewatch.model import DEFAULT_LABELS, TaggedArticle

# What is done to every article where it was tagged; a function of a module, so that it can be sent to a process.
Finish = Callable[[TaggedArticle], TaggedArticle]


@dataclass(frozen=True, slots=True)
class Options:
    """`gazetteers`: paths of the user's lists; `labels`: those whose spans are kept; `model`: name or path of a spaCy
    pipeline, `none` for rules alone, None for the one that is shipped.
    """

    gazetteers: tuple[str, ...] = ()
    model: str | None = None
    labels: tuple[str, ...] = DEFAULT_LABELS
