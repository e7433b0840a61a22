"""What `coverage` and `evaluate` share: options, the corpus that is there, floors, pins, reports, exit codes."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dronewatch.cli.failure import ERROR, FOUND, NOTHING, Problems, complain
from dronewatch.cli.options import Command, OneOf, corpus_options
from dronewatch.cli.output import TABLE_ROWS, opened
from dronewatch.errors import DataError, DronewatchError, UsageError
from dronewatch.messages import marked, tr
from dronewatch.report.gates import BARE, FORMATS, SUFFIXES, write

if TYPE_CHECKING:
    from fractions import Fraction

    from dronewatch.annotate.floors import Pin, Pins
    from dronewatch.annotate.model import AnnotationFile
    from dronewatch.annotate.outcome import Outcome
    from dronewatch.settings import Settings

FORMAT = OneOf("format", FORMATS)


class Percentage(click.ParamType):  # type: ignore[type-arg]  # generic only since click 8.3
    """A number from 0 to 100, exact."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """A Decimal; `90`, `99.5` and `99,5` are read."""
        try:
            number = Decimal(str(value).replace(",", ".").removesuffix("%").strip())
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or not 0 <= number <= 100:
            raise click.BadParameter(tr("{value!r} is no percentage from 0 to 100", value=value), ctx, param)
        return number


class ReportTo(click.ParamType):  # type: ignore[type-arg]
    """`FORMAT=FILE`."""

    name = "report"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The format and the file."""
        if isinstance(value, tuple):
            return value
        format, equals, file = str(value).partition("=")
        if not equals or not file:
            raise click.BadParameter(tr("{value!r} is not FORMAT=FILE", value=value), ctx, param)
        return FORMAT.convert(format, param, ctx), file


def gate_options(command: Command) -> Command:
    """Where the annotations are, which report goes where, and the ratchet; given as one `Gate` and one `Output`."""
    options: list[Any] = [
        click.option("--annotations", metavar="DIR", help="Folder of annotation files. Default: data/annotations."),
        click.option("--pin", is_flag=True, help="Write what is reached as floors.json; later runs fail below it."),
        click.option("--allow-regression", is_flag=True, help="With --pin: floors may be lowered."),
        click.option(
            "--format",
            type=FORMAT,
            help=f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}. Default: that of FILE’s suffix, else table at a"
            " terminal, tsv in a pipe.",
        ),
        click.option("-o", "--output", metavar="FILE", help="Write to FILE, which appears whole or not at all."),
        click.option(
            "--report",
            "reports",
            type=ReportTo(),
            multiple=True,
            metavar="FORMAT=FILE",
            help="One more report of the same run, in a file; repeatable.",
        ),
        click.option(
            "--limit",
            type=click.IntRange(min=0),
            metavar="N",
            help="At most N rows of a table; 0 for all. Default: 50 on screen and in Markdown.",
        ),
        corpus_options,
    ]
    for option in reversed(options):
        command = option(command)
    return command


class Kept(Problems):
    """Says what could not be read, and keeps it for the reports."""

    def __init__(self, *, quiet: bool) -> None:
        super().__init__(quiet=quiet)
        self.errors: list[DronewatchError] = []

    def report(self, error: DronewatchError) -> None:
        """A problem with one article or file."""
        self.errors.append(error)
        super().report(error)


@dataclass(frozen=True)
class Gate:
    """The options that both gates take, as the user gave them."""

    corpus: tuple[str, ...]
    gazetteer: tuple[str, ...]
    model: str | None
    quiet: bool
    annotations: str | None
    pin: bool
    allow_regression: bool
    format: str | None
    output: str | None
    reports: tuple[tuple[str, str], ...]
    limit: int | None
    section: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.allow_regression and not self.pin:
            raise UsageError(tr("--allow-regression goes with --pin"))

    @contextmanager
    def opened(self) -> Iterator[tuple[sqlite3.Connection, Settings, list[str], Kept]]:
        """The index, the settings, the paths of the corpus that are not there, and where problems are said."""
        from contextlib import closing

        from dronewatch import index, settings
        from dronewatch.annotate.floors import check_names
        from dronewatch.report.progress import progress

        found = settings.load(
            corpus=self.corpus,
            gazetteers=self.gazetteer,
            model=self.model,
            annotations=self.annotations,
            sections=self.section,
        )
        check_names(found.floors, str(found.file) if found.file else None)
        missing = [] if self.corpus else [path for path in found.corpus if not _there(path)]
        if len(missing) < len(found.corpus):  # where nothing is there at all, indexing says so
            found = replace(found, corpus=tuple(path for path in found.corpus if path not in missing))
        problems = Kept(quiet=self.quiet)
        with progress(tr("Indexing"), quiet=self.quiet) as step:
            connection = index.open(found, progress=step, report=problems.report, note=problems.note)
        with closing(connection), index.translated(index.path(found)):
            yield connection, found, missing, problems

    def gold(self, found: Settings, problems: Problems) -> list[AnnotationFile]:
        """Every annotation file; those that cannot be read are said. `DataError` where there is none."""
        from dronewatch.annotate import files

        folder = str(found.annotations)
        annotations = list(files.folder(folder, problems.report))
        if not annotations and not problems.count:
            raise DataError(
                tr("holds no annotations"), file=folder, hint=tr("dronewatch annotate start makes the first one")
            )
        return annotations

    def pinned(self, found: Settings, command: str, corpora: str, problems: Problems) -> tuple[Pins, Pin | None]:
        """All pins, and the one that holds for these corpora (none while new ones are being written).

        Floors for other corpora alone are a problem: else a folder that is renamed would be without floors.
        """
        from dronewatch.annotate import floors

        pins = floors.read(found.annotations)
        entries = pins.get(command, {})
        if entries and corpora not in entries and not self.pin:
            others = tr(" and for ").join(f"“{name}”" for name in entries)
            file = str(found.annotations / floors.FILE)
            hint = tr("add them with --pin")
            problems.report(
                DataError(
                    tr("holds floors for {others}, none for “{corpora}”", others=others, corpora=corpora),
                    file=file,
                    hint=hint,
                )
            )
        return pins, None if self.pin else entries.get(corpora)

    def finish(self, outcome: Outcome, problems: Kept) -> int:
        """Write the reports, with what could not be read in them; the exit code: 0 passed, 1 below a floor, 2 where
        something could not be read.
        """
        from dronewatch.annotate.outcome import of_problem

        errors = (of_problem("error", tr("cannot be counted"), each) for each in problems.errors)
        outcome = replace(outcome, findings=(*errors, *outcome.findings))
        format = self.format or _format(self.output)
        reports = [(format, self.output), *self.reports]
        for kind, file in reports:
            read_by_people = kind == "markdown" or (kind == "table" and file in (None, "-"))
            most = (TABLE_ROWS if read_by_people else None) if self.limit is None else self.limit or None
            with suppress(BrokenPipeError), opened(file) as out:  # a reader that goes away opens no gate
                write(outcome, kind, out, limit=most)
        if format in BARE:
            for finding in outcome.sorted_findings():
                if finding.level != "error" and not finding.shown:
                    problems.note(str(finding))
            problems.note(outcome.summary)
        if format != "table" or self.output not in (None, "-"):
            for check in outcome.failures:
                complain(str(check), marked("below the floor"))
        return ERROR if problems.count else FOUND if outcome.passed else NOTHING

    def write_pin(
        self,
        found: Settings,
        pins: Pins,
        command: str,
        corpora: str,
        shares: Mapping[str, Fraction | None],
        new: Pin,
        problems: Problems,
    ) -> bool:
        """Write the floors, unless one would fall and that is not allowed; whether nothing stood against it."""
        from dronewatch.annotate import floors

        if problems.count:
            problems.note(tr("nothing is pinned while there are errors"))
            return False
        old = pins.get(command, {}).get(corpora)
        falling = floors.lowered(old, shares, vacuous=command == "coverage") if old else []
        if falling and not self.allow_regression:
            for each in falling:
                complain(tr("{each} (--allow-regression lowers it)", each=each), marked("the floor would fall"))
            return False
        pins.setdefault(command, {})[corpora] = new
        problems.note(
            tr(
                "{count} floors pinned in {annotations}",
                count=len(new.floors),
                annotations=floors.write(found.annotations, pins),
            )
        )
        return True


def chosen_floors(
    given: Mapping[str, tuple[Decimal | None, str]], found: Settings, names: Callable[[str], bool]
) -> dict[str, tuple[Decimal, str]]:
    """The floors that hold, with who set them: an option before `dronewatch.yaml`, and only those that are `names`."""
    source = found.file.name if found.file else ""
    floors = {name: (floor, source) for name, floor in found.floors.items() if names(name)}
    return floors | {name: (floor, option) for name, (floor, option) in given.items() if floor is not None}


def _there(path: str) -> bool:
    from glob import has_magic, iglob

    if path == "-" or Path(path).exists():
        return True
    return has_magic(path) and any(iglob(path, recursive=True))  # noqa: PTH207 (absolute paths too)


def _format(output: str | None) -> str:
    if output is not None and output != "-":
        return SUFFIXES.get(Path(output).suffix.lower(), "tsv")
    from dronewatch.report.screen import is_terminal

    return "table" if is_terminal(sys.stdout) else "tsv"
