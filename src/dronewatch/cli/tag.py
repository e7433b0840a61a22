"""`dronewatch tag`: the filter other programs talk to."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

import click

from dronewatch.cli.failure import ERROR, FOUND, Problems
from dronewatch.cli.options import OneOf, column_option, label_option, tagging_options
from dronewatch.cli.output import opened
from dronewatch.cli.passages import LABEL, LINE, TEXT, VALUE, article_heading, place
from dronewatch.corpus.readers import FORMATS
from dronewatch.messages import tr
from dronewatch.model import DEFAULT_LABELS, VALUE_KEYS, Article, Span, TaggedArticle
from dronewatch.report.layout import Layout, Row

LAYOUT = Layout(
    keys=("article", "file", "line", "column", "label", "text"),
    columns=(LINE, LABEL, TEXT, VALUE),
    group=article_heading,
    group_heading="Article",
    place=place,
)
# More articles at a time are faster, one at a time answers a program that waits for each line.
_BATCH = 32


def _reads_pipe(paths: tuple[str, ...]) -> bool:
    return not paths or "-" in paths


def _record(tagged: TaggedArticle) -> dict[str, Any]:
    article = tagged.article
    return {"id": article.id, "sha256": article.sha256, "spans": [_span(span) for span in tagged.spans]}


def _span(span: Span) -> dict[str, Any]:
    value = span.value and {key: getattr(span.value, key) for key in VALUE_KEYS[span.label]}
    return {
        "start": span.start,
        "end": span.end,
        "text": span.text,
        "label": span.label,
        "section": span.section,
        "entity": span.entity,
        "source": span.source,
        "value": value,
    }


def _rows(stream: Iterable[TaggedArticle]) -> Iterator[Row]:
    from dronewatch.view import line_starts, position

    for tagged in stream:
        article = tagged.article
        starts = line_starts(article.text)
        for span in tagged.spans:
            line, column = position(starts, span.start)
            value = span.value and {key: getattr(span.value, key) for key in VALUE_KEYS[span.label]}
            yield {
                "article": article.id,
                "file": article.file,
                "line": article.record or line,
                "column": column,
                "label": span.label,
                "text": span.text,
                **(value or {}),
            }


@click.command("tag")
@click.argument("paths", nargs=-1, metavar="[PATH…|-]")
@click.option(
    "--input-format",
    type=OneOf("format", ("auto", *FORMATS)),
    default="auto",
    metavar="FORMAT",
    help=f"auto (default: by suffix, standard input by its first line), {', '.join(FORMATS)}.",
)
@column_option
@click.option("--format", type=OneOf("format", ("jsonl", "table")), default="jsonl", help="jsonl (default) or table.")
@label_option
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that tag. Default: 1, and from 1,500 articles on one a processor (at most 8), unless standard input"
    " is read.",
)
@tagging_options
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, which appears whole or not at all.")
def command(
    paths: tuple[str, ...],
    input_format: str,
    column: tuple[str, ...],
    format: str,
    label: tuple[str, ...],
    jobs: int | None,
    gazetteer: tuple[str, ...],
    model: str | None,
    output: str | None,
) -> int:
    """Filter: articles in, one JSON line an article out, in the same order, each as soon as it is ready.

    Reads files, folders, globs, or standard input. Needs no index and leaves nothing behind. Only `text` is tagged;
    offsets count Unicode code points of it. Of an article that cannot be read, standard error says why; the others are
    tagged, and the exit code is 2.

    \b
    Examples:
      echo "Près de 4 millions d’euros pour 240 drones." | dronewatch tag
      dronewatch tag articles.jsonl.gz --jobs 2 > spans.jsonl
      dronewatch tag --label MONEY --format table my-articles/
    """
    from dronewatch import corpus, engine, resolve, settings

    problems = Problems()
    if not paths and sys.stdin.isatty():
        problems.note(tr("reading standard input; end it with Ctrl-D"))
    found = settings.load(columns=column, gazetteers=gazetteer, model=model)
    articles: Iterable[Article] = corpus.read(
        paths or ("-",), input_format=input_format, columns=found.columns, on_error=problems.report
    )
    options = engine.Options(gazetteers=found.gazetteers, model=found.model, labels=label or DEFAULT_LABELS)
    batch = 1 if _reads_pipe(paths) else _BATCH
    stream = resolve.tag(articles, options=options, jobs=jobs, batch=batch)
    with opened(output) as out:
        if format == "table":
            from dronewatch import report

            report.write(_rows(stream), LAYOUT, "table", out)
        else:
            from dronewatch.report.jsons import dumps

            for tagged in stream:
                out.write(dumps(_record(tagged)) + "\n")
                if batch == 1:
                    out.flush()
    return ERROR if problems.count else FOUND
