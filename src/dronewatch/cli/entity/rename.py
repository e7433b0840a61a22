"""`dronewatch entity rename`."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import click

from dronewatch.cli.entity.changes import Named, decide, decision_options, request_of
from dronewatch.messages import tr

if TYPE_CHECKING:
    from dronewatch.resolve.decisions import Decision


@click.command("rename")
@click.argument("name", metavar="NAME")
@click.argument("new", metavar="NEW")
@decision_options
def command(
    name: str, new: str, label: str | None, article: str | None, by: str | None, reason: str | None, **shared: Any
) -> int:
    """Call it otherwise: NEW is its preferred name, whether articles write it or not.

    \b
    Examples:
      dronewatch entity rename "ministère de l'Intérieur" Intérieur
      dronewatch entity rename CNIL Cnil --by AB
    """

    def make(connection: sqlite3.Connection) -> Decision:
        from dronewatch.errors import UsageError
        from dronewatch.index.words import lookup
        from dronewatch.query import names
        from dronewatch.resolve.decisions import Decision

        entity = Named(connection, name, label, article)
        if not new.strip():
            raise UsageError(tr("the new name is empty"))
        if new == entity.name:
            raise UsageError(tr("“{new}” is called so already", new=new))
        for number, (_, other) in names.called(connection, new, (entity.label,)).items():
            if number not in entity.numbers and lookup(other) == lookup(new):
                raise UsageError(
                    tr("there is another {label} “{other}”", label=entity.label, other=other),
                    hint=tr("merge them: dronewatch entity merge"),
                )
        return Decision("rename", entity.label, entity.name, (), new, article, by, None, reason)

    return decide(request_of(shared), make)
