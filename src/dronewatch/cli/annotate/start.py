"""`dronewatch annotate start`."""

from __future__ import annotations

from pathlib import Path

import click

from dronewatch.cli.annotate.common import annotations_option, articles, by_option, load, options
from dronewatch.cli.failure import ERROR, FOUND, NOTHING, Problems
from dronewatch.cli.options import corpus_option, tagging_options


@click.command("start")
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
    """Begin annotation files, for review: nothing in them is decided, suggestions stand in comments.

    Without ARTICLE, every article that has none yet. Prints the path of each file that it writes; one that is there is
    left alone. Go on with `dronewatch annotate review`, or in an editor.

    \b
    Examples:
      dronewatch annotate start 001_appel-offres-drones --by AB
      dronewatch annotate start --corpus my-articles/
    """
    from dronewatch.annotate import files, pairs, suggest
    from dronewatch.annotate.exchange import whole

    problems = Problems()
    found = load(corpus, annotations, gazetteer, model)
    there = pairs.by_article(found.annotations, problems.report)
    chosen = articles(found, wanted, problems)
    for article in chosen:
        if wanted and article.id in there:
            problems.note(f"{article.id} is begun already: {there[article.id].path}")
    begun = [article for article in chosen if article.id not in there]
    for tagged in suggest.tagged(begun, options(found)):
        gold = pairs.new(tagged.article, found.annotations, by)
        files.write(gold)  # makes the folder, and says what goes wrong
        whole.put(Path(gold.path), suggest.commented(gold, suggest.undecided(tagged.spans, gold)))
        click.echo(gold.path)
    return ERROR if problems.count else FOUND if begun else NOTHING
