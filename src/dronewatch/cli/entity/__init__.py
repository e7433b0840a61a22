"""`dronewatch entity`: one entity, and people's decisions. A subcommand is `command` in the module of its name."""

from __future__ import annotations

import click

from dronewatch.cli.lazy import LazyGroup

# Name → what `dronewatch entity --help` says about it.
COMMANDS: dict[str, str] = {
    "show": "Its names, its passages, and why they are taken for one.",
    "merge": "These names are one entity's.",
    "split": "That name is not this entity's.",
    "rename": "Call it otherwise.",
    "relabel": "It is a person, not a place.",
    "decisions": "What people have decided.",
    "forget": "Take a decision back.",
}


@click.group("entity", cls=LazyGroup, package=__name__, summaries=COMMANDS)
def command() -> None:
    """One entity: what names it and why; and where the machine is wrong, what people decide.

    Decisions are written to data/entities.yaml, beside dronewatch.yaml or in the working directory, a file for people
    to read, review and edit. They hold on every build of the index; taking one out of the file takes it back.

    \b
    Examples:
      dronewatch entity show CNIL
      dronewatch entity merge "Henri Seydoux" "H. Seydoux"
      dronewatch entity split Parrot --mention "Parrot Drones"
    """
