"""Words in context (KWIC): every place where a word, phrase, literal text or regular expression stands."""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dronewatch import view
from dronewatch.errors import DataError, DronewatchError
from dronewatch.index.schema import LABEL_IDS, SECTION_NAMES
from dronewatch.index.values import restored
from dronewatch.index.words import spelled
from dronewatch.messages import tr
from dronewatch.model import LABELS, NAME_LABELS
from dronewatch.query.filters import Filters, among, article_ids, unsortable
from dronewatch.query.passages import ARTICLES, IN_ORDER, Row
from dronewatch.query.rows import Rows
from dronewatch.query.search import Places, RunawayError, Search, prepared
from dronewatch.query.together import as_label, entities_called

COLUMNS = ("article", "section", "file", "line", "column", "left", "match", "right")
ORDERS = ("place", "left", "match", "right", "article", "date")
COUNT_COLUMNS = ("file", "line", "column", "article", "title", "date", "publisher", "matches")
COUNT_ORDERS = ("place", "article", "date", "publisher", "matches")
DEFAULT_WINDOW = 60
_SORTED = 120  # characters of context that decide the order, however many are shown

Report = Callable[[DronewatchError], None]
_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Found:
    """An article with matches. `places` are half-open, in code points, each with its section."""

    article: str
    file: str
    record: int | None
    title: str | None
    date: str | None
    publisher: str | None
    text: str
    places: tuple[tuple[int, int, str], ...]


def hits(
    connection: sqlite3.Connection,
    search: Search,
    filters: Filters = Filters(),  # noqa: B008 (frozen)
    *,
    beside: Sequence[str] = (),
    most: int | None = None,
    report: Report | None = None,
) -> Iterator[Found]:
    """The articles that have matches, in the corpus's order.

    With labels in `filters` only matches that overlap a span of one of them count; with `beside`, names or labels,
    only those whose sentence holds another span of each. `most`: the first so many of an article. An expression that
    runs away is stopped, which `report` is told (default: raised) after what it has found until then.

    Raises `UsageError` as `prepared` does, and for an unknown article, entity or label.
    """
    find, condition, values = prepared(connection, search, "a.id")
    near = [_beside(connection, filters, typed) for typed in beside]
    query = (
        "SELECT a.id, a.name, f.path, a.record, a.title, a.date, a.publisher, t.text"
        f" FROM {ARTICLES} CROSS JOIN texts AS t ON t.article = a.id"
        f" WHERE 1{among('a.id', article_ids(connection, filters))}{condition}"
        f"{''.join(each.articles for each in near)} ORDER BY {IN_ORDER}"
    )
    return _hits(connection, query, values, find, filters, near, most, report or _fail)


def _fail(problem: DronewatchError) -> None:
    raise problem


def _hits(
    connection: sqlite3.Connection,
    query: str,
    values: tuple[str, ...],
    find: Callable[[str], Places],
    filters: Filters,
    near: Sequence[_Beside],
    most: int | None,
    report: Report,
) -> Iterator[Found]:
    for identity, *described, stored in connection.execute(query, values):
        text = restored(stored)
        problem: DronewatchError | None = None
        try:
            places = find(text)
        except RunawayError as stopped:
            places = stopped.places
            problem = DataError(
                tr(
                    "the expression was stopped after {seconds:g} seconds, in the article “{described}”;"
                    " what it had found until then is shown",
                    seconds=stopped.seconds,
                    described=described[0],
                ),
                hint=tr("make it simpler, or give it more time with --timeout"),
            )
        if places:
            kept = _kept(connection, identity, places, filters, near)
            if kept:
                name, file, record, title, date, publisher = map(restored, described)
                yield Found(name, file, record, title, date, publisher, text, tuple(kept[:most]))
        if problem is not None:
            report(problem)
            return


def _kept(
    connection: sqlite3.Connection, identity: int, places: Places, filters: Filters, near: Sequence[_Beside]
) -> list[tuple[int, int, str]]:
    """Places in the right sections, in spans of the right labels, beside what is asked for."""
    query = "SELECT start, section FROM sections WHERE article = ? ORDER BY start"
    parts = connection.execute(query, (identity,)).fetchall()
    mask = filters.mask
    kept = [
        (start, end, section)
        for start, end in places
        if (section := parts[bisect_right(parts, (start, 99)) - 1][1] if parts else 0) & mask
    ]
    if kept and filters.labels:
        spans = _spans(connection, identity, filters.labels)
        kept = [place for place in kept if any(low < place[1] and place[0] < high for low, high in spans)]
    for each in near:
        if not kept:
            break
        others = each.spans(connection, identity)
        # A span that the match is part of is no other one.
        kept = [
            place
            for place in kept
            if any(
                opens < place[1] and place[0] < closes and not (low < place[1] and place[0] < high)
                for low, high, opens, closes in others
            )
        ]
    return [(start, end, SECTION_NAMES[section]) for start, end, section in kept]


def _spans(connection: sqlite3.Connection, identity: int, labels: Sequence[str]) -> list[tuple[int, int]]:
    numbers = among("label", [LABEL_IDS[label] for label in labels])
    found: list[tuple[int, int]] = []
    for table in ("mentions", "numbers"):
        query = f'SELECT start, "end" FROM {table} WHERE article = ?{numbers}'
        found += connection.execute(query, (identity,)).fetchall()
    return found


@dataclass(frozen=True, slots=True)
class _Beside:
    """SQL for articles that may have it, and for its spans in one: start, end and their sentence's."""

    articles: str
    query: str

    def spans(self, connection: sqlite3.Connection, identity: int) -> list[tuple[int, int, int, int]]:
        return connection.execute(self.query, (identity,)).fetchall()


def _beside(connection: sqlite3.Connection, filters: Filters, typed: str) -> _Beside:
    columns = 'SELECT s.start, s."end", s.sentence_start, s.sentence_end'
    where = f"WHERE s.article = ? AND s.section & {filters.mask}"
    typed = as_label(connection, filters, typed)
    if typed in LABELS:
        table = "mentions" if typed in NAME_LABELS else "numbers"
        return _Beside("", f"{columns} FROM {table} AS s {where} AND s.label = {LABEL_IDS[typed]}")
    chosen = among("l.entity", entities_called(connection, filters, typed))
    joined = "mentions AS s JOIN locals AS l ON l.article = s.article AND l.local = s.local"
    return _Beside(
        f" AND a.id IN (SELECT l.article FROM locals AS l WHERE 1{chosen})", f"{columns} FROM {joined} {where}{chosen}"
    )


def grep(
    connection: sqlite3.Connection,
    search: Search | str,
    filters: Filters = Filters(),  # noqa: B008 (frozen)
    *,
    beside: Sequence[str] = (),
    window: int = DEFAULT_WINDOW,
    words: int | None = None,
    most: int | None = None,
    sort: Sequence[str] = (),
    limit: int | None = None,
    report: Report | None = None,
) -> Rows:
    """Rows of `COLUMNS`, in the corpus's order or by `ORDERS` (`left` from the match outwards, in French order).

    `search` may be one word or phrase as typed. `left` and `right` are the text beside the match in its line: at most
    `window` characters, words whole, or so many `words`. The rest is as in `hits`.
    """
    _check(sort, ORDERS)
    asked = Search((search,)) if isinstance(search, str) else search
    found = hits(connection, asked, filters, beside=beside, most=most, report=report)
    places = 0

    def rows() -> Iterator[Row]:
        nonlocal places
        for article in found:
            places += len(article.places)
            yield from _rows(article, max(0, window), words, keyed=bool(sort))

    def count() -> int:
        """Those of the articles met, and of all others, of which no row is made."""
        nonlocal places
        places += sum(len(article.places) for article in found)
        return min(places, limit or places)

    return Rows(_limited(_sorted(rows(), sort) if sort else rows(), limit), count)


def counts(
    connection: sqlite3.Connection,
    search: Search | str,
    filters: Filters = Filters(),  # noqa: B008 (frozen)
    *,
    beside: Sequence[str] = (),
    most: int | None = None,
    sort: Sequence[str] = (),
    limit: int | None = None,
    report: Report | None = None,
) -> Iterator[Row]:
    """Rows of `COUNT_COLUMNS`, one for each article that has matches, in the corpus's order or by `COUNT_ORDERS`."""
    _check(sort, COUNT_ORDERS)
    asked = Search((search,)) if isinstance(search, str) else search
    rows: Iterator[Row] = (
        {
            "file": found.file,
            "line": found.record or 1,
            "column": 1,
            "article": found.article,
            "title": found.title,
            "date": found.date,
            "publisher": found.publisher,
            "matches": len(found.places),
        }
        for found in hits(connection, asked, filters, beside=beside, most=most, report=report)
    )
    return _limited(_sorted(rows, sort) if sort else rows, limit)


def _check(sort: Sequence[str], orders: Sequence[str]) -> None:
    for column in sort:
        if column.removeprefix("-") not in orders:
            raise unsortable(column.removeprefix("-"), orders)


def _rows(found: Found, window: int, words: int | None, *, keyed: bool) -> Iterator[Row]:
    text, starts = found.text, view.line_starts(found.text)
    for start, end, section in found.places:
        line, column = view.position(starts, start) if found.record is None else (found.record, start + 1)
        row = {
            "article": found.article,
            "section": section,
            "file": found.file,
            "line": line,
            "column": column,
            "left": _left(text, start, window) if words is None else _words_left(text, start, words),
            "match": text[start:end],
            "right": _right(text, end, window) if words is None else _words_right(text, end, words),
            "date": found.date,
        }
        if keyed:
            row["before"], row["after"] = _left(text, start, _SORTED), _right(text, end, _SORTED)
        yield row


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """The lines of `text` that `start:end` touches, without the break at their end."""
    low = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    high = min((at for stop in "\n\r" if (at := text.find(stop, end)) != -1), default=len(text))
    return low, high


def _words_left(text: str, start: int, count: int) -> str:
    low, _ = _line(text, start, start)
    runs = list(_RUN.finditer(text, max(low, start - 100 * count), start))[-count:] if count else []
    return text[runs[0].start() : start] if runs else ""


def _words_right(text: str, end: int, count: int) -> str:
    _, high = _line(text, end, end)
    runs = list(islice(_RUN.finditer(text, end, high), count))
    return text[end : runs[-1].end()] if runs else ""


def _left(text: str, start: int, window: int) -> str:
    """At most `window` characters before `start` in its line, from a word's beginning."""
    low = max(0, start - window)
    low = max(low, text.rfind("\n", low, start) + 1, text.rfind("\r", low, start) + 1)
    if low and low == start - window and text[low - 1].isalnum():
        while low < start and text[low].isalnum():
            low += 1
    return text[low:start]


def _right(text: str, end: int, window: int) -> str:
    """At most `window` characters from `end` in its line, to a word's end."""
    high = min(len(text), end + window)
    for stop in "\n\r":
        at = text.find(stop, end, high)
        high = at if at != -1 else high
    if high < len(text) and high == end + window and text[high].isalnum():
        while high > end and text[high - 1].isalnum():
            high -= 1
    return text[end:high]


def _sorted(rows: Iterator[Row], sort: Sequence[str]) -> Iterator[Row]:
    """Ties stay in the corpus's order; what has no date or publisher comes last either way."""
    ordered = list(rows)
    for column in reversed(sort):
        name = column.removeprefix("-")
        if name != "place":
            known = [row for row in ordered if row.get(name, "") is not None]
            unknown = [row for row in ordered if row.get(name, "") is None]
            ordered = sorted(known, key=_KEYS[name], reverse=column.startswith("-")) + unknown
        elif column.startswith("-"):
            ordered.reverse()
    return iter(ordered)


def _alphabetic(text: str) -> list[str]:
    """The words of `text` as a French dictionary orders them: case, accents, ligatures and signs do not count."""
    return _WORD.findall(spelled(text))


_KEYS: dict[str, Callable[[Row], Any]] = {
    "left": lambda row: _alphabetic(row["before"])[::-1],
    "match": lambda row: _alphabetic(row["match"]),
    "right": lambda row: _alphabetic(row["after"]),
    "article": lambda row: row["article"],
    "date": lambda row: row["date"],
    "publisher": lambda row: _alphabetic(row["publisher"]),
    "matches": lambda row: row["matches"],
}


def _limited(rows: Iterator[Row], limit: int | None) -> Iterator[Row]:
    return islice(rows, limit) if limit else rows
