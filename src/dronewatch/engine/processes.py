"""Engine `processes`: batches go to worker processes, records come back in input order.

The text of an article travels to its worker: reading takes a fiftieth of the time of tagging, so that letting each
worker open the files would gain nothing, and a compressed file can be read by one only. What comes back are records,
never a Doc.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import fields
from itertools import islice
from operator import attrgetter
from typing import Any

from dronewatch.engine import local
from dronewatch.engine.options import Finish, Options
from dronewatch.errors import DronewatchError
from dronewatch.messages import tr
from dronewatch.model import Article, Section, Span, TaggedArticle, Value

_tagger: local.Tagger | None = None
_finish: Finish | None = None

Packed = list[tuple[list[Any], list[Any]]]

# Tuples are sent in half the time of frozen classes.
_OF_SECTION, _OF_SPAN, _OF_VALUE = (
    attrgetter(*(field.name for field in fields(each))) for each in (Section, Span, Value)
)


def run(
    articles: Iterable[Article], options: Options, jobs: int, batch: int, finish: Finish | None
) -> Iterator[TaggedArticle]:
    """Tag `articles` in order with `jobs` processes; at most two batches a process wait in memory.

    DronewatchError where a worker was killed; all that came before has been given by then.
    """
    source = iter(articles)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(options, finish, os.getpid())) as pool:
        waiting: deque[tuple[list[Article], Future[Packed]]] = deque()
        try:
            while True:
                while len(waiting) < 2 * jobs and (some := list(islice(source, batch))):
                    slim = [(article.id, article.text, article.title, article.date) for article in some]
                    waiting.append((some, pool.submit(_tag, slim)))
                if not waiting:
                    return
                batch_articles, future = waiting.popleft()
                for article, (sections, spans) in zip(batch_articles, future.result(), strict=True):
                    yield TaggedArticle(article, tuple(Section(*each) for each in sections), tuple(map(_span, spans)))
        except BrokenProcessPool as problem:
            raise DronewatchError(
                tr("a process that tags was killed"),
                hint=tr("is memory short? try fewer --jobs, and run it again"),
            ) from problem
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _start(options: Options, finish: Finish | None, parent: int) -> None:
    """Have one pipeline a worker. Ctrl-C is the parent's to handle; without a parent a worker ends."""
    global _tagger, _finish
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with(parent)
    _tagger, _finish = local.Tagger(options), finish


def _end_with(parent: int) -> None:
    from threading import Thread
    from time import sleep

    def watch() -> None:
        while os.getppid() == parent:
            sleep(1)
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _tag(articles: list[tuple[str, str, str | None, str | None]]) -> Packed:
    assert _tagger is not None
    given = [Article(name, text, title=title, date=date) for name, text, title, date in articles]
    return [
        ([_OF_SECTION(each) for each in tagged.sections], [_packed(each) for each in tagged.spans])
        for tagged in local.finished(_tagger.tag(given), _finish)
    ]


def _packed(span: Span) -> tuple[Any, ...]:
    start, end, text, label, source, value, *rest = _OF_SPAN(span)
    return start, end, text, label, source, None if value is None else _OF_VALUE(value), *rest


def _span(packed: tuple[Any, ...]) -> Span:
    start, end, text, label, source, value, *rest = packed
    return Span(start, end, text, label, source, None if value is None else Value(*value), *rest)
