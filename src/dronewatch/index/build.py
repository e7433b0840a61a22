"""Bringing an index up to date: what changed is read, what is new is tagged, what is gone goes.

An article is tagged again only where its text, title or date is another or the pipeline is (`engine.fingerprint`).
Each batch of articles is one transaction; entities, problems and what the files looked like are written in one last
transaction, which also says that the index is complete. A run that was killed goes on where its last batch ended.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from dronewatch import corpus, engine
from dronewatch.corpus import SourceFile, Unchanged
from dronewatch.errors import DataError, DronewatchError
from dronewatch.index import articles, decided, entities, files, fresh, store
from dronewatch.index.files import Changes
from dronewatch.index.fresh import Report
from dronewatch.index.store import Note
from dronewatch.index.values import storable
from dronewatch.index.words import signature
from dronewatch.messages import tr
from dronewatch.model import Article
from dronewatch.settings import Settings

Progress = Callable[[int, int], None]

_BATCH = 200  # articles …
_PAUSE = 2.0  # … or seconds in one transaction
_MOST_PROBLEMS = 1000  # kept of one run
_KEPT = 500  # articles that are not read a second time …
_KEPT_LENGTH = 5_000_000  # … and their code points, so that memory does not grow with the corpus
_UNREAD = 250_000  # records of a file that may pass unread, for the same reason: known in 75 MB


@dataclass(frozen=True, slots=True)
class Summary:
    """What an update did: `tagged` and `removed` are numbers of articles, `articles` and `entities` those there are."""

    articles: int
    entities: int
    tagged: int
    removed: int
    problems: int


def update(
    settings: Settings,
    *,
    progress: Progress | None = None,
    report: Report,
    note: Note | None = None,
    jobs: int | None = 1,
    again: bool = False,
) -> Summary:
    """See `index.update`."""
    trouble: list[DronewatchError] = []
    found = fresh.listed(settings, trouble.append)
    options = engine.Options(gazetteers=settings.gazetteers, model=settings.model)
    run = _Run(options, engine.fingerprint(options), jobs, progress or _ignore, note or _ignore, settings.decisions)
    decided.load(settings.decisions)  # what is wrong there is said before anything is tagged
    file = store.path(settings)
    with store.alone(file, run.note):
        connection = store.writer(file, run.note)
        try:
            with store.translated(file):
                tagged, removed = _update(connection, run, found, again)
                trouble += fresh.problems(connection)
                summary = _summary(connection, tagged, removed, len(trouble))
                store.finish(connection, file)
        finally:
            with suppress(sqlite3.Error):
                connection.close()
    for problem in trouble:
        report(problem)
    return summary


@dataclass
class _Run:
    """How to tag, whom to tell, and what one update has met."""

    options: engine.Options
    pipeline: str
    jobs: int | None
    progress: Progress
    note: Note
    decisions: Path
    trouble: list[DronewatchError] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)  # rowids of articles that are still there
    moved: bool = False  # whether an article's place or date is another


class _ClashError(Exception):
    """An id is also that of an article in a file that is not read again: only reading all tells which one keeps it."""


def _ignore(*_: object) -> None:
    pass


def _update(connection: sqlite3.Connection, run: _Run, found: Sequence[SourceFile], again: bool) -> tuple[int, int]:
    """How many articles were tagged, how many removed."""
    began = files.now()
    decisions = decided.signature(run.decisions)
    changes = files.changes(connection, found)
    meta = fresh.meta(connection)
    newly_decided = (meta.get("decisions", ""), meta.get("resolver")) != (decisions, engine.resolver())
    if meta.get("words") != signature():
        with _transaction(connection):
            articles.reindex_words(connection)
            _note(connection, words=signature())
    if again:
        with _transaction(connection):
            connection.execute("UPDATE articles SET pipeline = x''")
            _note(connection, complete=0)
    elif meta.get("pipeline") not in (None, run.pipeline):
        run.note(tr("rules, lists or model are not those of the last time: every article is tagged again"))
    if again or meta.get("pipeline") != run.pipeline:
        changes = replace(changes, changed=changes.listed)
    elif meta.get("complete") == 1 and not changes and not newly_decided:
        return 0, 0
    changes = _with_neighbours(connection, changes)
    try:
        first = _look(connection, run, changes)
    except _ClashError:
        changes = replace(changes, changed=changes.listed)
        first = _look(connection, run, changes)
    total = first.stale
    with _transaction(connection):
        numbers = files.note_listed(connection, changes)
        _note(connection, complete=0, pipeline=run.pipeline, facts=None)
    _tag(connection, run, _read(connection, run, changes, numbers, first), numbers, total)
    with _transaction(connection):
        removed = _remove(connection, run, changes)
        files.note_read(connection, changes.changed, began)
        _note_problems(connection, run, changes)
        if total or removed or run.moved or changes.moved or newly_decided or meta.get("complete") != 1:
            decided.note_idle(run.note, run.decisions, entities.rebuild(connection, decided.load(run.decisions)))
        _note(connection, complete=1, decisions=decisions)
    return total, removed


def _with_neighbours(connection: sqlite3.Connection, changes: Changes) -> Changes:
    """Also read what a change elsewhere may mend or break: files with problems, and a file of each `corpus.yaml`."""
    reals = {row[0] for row in connection.execute("SELECT real FROM problems")}
    touched = {file.catalogue for file in changes.changed if file.catalogue}
    lost = {
        row[0]
        for identity in changes.removed
        for row in connection.execute("SELECT catalogue FROM files WHERE id = ?", (identity,))
    }
    chosen = {file.path for file in changes.changed}
    for file in changes.listed:
        if file.catalogue and file.catalogue not in touched and files.real(file.catalogue) in lost:
            touched.add(file.catalogue)
            chosen.add(file.path)
        if files.real(file.path) in reals:
            chosen.add(file.path)
    return replace(changes, changed=tuple(file for file in changes.listed if file.path in chosen))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the index holds of an article."""

    id: int
    file: int
    record: int | None
    described: tuple[object, ...]
    tagged: tuple[object, ...]  # what spans depend on


def _known(connection: sqlite3.Connection, name: str) -> _Known | None:
    row = connection.execute(
        "SELECT id, file, record, title, date, publisher, url, metadata, raw, sha256, pipeline FROM articles"
        " WHERE name = ?",
        (name,),
    ).fetchone()
    return row and _Known(row[0], row[1], row[2], row[1:9], (row[9], row[10], row[3], row[4]))


def _wanted(article: Article, run: _Run) -> tuple[object, ...]:
    """What `_Known.tagged` is for an article whose spans are up to date."""
    title = storable(article.title)
    return bytes.fromhex(article.sha256), bytes.fromhex(run.pipeline), title, article.date


@dataclass(slots=True)
class _Look:
    """What a first pass over the changed files saw: how many articles are `stale`.

    `new` are those that are stale or described otherwise, `same` the rowids of all others, `moved` those of them that
    only stand in another line, with that, `trouble` what could not be read. `new` is None where that were too many to
    keep, so that the files are read again.
    """

    stale: int = 0
    length: int = 0
    new: list[Article] | None = field(default_factory=list)
    same: list[int] = field(default_factory=list)
    moved: list[tuple[int, int]] = field(default_factory=list)
    trouble: list[DronewatchError] = field(default_factory=list)

    def keep(self, article: Article) -> None:
        if self.new is None:
            return
        self.length += len(article.text)
        if len(self.new) >= _KEPT or self.length > _KEPT_LENGTH:
            self.new = None
        else:
            self.new.append(article)


def _unread(connection: sqlite3.Connection, run: _Run) -> Callable[[SourceFile], dict[bytes, Unchanged]]:
    """The records of a file that are up to date if they are as they were (`corpus.read_changed`)."""
    query = (
        "SELECT a.raw, a.name, a.record, a.id FROM files AS f JOIN articles AS a ON a.file = f.id"
        f" WHERE f.real = ? AND a.pipeline = ? AND a.raw IS NOT NULL ORDER BY a.record LIMIT {_UNREAD}"
    )

    def of(file: SourceFile) -> dict[bytes, Unchanged]:
        found = connection.execute(query, (files.real(file.path), bytes.fromhex(run.pipeline)))
        return {raw: Unchanged(*known) for raw, *known in found}

    return of


def _look(connection: sqlite3.Connection, run: _Run, changes: Changes) -> _Look:
    """Read the changed files and write nothing. Raises `_ClashError`."""
    again = {files.real(file.path) for file in changes.changed}
    numbers = {row[1]: row[0] for row in connection.execute("SELECT id, real FROM files")}
    kept = {number for real, number in numbers.items() if real not in again}
    kept.difference_update(changes.removed)
    reals = {file.path: files.real(file.path) for file in changes.changed}
    seen = _Look()
    for article in corpus.read_changed(changes.changed, _unread(connection, run), on_error=seen.trouble.append):
        if isinstance(article, Unchanged):
            seen.same.append(article.number)
            if article.moved:
                seen.moved.append((article.record, article.number))
            continue
        known = _known(connection, article.id)
        if known is not None and known.file in kept:
            raise _ClashError
        stale = known is None or known.tagged != _wanted(article, run)
        seen.stale += stale
        if (
            known is None
            or stale
            or known.described != articles.described(article, numbers.get(reals[article.file], 0))
        ):
            seen.keep(article)
        else:
            seen.same.append(known.id)
    return seen


def _tag(
    connection: sqlite3.Connection, run: _Run, stale: Iterator[Article], numbers: dict[str, int], total: int
) -> None:
    """Tag what is stale, store it batch by batch."""
    first = next(stale, None)
    if first is None:
        _commit(connection)
        return
    from dronewatch import resolve

    def rest() -> Iterator[Article]:
        yield first
        yield from stale

    done, since = 0, time.monotonic()
    run.progress(0, total)
    try:
        with closing(resolve.tag(rest(), options=run.options, jobs=_jobs(run, total))) as stream:  # type: ignore[type-var]
            for tagged in stream:
                _begin(connection)
                known = _known(connection, tagged.article.id)
                place = numbers[tagged.article.file]
                pipeline = bytes.fromhex(run.pipeline)
                run.seen.add(articles.add(connection, tagged, place, pipeline, None if known is None else known.id))
                done += 1
                run.progress(done, max(done, total))
                if done % _BATCH == 0 or time.monotonic() - since > _PAUSE:
                    _commit(connection)
                    since = time.monotonic()
        _commit(connection)
    except BaseException:
        with suppress(sqlite3.Error):
            connection.rollback()
        raise


def _jobs(run: _Run, total: int) -> int:
    """How many processes tag so many articles, where the user does not say."""
    return run.jobs or (engine.processors() if total > 2 * engine.FEW else 1)


def _read(
    connection: sqlite3.Connection, run: _Run, changes: Changes, numbers: dict[str, int], first: _Look
) -> Iterator[Article]:
    """The articles that are stale; the others are noted as seen, and described anew where that changed."""
    if first.new is None:
        read = corpus.read_changed(changes.changed, _unread(connection, run), on_error=run.trouble.append)
    else:
        read = iter(first.new)
        run.seen.update(first.same)
        run.trouble += first.trouble
    if first.moved:
        _begin(connection)
        connection.executemany("UPDATE articles SET record = ? WHERE id = ?", first.moved)
        run.moved = True
    for article in read:
        if isinstance(article, Unchanged):
            run.seen.add(article.number)
            continue
        known = _known(connection, article.id)
        if known is None or known.tagged != _wanted(article, run):
            yield article
            continue
        run.seen.add(known.id)
        if known.described != articles.described(article, numbers[article.file]):
            _begin(connection)
            articles.redescribe(connection, known.id, article, numbers[article.file])
            run.moved = True


def _remove(connection: sqlite3.Connection, run: _Run, changes: Changes) -> int:
    """Take out what the files read do not hold any more, and the files that are gone; how many articles that was."""
    again = {files.real(file.path) for file in changes.changed}
    gone = set(changes.removed)
    gone.update(row[0] for row in connection.execute("SELECT id, real FROM files").fetchall() if row[1] in again)
    removed = [
        row[0]
        for file in sorted(gone)
        for row in connection.execute("SELECT id FROM articles WHERE file = ?", (file,)).fetchall()
        if row[0] not in run.seen
    ]
    for identity in removed:
        articles.remove(connection, identity)
    connection.executemany("DELETE FROM files WHERE id = ?", ((identity,) for identity in changes.removed))
    return len(removed)


def _note_problems(connection: sqlite3.Connection, run: _Run, changes: Changes) -> None:
    """Forget the problems of what was read again or is gone, and write down those that were met."""
    read = {files.real(file.path) for file in changes.changed}
    read |= {files.real(file.catalogue) for file in changes.changed if file.catalogue}
    read |= {files.real(problem.file) for problem in run.trouble if problem.file}
    there = {files.real(file.path) for file in changes.listed}
    there |= {files.real(file.catalogue) for file in changes.listed if file.catalogue}
    for identity, real in connection.execute("SELECT id, real FROM problems").fetchall():
        if real is None or real in read or real not in there:
            connection.execute("DELETE FROM problems WHERE id = ?", (identity,))
    kept = run.trouble[:_MOST_PROBLEMS]
    if len(run.trouble) > len(kept):
        kept.append(
            DataError(tr("{count} more problems of this kind are not listed", count=len(run.trouble) - len(kept)))
        )
    connection.executemany(
        "INSERT INTO problems (real, file, line, message, hint) VALUES (?, ?, ?, ?, ?)",
        (
            (
                problem.file and files.real(problem.file),
                storable(problem.file),
                problem.line,
                storable(problem.message),
                storable(problem.hint),
            )
            for problem in kept
        ),
    )


def _summary(connection: sqlite3.Connection, tagged: int, removed: int, trouble: int) -> Summary:
    there = connection.execute("SELECT COUNT(*) FROM articles").fetchone()[0]
    named = connection.execute("SELECT COUNT(*) FROM entities").fetchone()[0]
    return Summary(there, named, tagged, removed, trouble)


def _note(connection: sqlite3.Connection, **values: object) -> None:
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())


def _begin(connection: sqlite3.Connection) -> None:
    if not connection.in_transaction:
        connection.execute("BEGIN IMMEDIATE")


def _commit(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("COMMIT")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    _begin(connection)
    try:
        yield
        _commit(connection)
    except BaseException:
        with suppress(sqlite3.Error):
            connection.rollback()
        raise
