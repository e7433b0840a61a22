"""A pager, at a terminal only, as git and gh have one: for what is read from top to bottom."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO, cast

from dronewatch.report import screen

VARIABLES = ("DRONEWATCH_PAGER", "PAGER")
_LESS = "FRX"  # what git sets: leave where it fits on one screen, colours, keep the screen


@contextmanager
def paged(out: TextIO, *, wanted: bool = True) -> Iterator[TextIO]:
    """`out`, or the input of a pager that shows it, if `out` is standard output at a terminal and a pager is `wanted`.

    DRONEWATCH_PAGER says which one, else PAGER, else less; `cat` or nothing: none. LESS is set where it is not.
    """
    words = (
        _command() if wanted and out is sys.stdout and screen.is_terminal(out) and screen.is_terminal(sys.stdin) else []
    )
    if not words:
        yield out
        return
    size = {"COLUMNS": str(screen.width(out))}
    pager = subprocess.Popen(
        words,
        stdin=subprocess.PIPE,
        env={**os.environ, "LESS": os.environ.get("LESS", _LESS), "LESSCHARSET": "utf-8"},
        encoding="utf-8",
        errors="backslashreplace",
    )
    assert pager.stdin is not None
    try:
        with _as_on_screen(out, size):
            yield cast(TextIO, pager.stdin)
    except BrokenPipeError:
        pass  # the reader has seen enough
    finally:
        with suppress(OSError):
            pager.stdin.close()
        while True:
            try:
                pager.wait()
                break
            except KeyboardInterrupt:  # less means something else by it
                continue


def _command() -> list[str]:
    for variable in VARIABLES:
        if variable in os.environ:
            words = shlex.split(os.environ[variable])
            break
    else:
        words = ["less"]
    return words if words and words != ["cat"] and shutil.which(words[0]) else []


@contextmanager
def _as_on_screen(out: TextIO, size: dict[str, str]) -> Iterator[None]:
    """What writes to the pager asks for the width and the colours of the screen behind it."""
    wanted = {**size, **({"FORCE_COLOR": "1"} if screen.has_colour(out) else {})}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
