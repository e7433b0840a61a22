"""Whether everything is as it should be, and what to do where it is not. Looks only: nothing is made, mended or tagged.

`examined` is all that `dronewatch doctor` uses. A new check is one function in `CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dronewatch.errors import DronewatchError
from dronewatch.health import data, environment
from dronewatch.health.check import OK, PROBLEM, WARNING, Check, Subject, trouble
from dronewatch.messages import marked

__all__ = ["OK", "PROBLEM", "WARNING", "Check", "Subject", "examined"]

CHECKS: Mapping[str, Callable[[Subject], Iterator[Check]]] = {
    marked("Environment"): environment.environment,
    marked("Model"): environment.model,
    marked("Settings"): environment.settings,
    marked("Corpus"): data.corpus,
    marked("Lists of names"): data.gazetteers,
    marked("Index"): data.index,
    marked("Annotations"): data.annotated,
}


def examined(subject: Subject) -> Iterator[Check]:
    """Every check in order; what cannot be examined is a problem, and the rest is looked at all the same."""
    for part, examine in CHECKS.items():
        try:
            yield from (each.of(part) for each in examine(subject))
        except DronewatchError as problem:
            yield trouble(marked("not examined"), problem).of(part)
