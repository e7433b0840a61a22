"""Groups of commands that import one only to run it or to show its help."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

import click

from dronewatch.messages import language, tr


class LazyGroup(click.Group):
    """A group that knows its commands by name. Each is `command` in the module of its name in the package `package`;
    `summaries` is what the group's help says about it, in the order of a reader's interest.
    """

    def __init__(self, *words: Any, package: str, summaries: Mapping[str, str], **settings: Any):
        super().__init__(*words, **settings)
        self.package, self.summaries = package, summaries

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of a reader's interest."""
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in self.summaries:
            return None
        command = import_module(f"{self.package}.{cmd_name}").command
        assert isinstance(command, click.Command)
        return localised(command) if language() else command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """The commands that begin so, without importing any of them; options where a dash is typed."""
        from click.shell_completion import CompletionItem

        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [
            CompletionItem(name, help=tr(said)) for name, said in self.summaries.items() if name.startswith(incomplete)
        ]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """A group without a command shows its help."""
        return super().parse_args(ctx, args or ["--help"])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, but an unknown command names those that it may have meant."""
        name = args[0]
        if name not in self.summaries and not name.startswith("-"):
            from dronewatch.suggest import did_you_mean

            raise click.UsageError(
                tr("no command {name!r}{name2}", name=name, name2=did_you_mean(name, self.summaries)), ctx
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any of them."""
        with formatter.section(tr("Commands")):
            formatter.write_dl([(name, tr(summary)) for name, summary in self.summaries.items()])


def localised(command: Any) -> Any:
    """A copy of the command whose help is in the user's language; examples stay as they are."""
    spoken = copy.copy(command)
    spoken.help, spoken.epilog = _rewritten(command.help, tr), _rewritten(command.epilog, tr)
    spoken.params = [copy.copy(param) for param in command.params]
    for param in spoken.params:
        if isinstance(param, click.Option) and param.help:
            param.help = tr(param.help)
    return spoken


def sentences(command: click.Command) -> Iterator[str]:
    """All that the help of a command says and that has to be translated."""
    said: list[str] = []

    def note(sentence: str) -> str:
        said.append(sentence)
        return sentence

    _rewritten(command.help, note)
    _rewritten(command.epilog, note)
    said += [param.help for param in command.params if isinstance(param, click.Option) and param.help]
    if isinstance(command, LazyGroup):
        said += command.summaries.values()
    yield from said


def _rewritten(text: str | None, say: Callable[[str], str]) -> str | None:
    """`text` with each paragraph as `say` has it; of those that click leaves as they are (`\b`) only the heading."""
    if not text:
        return text
    paragraphs = []
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        if paragraph.startswith("\b\n"):
            _, heading, *lines = paragraph.split("\n")
            paragraphs.append("\n".join(["\b", say(heading), *lines]))
        else:
            paragraphs.append(say(" ".join(paragraph.split())))
    return "\n\n".join(paragraphs)
