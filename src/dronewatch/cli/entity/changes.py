"""What the deciding commands share: whom a typed name means, writing the decision, and saying what it changed."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dronewatch.cli.failure import FOUND, NOTHING, complain
from dronewatch.cli.options import Command, OneOf, corpus_options
from dronewatch.cli.session import Request
from dronewatch.errors import UsageError
from dronewatch.index.schema import LABEL_NAMES
from dronewatch.index.values import restored
from dronewatch.index.words import lookup
from dronewatch.messages import tr, trn
from dronewatch.model import NAME_LABELS
from dronewatch.query import names
from dronewatch.query.filters import article_id
from dronewatch.suggest import meant

if TYPE_CHECKING:
    from dronewatch.resolve.decisions import Decision

NAME_LABEL = OneOf("label", NAME_LABELS)

Facts = tuple[str, str, tuple[str, ...], int, int]  # label, name, other names, mentions, articles


def decision_options(command: Command) -> Command:
    """The options of a command that decides."""
    for option in (
        click.option("--label", type=NAME_LABEL, help="Which one, where the name has several labels."),
        click.option(
            "--article", metavar="ID", help="Which one, where several are called so: the one mentioned there."
        ),
        click.option("--by", metavar="WHO", help="Who decides: initials or a role."),
        click.option("--reason", metavar="TEXT", help="Why, for those who read the decision."),
    ):
        command = option(command)
    return corpus_options(command)


class Named:
    """The entities that a typed name means: all of one label, and of one preferred name."""

    def __init__(self, connection: sqlite3.Connection, typed: str, label: str | None, article: str | None = None):
        """Raises `UsageError` where nothing or several different things are called so."""
        labels = (label,) if label else ()
        found = names.called(connection, typed, labels)
        if article is not None:
            query = "SELECT DISTINCT entity FROM locals WHERE article = ?"
            there = {row[0] for row in connection.execute(query, (article_id(connection, article),))}
            found = {number: facts for number, facts in found.items() if number in there}
        if not found:
            near = names.near(connection, typed, labels)
            hint = meant(near) if near else tr("dronewatch entities lists them")
            where = tr(" in {article}", article=article) if article else ""
            raise UsageError(
                tr("no {label} is called “{typed}”{where}", label=label, typed=typed, where=where)
                if label
                else tr("no entity is called “{typed}”{where}", typed=typed, where=where),
                hint=hint,
            )
        first = {number: facts for number, facts in found.items() if lookup(facts[1]) == lookup(typed)}
        if not first and len(found) > 1:
            several = tr(" and ").join(f"{name} ({label})" for label, name in found.values())
            raise UsageError(
                tr("“{typed}” is a name of {several}", typed=typed, several=several),
                hint=tr("give the full name of one"),
            )
        first = first or found
        if len(kinds := sorted({label for label, _ in first.values()})) > 1:
            raise UsageError(
                tr("“{typed}” is {kinds}", typed=typed, kinds=tr(" and ").join(kinds)),
                hint=tr("say which with --label"),
            )
        self.numbers = list(first)
        self.label, self.name = next(iter(first.values()))


def names_of(connection: sqlite3.Connection, numbers: list[int]) -> list[str]:
    """All forms that these entities go by, each once."""
    query = f"SELECT name FROM names WHERE entity IN ({', '.join(map(str, numbers))}) ORDER BY entity, number"
    return list(dict.fromkeys(restored(row[0]) for row in connection.execute(query)))


def decide(request: Request, make: Callable[[sqlite3.Connection], Decision]) -> int:
    """Write the decision that `make` makes of the index, build the entities with it, and say what became of them.

    A decision that changes nothing is not kept: exit code 1.
    """
    from dataclasses import replace

    from dronewatch.resolve import decision_file

    with request.index() as (connection, _, _):
        decision = make(connection)
        before = _snapshot(connection)
    file = request.settings.decisions
    text = decision_file.read_text(file)
    entries = decision_file.parse(text, str(file))
    decision = replace(decision, date=date.today().isoformat())
    drop, add = decision_file.revised(entries, decision)
    return _apply(request, file, text, decision_file.edited(text, entries, drop=drop, add=add), before)


def forget(request: Request, number: int) -> int:
    """Take out of the file the decision with this number, from 1, and say what became of the entities."""
    from dronewatch.resolve import decision_file

    file = request.settings.decisions
    text = decision_file.read_text(file)
    entries = decision_file.parse(text, str(file))
    if not 1 <= number <= len(entries):
        hint = tr("dronewatch entity decisions lists them")
        raise UsageError(
            tr("there is no decision {number}: there are {count}", number=number, count=len(entries)), hint=hint
        )
    with request.index() as (connection, _, _):
        before = _snapshot(connection)
    new = decision_file.edited(text, entries, drop=[number - 1])
    return _apply(request, file, text, new, before, idle=True)


def _apply(request: Request, file: Path, old: str, new: str, before: Counter[Facts], *, idle: bool = False) -> int:
    """Put the file in place and say what it changes; put the old one back where that fails, or nothing changes."""
    from dronewatch.report.visible import cell
    from dronewatch.resolve import decision_file

    decision_file.parse(new, str(file))
    decision_file.save(file, new)
    try:
        with request.index() as (connection, _, _):
            after = _snapshot(connection)
    except BaseException:
        decision_file.save(file, old)
        raise
    for sign, facts in [("-", before - after), ("+", after - before)]:
        for row in sorted(facts.elements()):
            click.echo(f"{sign} {cell(_shown(row))}")
    if before == after and not idle:
        decision_file.save(file, old)
        complain(tr("that changes nothing in these articles; it is not kept"), "note")
        return NOTHING
    request.problems().note(
        tr("{file} is written", file=file) if new else tr("{file} is removed: no decision is left", file=file)
    )
    return FOUND


def _snapshot(connection: sqlite3.Connection) -> Counter[Facts]:
    """All entities, as people see them, in all sections."""
    others: dict[int, list[str]] = {}
    for number, name in connection.execute("SELECT entity, name FROM names ORDER BY entity, number"):
        others.setdefault(number, []).append(restored(name))
    query = (
        "SELECT e.id, e.label, e.name, c.mentions, c.articles FROM entities AS e JOIN counts AS c ON c.entity = e.id"
        " AND c.sections = e.sections"
    )
    found: Counter[Facts] = Counter()
    for number, label, stored, mentions, articles in connection.execute(query):
        name = restored(stored)
        also = tuple(sorted(each for each in others.get(number, ()) if each != name))
        found[LABEL_NAMES[label], name, also, mentions, articles] += 1
    return found


def _shown(row: Facts) -> str:
    label, name, others, mentions, articles = row
    also = tr(", also {others}", others=", ".join(others)) if others else ""
    return tr("{name}{also}: {counted}", name=f"{label} {name}", also=also, counted=counted(mentions, articles))


def counted(mentions: int, articles: int) -> str:
    """`3 mentions in 1 article`."""
    return tr(
        "{mentions} in {articles}",
        mentions=trn("{count} mention", "{count} mentions", mentions, count=mentions),
        articles=trn("{count} article", "{count} articles", articles, count=articles),
    )


def request_of(given: dict[str, Any]) -> Request:
    """The options of `corpus_options` as a request."""
    return Request(**{name: given[name] for name in ("corpus", "gazetteer", "model", "quiet")})
