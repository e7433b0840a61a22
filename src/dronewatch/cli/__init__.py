"""The command line: parse options, call one function, hand rows to a writer.

Only click is imported here, so that `dronewatch --help` is immediate: a command's module is imported when that command
runs, and it imports what it needs inside its function.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from dronewatch import __version__
from dronewatch.cli.failure import guarded
from dronewatch.cli.lazy import LazyGroup, localised
from dronewatch.messages import language, speaking

# Name → what `dronewatch --help` says about it. Each command is `command` in the module of its name.
COMMANDS: dict[str, str] = {
    "entities": "Who and what the articles name: one row an entity, with every name it goes by.",
    "entity": "One entity: its passages, why they are one; and people's decisions on it.",
    "amounts": "Sums of money, with their currency and their doubt.",
    "quantities": "What is counted, and how many.",
    "stats": "Counts and sums, by article, publisher, month, label or entity.",
    "compare": "What two articles, publishers or periods both say, and where their figures differ.",
    "grep": "Words in context, article by article.",
    "cite": "Quote a passage, with its figure and its place.",
    "explain": "Why a passage was found, and why its value is what it is.",
    "show": "Read an article with its spans highlighted.",
    "articles": "The articles of the corpus.",
    "labels": "The labels and what each one means.",
    "tag": "Filter: articles in, spans out, one JSON line an article.",
    "sql": "Ask in SQL: one statement that reads.",
    "export": "Everything found, as an SQLite database or as Parquet files.",
    "index": "Read the corpus and build the index.",
    "doctor": "Look whether everything is as it should be, and what to do.",
    "completion": "Let the shell complete commands, options, labels and article ids.",
    "annotate": "Gold files: what people read in the articles.",
    "coverage": "How much of the corpus people have annotated; a gate for CI.",
    "evaluate": "How well the pipeline, or another tagger, agrees with the annotations.",
}


class Program(LazyGroup):
    """`dronewatch` itself."""

    def main(  # type: ignore[override]  # click overloads it by whether it exits; this one always does
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run and exit: 0 found, 1 nothing found, 2 usage or data error, 130 interrupted."""
        if "_DRONEWATCH_COMPLETE" in os.environ:
            super().main(args, prog_name or "dronewatch", **extra)
        words = sys.argv[1:] if args is None else list(args)
        with speaking():
            sys.exit(guarded(lambda: self._run(words)))

    def _run(self, words: list[str]) -> int:
        spoken = localised(self) if language() else self
        with spoken.make_context("dronewatch", words) as ctx:
            code = spoken.invoke(ctx)
        return code if isinstance(code, int) else 0


@click.group(
    cls=Program,
    package=__name__,
    summaries=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Options come after the command. `dronewatch COMMAND --help` shows examples.",
)
@click.version_option(__version__, "-V", "--version", message="dronewatch %(version)s")
def main() -> None:
    """Who wants to buy what, how many, for how much, from whom: facts from French press articles, with their passages.

    \b
    Examples:
      dronewatch entities
      dronewatch amounts --min "1,5 M€" --with drone
      dronewatch grep "drone*" --corpus my-articles/
    """
