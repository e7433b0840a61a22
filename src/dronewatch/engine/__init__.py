"""Runs the pipeline over a corpus: same records in the same order, whatever the engine. Importing it stays light."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import chain, islice

from dronewatch.engine.fingerprint import fingerprint, resolver
from dronewatch.engine.options import Finish, Options
from dronewatch.errors import UsageError
from dronewatch.messages import tr
from dronewatch.model import Article, TaggedArticle

__all__ = ["ENGINES", "FEW", "Options", "fingerprint", "processors", "resolver", "run"]

# Name to module; each has `run(articles, options, jobs, batch, finish)`.
ENGINES = {"local": "dronewatch.engine.local", "processes": "dronewatch.engine.processes"}

# Articles that are tagged sooner by one process than others have started; each costs two seconds and 200 MB and more.
FEW = 1500
MOST = 8


def run(
    articles: Iterable[Article],
    *,
    options: Options = Options(),  # noqa: B008 (frozen)
    jobs: int | None = 1,
    batch: int = 32,
    engine: str | None = None,
    finish: Finish | None = None,
) -> Iterator[TaggedArticle]:
    """Tag `articles` lazily, in input order; spans have sections, but no entities yet (see `resolve.tag`).

    `batch` articles are read ahead at most, times twice `jobs` with several processes; 1 answers every article at
    once. `engine` is a name of `ENGINES`; by default `local`, `processes` where `jobs` is more than 1. With `jobs` None
    the first `FEW` articles are tagged here, and the rest, if any, by a process for each processor. `finish` is done to
    each article where it was tagged. Raises UsageError where engine, label or model is unknown, DataError where a
    gazetteer is bad, DronewatchError where a process is killed.
    """
    if jobs is None:
        if processors() == 1 or batch == 1:
            return run(articles, options=options, batch=batch, finish=finish)
        source = iter(articles)
        few = run(islice(source, FEW), options=options, batch=batch, finish=finish)
        return chain(few, _rest(source, options, batch, finish))
    name = engine or ("processes" if jobs > 1 else "local")
    if name not in ENGINES:
        raise UsageError(
            tr("unknown engine {name!r}", name=name), hint=tr("one of {engines}", engines=", ".join(ENGINES))
        )
    tagged: Iterator[TaggedArticle] = import_module(ENGINES[name]).run(articles, options, jobs, batch, finish)
    return tagged


def _rest(articles: Iterator[Article], options: Options, batch: int, finish: Finish | None) -> Iterator[TaggedArticle]:
    for first in articles:
        every = chain((first,), articles)
        yield from run(every, options=options, jobs=processors(), batch=batch, finish=finish)


def processors() -> int:
    """How many processes can tag at once: the processors that this one may use, no more than `MOST`."""
    try:
        own = len(os.sched_getaffinity(0))
    except AttributeError:  # not everywhere
        own = os.cpu_count() or 1
    return min(own, MOST)
