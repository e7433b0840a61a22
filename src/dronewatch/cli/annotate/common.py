"""What the commands about annotation files share: options, and articles with their files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from dronewatch.cli.failure import Problems
from dronewatch.cli.options import corpus_option, corpus_options
from dronewatch.messages import tr

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from dronewatch.annotate.model import AnnotationFile
    from dronewatch.model import Article, TaggedArticle
    from dronewatch.query.tagged import Listed
    from dronewatch.settings import Settings

Command = Callable[..., Any]

_ANNOTATIONS = click.option(
    "--annotations", metavar="DIR", help="Folder of annotation files. Default: data/annotations."
)
_BY = click.option("--by", metavar="WHO", multiple=True, help="Who annotates: initials or a role; repeatable.")
_FOLDER = click.option(
    "--folder",
    metavar="NAME",
    help="Folder for new files, below that of annotations. Default: the one that has files of the same corpus, else the"
    " name of the corpus.",
)


def files_options(command: Command) -> Command:
    """`--corpus` and `--annotations`."""
    return corpus_option(_ANNOTATIONS(command))


def new_files_options(command: Command) -> Command:
    """`--by` and `--folder`."""
    return _BY(_FOLDER(command))


def desk_options(command: Command) -> Command:
    """`[ARTICLE…]` and all options of a command that lays annotation files beside what the pipeline finds; it gets them
    as one `Desk`, first.
    """

    @wraps(command)
    def run(**given: Any) -> int:
        mine = {field.name: given.pop(field.name) for field in fields(Desk)}
        return int(command(Desk(**mine), **given))

    argument = click.argument("wanted", nargs=-1, metavar="[ARTICLE…]")
    return argument(_ANNOTATIONS(corpus_options(run)))


@dataclass(frozen=True)
class Beside:
    """Annotation files beside the index. `articles` are all of the corpus, `wanted` the ids of those asked for, both in
    the corpus's order; `golds` are the annotation files of their very texts, by id, `stale` those of other texts.
    """

    connection: sqlite3.Connection
    settings: Settings
    problems: Problems
    articles: list[Listed]
    wanted: list[str]
    golds: dict[str, AnnotationFile]
    stale: dict[str, AnnotationFile]

    def tagged(self, articles: Iterable[str]) -> Iterator[TaggedArticle]:
        """Articles as the index holds them, one after the other."""
        from dronewatch.query.tagged import tagged

        return (tagged(self.connection, article) for article in articles)

    def homes(self, name: str | None) -> dict[str, Path]:
        """The folder for the annotations of each wanted article that has none; `name` is that of `--folder`."""
        from dronewatch.annotate.homes import homes

        there = [*self.golds.values(), *self.stale.values()]
        found = self.settings
        return homes(self.articles, set(self.wanted), found.corpus, there, found.annotations, name)


@dataclass(frozen=True)
class Desk:
    """The options of commands that lay annotation files beside what the pipeline finds, as the user gave them."""

    wanted: tuple[str, ...]
    corpus: tuple[str, ...]
    annotations: str | None
    gazetteer: tuple[str, ...]
    model: str | None
    quiet: bool

    @contextmanager
    def opened(self) -> Iterator[Beside]:
        """The index, brought up to date, with the annotation files; ids that no article has are reported."""
        from dronewatch.cli.session import Request
        from dronewatch.errors import UsageError
        from dronewatch.query.filters import article_id
        from dronewatch.query.tagged import listed

        found = load(self.corpus, self.annotations, self.gazetteer, self.model)
        request = Request(corpus=self.corpus, gazetteer=self.gazetteer, model=self.model, quiet=self.quiet)
        with request.index() as (connection, _, problems):
            articles = listed(connection)
            for name in self.wanted:
                try:
                    article_id(connection, name)
                except UsageError as problem:
                    problems.report(problem)
            golds, stale = matched(found, articles, problems)
            wanted = [each.id for each in articles if not self.wanted or each.id in self.wanted]
            yield Beside(connection, found, problems, articles, wanted, golds, stale)


def load(
    corpus: tuple[str, ...] = (),
    annotations: str | None = None,
    gazetteer: tuple[str, ...] = (),
    model: str | None = None,
) -> Settings:
    """Options, else environment, else `dronewatch.yaml`, else defaults."""
    from dronewatch import settings

    return settings.load(corpus=corpus, annotations=annotations, gazetteers=gazetteer, model=model)


def articles(found: Settings, wanted: tuple[str, ...], problems: Problems) -> list[Article]:
    """The articles of the corpus that are wanted, all where none is named; read, not tagged."""
    from dronewatch import corpus
    from dronewatch.errors import DataError

    read = corpus.read(found.corpus, on_error=problems.report)
    chosen = [article for article in read if not wanted or article.id in wanted]
    there = {article.id for article in chosen}
    for name in dict.fromkeys(name for name in wanted if name not in there):
        problems.report(
            DataError(tr("there is no article “{name}”", name=name), hint=tr("dronewatch articles lists them"))
        )
    return chosen


def matched(
    found: Settings, articles: Iterable[Article | Listed], problems: Problems
) -> tuple[dict[str, AnnotationFile], dict[str, AnnotationFile]]:
    """The annotation files of articles' very texts, and those of other texts of them, by id; second files for an
    article are reported.
    """
    from dronewatch.annotate import files, pairs

    there = files.folder(found.annotations, problems.report) if found.annotations.exists() else ()
    both = pairs.match({each.id: (each.sha256,) for each in articles}, there)
    for second in both.problems:
        problems.report(second)
    return both.by_article, {each.article: each for each in both.stale}


def annotated(found: Settings, wanted: tuple[str, ...], problems: Problems) -> list[tuple[Article, AnnotationFile]]:
    """The articles that have annotations of this very text, with them; stale ones are reported."""
    from dronewatch.annotate import pairs

    chosen = articles(found, wanted, problems)
    golds, stale = matched(found, chosen, problems)
    for gold in stale.values():
        problems.report(pairs.stale(gold))
    return [(article, golds[article.id]) for article in chosen if article.id in golds]
