"""`dronewatch entity relabel`."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import click

from dronewatch.cli.entity.changes import NAME_LABEL, Named, decide, decision_options, request_of
from dronewatch.messages import tr

if TYPE_CHECKING:
    from dronewatch.resolve.decisions import Decision


@click.command("relabel")
@click.argument("name", metavar="NAME")
@click.argument("new", metavar="LABEL", type=NAME_LABEL)
@decision_options
def command(
    name: str, new: str, label: str | None, article: str | None, by: str | None, reason: str | None, **shared: Any
) -> int:
    """It is a LABEL (see dronewatch labels), in all its passages.

    Where an entity of that name and label is there already, the two are one.

    \b
    Examples:
      dronewatch entity relabel Solaris COMPANY
      dronewatch entity relabel Orange COMPANY --label LOCATION --article 003_robots
    """

    def make(connection: sqlite3.Connection) -> Decision:
        from dronewatch.errors import UsageError
        from dronewatch.resolve.decisions import Decision

        entity = Named(connection, name, label, article)
        if entity.label == new:
            raise UsageError(tr("“{name}” is {new} already", name=entity.name, new=new))
        return Decision("relabel", entity.label, entity.name, (), new, article, by, None, reason)

    return decide(request_of(shared), make)
