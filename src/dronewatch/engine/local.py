"""Engine `local`: the pipeline in this process."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from dronewatch.engine.options import Finish, Options
from dronewatch.model import Article, TaggedArticle

if TYPE_CHECKING:
    from spacy.language import Language


# spaCy keeps every word it has seen. Beyond this many the pipeline is built anew, so that memory does not grow with
# the corpus; its own memory zones would forget common words as well and make each batch a third slower.
_WORDS = 200_000


def run(
    articles: Iterable[Article], options: Options, jobs: int, batch: int, finish: Finish | None
) -> Iterator[TaggedArticle]:
    """Tag `articles` in order, `batch` of them in memory at a time."""
    tagger = Tagger(options)
    source = iter(articles)
    while some := list(islice(source, batch)):
        yield from finished(tagger.tag(some), finish)


def finished(tagged: Iterable[TaggedArticle], finish: Finish | None) -> Iterable[TaggedArticle]:
    """`tagged`, with `finish` done to each."""
    return tagged if finish is None else map(finish, tagged)


class Tagger:
    """The pipeline that `options` ask for, built when it is needed."""

    def __init__(self, options: Options):
        self._options = options
        self._nlp: Language | None = None

    def tag(self, articles: list[Article]) -> list[TaggedArticle]:
        """Tag a batch, in its order."""
        if self._nlp is None or len(self._nlp.vocab) > _WORDS:
            self._nlp = None
            with _lasting():
                self._nlp = self._built()
        from dronewatch import pipeline

        docs = self._nlp.pipe(pipeline.documents(self._nlp, articles), as_tuples=True)
        return [pipeline.tagged(doc, article) for doc, article in docs]

    def _built(self) -> Language:
        from dronewatch import pipeline

        options = self._options
        return pipeline.build(gazetteers=options.gazetteers, model=options.model, labels=options.labels)


@contextmanager
def _lasting() -> Iterator[None]:
    """What is loaded within lasts: the garbage collector need not look through it, a tenth of a second each time."""
    if not gc.isenabled():
        yield
        return
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
