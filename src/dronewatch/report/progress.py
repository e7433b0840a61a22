"""Progress on standard error, only where a person watches it; it leaves no trace."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from dronewatch.report import screen

Step = Callable[[int, int], None]


@contextmanager
def progress(what: str, *, quiet: bool = False) -> Iterator[Step]:
    """Yields `step(done, total)`. A bar appears at the first step, if standard error is a terminal and not `quiet`."""
    if quiet or not screen.is_terminal(sys.stderr):
        yield lambda done, total: None
        return
    with ExitStack() as stack:
        bars: list[Step] = []

        def step(done: int, total: int) -> None:
            # rich's bar takes longer to import than a warm query, which never comes here, to answer.
            if not bars:
                bars.append(_bar(what, stack))
            bars[0](done, total)

        yield step


def _bar(what: str, stack: ExitStack) -> Step:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = stack.enter_context(Progress(*columns, console=screen.console(sys.stderr), transient=True))
    task = bar.add_task(what, total=None)
    return lambda done, total: bar.update(task, completed=done, total=total)
