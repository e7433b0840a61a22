"""`dronewatch annotate start`."""

from __future__ import annotations

from pathlib import Path

import click

from dronewatch.cli.annotate.common import Desk, desk_options, new_files_options
from dronewatch.cli.failure import ERROR, FOUND, NOTHING
from dronewatch.messages import tr


@click.command("start")
@desk_options
@new_files_options
def command(desk: Desk, by: tuple[str, ...], folder: str | None) -> int:
    """Begin annotation files, for review: nothing in them is decided, suggestions stand in comments.

    Without ARTICLE, every article that has none yet. Prints the path of each file that it writes; one that is there is
    left alone. Go on with `dronewatch annotate review`, or in an editor.

    \b
    Examples:
      dronewatch annotate start 001_appel-offres-drones --by AB
      dronewatch annotate start --corpus my-articles/
      dronewatch annotate start --corpus press/2020/seeds --folder agencies
    """
    from dronewatch.annotate import files, homes, suggest
    from dronewatch.annotate.exchange import whole

    with desk.opened() as beside:
        there = beside.stale | beside.golds
        for name in desk.wanted:
            if name in there:
                beside.problems.note(tr("{name} is begun already: {path}", name=name, path=there[name].path))
        folders = beside.homes(folder)
        begun = [name for name in beside.wanted if name not in there]
        for tagged in beside.tagged(begun):
            gold = homes.new(tagged.article, folders[tagged.article.id], by)
            files.write(gold)  # makes the folder, and says what goes wrong
            whole.put(Path(gold.path), suggest.commented(gold, suggest.undecided(tagged.spans, gold)))
            click.echo(gold.path)
    return ERROR if beside.problems.count else FOUND if begun else NOTHING
