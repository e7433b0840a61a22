"""`dronewatch completion`: the script that a shell needs, and what it is told when it asks.

click writes the scripts and finds the command and option that is being typed. Words of a closed list complete through
their type (`options.OneOf`), what the index knows through `known`.
"""

from __future__ import annotations

import click

from dronewatch.cli.options import OneOf

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", metavar="bash|zsh|fish", type=OneOf("shell", SHELLS))
def command(shell: str) -> int:
    """Print the script with which a shell completes commands, options, labels, sections, formats, columns to sort by,
    article ids and publishers.

    \b
    Examples:
      dronewatch completion bash > ~/.local/share/bash-completion/completions/dronewatch
      dronewatch completion zsh > ~/.zfunc/_dronewatch
      dronewatch completion fish > ~/.config/fish/completions/dronewatch.fish
    """
    from click.shell_completion import get_completion_class

    from dronewatch.cli import main

    made = get_completion_class(shell)
    assert made is not None
    click.echo(made(main, {}, "dronewatch", "_DRONEWATCH_COMPLETE").source())
    return 0
