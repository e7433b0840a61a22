"""What the index can complete while a line is typed: as it is, for nothing is read or tagged for it.

Where there is no index nothing is offered.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_MOST = 200


def articles(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Article ids that begin so, with their titles."""
    query = "SELECT name, title FROM articles WHERE substr(name, 1, length(?1)) = ?1 ORDER BY name LIMIT ?2"
    return _known(ctx, query, incomplete)


def publishers(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Publishers that begin so."""
    query = (
        "SELECT DISTINCT publisher, NULL FROM articles WHERE publisher IS NOT NULL"
        " AND lower(substr(publisher, 1, length(?1))) = lower(?1) ORDER BY publisher LIMIT ?2"
    )
    return _known(ctx, query, incomplete)


def _known(ctx: click.Context, query: str, incomplete: str) -> list[CompletionItem]:
    """What the index knows that the options typed so far name; where anything is wrong, nothing."""
    from click.shell_completion import CompletionItem

    from dronewatch import index, settings
    from dronewatch.index import store

    try:
        given = {key: ctx.params.get(key) or None for key in ("corpus", "model")}
        found = settings.load(**given, gazetteers=ctx.params.get("gazetteer") or None)
        connection = store.reader(index.path(found))
        if connection is None:
            return []
        with closing(connection):
            rows = connection.execute(query, (incomplete, _MOST)).fetchall()
    except Exception:  # while a line is typed
        return []
    return [CompletionItem(name, help=told) for name, told in rows if isinstance(name, str)]
