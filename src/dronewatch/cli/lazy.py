"""Groups of commands that import one only to run it or to show its help."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from dronewatch.messages import tr


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
        return command

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
        with formatter.section("Commands"):
            formatter.write_dl(list(self.summaries.items()))
