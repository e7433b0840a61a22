"""`dronewatch annotate review`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from dronewatch.cli.annotate.common import Desk, desk_options, new_files_options
from dronewatch.cli.failure import ERROR, FOUND, NOTHING
from dronewatch.cli.passages import STYLES
from dronewatch.messages import tr

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
@desk_options
@new_files_options
def command(desk: Desk, by: tuple[str, ...], folder: str | None) -> int:
    """Decide about suggestions, one at a time, in the terminal.

    Without ARTICLE, the articles whose annotation files are begun and not read completely. Each decision is saved at
    once: quit with q when you like, and go on later. f, at the end of an article, says that its title and body are
    read completely, which is what coverage counts.

    \b
    Examples:
      dronewatch annotate review
      dronewatch annotate review 001_appel-offres-drones --by AB
    """
    from dronewatch.annotate import homes, pairs, session, suggest
    from dronewatch.cli.keys import keyboard
    from dronewatch.errors import UsageError

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(tr("review needs a terminal"), hint=tr("annotate start writes files for an editor"))
    sat = 0
    with desk.opened() as beside:
        golds, problems, sections = beside.golds, beside.problems, beside.settings.sections
        for name in beside.wanted:
            if name in beside.stale:
                problems.report(pairs.stale(beside.stale[name]))
        folders = beside.homes(folder) if desk.wanted else {}
        chosen = [name for name in beside.wanted if name in golds or name in folders]
        for tagged in beside.tagged(chosen):
            article = tagged.article
            gold = golds.get(article.id) or homes.new(article, folders[article.id])
            parts = [part for part in tagged.sections if part.kind in sections]
            if not desk.wanted and {part.kind for part in parts} <= set(gold.reviewed):
                continue
            gold = replace(gold, by=tuple(dict.fromkeys((*gold.by, *by))))
            waiting = suggest.undecided(tagged.spans, gold, sections)
            state = session.begin(article.text, parts, gold.spans, gold.rejected, gold.reviewed, waiting, article.date)
            with keyboard() as keys:
                after = _sit(state, gold, keys)
            sat += 1
            left = len(suggest.undecided(tagged.spans, after, sections))
            read = ", ".join(after.reviewed) or tr("no section")
            problems.note(tr("{path}: {left} to decide, {read} read completely", path=after.path, left=left, read=read))
            if not {part.kind for part in parts} <= set(after.reviewed):
                break  # quit
    if not sat:
        again = tr("all that is begun is read: name an ARTICLE to see it again; ") if golds and not desk.wanted else ""
        problems.note(tr("nothing to review; {again}annotate start begins files", again=again))
    return ERROR if problems.count else FOUND if sat else NOTHING
