"""`dronewatch entity split`."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import click

from dronewatch.cli.entity.changes import Named, decide, decision_options, names_of, request_of
from dronewatch.messages import tr

if TYPE_CHECKING:
    from dronewatch.resolve.decisions import Decision


@click.command("split")
@click.argument("name", metavar="NAME")
@click.option(
    "--mention", "mentions", metavar="OTHER", multiple=True, required=True, help="A name that is not its; repeatable."
)
@decision_options
def command(
    name: str,
    mentions: tuple[str, ...],
    label: str | None,
    article: str | None,
    by: str | None,
    reason: str | None,
    **shared: Any,
) -> int:
    """That name is not this entity's.

    Every OTHER becomes an entity of its own, with what an article writes for short under it. With --article only in
    that article. What was merged before is apart again.

    \b
    Examples:
      dronewatch entity split Parrot --mention "Parrot Drones"
      dronewatch entity split "Marine Le Pen" --mention "Le Pen" --article 2012-05-03
    """

    def make(connection: sqlite3.Connection) -> Decision:
        from dronewatch.errors import UsageError
        from dronewatch.index.words import lookup
        from dronewatch.resolve.decisions import Decision
        from dronewatch.suggest import meant, near

        entity = Named(connection, name, label, article)
        known = names_of(connection, entity.numbers)
        leaving = []
        for typed in mentions:
            called = [each for each in known if lookup(each) == lookup(typed)]
            if not called:
                close = near(typed, known, 2)
                hint = meant(map(repr, close)) if close else tr("its names are {known}", known=", ".join(known))
                raise UsageError(tr("“{typed}” is no name of “{name}”", typed=typed, name=entity.name), hint=hint)
            if lookup(typed) == lookup(entity.name):
                hint = tr("split the others from it")
                raise UsageError(tr("“{typed}” is what “{name}” is called", typed=typed, name=entity.name), hint=hint)
            leaving.append(called[0])
        others = tuple(dict.fromkeys(leaving))
        return Decision("split", entity.label, entity.name, others, None, article, by, None, reason)

    return decide(request_of(shared), make)
