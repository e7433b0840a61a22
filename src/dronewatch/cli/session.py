"""From options to a fresh index, and from its rows to the user: what every query command does."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from dronewatch import index, settings
from dronewatch.cli.failure import ERROR, NOTHING, Problems
from dronewatch.cli.output import answer, chosen_format
from dronewatch.messages import tr, trn
from dronewatch.query.filters import Filters, undated
from dronewatch.report import screen
from dronewatch.report.french import number
from dronewatch.report.layout import Layout, Row
from dronewatch.report.progress import progress

if TYPE_CHECKING:
    from dronewatch.settings import Settings


_ARTICLE = 28  # the column that says which article it is, where no heading does


@dataclass(frozen=True)
class Request:
    """The options that query commands share, as the user gave them; empty where not given."""

    corpus: tuple[str, ...] = ()
    gazetteer: tuple[str, ...] = ()
    model: str | None = None
    quiet: bool = False
    article: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    publisher: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    limit: int | None = None
    format: str | None = None
    output: str | None = None
    column: tuple[str, ...] = ()

    @property
    def settings(self) -> Settings:
        """Options, else environment, else `dronewatch.yaml`, else defaults."""
        return settings.load(
            corpus=self.corpus,
            columns=self.column,
            gazetteers=self.gazetteer,
            model=self.model,
            sections=self.section,
        )

    def problems(self) -> Problems:
        """Where problems with single articles are said and counted."""
        return Problems(quiet=self.quiet)

    @contextmanager
    def index(self) -> Iterator[tuple[sqlite3.Connection, Filters, Problems]]:
        """The index, brought up to date, and what the user asks it about; closed at the end."""
        found, problems = self.settings, self.problems()
        filters = Filters(self.article, self.label, found.sections, self.since, self.until, self.publisher)
        with progress(tr("Indexing"), quiet=self.quiet) as step:
            connection = index.open(found, progress=step, report=problems.report, note=problems.note, jobs=None)
        with closing(connection), index.translated(index.path(found)):
            if count := undated(connection, filters):
                problems.note(
                    trn(
                        "{count} article has no date and is left out",
                        "{count} articles have no date and are left out",
                        count,
                        count=number(count),
                    )
                )
            yield connection, filters, problems

    def answer(self, ask: Callable[[sqlite3.Connection, Filters], Iterable[Row]], layout: Layout) -> int:
        """Ask the index and write the rows; the exit code.

        Articles that cannot be read are said on standard error and make it 2, after the others were served.
        """
        if self.sort:  # what belongs together need not stand together
            layout = layout.flat()
        with self.index() as (connection, filters, problems):
            rows = ask(connection, filters)
            code = answer(rows, layout, format=self.format, output=self.output, limit=self.limit)
            self.conclude(code, problems)
        return ERROR if problems.count else code

    def conclude(self, code: int, problems: Problems) -> None:
        """Say at a terminal that nothing was found: silence, which pipes want, looks like a failure there."""
        if code == NOTHING and self.output in (None, "-") and screen.is_terminal(sys.stdout):
            problems.note(tr("nothing found"))

    def first(self, rows: Iterable[Row]) -> Iterable[Row]:
        """At most `--limit` of `rows`."""
        return islice(rows, self.limit) if self.limit else rows

    def beside(self, middle: int, default: int) -> int:
        """Characters of context on either side of a match about `middle` long: what fits a table, else `default`."""
        if chosen_format(self.format, self.output) != "table":
            return default
        taken = 16 + (_ARTICLE if self.sort else 0) + middle
        return max((screen.width(sys.stdout) - taken) // 2, 10)
