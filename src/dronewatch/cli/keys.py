"""Keys from a terminal, one at a time, as they are typed."""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_NAMES = {
    "A": "up", "B": "down", "C": "right", "D": "left",
    "\r": "enter", "\n": "enter", "\x1b": "escape", "\x7f": "backspace", "\b": "backspace", "\t": "tab",
}  # fmt: skip
_SEQUENCE = re.compile(r"\x1b[\[O]([0-9;]*)([A-Za-z~])")
_UNFINISHED = re.compile(r"\x1b(?:[\[O][0-9;]*)?\Z")
_PAUSE = 0.05  # seconds in which the rest of an arrow key arrives, over a slow line too


def names(typed: str) -> Iterator[str]:
    """The keys in what a terminal sent: characters, or `left right up down enter escape backspace tab`.

    Keys that have no name here (F1, Page Up) are left out; Ctrl-D is `q`.
    """
    at = 0
    while at < len(typed):
        sequence = _SEQUENCE.match(typed, at)
        if sequence:
            at = sequence.end()
            if sequence[2] in "ABCD" and not sequence[1]:
                yield _NAMES[sequence[2]]
            continue
        char = typed[at]
        at += 1
        if char in "\r\n\x1b\x7f\b\t":
            yield _NAMES[char]
        elif char == "\x04":
            yield "q"
        elif char.isprintable():
            yield char


@contextmanager
def keyboard() -> Iterator[Callable[[], list[str]]]:
    """A function that waits for keys on standard input, which shows none of them until the end of the context.

    Keys typed ahead are not lost. No keys are a closed terminal. Ctrl-C raises KeyboardInterrupt as ever.
    """
    try:
        import termios
        import tty
    except ImportError:  # Windows
        import click

        yield lambda: list(names(click.getchar()))
        return
    file = sys.stdin.fileno()
    before = termios.tcgetattr(file)
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    try:
        tty.setcbreak(file, termios.TCSADRAIN)
        yield lambda: list(names(_typed(file, decoder)))
    finally:
        termios.tcsetattr(file, termios.TCSADRAIN, before)


def _typed(file: int, decoder: codecs.IncrementalDecoder) -> str:
    from select import select

    typed = ""
    while not typed or _UNFINISHED.search(typed, max(0, len(typed) - 8)):
        if typed and not select([file], [], [], _PAUSE)[0]:
            break
        try:
            data = os.read(file, 1024)
        except OSError:  # the terminal is gone
            data = b""
        if not data:
            break
        typed += decoder.decode(data)
    return typed
