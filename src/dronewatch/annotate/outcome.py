"""What a gate found out, for reporters to print: numbers, tables, floors that hold or do not, what to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from dronewatch.annotate import pairs
from dronewatch.annotate.percent import reaches, shown
from dronewatch.errors import DronewatchError
from dronewatch.messages import tr

Level = Literal["error", "warning", "notice"]
LEVELS: tuple[Level, ...] = ("error", "warning", "notice")


@dataclass(frozen=True, slots=True)
class Check:
    """A floor and what it is compared with: `name` is what is measured, `floor` a percentage, `source` who set it.

    A `share` (0 to 1) of None is something that there is nothing of; it passes only where `vacuous` says so. `note` is
    what helps to understand a failure.
    """

    name: str
    share: Fraction | None
    floor: Decimal
    source: str
    vacuous: bool = False
    note: str = ""

    @property
    def passed(self) -> bool:
        """Whether the floor is reached, compared exactly."""
        return self.vacuous if self.share is None else reaches(self.share, self.floor)

    def __str__(self) -> str:
        floor = f"{self.floor.normalize():f}"
        places = max(1, len(floor.partition(".")[2]))  # as many as the floor has: what fails is shown to be less
        found = tr("there is nothing to measure") if self.share is None else f"{shown(self.share, places)} %"
        return tr(
            "{name}: {found}, floor {floor} % ({source}){note}",
            name=self.name,
            found=found,
            floor=floor,
            source=self.source,
            note=self.note and "; " + self.note,
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a person should look at, with the file and line (1-based) where.

    `shown`: a table of the outcome says it already, so that only reporters without tables repeat it.
    """

    level: Level
    title: str
    message: str
    file: str | None = None
    line: int | None = None
    shown: bool = False

    @property
    def where(self) -> str:
        """`file:line`, as far as there is one."""
        return "" if not self.file else f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        return f"{self.where or self.title}: {self.message}"


@dataclass(frozen=True, slots=True)
class Column:
    """`key` of the rows, `heading` for people; numbers stand at the right. `ours`: its words are said in the user's
    language where people read them.
    """

    key: str
    heading: str
    right: bool = False
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with a name for machines and a title for people. Cells are texts, counts, None, or shares (`Fraction`).

    `place`: rows have `file` and `line` (and perhaps `column`), which a table on screen leaves out; so it does `more`,
    keys that only machines are given.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Mapping[str, Any]]
    place: bool = False
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that `coverage` or `evaluate` (`command`) has to say.

    `label` and `share` are the one number, `summary` it in a sentence, `facts` further numbers by name, `main` the name
    of the table that stands for all where only one fits (TSV).
    """

    command: str
    label: str
    share: Fraction
    summary: str
    facts: Mapping[str, Any]
    tables: tuple[Table, ...]
    main: str
    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    @property
    def failures(self) -> tuple[Check, ...]:
        """The floors that are not reached."""
        return tuple(check for check in self.checks if not check.passed)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What could not be read, so that the numbers are not of everything."""
        return tuple(finding for finding in self.findings if finding.level == "error")

    @property
    def passed(self) -> bool:
        """Whether everything could be read and every floor is reached."""
        return not self.failures and not self.errors

    def sorted_findings(self) -> list[Finding]:
        """What a person should look at: failed floors first, then by level, file and line."""
        floors = [
            Finding("error", tr("{command}: below the floor", command=self.command), str(check))
            for check in self.failures
        ]
        rest = sorted(
            self.findings,
            key=lambda each: (LEVELS.index(each.level), each.file or "", each.line or 0, each.title, each.message),
        )
        return floors + rest


def of_files(matched: pairs.Matched, missing: Sequence[str]) -> list[Finding]:
    """Annotations that do not count, and what could not be checked; `missing` are paths of the corpus."""
    told = {tr("stale annotations"): map(pairs.stale, matched.stale)}
    told[tr("annotations without article")] = map(pairs.orphan, matched.orphans)
    found = [of_problem("warning", title, problem) for title, problems in told.items() for problem in problems]
    notes = [
        tr("the corpus of the annotations in {name} is not there", name=name) for name in sorted(matched.unchecked)
    ]
    return found + [
        Finding("notice", tr("not checked"), note)
        for note in (*notes, *(tr("{each} is not there", each=each) for each in missing))
    ]


def of_problem(level: Level, title: str, problem: DronewatchError) -> Finding:
    """A problem as something to look at."""
    message = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    return Finding(level, title, message, problem.file, problem.line)
