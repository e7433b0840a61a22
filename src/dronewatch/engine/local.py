"""Engine `local`: the pipeline in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from dronewatch.engine.options import Options
from dronewatch.model import Article, TaggedArticle

if TYPE_CHECKING:
    from spacy.language import Language


def run(articles: Iterable[Article], options: Options, jobs: int, batch: int) -> Iterator[TaggedArticle]:
    """Tag `articles` in order, `batch` of them in memory at a time."""
    from dronewatch import pipeline

    nlp = pipeline.build(gazetteers=options.gazetteers, model=options.model, labels=options.labels)
    source = iter(articles)
    while some := list(islice(source, batch)):
        yield from tag(nlp, some)


def tag(nlp: Language, articles: list[Article]) -> list[TaggedArticle]:
    """Tag a batch. What spaCy remembers of its words is freed at the end, so that memory does not grow."""
    from dronewatch import pipeline

    with nlp.memory_zone():
        docs = nlp.pipe(pipeline.documents(nlp, articles), as_tuples=True)
        return [pipeline.tagged(doc, article) for doc, article in docs]
