"""`dronewatch annotate review`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from dronewatch.cli.annotate.common import annotations_option, articles, by_option, load, options
from dronewatch.cli.failure import ERROR, FOUND, NOTHING, Problems
from dronewatch.cli.options import corpus_option, tagging_options
from dronewatch.cli.passages import STYLES

if TYPE_CHECKING:
    from dronewatch.annotate.model import AnnotationFile
    from dronewatch.annotate.session import State


def _sit(state: State, gold: AnnotationFile, keys: Callable[[], list[str]]) -> AnnotationFile:
    """One session: every decision is in the file before the next key is read. The file as it is in the end."""
    from dronewatch.annotate import files
    from dronewatch.annotate.session import press
    from dronewatch.report import review

    while state.mode != "quit":
        review.write(state, gold.article, STYLES, sys.stdout)
        typed = keys()
        if not typed:
            break
        for key in typed:
            state = press(state, key)
            changed = replace(gold, spans=state.spans, rejected=state.rejected, reviewed=state.reviewed)
            if changed != gold:
                gold = changed
                files.write(gold)
            if state.mode == "quit":
                break
    return gold


@click.command("review")
@click.argument("wanted", nargs=-1, metavar="[ARTICLE…]")
@by_option
@corpus_option
@annotations_option
@tagging_options
def command(
    wanted: tuple[str, ...],
    by: tuple[str, ...],
    corpus: tuple[str, ...],
    annotations: str | None,
    gazetteer: tuple[str, ...],
    model: str | None,
) -> int:
    """Decide about suggestions, one at a time, in the terminal.

    Without ARTICLE, the articles whose annotation files are begun and not read completely. Each decision is saved at
    once: quit with q when you like, and go on later. f, at the end of an article, says that its title and body are
    read completely, which is what coverage counts.

    \b
    Examples:
      dronewatch annotate review
      dronewatch annotate review 001_appel-offres-drones --by AB
    """
    from dronewatch.annotate import pairs, session, suggest
    from dronewatch.cli.keys import keyboard
    from dronewatch.errors import UsageError

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("review needs a terminal", hint="annotate start writes files for an editor")
    problems = Problems()
    found = load(corpus, annotations, gazetteer, model)
    there = pairs.by_article(found.annotations, problems.report)
    chosen = []
    for article in articles(found, wanted, problems):
        gold = there.get(article.id)
        if gold is not None and not pairs.fresh(article, gold):
            problems.report(pairs.stale(gold))
        elif gold is not None or wanted:
            chosen.append(article)
    sat = 0
    for tagged in suggest.tagged(chosen, options(found)):
        article = tagged.article
        gold = there.get(article.id) or pairs.new(article, found.annotations)
        parts = [part for part in tagged.sections if part.kind in found.sections]
        if not wanted and {part.kind for part in parts} <= set(gold.reviewed):
            continue
        gold = replace(gold, by=tuple(dict.fromkeys((*gold.by, *by))))
        waiting = suggest.undecided(tagged.spans, gold, found.sections)
        state = session.begin(article.text, parts, gold.spans, gold.rejected, gold.reviewed, waiting, article.date)
        with keyboard() as keys:
            after = _sit(state, gold, keys)
        sat += 1
        left = len(suggest.undecided(tagged.spans, after, found.sections))
        read = ", ".join(after.reviewed) or "no section"
        problems.note(f"{after.path}: {left} to decide, {read} read completely")
        if not {part.kind for part in parts} <= set(after.reviewed):
            break  # quit
    if not sat:
        problems.note("nothing to review; annotate start begins files")
    return ERROR if problems.count else FOUND if sat else NOTHING
