"""What commands on single passages share: SPAN arguments, where they are read from, the format."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from dronewatch.cli.failure import Problems
from dronewatch.cli.options import OneOf, column_option, corpus_options
from dronewatch.cli.session import Request
from dronewatch.errors import DronewatchError, UsageError
from dronewatch.messages import tr
from dronewatch.query.passages import Row

Command = Callable[..., int]


def span_command(formats: Sequence[str], suffixes: Mapping[str, str]) -> Callable[[Command], Command]:
    """SPAN arguments, `--format`, `-o` and the options of the corpus; the command gets `request` and `spans`."""

    def decorate(command: Command) -> Command:
        def run(spans: tuple[str, ...], format: str | None, output: str | None, **given: Any) -> int:
            chosen = format or suffixes.get(Path(output or "").suffix.lower(), formats[0])
            request = Request(format=chosen, output=output, **given)
            return command(request, _given(spans))

        run.__doc__, run.__name__ = command.__doc__, command.__name__
        said = f"{', '.join(formats[:-1])} or {formats[-1]}. Default: that of FILE’s suffix, else {formats[0]}."
        for option in (
            click.option("-o", "--output", metavar="FILE", help="Write to FILE, which appears whole or not at all."),
            click.option("--format", type=OneOf("format", formats), help=said),
            corpus_options,
            column_option,
            click.argument("spans", metavar="SPAN...", nargs=-1, required=True),
        ):
            run = option(run)
        return run

    return decorate


def _given(spans: Sequence[str]) -> Iterator[str]:
    """The addresses; `-` stands for the lines of standard input, of which the first field counts."""
    for span in spans:
        if span != "-":
            yield span
            continue
        try:
            for line in sys.stdin:
                if address := line.rstrip("\r\n").partition("\t")[0].strip():
                    yield address
        except UnicodeDecodeError as error:
            raise UsageError(
                tr("standard input is not UTF-8"), hint=tr("give it a list of passages, a line each")
            ) from error


def each(spans: Iterator[str], ask: Callable[[str], Row], problems: Problems) -> Iterator[Row]:
    """The row of each passage; what is none is said, and the others served."""
    for span in spans:
        try:
            row = ask(span)
        except DronewatchError as error:
            problems.report(error)
        else:
            yield row
