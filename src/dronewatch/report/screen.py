"""What the place that is written to can show: its size and whether it takes colours."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

WIDTH = 100
_MANY = 10_000
_NARROWEST = 40


def is_terminal(stream: TextIO) -> bool:
    """Whether a person reads `stream` on a screen."""
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def has_colour(stream: TextIO) -> bool:
    """NO_COLOR (no-color.org) wins, then FORCE_COLOR (force-color.org), then whether it is a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal(stream) and os.environ.get("TERM") != "dumb"


def width(stream: TextIO) -> int:
    """Columns to fill: COLUMNS, else those of the terminal, else 100."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return max(int(asked), _NARROWEST)
    try:
        return max(os.get_terminal_size(stream.fileno()).columns or WIDTH, _NARROWEST)
    except (OSError, ValueError):
        return WIDTH


def height(stream: TextIO) -> int:
    """Lines of the terminal, at least ten; very many where it does not say."""
    try:
        lines = os.get_terminal_size(stream.fileno()).lines
    except (OSError, ValueError):
        return _MANY
    return max(lines, 10) if lines else _MANY


def console(stream: TextIO) -> Console:
    """A rich console that interprets no markup, and colours with the sixteen that every terminal theme defines."""
    from rich.console import Console

    class OurConsole(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # rich would end the program with 1; a reader that goes away is no error

    colour = has_colour(stream)
    return OurConsole(
        file=stream,
        width=width(stream),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )


def lines(thing: RenderableType, console: Console) -> list[str]:
    """What `console` would print, line by line, without the blanks that rich fills lines with."""
    with console.capture() as captured:
        console.print(thing)
    return [line.rstrip() for line in captured.get().rstrip("\n").split("\n")]
