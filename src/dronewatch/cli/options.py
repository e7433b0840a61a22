"""Options that several commands share, each defined once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import fields
from functools import wraps
from typing import Any

import click

from dronewatch.cli import known
from dronewatch.messages import tr
from dronewatch.model import LABELS, SECTIONS
from dronewatch.report import FORMATS
from dronewatch.suggest import did_you_mean

Command = Callable[..., Any]
Wrapper = Callable[[Command], Command]


class OneOf(click.ParamType):  # type: ignore[type-arg]  # generic only since click 8.3
    """One of a few words, in any case; another word is refused with those that it may have meant."""

    def __init__(self, name: str, words: Iterable[str]):
        self.name = name
        self.words = tuple(words)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word as it is defined. click.BadParameter with a suggestion where there is none."""
        for word in self.words:
            if str(value).casefold() == word.casefold():
                return word
        hint = did_you_mean(str(value), self.words) or tr(" (one of {words})", words=", ".join(self.words))
        raise click.BadParameter(tr("no {name} {value!r}{hint}", name=self.name, value=value, hint=hint), ctx, param)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """The words that begin so."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(word) for word in self.words if word.casefold().startswith(incomplete.casefold())]

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """`LABEL`, not the list of fourteen."""
        return self.name.upper()


LABEL = OneOf("label", LABELS)
SECTION = OneOf("section", (*SECTIONS, "all"))
FORMAT = OneOf("format", FORMATS)


def _applied(command: Command, options: Iterable[Any]) -> Command:
    for option in reversed(list(options)):
        command = option(command)
    return command


def output_options(command: Command) -> Command:
    """`--format` and `-o`."""
    return _applied(
        command,
        [
            click.option(
                "--format",
                type=FORMAT,
                help=f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}. Default: that of FILE’s suffix, else table at a"
                " terminal, tsv in a pipe.",
            ),
            click.option("-o", "--output", metavar="FILE", help="Write to FILE, which appears whole or not at all."),
        ],
    )


def corpus_option(command: Command) -> Command:
    """`--corpus`."""
    return click.option(
        "--corpus",
        metavar="PATH",
        multiple=True,
        help="Folder, file or glob of articles; repeatable. Default: ./seeds, else the articles that"
        " come with dronewatch.",
    )(command)


def column_option(command: Command) -> Command:
    """`--column`."""
    return click.option(
        "--column",
        metavar="FIELD=NAME",
        multiple=True,
        help="Which column of a table is the text, title, date, publisher, url or id, as in text=CONTENU; repeatable."
        " Default: columns in corpus.yaml, else what their names suggest.",
    )(command)


def corpus_options(command: Command) -> Command:
    """`--corpus`, `--quiet` and what decides the spans: of every command that answers from the index."""
    return _applied(
        command,
        [
            corpus_option,
            tagging_options,
            click.option("-q", "--quiet", is_flag=True, help="No progress, no notes."),
        ],
    )


def tagging_options(command: Command) -> Command:
    """`--gazetteer`, `--model` and `--no-model`: what decides which names are found."""
    return _applied(
        command,
        [
            click.option(
                "--gazetteer",
                metavar="FILE",
                multiple=True,
                help="More names: a YAML file like the shipped ones; repeatable.",
            ),
            click.option(
                "--model",
                metavar="NAME|PATH",
                help="An installed spaCy pipeline that finds names, instead of the one that comes with dronewatch.",
            ),
            click.option("--no-model", "model", flag_value="none", help="Lists and patterns alone: fast, finds less."),
        ],
    )


def label_option(command: Command) -> Command:
    """`--label`."""
    return click.option(
        "--label", type=LABEL, multiple=True, help="Only this label (see dronewatch labels); repeatable."
    )(command)


def section_option(command: Command) -> Command:
    """`--section`."""
    return click.option(
        "--section",
        type=SECTION,
        multiple=True,
        help="title, body, promo, comment or all; repeatable. Default: title and body.",
    )(command)


def limit_option(command: Command) -> Command:
    """`--limit`."""
    return click.option(
        "--limit",
        type=click.IntRange(min=0),
        metavar="N",
        help="At most N rows; 0 for all. Default: 50 in a table on screen, else all.",
    )(command)


def query_options(
    *, orders: Collection[str] = (), label: bool = False, passages: bool = True, output: bool = True
) -> Wrapper:
    """The options of a command that answers from the index; the command gets them as one `session.Request`, first.

    `orders` are the columns that it can sort by, `label` whether it takes `--label`, `passages` whether its rows are
    passages, so that `--section` means something, `output` whether it writes rows.
    """
    options: list[Any] = [_ARTICLE, _SINCE, _UNTIL, _PUBLISHER]
    options += [section_option] if passages else []
    options += [label_option] if label else []
    options += [_sort(orders), limit_option] if orders else []

    def decorate(command: Command) -> Command:
        @wraps(command)
        def run(**given: Any) -> int:
            from dronewatch.cli.session import Request

            mine = {field.name: given.pop(field.name) for field in fields(Request) if field.name in given}
            return int(command(Request(**mine), **given))

        read = column_option(run)
        return corpus_options(_applied(output_options(read) if output else read, options))

    return decorate


_ARTICLE = click.option(
    "--article", metavar="ID", multiple=True, shell_complete=known.articles, help="Only this article; repeatable."
)
_SINCE = click.option(
    "--since", metavar="DATE", help="Only articles of that day, month or year and later: 2020-04-12, 2020-04, 2020."
)
_UNTIL = click.option("--until", metavar="DATE", help="Only articles of that day, month or year and before.")
_PUBLISHER = click.option(
    "--publisher",
    metavar="NAME",
    multiple=True,
    shell_complete=known.publishers,
    help="Only articles by this publisher; * for any letters; repeatable.",
)


def _sort(orders: Collection[str]) -> Wrapper:
    return click.option(
        "--sort",
        metavar="COLUMN",
        multiple=True,
        shell_complete=lambda ctx, param, incomplete: _columns(orders, incomplete),
        help=f"{', '.join(orders)}; with - before it, falling; repeatable.",
    )


def _columns(orders: Collection[str], incomplete: str) -> list[str]:
    """The columns that begin so, behind a dash if one is typed."""
    sign = "-" if incomplete.startswith("-") else ""
    return [sign + order for order in orders if (sign + order).startswith(incomplete)]
