"""Engine `processes`: batches go to worker processes, records come back in input order."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice

from dronewatch.engine import local
from dronewatch.engine.options import Options
from dronewatch.model import Article, Section, Span, TaggedArticle

_tagger: local.Tagger | None = None

Records = list[tuple[tuple[Section, ...], tuple[Span, ...]]]


def run(articles: Iterable[Article], options: Options, jobs: int, batch: int) -> Iterator[TaggedArticle]:
    """Tag `articles` in order with `jobs` processes; at most two batches a process wait in memory."""
    source = iter(articles)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(options,)) as pool:
        waiting: deque[tuple[list[Article], Future[Records]]] = deque()
        try:
            while True:
                while len(waiting) < 2 * jobs and (some := list(islice(source, batch))):
                    slim = [
                        Article(article.id, article.text, title=article.title, date=article.date) for article in some
                    ]
                    waiting.append((some, pool.submit(_tag, slim)))
                if not waiting:
                    return
                batch_articles, future = waiting.popleft()
                for article, (sections, spans) in zip(batch_articles, future.result(), strict=True):
                    yield TaggedArticle(article, sections, spans)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _start(options: Options) -> None:
    """Have one pipeline a worker. Ctrl-C is the parent's to handle."""
    global _tagger
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _tagger = local.Tagger(options)


def _tag(articles: list[Article]) -> Records:
    assert _tagger is not None
    return [(tagged.sections, tagged.spans) for tagged in _tagger.tag(articles)]
