"""A corpus that is open: its index, asked by methods that return DataFrames."""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import PathLike, fspath
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack

from dronewatch import index, settings, suggest
from dronewatch.api.frames import frame
from dronewatch.api.tagging import tag
from dronewatch.errors import DronewatchError, StorageError, UsageError
from dronewatch.messages import tr
from dronewatch.model import LABELS, Span
from dronewatch.query import amounts, articles, compare, entities, grep, quantities, stats
from dronewatch.query.filters import Filters
from dronewatch.query.matching import Case
from dronewatch.query.search import SECONDS, Search

if TYPE_CHECKING:
    from pandas import DataFrame

Words = str | Sequence[str]
Of = Literal["mentions", "articles", "amounts", "quantities"]


class CorpusWarning(UserWarning):
    """An article or file that could not be read; the others are served."""


class Chosen(TypedDict, total=False):
    """Which passages: what the options of the same name choose. One word or several."""

    article: Words
    label: Words
    section: Words
    since: str | None
    until: str | None
    publisher: Words


def open(
    *paths: str | PathLike[str],
    gazetteers: Words = (),
    model: str | None = None,
    columns: Words = (),
    sections: Words = (),
    index: str | PathLike[str] | None = None,
) -> Corpus:
    """Open a corpus: folders, files or globs, by default the one of `dronewatch.yaml`, else `./seeds`, as for commands.

    Its index is brought up to date, which takes a while the first time, and shared with the command line. What cannot
    be read is a `CorpusWarning` each and in `Corpus.problems`. Interrupted, the index is whole and the next `open` goes
    on from there.

    Raises UsageError for wrong paths or settings, DataError for a bad gazetteer, StorageError where the index cannot
    be written.
    """
    found = settings.load(
        corpus=[fspath(path) for path in paths],
        columns=_several(columns),
        index=None if index is None else Path(index),
        gazetteers=_several(gazetteers),
        model=model,
        sections=_several(sections),
    )
    return Corpus(found)


class Corpus:
    """An open corpus. Use it in a `with` statement, or `close` it. Only one thread may use it.

    Every method takes the filters of `Chosen` as keywords: `article`, `label`, `section` (`"all"` too), `publisher`
    (one word or several), `since`, `until`. Rows come in the order of the command of the same name. The columns and
    types of the DataFrames are in `docs/python.md`.
    """

    def __init__(self, found: settings.Settings):
        """See `open`."""
        self.settings = found
        self.problems: list[DronewatchError] = []
        self._connection: sqlite3.Connection | None = index.open(found, report=self.problems.append)
        for problem in self.problems:
            warnings.warn(str(problem), CorpusWarning, stacklevel=3)

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        named = ", ".join(map(repr, self.settings.corpus))
        return f"<dronewatch.Corpus {named}{'' if self._connection else ', closed'}>"

    def close(self) -> None:
        """Let go of the index; asking again raises StorageError."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def articles(self, **chosen: Unpack[Chosen]) -> DataFrame:
        """One row an article; `words` and `spans` count what the chosen sections (and labels) hold."""
        with self._asked(chosen) as (connection, filters):
            rows = [{**row, "day": row["date"], "month": row["date"]} for row in articles.articles(connection, filters)]
        return frame(rows, "articles")

    def entities(self, *, with_: str | None = None, **chosen: Unpack[Chosen]) -> DataFrame:
        """One row an entity, the most often mentioned first. `with_`: only what shares a sentence with this name or
        label. For sums of money and counted things ask `amounts` and `quantities`."""
        with self._asked(chosen) as (connection, filters):
            return frame(entities.entities(connection, filters, beside=with_), "entities")

    def mentions(self, *, with_: str | None = None, **chosen: Unpack[Chosen]) -> DataFrame:
        """One row a passage that names an entity. `with_` as in `entities`."""
        with self._asked(chosen) as (connection, filters):
            return frame(entities.mentions(connection, filters, beside=with_), "mentions")

    def amounts(
        self,
        *,
        min: str | None = None,
        max: str | None = None,
        currency: str | None = None,
        with_: Words = (),
        **chosen: Unpack[Chosen],
    ) -> DataFrame:
        """One row a sum of money. `min` and `max` as people write them (`1,5 M€`); `with_`: words of its sentence."""
        with self._asked(chosen) as (connection, filters):
            rows = amounts.amounts(connection, filters, min=min, max=max, currency=currency, words=_several(with_))
            return frame(rows, "amounts")

    def quantities(
        self,
        *,
        noun: str | None = None,
        min: str | None = None,
        max: str | None = None,
        with_: Words = (),
        **chosen: Unpack[Chosen],
    ) -> DataFrame:
        """One row a counted thing. `noun` is looked for in singular and plural, `*` stands for any letters."""
        with self._asked(chosen) as (connection, filters):
            rows = quantities.quantities(connection, filters, noun=noun, min=min, max=max, words=_several(with_))
            return frame(rows, "quantities")

    def grep(
        self,
        *patterns: str,
        literal: bool = False,
        regex: bool = False,
        words: bool = False,
        case: Case = "smart",
        with_: Words = (),
        window: int = grep.DEFAULT_WINDOW,
        timeout: float = SECONDS,
        **chosen: Unpack[Chosen],
    ) -> DataFrame:
        """Words in context: one row a match, with `window` characters on either side. A regular expression that takes
        more than `timeout` seconds in one article is stopped with a DataError."""
        search = Search(patterns, literal, regex, words, case, timeout)
        with self._asked(chosen) as (connection, filters):
            return frame(grep.grep(connection, search, filters, beside=_several(with_), window=window), "grep")

    def stats(
        self,
        of: Of = "mentions",
        by: Words | None = None,
        *,
        with_: Words = (),
        noun: str | None = None,
        **chosen: Unpack[Chosen],
    ) -> DataFrame:
        """Counts and sums, one row a group (tidy: `unstack` makes a cross table); see `docs/stats.md`.

        Groups are columns of strings, counts are Int64, sums Decimals or None."""
        with self._asked(chosen) as (connection, filters):
            groups = None if by is None else _several(by)
            return stats.stats(connection, filters, of=of, by=groups, words=_several(with_), noun=noun).frame

    def compare(self, a: str, b: str, *, only: Words = (), **chosen: Unpack[Chosen]) -> DataFrame:
        """What two articles (ids), publishers or periods both say, and where their figures differ; see
        `docs/compare.md`. `only`: `different`, `compatible`, `same`, `both`."""
        with self._asked(chosen) as (connection, filters):
            return frame(compare.compare(connection, a, b, filters, relations=_several(only)), "compare")

    def tag(self, text: str, *, label: Words | None = None) -> tuple[Span, ...]:
        """The spans of a text that need not be in the corpus, by this corpus's gazetteers and model."""
        chosen: dict[str, Any] = {} if label is None else {"label": label}
        return tag(text, gazetteers=self.settings.gazetteers, model=self.settings.model, **chosen)

    @contextmanager
    def _asked(self, chosen: Chosen) -> Iterator[tuple[sqlite3.Connection, Filters]]:
        """The connection and the filters; SQLite's errors become StorageErrors."""
        if self._connection is None:
            raise StorageError(tr("the corpus is closed"), hint=tr("open it again"))
        unknown = set(chosen) - set(Chosen.__annotations__)
        if unknown:
            raise TypeError(
                f"unexpected keyword argument {min(unknown)!r}; filters are {', '.join(Chosen.__annotations__)}"
            )
        sections = settings.named_sections(_several(chosen.get("section", ())))
        labels = _several(chosen.get("label", ()))
        for name in labels:
            if name not in LABELS:
                raise UsageError(tr("no label {name!r}", name=name), hint=suggest.hint(name, LABELS))
        filters = Filters(
            articles=_several(chosen.get("article", ())),
            labels=labels,
            sections=sections or self.settings.sections,
            since=chosen.get("since"),
            until=chosen.get("until"),
            publishers=_several(chosen.get("publisher", ())),
        )
        with index.translated(index.path(self.settings)):
            yield self._connection, filters


def _several(words: Words) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)
