"""`dronewatch annotate validate`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from dronewatch.cli.failure import ERROR, FOUND, Problems, complain
from dronewatch.cli.options import corpus_option
from dronewatch.errors import DataError, UsageError
from dronewatch.messages import tr

if TYPE_CHECKING:
    from dronewatch.model import Article


@click.command("validate")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@corpus_option
def command(paths: tuple[str, ...], corpus: tuple[str, ...]) -> int:
    """Check annotation files: schema, text, offsets, words, overlaps, labels, values. All problems in one run.

    Without PATH, the folder that `annotations` names in dronewatch.yaml, or data/annotations. Exit code 0 where
    nothing is wrong, 2 where something is: one line each on standard error, with file and line. Files whose corpus is
    not there are named as not checked.

    \b
    Examples:
      dronewatch annotate validate
      dronewatch annotate validate data/annotations/seeds --corpus seeds
    """
    from dronewatch import settings
    from dronewatch.annotate.validate import validate

    found = settings.load(corpus=corpus)
    folders = paths or (str(found.annotations),)
    unread = Problems()
    outcome = validate(folders, _articles(found.corpus, bool(corpus), unread))
    for problem in outcome.problems:
        complain(str(problem))
    if not outcome.files:
        raise DataError(
            tr("there are no annotation files"), file=folders[0], hint=tr("begin one: dronewatch annotate start")
        )
    if outcome.unchecked and not outcome.checked:
        raise DataError(
            tr("no file is about an article of {corpus}", corpus=", ".join(found.corpus)),
            hint=tr("name the corpus: --corpus"),
        )
    for folder, count in outcome.unchecked:
        what = tr("its article is not") if count == 1 else tr("none of its {count} articles is", count=count)
        complain(
            tr(
                "{folder}: not checked against the text: {what} in {corpus}",
                folder=folder,
                what=what,
                corpus=", ".join(found.corpus),
            ),
            "note",
        )
    files = "1 file" if outcome.files == 1 else f"{outcome.files} files"
    count = len(outcome.problems)
    result = tr("no problem") if not count else tr("1 problem") if count == 1 else tr("{count} problems", count=count)
    click.echo(f"{files}, {outcome.spans} annotations: {result}")
    return ERROR if count or unread.count else FOUND


def _articles(corpus: Sequence[str], named: bool, problems: Problems) -> Iterator[Article]:
    """The articles of every corpus; one that is set but not there is noted, one that was named just now is an error.

    Each is read for itself: two corpora may use the same ids.
    """
    from dronewatch.corpus import read

    for path in corpus:
        try:
            yield from read((path,), on_error=problems.report)
        except UsageError as error:
            if named:
                raise
            problems.note(str(error))
