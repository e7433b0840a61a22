"""Articles in, tagged articles with entities out: what `tag` and the index call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dronewatch import engine
from dronewatch.engine import Options
from dronewatch.model import Article, TaggedArticle
from dronewatch.resolve.within import within


def tag(
    articles: Iterable[Article],
    *,
    options: Options = Options(),  # noqa: B008 (frozen)
    jobs: int | None = 1,
    batch: int = 32,
    engine_name: str | None = None,
) -> Iterator[TaggedArticle]:
    """Tag `articles` lazily, in input order, with `entity` set on every name. See `engine.run` for the options."""
    return engine.run(articles, options=options, jobs=jobs, batch=batch, engine=engine_name, finish=named)


def named(tagged: TaggedArticle) -> TaggedArticle:
    """An article as an engine gives it, with `entity` set on every name."""
    return replace(tagged, spans=within(tagged.spans, tagged.article.text))
