"""`dronewatch entity merge`."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import click

from dronewatch.cli.entity.changes import Named, decide, decision_options, request_of
from dronewatch.messages import tr

if TYPE_CHECKING:
    from dronewatch.resolve.decisions import Decision


@click.command("merge")
@click.argument("name", metavar="NAME")
@click.argument("others", metavar="OTHER…", nargs=-1, required=True)
@decision_options
def command(
    name: str,
    others: tuple[str, ...],
    label: str | None,
    article: str | None,
    by: str | None,
    reason: str | None,
    **shared: Any,
) -> int:
    """These names are one entity's, which is called NAME.

    A name stands for all entities that are called so; NAME twice merges those. With --article, of several only the one
    that this article mentions. Labels are never mixed: relabel first. What was split before is joined again.

    \b
    Examples:
      dronewatch entity merge "Henri Seydoux" "H. Seydoux"
      dronewatch entity merge Parrot "Parrot Drones" --by AB --reason "its drone branch"
      dronewatch entity merge "Awa Diallo" Diallo --article 003_robots
    """
    from dronewatch.errors import UsageError

    def make(connection: sqlite3.Connection) -> Decision:
        from dronewatch.index.words import lookup
        from dronewatch.resolve.decisions import Decision

        into = Named(connection, name, label)
        joining = []
        for typed in others:
            again = lookup(typed) == lookup(name)
            other = into if again else Named(connection, typed, label, article)
            if other.label != into.label:
                hint = tr("relabel one of them first")
                raise UsageError(
                    tr(
                        "“{name}” is {label}, “{name2}” {label2}",
                        name=into.name,
                        label=into.label,
                        name2=other.name,
                        label2=other.label,
                    ),
                    hint=hint,
                )
            if len(into.numbers) == 1 if again else set(other.numbers) <= set(into.numbers):
                raise UsageError(tr("“{typed}” is “{name}” already", typed=typed, name=into.name))
            joining.append(other.name)
        return Decision("merge", into.label, into.name, tuple(joining), None, article, by, None, reason)

    return decide(request_of(shared), make)
