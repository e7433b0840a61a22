"""`dronewatch grep`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

import click

from dronewatch.cli.failure import ERROR, FOUND, NOTHING, Problems
from dronewatch.cli.options import LABEL, query_options
from dronewatch.cli.output import answer, opened
from dronewatch.cli.passages import LINE, article_heading, place
from dronewatch.cli.session import Request
from dronewatch.errors import UsageError
from dronewatch.messages import marked, tr
from dronewatch.query import grep
from dronewatch.query.filters import Filters
from dronewatch.query.search import SECONDS, Search, check
from dronewatch.report.french import number
from dronewatch.report.layout import Cell, Column, Layout, Row

LAYOUT = Layout(
    keys=grep.COLUMNS,
    columns=(
        LINE,
        Column(marked("Left"), lambda row: row["left"].strip(), align="right", ratio=1, wrap=False),
        Column(marked("Match"), lambda row: Cell(row["match"], style="bold red"), align="center"),
        Column(marked("Right"), lambda row: row["right"].strip(), ratio=1, wrap=False),
    ),
    group=article_heading,
    group_heading=marked("Article"),
    place=place,
)
_ARTICLE = Column(marked("Article"), lambda row: Cell(row["article"], style="bold"))
_TITLE = Column(marked("Title"), lambda row: row["title"] or "", ratio=1)
_DATE = Column(marked("Date"), lambda row: row["date"] or "—", wrap=False)
_PUBLISHER = Column(marked("Publisher"), lambda row: row["publisher"] or "—", most=20, screen=90)
ARTICLES = Layout(
    keys=grep.COUNT_COLUMNS[:-1],
    columns=(_ARTICLE, _TITLE, _DATE, _PUBLISHER),
    place=place,
)
COUNTS = Layout(
    keys=grep.COUNT_COLUMNS,
    columns=(
        _ARTICLE,
        _TITLE,
        _DATE,
        _PUBLISHER,
        Column(marked("Matches"), lambda row: number(row["matches"]), align="right", wrap=False),
    ),
    place=place,
)


@click.command("grep")
@click.argument("pattern", metavar="[PATTERN]", required=False)
@click.option("-e", "--pattern", "patterns", metavar="PATTERN", multiple=True, help="One more pattern; repeatable.")
@click.option(
    "-f", "--file", "files", type=click.File(encoding="utf-8-sig"), metavar="FILE", multiple=True,
    help="Patterns from FILE, one a line; - for standard input; repeatable.",
)  # fmt: skip
@click.option("-F", "--literal", is_flag=True, help="PATTERN is plain text, within words too.")
@click.option("-E", "--regex", is_flag=True, help="PATTERN is a regular expression (Python’s).")
@click.option("-w", "--word", "words", is_flag=True, help="Whole words only, with -F and -E too.")
@click.option("-i", "--ignore-case", "case", flag_value="ignore", help="Case never counts.")
@click.option("-s", "--case-sensitive", "case", flag_value="exact", help="Case always counts.")
@click.option(
    "--label", type=LABEL, multiple=True, help="Only matches in a span of this label, or across its edge; repeatable."
)
@click.option(
    "--with",
    "beside",
    metavar="NAME|LABEL",
    multiple=True,
    help="Only where the sentence names this entity (by any of its names) or has a span of this label; repeatable:"
    " all of them.",
)
@click.option("-m", "--max-count", type=click.IntRange(min=1), metavar="N", help="At most N matches an article.")
@click.option("-c", "--count", is_flag=True, help="How many matches each article has.")
@click.option("-l", "--articles-with-matches", "listed", is_flag=True, help="Only which articles have matches.")
@click.option("--json", "messages", is_flag=True, help="Messages as rg --json writes them, a line each.")
@click.option(
    "--window",
    type=click.IntRange(min=0),
    metavar="N",
    help=f"Characters of context on either side. Default: {grep.DEFAULT_WINDOW}, in a table what fits.",
)
@click.option("-C", "--context", type=click.IntRange(min=0), metavar="N", help="Words of context on either side.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=SECONDS,
    metavar="SECONDS",
    help=f"Stop a regular expression that takes longer in one article. Default: {SECONDS:g}.",
)
@query_options(orders=(*grep.ORDERS, "matches"))
def command(
    request: Request,
    pattern: str | None,
    patterns: tuple[str, ...],
    files: tuple[Iterable[str], ...],
    literal: bool,
    regex: bool,
    words: bool,
    case: str | None,
    beside: tuple[str, ...],
    max_count: int | None,
    count: bool,
    listed: bool,
    messages: bool,
    window: int | None,
    context: int | None,
    timeout: float,
) -> int:
    """Words in context, article by article.

    PATTERN is a word or a phrase; * stands for any letters. Accents, apostrophes and hyphens of any kind are the same;
    case counts where PATTERN has a capital. Sort by left or right to see what stands beside it; --sort matches is for
    -c. Exit code 0: found, 1: not found.

    \b
    Examples:
      dronewatch grep "drone*"
      dronewatch grep "appel d'offres" -C 8
      dronewatch grep "drone*" --sort left --sort right
      dronewatch grep -e police -e gendarmerie -c
      dronewatch grep "million*" --label MONEY --with Parrot
      dronewatch grep --regex "\\d+ drones" --sort right
      dronewatch grep -f words.txt --json
    """
    _exclude({"-F": literal, "--regex": regex})
    _exclude({"-c": count, "-l": listed, "--json": messages})
    _exclude({"--window": window is not None, "-C": context is not None})
    _exclude({"--json": messages, "--sort": bool(request.sort)})
    _exclude({"--json": messages, "--format": bool(request.format)})
    asked = [*([pattern] if pattern is not None else []), *patterns]
    listed_in = [
        (line.rstrip("\r\n"), getattr(file, "name", "-"), at)
        for file in files
        for at, line in enumerate(_lines(file), 1)
        if line.strip()
    ]
    asked += [typed for typed, _, _ in listed_in]
    search = Search(tuple(asked), literal, regex, words, case or "smart", timeout)  # type: ignore[arg-type]
    for typed, name, at in listed_in:
        try:
            check(typed, search)
        except UsageError as problem:
            raise UsageError(problem.message, file=name, line=at, hint=problem.hint) from None
    shared: dict[str, Any] = {"beside": beside, "most": max_count}
    if messages:
        return _write_messages(request, search, shared)
    shared |= {"sort": request.sort, "limit": request.limit}
    if count or listed:
        layout = COUNTS if count else ARTICLES
        return _answer(request, layout, lambda *on, report: grep.counts(on[0], search, on[1], report=report, **shared))
    around = request.beside(max(map(len, asked), default=0), grep.DEFAULT_WINDOW) if window is None else window
    shared |= {"window": around, "words": context}
    return _answer(
        request,
        LAYOUT.flat() if request.sort else LAYOUT,
        lambda *on, report: grep.grep(on[0], search, on[1], report=report, **shared),
    )


def _exclude(given: dict[str, bool]) -> None:
    both = [name for name, there in given.items() if there]
    if len(both) > 1:
        raise click.UsageError(tr("{both} and {both2} exclude each other", both=both[0], both2=both[1]))


def _lines(file: Iterable[str]) -> list[str]:
    try:
        return list(file)
    except UnicodeDecodeError as error:
        raise click.UsageError(
            tr("{file}: patterns are read as UTF-8, which this is not", file=getattr(file, "name", "-"))
        ) from error


Ask = Callable[..., Iterable[Row]]


def _answer(request: Request, layout: Layout, ask: Ask) -> int:
    """As `Request.answer`; what stops the search is said, after what was found until then."""
    with request.index() as (connection, filters, problems):
        rows = ask(connection, filters, report=problems.report)
        code = answer(rows, layout, format=request.format, output=request.output, limit=request.limit)
        request.conclude(code, problems)
    return ERROR if problems.count else code


def _write_messages(request: Request, search: Search, shared: dict[str, Any]) -> int:
    from dronewatch.report import ripgrep

    def found(connection: sqlite3.Connection, filters: Filters, problems: Problems) -> Iterable[grep.Found]:
        each = grep.hits(connection, search, filters, report=problems.report, **shared)
        return islice(each, request.limit) if request.limit else each

    with request.index() as (connection, filters, problems), opened(request.output) as out:
        matches = ripgrep.write(found(connection, filters, problems), out)
    return ERROR if problems.count else FOUND if matches else NOTHING
