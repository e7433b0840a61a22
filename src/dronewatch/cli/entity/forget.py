"""`dronewatch entity forget`."""

from __future__ import annotations

from typing import Any

import click

from dronewatch.cli.entity import changes
from dronewatch.cli.options import corpus_options


@click.command("forget")
@click.argument("number", metavar="N", type=int)
@corpus_options
def command(number: int, **shared: Any) -> int:
    """Take decision N (as dronewatch entity decisions counts them) back. Deleting it in the file does the same.

    \b
    Examples:
      dronewatch entity decisions
      dronewatch entity forget 1
    """
    return changes.forget(changes.request_of(shared), number)
