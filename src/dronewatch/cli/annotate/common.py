"""What the commands about annotation files share: options, and articles with their files."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from dronewatch.cli.failure import Problems

if TYPE_CHECKING:
    from dronewatch.annotate.model import AnnotationFile
    from dronewatch.engine import Options
    from dronewatch.model import Article
    from dronewatch.settings import Settings

Command = Callable[..., Any]


def annotations_option(command: Command) -> Command:
    """`--annotations`."""
    return click.option("--annotations", metavar="DIR", help="Folder of annotation files. Default: data/annotations.")(
        command
    )


def by_option(command: Command) -> Command:
    """`--by`."""
    return click.option("--by", metavar="WHO", multiple=True, help="Who annotates: initials or a role; repeatable.")(
        command
    )


def load(
    corpus: tuple[str, ...] = (),
    annotations: str | None = None,
    gazetteer: tuple[str, ...] = (),
    model: str | None = None,
) -> Settings:
    """Options, else environment, else `dronewatch.yaml`, else defaults."""
    from dronewatch import settings

    return settings.load(corpus=corpus, annotations=annotations, gazetteers=gazetteer, model=model)


def options(found: Settings) -> Options:
    """What decides the suggestions."""
    from dronewatch.engine import Options

    return Options(gazetteers=found.gazetteers, model=found.model)


def articles(found: Settings, wanted: tuple[str, ...], problems: Problems) -> list[Article]:
    """The articles of the corpus that are wanted, all where none is named."""
    from dronewatch import corpus
    from dronewatch.annotate.pairs import chosen

    return chosen(corpus.read(found.corpus, on_error=problems.report), wanted, problems.report)


def annotated(found: Settings, wanted: tuple[str, ...], problems: Problems) -> list[tuple[Article, AnnotationFile]]:
    """The articles that have annotations of this very text, with them; stale ones are reported."""
    from dronewatch.annotate import pairs

    golds = pairs.by_article(found.annotations, problems.report)
    both = [(each, golds[each.id]) for each in articles(found, wanted, problems) if each.id in golds]
    for article, gold in both:
        if not pairs.fresh(article, gold):
            problems.report(pairs.stale(gold))
    return [(article, gold) for article, gold in both if pairs.fresh(article, gold)]
