"""One thing that was looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dronewatch.errors import DronewatchError
from dronewatch.settings import Settings

OK, WARNING, PROBLEM = "ok", "warning", "problem"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is examined: `settings`, of which those `given` came as options; `load_model`: import spaCy and try it."""

    settings: Settings
    given: Mapping[str, object] = field(default_factory=dict)
    load_model: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """`state` is ok, warning or problem, `what` was looked at, `found` is what there is, `todo` what to do about it."""

    state: str
    what: str
    found: str
    todo: str | None = None
    part: str = ""

    def of(self, part: str) -> Check:
        """The same, as one of the checks of `part`."""
        return replace(self, part=part)


def trouble(what: str, problem: DronewatchError, state: str = PROBLEM) -> Check:
    """A problem as it was raised, with its hint as what to do."""
    where = ":".join(str(part) for part in (problem.file, problem.line) if part is not None)
    return Check(state, what, f"{where}: {problem.message}" if where else problem.message, problem.hint)
