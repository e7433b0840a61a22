"""An index made from a folder of facts: nothing is tagged, only gathered, and entities are made across articles.

A folder of facts is a corpus like any other (`--corpus DIR`); its index says which state of the facts it has, and under
which conditions. It is filled part by part, each in one transaction, and goes on where it was stopped.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from dronewatch import engine
from dronewatch.corpus import remote
from dronewatch.errors import DataError
from dronewatch.index import decided, entities, files, fresh, store
from dronewatch.index.store import Note
from dronewatch.index.where import Condition, conditions, ids
from dronewatch.index.words import signature
from dronewatch.messages import tr
from dronewatch.settings import Settings

if TYPE_CHECKING:
    from dronewatch.cluster.storage import Store
    from dronewatch.facts import Manifest
    from dronewatch.index.build import Summary

Progress = Callable[[int, int], None]

MANIFEST = "_facts.json"  # that of `facts`, importing which costs a warm query what reads numbers


def folder(settings: Settings) -> str | None:
    """The folder of facts that the corpus is, by its path or URL; None where it is anything else."""
    if len(settings.corpus) != 1:
        return None
    (only,) = settings.corpus
    return only if remote.is_url(only) or (Path(only) / MANIFEST).is_file() else None


def is_fresh(connection: sqlite3.Connection, where: str, settings: Settings) -> bool:
    """Whether the index has these facts as they are. What lies at a URL is not asked for at every question."""
    known = fresh.meta(connection)
    if known.get("complete") != 1 or not decided.is_fresh(connection, settings.decisions):
        return False
    return "facts" in known if remote.is_url(where) else known.get("facts") == _state(Path(where))


def update(
    settings: Settings,
    where: str,
    *,
    only: Sequence[str] | None,
    progress: Progress,
    note: Note,
    again: bool = False,
) -> Summary:
    """Bring the index of `settings` up to date with the facts in the folder (or at the URL) `where`.

    `only` are conditions, all of which an article has to meet (`where.conditions`); None for those that the index was
    made with. Raises DataError where there are no complete facts, UsageError for a condition that is none.
    """
    from dronewatch.cluster.storage import Store

    wanted = None if only is None else conditions(only)
    source = Store(where)
    said, state = _said(source)
    decided.load(settings.decisions)  # what is wrong there is said before anything is gathered
    file = store.path(settings)
    with store.alone(file, note):
        connection = store.writer(file, note)
        try:
            with store.translated(file):
                known = fresh.meta(connection)
                if wanted is None:
                    wanted = conditions(str(known.get("where") or "").split("\n")) if known.get("where") else ()
                terms = "\n".join(map(str, wanted))
                if again or (known.get("facts"), known.get("where")) != (state, terms):
                    connection.close()
                    store.remove(file)
                    connection = store.writer(file, note)
                    _note_rules(said, settings, note)
                    _begin(connection, said, state, terms)
                summary = _gather(connection, source, said, wanted, settings, progress, note)
                store.finish(connection, file)
                return summary
        finally:
            with suppress(sqlite3.Error):
                connection.close()


def _state(where: Path) -> str:
    """Changes when the facts are written again."""
    file = where / MANIFEST
    try:
        return f"{blake2b(file.read_bytes(), digest_size=16).hexdigest()} {file.stat().st_mtime_ns}"
    except OSError:
        return ""


def _said(source: Store) -> tuple[Manifest, str]:
    """What the facts say of themselves, and their state."""
    from dronewatch import facts

    if source.path is not None:
        return facts.manifest(source.path), _state(source.path)
    with source.manifest() as place:
        return facts.manifest(place), f"{_state(place).partition(' ')[0]} {source.url}"


def _note_rules(said: Manifest, settings: Settings, note: Note) -> None:
    same = {
        engine.fingerprint(engine.Options(gazetteers=settings.gazetteers, model=model), anywhere=anywhere)
        for model in (settings.model, "none")
        for anywhere in (False, True)
    }
    if said.pipeline not in same:
        note(tr("the facts were found by other rules, lists or model than those in use; they are taken as they are"))


def _begin(connection: sqlite3.Connection, said: Manifest, state: str, terms: str) -> None:
    values = {"facts": state, "where": terms, "part": 0, "complete": 0, "pipeline": said.pipeline, "words": signature()}
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())


def _gather(
    connection: sqlite3.Connection,
    source: Store,
    said: Manifest,
    wanted: Sequence[Condition],
    settings: Settings,
    progress: Progress,
    note: Note,
) -> Summary:
    from dronewatch.index.build import Summary

    known = fresh.meta(connection)
    decisions = decided.signature(settings.decisions)
    added = 0
    if known.get("complete") != 1:
        begun = known["part"]
        assert isinstance(begun, int)
        progress(begun, said.parts)
        for number in range(begun, said.parts):
            added += _add_part(connection, source, said, wanted, number)
            progress(number + 1, said.parts)
    if known.get("complete") != 1 or known.get("decisions", "") != decisions:
        connection.execute("BEGIN IMMEDIATE")
        idle = entities.rebuild(connection, decided.load(settings.decisions))
        values = {"complete": 1, "decisions": decisions}
        connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())
        connection.execute("COMMIT")
        decided.note_idle(note, settings.decisions, idle)
    there, named = (
        connection.execute(f"SELECT COUNT(*) FROM {each}").fetchone()[0] for each in ("articles", "entities")
    )
    return Summary(there, named, added, 0, 0)


def _add_part(
    connection: sqlite3.Connection, source: Store, said: Manifest, wanted: Sequence[Condition], number: int
) -> int:
    """Add the articles of a part that are wanted, or none; how many."""
    from dronewatch import facts
    from dronewatch.index import articles

    pipeline = bytes.fromhex(said.pipeline)
    places = dict(connection.execute("SELECT real, id FROM files"))
    count = 0
    connection.execute("BEGIN IMMEDIATE")
    try:
        with source.parts(number) as place:
            chosen = ids(wanted, place, number)
            if chosen is None or chosen:
                for tagged in facts.read_part(
                    place, number, keep=None if chosen is None else lambda article: article.id in chosen
                ):
                    article = tagged.article
                    if connection.execute("SELECT 1 FROM articles WHERE name = ?", (article.id,)).fetchone():
                        message = tr("the id “{id}” is in two parts", id=article.id)
                        raise DataError(message, file=source.url, hint=tr("ids tell articles apart"))
                    articles.add(connection, tagged, _file(connection, places, article.file), pipeline, None)
                    count += 1
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('part', ?)", (number + 1,))
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.rollback()
        raise
    return count


def _file(connection: sqlite3.Connection, places: dict[str, int], path: str) -> int:
    """The id of an article's file, in the order in which files are met."""
    real = path if remote.is_url(path) else files.real(path)
    if real not in places:
        made = connection.execute(
            "INSERT INTO files (real, path, ordinal) VALUES (?, ?, ?)", (real, path, len(places))
        ).lastrowid
        assert made is not None
        places[real] = made
    return places[real]
