"""Runs the pipeline over a corpus: same records in the same order, whatever the engine. Importing it stays light."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from dronewatch.engine.fingerprint import fingerprint, resolver
from dronewatch.engine.options import Options
from dronewatch.errors import UsageError
from dronewatch.messages import tr
from dronewatch.model import Article, TaggedArticle

__all__ = ["ENGINES", "Options", "fingerprint", "resolver", "run"]

# Name to module; each has `run(articles, options, jobs, batch)`.
ENGINES = {"local": "dronewatch.engine.local", "processes": "dronewatch.engine.processes"}


def run(
    articles: Iterable[Article],
    *,
    options: Options = Options(),  # noqa: B008 (frozen)
    jobs: int = 1,
    batch: int = 32,
    engine: str | None = None,
) -> Iterator[TaggedArticle]:
    """Tag `articles` lazily, in input order; spans have sections, but no entities yet (see `resolve.tag`).

    `batch` articles are read ahead at most, times twice `jobs` with several processes; 1 answers every article at
    once. `engine` is a name of `ENGINES`; by default `local`, `processes` where `jobs` is more than 1. Raises
    UsageError where engine, label or model is unknown, DataError where a gazetteer is bad.
    """
    name = engine or ("processes" if jobs > 1 else "local")
    if name not in ENGINES:
        raise UsageError(
            tr("unknown engine {name!r}", name=name), hint=tr("one of {engines}", engines=", ".join(ENGINES))
        )
    tagged: Iterator[TaggedArticle] = import_module(ENGINES[name]).run(articles, options, jobs, batch)
    return tagged
