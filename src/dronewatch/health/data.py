"""What the user has: articles, lists of names, the index of them, annotations."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing

from dronewatch import engine, gazetteer
from dronewatch import index as indexes
from dronewatch.annotate import files as annotation_files
from dronewatch.annotate import pairs
from dronewatch.corpus import SourceFile
from dronewatch.errors import DronewatchError
from dronewatch.gazetteer.source import read as read_list
from dronewatch.health.check import OK, PROBLEM, WARNING, Check, Subject, trouble
from dronewatch.index import decided, fresh, gathered, schema, seal, store
from dronewatch.index.files import changes
from dronewatch.messages import marked, tr, trn
from dronewatch.query.documents import hashes
from dronewatch.settings import Settings

_MOST = 5  # problems of one kind that are told one by one


def corpus(subject: Subject) -> Iterator[Check]:
    """The files that there are by format, and what could not be read of them when it was last tried."""
    settings = subject.settings
    place = gathered.folder(settings)
    if place is not None:
        yield Check(OK, marked("facts"), place)
        return
    found, problems = _listed(settings)
    kinds = Counter(each.format for each in found)
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or tr("nothing")
    paths = ", ".join(settings.corpus)
    yield Check(OK if found else PROBLEM, marked("files"), tr("{found} in {paths}", found=told, paths=paths))
    connection = store.reader(store.path(settings))
    if connection is not None:
        with closing(connection):
            problems += _told(connection)
    for problem in problems[:_MOST]:
        yield trouble(marked("not read"), problem, WARNING)
    if len(problems) > _MOST:
        more = tr("{count} more could not be read", count=len(problems) - _MOST)
        yield Check(WARNING, marked("not read"), more, tr("dronewatch index names them all"))


def _listed(settings: Settings) -> tuple[list[SourceFile], list[DronewatchError]]:
    problems: list[DronewatchError] = []
    return fresh.listed(settings, problems.append), problems


def _told(connection: sqlite3.Connection) -> list[DronewatchError]:
    try:
        return list(fresh.problems(connection))
    except sqlite3.DatabaseError:  # `index` says so
        return []


def gazetteers(subject: Subject) -> Iterator[Check]:
    """The shipped lists, and the user's own: read, not compiled."""
    count = len(gazetteer.files())
    yield Check(OK, marked("shipped"), trn("{count} file", "{count} files", count, count=count))
    for path in subject.settings.gazetteers:
        try:
            entries = len(read_list(path).entries)
        except DronewatchError as problem:
            yield trouble(path, problem)
        else:
            yield Check(OK, path, trn("{count} entry", "{count} entries", entries, count=entries))


def index(subject: Subject) -> Iterator[Check]:
    """Where it lies, its version, whether it is whole, and whether it says what the articles say."""
    settings = subject.settings
    file = store.path(settings)
    if not file.exists():
        yield Check(OK, marked("file"), tr("{file}: none yet, the first question builds it", file=file))
        return
    size = sum(each.stat().st_size for each in (file, file.with_name(file.name + "-wal")) if each.exists())
    yield Check(OK, marked("file"), tr("{file}, {size:.1f} MB", file=file, size=size / 1e6))
    again = tr("the next question builds it again")
    connection = store.reader(file)
    if connection is None:
        yield Check(WARNING, marked("version"), tr("it is not of this version, or damaged"), again)
        return
    with closing(connection):
        yield Check(OK, marked("version"), tr("schema {version}", version=schema.VERSION))
        if seal.intact(file) is False or not store.sound(connection):
            yield Check(PROBLEM, marked("content"), tr("is damaged"), again)
            return
        yield Check(OK, marked("content"), tr("undamaged"))
        yield from _freshness(settings, connection)


def _freshness(settings: Settings, connection: sqlite3.Connection) -> Iterator[Check]:
    stale = list(_stale(settings, connection))
    todo = tr("dronewatch index brings it up to date, and so does the next question")
    for why in stale:
        yield Check(WARNING, marked("stale"), why, todo)
    if not stale:
        count = connection.execute("SELECT COUNT(*) FROM articles").fetchone()[0]
        yield Check(OK, marked("fresh"), trn("{count} article", "{count} articles", count, count=count))


def _stale(settings: Settings, connection: sqlite3.Connection) -> Iterator[str]:
    known = fresh.meta(connection)
    if known.get("complete") != 1:
        yield tr("the last update did not come to its end")
    place = gathered.folder(settings)
    if place is not None:
        if not gathered.is_fresh(connection, place, settings):
            yield tr("the facts or the decisions have changed")
        return
    if known.get("pipeline") != engine.fingerprint(engine.Options(settings.gazetteers, settings.model)):
        yield tr("rules, lists or model have changed: every article is tagged again")
    found = changes(connection, fresh.listed(settings, lambda _: None))
    if found.changed:
        count = len(found.changed)
        yield trn("{count} file is new or has changed", "{count} files are new or have changed", count, count=count)
    if found.removed:
        count = len(found.removed)
        yield trn("{count} file is gone", "{count} files are gone", count, count=count)
    if found.moved and not found.changed and not found.removed:
        yield tr("files are called by other names, or stand in another order")
    if not decided.is_fresh(connection, settings.decisions):
        yield tr("the decisions on entities have changed")


def annotated(subject: Subject) -> Iterator[Check]:
    """How many files there are, which cannot be read, and which speak of another text than the corpus has."""
    settings = subject.settings
    folder = settings.annotations
    if not folder.exists():
        yield Check(OK, marked("folder"), tr("{folder}: none yet", folder=folder))
        return
    problems: list[DronewatchError] = []
    golds = list(annotation_files.folder(folder, problems.append))
    count = len(golds)
    yield Check(OK, marked("folder"), f"{folder}: " + trn("{count} file", "{count} files", count, count=count))
    for problem in problems[:_MOST]:
        yield trouble(marked("not read"), problem)
    if len(problems) > _MOST:
        more = tr("{count} more could not be read", count=len(problems) - _MOST)
        yield Check(PROBLEM, marked("not read"), more, tr("dronewatch annotate validate names them all"))
    connection = store.reader(indexes.path(settings))
    if connection is None:
        yield Check(OK, marked("texts"), tr("not compared: there is no index yet"))
        return
    with closing(connection):
        matched = pairs.match(hashes(connection), golds)
    if matched.stale:
        stale = len(matched.stale)
        found = trn("{count} file is of another text", "{count} files are of another text", stale, count=stale)
        yield Check(WARNING, marked("stale"), found, tr("dronewatch annotate rebase carries the annotations over"))
    if matched.orphans:
        lost = len(matched.orphans)
        found = trn("{count} file has no article", "{count} files have no article", lost, count=lost)
        yield Check(WARNING, marked("without article"), found, tr("dronewatch annotate validate names them all"))
    if matched.fresh:
        good = len(matched.fresh)
        yield Check(OK, marked("fresh"), trn("{count} file", "{count} files", good, count=good))
