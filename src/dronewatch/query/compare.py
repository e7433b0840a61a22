"""What two sides (articles, publishers, periods) both say, and where their figures differ.

Figures are compared where they are about the same: of two articles that are about the same. See docs/compare.md.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from itertools import zip_longest
from typing import Any, Literal

from dronewatch.errors import UsageError
from dronewatch.index.schema import LABEL_IDS
from dronewatch.index.values import alike, restored
from dronewatch.messages import tr
from dronewatch.model import NAME_LABELS, Modifier, Value
from dronewatch.query.amounts import amounts
from dronewatch.query.entities import mentions
from dronewatch.query.filters import Filters, among, article_id, article_ids
from dronewatch.query.passages import Row
from dronewatch.query.quantities import quantities

Relation = Literal["same", "compatible", "different"]
RELATIONS = ("different", "compatible", "same", "both")
_SIDE = ("article", "file", "line", "column", "text", "modifier", "amount", "low", "high", "mentions", "sentence")
COLUMNS = ("relation", "label", "about", "currency", *(f"{side}_{name}" for side in "ab" for name in _SIDE))
FIGURES = ("MONEY", "QUANTITY")

ABOUT = Decimal("0.1")  # how far the number may lie from the one that “about” names
_ROUNDED = 2  # significant digits from which a number may be another one, rounded
_TELLING = 2  # significant digits by which a number is known again without its noun
_TELLING_FROM = 20
_APART = 7  # days between articles on the same event
_COMMON = 40  # articles from which on a name says little about the event
_SHARED = 2  # rarer names that articles on the same event share
_PERIOD = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
# A place or a newspaper in both sentences does not make figures comparable.
_PLACE = "LOCATION"
_WEAK = (_PLACE, "MEDIA")


@dataclass(frozen=True, slots=True)
class Side:
    """One side: what was typed, and the filters that it stands for."""

    typed: str
    filters: Filters
    single: bool


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure of one article: its first mention, what is counted (singular), and the names in its sentences: those
    that it may be about, and places."""

    row: Mapping[str, Any]
    value: Value
    thing: str
    topics: frozenset[str] = field(default_factory=frozenset)
    places: frozenset[str] = field(default_factory=frozenset)

    @property
    def blank(self) -> bool:
        """Whether it names no number at all, so that nothing contradicts it."""
        return self.value.amount is None and self.value.low is None and self.value.high is None


def side(connection: sqlite3.Connection, typed: str, filters: Filters = Filters()) -> Side:  # noqa: B008 (frozen)
    """An article by its id, a publisher (`*` for any letters), or a period (`2020`, `2020-04`), within `filters`.

    Raises `UsageError` where it is none of them.
    """
    try:
        article_id(connection, typed)
        return Side(typed, replace(filters, articles=(typed,)), True)
    except UsageError as problem:
        near = problem.hint or ""
    if _PERIOD.fullmatch(typed):
        since, until = max(filters.since or typed, typed), min(filters.until or typed, typed)
        return Side(typed, replace(filters, since=since, until=until), False)
    found = replace(filters, publishers=(typed,))
    try:
        article_ids(connection, found)
    except UsageError as problem:
        near = near if near.startswith("did you mean") else problem.hint or near
        hint = tr("{near}; an article is named by its id, a period like 2020-04", near=near)
        raise UsageError(tr("“{typed}” is no article, publisher or period", typed=typed), hint=hint) from None
    return Side(typed, found, False)


def compare(
    connection: sqlite3.Connection,
    a: str,
    b: str,
    filters: Filters = Filters(),  # noqa: B008 (frozen)
    *,
    relations: Collection[str] = (),
) -> Iterator[Row]:
    """Rows of `COLUMNS`: of figures about the same, those that differ, then compatible ones, then the same ones; then
    the names that `both` mention.

    `a` and `b` are as in `side`. `about` is the entity, or what is counted, or what the sentences of two sums have in
    common. `a_…` and `b_…` are the first passage of either side, `…_mentions` how many there are. Where several figures
    about the same have no match on the other side, rows stand one below the other, and one side may be empty.
    `relations` (of `RELATIONS`): these alone.

    Raises `UsageError` for a side that is none, and for two that are the same.
    """
    for each in relations:
        if each not in RELATIONS:
            raise UsageError(
                tr("“{each}” is no relation", each=each), hint=tr("one of {relations}", relations=", ".join(RELATIONS))
            )
    first, second = side(connection, a, filters), side(connection, b, filters)
    members = [_members(connection, each) for each in (first, second)]
    if a == b or members[0] == members[1] != set():
        raise UsageError(tr("“{a}” and “{b}” are the same articles", a=a, b=b), hint=tr("name two sides that are not"))
    for one, its in zip((first, second), members, strict=True):
        if not its:
            hint = tr("dronewatch articles says what dates they have")
            raise UsageError(tr("no article is of “{typed}”", typed=one.typed), hint=hint)
    return _rows(connection, first, second, [each for each in RELATIONS if not relations or each in relations])


def _members(connection: sqlite3.Connection, side: Side) -> set[int]:
    chosen = article_ids(connection, side.filters)
    return {row[0] for row in connection.execute(f"SELECT id FROM articles WHERE 1{among('id', chosen)}")}


def _rows(connection: sqlite3.Connection, a: Side, b: Side, relations: Sequence[str]) -> Iterator[Row]:
    if set(relations) != {"both"}:
        labels = a.filters.labels
        kinds = [label for label in FIGURES if not labels or label in labels]
        pairs = [(a.typed, b.typed)] if a.single and b.single else list(_alike(connection, a, b))
        found: list[Row] = []
        if kinds and pairs:
            left, right = (_figures(connection, each, kinds, names) for each, names in _sides(a, b, pairs))
            for one, other in pairs:
                for label in kinds:
                    mine, theirs = left.get((one, label), []), right.get((other, label), [])
                    found += _compared(mine, theirs, label, strict=not (a.single and b.single))
        for relation in relations:
            yield from (row for row in found if row["relation"] == relation)
    if "both" in relations:
        yield from _names(connection, a, b)


def _sides(a: Side, b: Side, pairs: Sequence[tuple[str, str]]) -> list[tuple[Side, set[str]]]:
    return [(a, {one for one, _ in pairs}), (b, {other for _, other in pairs})]


def _alike(connection: sqlite3.Connection, a: Side, b: Side) -> Iterator[tuple[str, str]]:
    """Articles of both sides on the same event: close in time, with rarer names in common. One of `a` goes with the
    one of `b` that shares most."""
    found: list[dict[str, tuple[str | None, set[int]]]] = []
    for each in (a, b):
        query = (
            "SELECT a.name, a.date, l.entity FROM articles AS a JOIN locals AS l ON l.article = a.id"
            f" WHERE 1{among('a.id', article_ids(connection, each.filters))} ORDER BY a.id"
        )
        articles: dict[str, tuple[str | None, set[int]]] = {}
        for name, when, entity in connection.execute(query):
            articles.setdefault(name, (when, set()))[1].add(entity)
        found.append(articles)
    frequent = Counter(
        dict(connection.execute("SELECT entity, COUNT(DISTINCT article) FROM locals GROUP BY entity").fetchall())
    )
    places: dict[int, list[str]] = {}
    for name, (_, entities) in found[1].items():
        for entity in entities:
            if frequent[entity] <= _COMMON:
                places.setdefault(entity, []).append(name)
    for name, (when, entities) in found[0].items():
        shared = Counter(other for entity in sorted(entities) for other in places.get(entity, ()) if other != name)
        close = [other for other, count in shared.items() if count >= _SHARED and _close(when, found[1][other][0])]
        if close:
            yield name, max(close, key=lambda other: (shared[other], other))


def _close(one: str | None, other: str | None) -> bool:
    """Whether two dates are at most `_APART` days from each other; so may be those that are not known to the day."""
    if one is None or other is None or len(one) < 10 or len(other) < 10:
        length = min(len(one or ""), len(other or ""))
        return (one or "")[:length] == (other or "")[:length]
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days) <= _APART


def _figures(
    connection: sqlite3.Connection, side: Side, labels: Sequence[str], names: Collection[str]
) -> dict[tuple[str, str], list[_Figure]]:
    """The figures of some articles by article and label, each value of a thing once, with how often it is mentioned."""
    filters = replace(side.filters, labels=(), articles=tuple(sorted(names)))
    topics = _topics(connection, filters)
    counted = list(quantities(connection, filters))
    things: dict[tuple[str, str], set[str]] = {}
    for row in counted:
        things.setdefault((row["article"], row["sentence"]), set()).add(_thing(row))
    found: dict[tuple[str, str], dict[tuple[Any, ...], _Figure]] = {}
    for label in labels:
        rows = counted if label == "QUANTITY" else amounts(connection, filters)
        for row in rows:
            value = Value(row["modifier"], row["amount"], row["low"], row["high"], row["currency"])
            thing = _thing(row) if label == "QUANTITY" else row["currency"] or ""
            said, where = topics.get((row["article"], row["start"], row["label"]), (set(), set()))
            said = said | (things.get((row["article"], row["sentence"]), set()) if label == "MONEY" else set())
            one = found.setdefault((row["article"], label), {})
            key = (thing, value.amount, value.low, value.high, value.modifier == "vague")
            if key in one:
                said, where = said | one[key].topics, where | one[key].places
                row = {**one[key].row, "mentions": one[key].row["mentions"] + 1}
                value = one[key].value
            one[key] = _Figure({"mentions": 1, **row}, value, thing, frozenset(said), frozenset(where))
    return {place: list(figures.values()) for place, figures in found.items()}


def _thing(row: Mapping[str, Any]) -> str:
    """What is counted, in singular; of a compound its last part: micro-drones are drones."""
    counted = alike("QUANTITY", Value(noun=row["noun"]), row["text"])
    return (counted[0] if counted else "").rpartition("-")[2]


def _topics(connection: sqlite3.Connection, filters: Filters) -> dict[tuple[str, int, str], tuple[set[str], set[str]]]:
    """The names in the sentence of every figure, by its article, start and label: those it may be about, and places."""
    labels = [LABEL_IDS[label] for label in NAME_LABELS if label not in _WEAK or label == _PLACE]
    figures = {LABEL_IDS[label]: label for label in FIGURES}
    query = (
        "SELECT a.name, s.start, s.label, o.label, e.name FROM numbers AS s JOIN mentions AS o ON o.article = s.article"
        " AND o.sentence_start < s.sentence_end AND s.sentence_start < o.sentence_end"
        " JOIN locals AS l ON l.article = o.article AND l.local = o.local JOIN entities AS e ON e.id = l.entity"
        f" JOIN articles AS a ON a.id = s.article WHERE s.section & {filters.mask} AND o.section & {filters.mask}"
        f"{among('s.label', list(figures))}{among('o.label', labels)}"
        f"{among('s.article', article_ids(connection, filters))}"
    )
    found: dict[tuple[str, int, str], tuple[set[str], set[str]]] = {}
    for article, start, label, kind, name in connection.execute(query):
        named = found.setdefault((article, start, figures[label]), (set(), set()))
        named[kind == LABEL_IDS[_PLACE]].add(restored(name))
    return found


def _compared(a: list[_Figure], b: list[_Figure], label: str, *, strict: bool) -> Iterator[Row]:
    """Equal figures first, then compatible ones, each once; what is left about the same differs."""
    left, right = list(a), list(b)
    for wanted in ("same", "compatible"):
        for one in list(left):
            other = next((each for each in right if _linked(one, each, label, wanted, strict=strict)), None)
            if other is not None:
                left.remove(one)
                right.remove(other)
                yield _row(wanted, label, one, other, (one, other))
    left, right = ([each for each in side if not each.blank] for side in (left, right))
    while left:
        one = left[0]
        others = [each for each in right if _comparable(one, each, label, strict=strict)]
        if not others:
            left.pop(0)
            continue
        # All that is about the same as one of the others.
        ones = [each for each in left if any(_comparable(each, other, label, strict=strict) for other in others)]
        for pair in zip_longest(ones, others):
            yield _row("different", label, *pair, (one, others[0]))
        left = [each for each in left if each not in ones]
        right = [each for each in right if each not in others]


def _linked(a: _Figure, b: _Figure, label: str, wanted: str, *, strict: bool) -> bool:
    if a.row["currency"] != b.row["currency"] or relation(a.value, b.value) != wanted:
        return False
    if wanted == "same":
        return bool(_about(a, b, label)) or _telling(a.value)
    return a.blank == b.blank and _comparable(a, b, label, strict=strict)


def _comparable(a: _Figure, b: _Figure, label: str, *, strict: bool) -> bool:
    """Whether both are about the same, and not of different places: seven thousand dead in Chile, in Brazil.

    `strict`: their sentences have a name or a place in common.
    """
    if not _about(a, b, label):
        return False
    shared = bool(a.places & b.places)
    return shared or bool(a.topics & b.topics) if strict else shared or not (a.places and b.places)


def _about(a: _Figure, b: _Figure, label: str) -> str:
    """What both figures are about: the noun, or what two sentences on sums in one currency have in common."""
    if label == "QUANTITY":
        return a.thing if a.thing == b.thing else ""
    return ", ".join(sorted(a.topics & b.topics)) if a.thing == b.thing else ""


def _telling(value: Value) -> bool:
    """Whether the number is one that two texts do not share by chance."""
    return value.amount is not None and value.amount >= _TELLING_FROM and _digits(value.amount) >= _TELLING


def _digits(number: Decimal) -> int:
    """Significant digits: 2 of 3 500 000."""
    return len("".join(map(str, number.as_tuple().digits)).strip("0"))


def relation(a: Value, b: Value) -> Relation:
    """Whether two values say the `same`, are `compatible` (both may be true) or `different`.

    `about` leaves a tenth either way (`ABOUT`), a bound is open at its end, a vague value is as wide as its words say;
    a number of two significant digits and more may be another one, rounded or cut.
    """
    if (a.amount, a.low, a.high) == (b.amount, b.low, b.high) and a.modifier == b.modifier != "vague":
        return "same"
    (low, high, open_low, open_high), (least, most, open_least, open_most) = _interval(a), _interval(b)
    apart = high < least or most < low
    apart = apart or (high == least and (open_high or open_least)) or (most == low and (open_most or open_low))
    if not apart:
        return "compatible"
    return "compatible" if _rounds(a, b) or _rounds(b, a) else "different"


def _interval(value: Value) -> tuple[Decimal, Decimal, bool, bool]:
    """The numbers for which a value holds: lowest and highest, and whether these do not belong to them."""
    nothing, infinite = Decimal(0), Decimal("Infinity")
    if value.amount is None:
        low, high = value.low, value.high
        return (nothing if low is None else low), (infinite if high is None else high), False, False
    number = value.amount
    if value.modifier == "about":
        return number - abs(number) * ABOUT, number + abs(number) * ABOUT, False, False
    ends: dict[Modifier, tuple[Decimal, Decimal, bool, bool]] = {
        "more_than": (number, infinite, True, False),
        "at_least": (number, infinite, False, False),
        "less_than": (min(nothing, number), number, False, True),
        "at_most": (min(nothing, number), number, False, False),
    }
    return ends.get(value.modifier, (number, number, False, False))


def _rounds(short: Value, long: Value) -> bool:
    """Whether `short` is the number of `long` with fewer digits: 3.5 or 3.6 million of 3.55 million."""
    if short.amount is None or long.amount is None or {short.modifier, long.modifier} - {"exact", "about"}:
        return False
    digits = _digits(short.amount)
    if not _ROUNDED <= digits < _digits(long.amount):
        return False
    ways = (Context(prec=digits, rounding=way) for way in (ROUND_DOWN, ROUND_HALF_UP))
    return any(way.plus(long.amount) == short.amount for way in ways)


def _row(wanted: str, label: str, a: _Figure | None, b: _Figure | None, linked: tuple[_Figure, _Figure]) -> Row:
    """A row for two figures, either of which may be missing; `linked` are two that are about the same."""
    one, other = linked
    about = _about(one, other, label)
    if label == "QUANTITY":
        nouns = sorted({each.row["noun"] or each.row["text"] for each in linked}, key=lambda noun: (len(noun), noun))
        about = nouns[0] if about else " / ".join(nouns)
    rows = (None if each is None else each.row for each in (a, b))
    return _pair(wanted, label, about or None, one.row["currency"], *rows)


def _pair(wanted: str, label: str, about: str | None, currency: str | None, a: Mapping[str, Any] | None, b: Any) -> Row:
    row: Row = {"relation": wanted, "label": label, "about": about, "currency": currency}
    for name, each in (("a", a), ("b", b)):
        row |= {f"{name}_{key}": None if each is None else each.get(key) for key in _SIDE}
        row[f"{name}_at"] = None if each is None else each["at"]
    return row


def _names(connection: sqlite3.Connection, a: Side, b: Side) -> Iterator[Row]:
    """The names that both mention, those that the one with fewer of them mentions most first."""
    sides = []
    for each in (a, b):
        first: dict[tuple[str, str], dict[str, Any]] = {}
        for row in mentions(connection, each.filters):
            key = (row["label"], row["entity"])
            first.setdefault(key, {**row, "mentions": 0})["mentions"] += 1
        sides.append(first)
    shared = [key for key in sides[0] if key in sides[1]]
    shared.sort(key=lambda key: (-min(each[key]["mentions"] for each in sides), key[1], key[0]))
    for label, name in shared:
        yield _pair("both", label, name, None, *(each[label, name] for each in sides))
