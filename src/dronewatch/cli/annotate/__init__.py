"""`dronewatch annotate`: what people say about articles. A subcommand is `command` in the module of its name."""

from __future__ import annotations

import click

from dronewatch.cli.lazy import LazyGroup

# Name → what `dronewatch annotate --help` says about it.
COMMANDS: dict[str, str] = {
    "start": "Begin annotation files, with what the pipeline suggests.",
    "review": "Decide about suggestions, one at a time, in the terminal.",
    "validate": "Check annotation files against their articles.",
    "diff": "Where people and the pipeline differ, in sentences.",
    "agreement": "How far two people agree.",
    "rebase": "Carry annotations to a corrected text.",
    "export": "Write annotations for another tool.",
    "import": "Read annotations of another tool.",
}


@click.group("annotate", cls=LazyGroup, package=__name__, summaries=COMMANDS)
def command() -> None:
    """Gold files: begin them, work on them, check them.

    An annotation file says which passages of one article are what, and what they are worth, as people read them.

    \b
    Examples:
      dronewatch annotate validate
      dronewatch annotate validate data/annotations/seeds --corpus seeds
    """
