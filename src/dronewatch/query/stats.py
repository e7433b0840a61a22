"""Counts and sums by article, publisher, month, year, label or entity, as pandas tables.

Nothing is added that is not one kind: sums of money go by currency, counted things by noun. Of a figure that an article
mentions again only the first mention is added. What is left out is counted beside what is added.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from typing import TYPE_CHECKING, Any

from dronewatch import view
from dronewatch.errors import UsageError
from dronewatch.index.schema import LABEL_IDS, LABEL_NAMES
from dronewatch.index.values import alike, restored
from dronewatch.messages import tr
from dronewatch.model import DEFAULT_LABELS, NAME_LABELS, Value
from dronewatch.query.amounts import amounts
from dronewatch.query.filters import Filters, among, article_ids
from dronewatch.query.passages import ARTICLES, IN_ORDER, Row
from dronewatch.query.quantities import quantities
from dronewatch.query.rows import Rows
from dronewatch.query.together import together

if TYPE_CHECKING:
    from pandas import DataFrame

OF = ("mentions", "articles", "amounts", "quantities")
BY = ("article", "publisher", "month", "year", "label", "entity")
_FIGURES = ("figures", "low", "high", "largest", "inexact", "repeated", "vague", "rates")
MEASURES: dict[str, tuple[str, ...]] = {
    "mentions": ("mentions", "distinct", "articles"),
    "articles": ("articles", "words"),
    "amounts": _FIGURES,
    "quantities": _FIGURES[:-1],
}
# What is not added to another of it.
UNITS = {"amounts": "currency", "quantities": "noun"}
# What stands in the cells of a cross table, unless another is asked for.
MAIN = {"mentions": "mentions", "articles": "articles", "amounts": "low", "quantities": "low"}
DECIMALS = ("low", "high", "largest")
DEFAULT_BY = {"mentions": ("label",)}
_IN_TIME = ("month", "year")
_EXACT = Context(prec=4000)  # more digits than any text names: sums are not rounded


@dataclass(frozen=True, slots=True)
class Stats:
    """`frame` has one row a group: the columns `keys` (those of `by`, then the unit), then `measures`."""

    frame: DataFrame
    by: tuple[str, ...]
    keys: tuple[str, ...]
    measures: tuple[str, ...]


def stats(
    connection: sqlite3.Connection,
    filters: Filters = Filters(),  # noqa: B008 (frozen)
    *,
    of: str = "mentions",
    by: Sequence[str] | None = None,
    words: Sequence[str] = (),
    noun: str | None = None,
    sort: Sequence[str] = (),
) -> Stats:
    """Counts (`mentions`, `articles`) or sums (`amounts`, `quantities`) in the groups that `by` names (of `BY`).

    Without `by`, mentions go by label and all else together.

    - `mentions`: spans; `distinct`: the entities, values or nouns among them; `articles`: how many have one.
    - `articles`, and their `words` in the chosen sections.
    - `amounts` by currency, `quantities` by noun: `figures` were added, `low` and `high` are their sums (ranges with
      their ends, all else with the number that it names), `largest` the largest of them, `inexact` how many are bounds
      or approximate. Left out, in mentions: `repeated` (a figure that its article names before), `vague` (no number is
      named), `rates` (so much a year, a piece …).

    By `month` and `year` of the article's date (one that has only its year stands under it); by `entity`, of mentions
    the one that is named, of figures every one in the same sentence; where several labels have one name, it is followed
    by the label. `words` are as in `amounts` for figures, names or
    labels as in `entities` for mentions; `noun` as in `quantities`. `filters.labels` narrows mentions and entities.
    Missing publishers and dates are None. Rows are in time, else in the corpus's order, else the largest first; or by
    `sort` (columns, `-` before one: falling).

    Raises `UsageError` for a word that is none of `OF` or `BY`, or means nothing there.
    """
    by = tuple(dict.fromkeys(by)) if by is not None else DEFAULT_BY.get(of, ())
    _check(of, by, filters, words, noun)
    articles = _articles(connection, filters)
    if of == "articles":
        keys, frame = by, _counted_articles(articles, by)
    elif of == "mentions":
        keys, frame = by, _counted_mentions(_mentions(connection, filters, articles, by, words), by)
    else:
        keys = (*by, UNITS[of])
        frame = _summed(_figures(connection, filters, articles, of, by, words, noun), keys, UNITS[of])
    frame = frame[[*keys, *MEASURES[of]]]
    frame = _sorted(frame, sort) if sort else _in_order(frame, by, of, articles)
    return Stats(_typed(frame, keys), by, keys, MEASURES[of])


def crossed(
    connection: sqlite3.Connection,
    filters: Filters,
    *,
    of: str,
    by: Sequence[str],
    cell: str | None = None,
    sort: Sequence[str] = (),
    **asked: Any,
) -> tuple[list[Row], list[str], Stats]:
    """A cross table: rows by the first of `by` (and the unit), columns by the second, in the cells the measure `cell`.

    Rows, the names of the columns, and the groups behind them. Rows have `total` too: that of the whole row, counted
    anew, so that what stands in two columns is in it once (figures beside no entity are in it as well).
    """
    first, second = by
    shown = cell or MAIN[of]
    check_cell(of, shown)
    found = stats(connection, filters, of=of, by=by, **asked)
    totals = stats(connection, filters, of=of, by=(first,), sort=sort, **asked)
    keys = totals.keys
    rows: dict[tuple[Any, ...], Row] = {}
    for each in records(totals):
        rows[tuple(each[key] for key in keys)] = {key: each[key] for key in keys} | {"total": each[shown]}
    names: Counter[str] = Counter()
    for each in records(found):
        name = each[second] or ""
        names[name] += int(each[found.measures[0]])
        rows[tuple(each[key] for key in keys)][column(name, second, keys)] = each[shown]
    if second == "article":
        ordered = [name for name in _articles(connection, filters)["article"] if name in names]
    else:
        ordered = sorted(names, key=lambda name: (name == "", 0 if second in _IN_TIME else -names[name], name))
    return list(rows.values()), [column(name, second, keys) for name in ordered], found


def column(name: str, second: str, keys: Sequence[str]) -> str:
    """What the column of a cross table is called: as what it counts, where no other column is called so."""
    if not name:
        return f"no {second}"
    return f"{second} {name}" if name in ("total", *keys) else name


def check_cell(of: str, cell: str) -> None:
    """Raises `UsageError` where `cell` is no measure of it."""
    if cell not in MEASURES[of]:
        raise UsageError(
            tr("{of} have no “{cell}”", of=of, cell=cell),
            hint=tr("one of {measures}", measures=", ".join(MEASURES[of])),
        )


def records(found: Stats) -> list[Row]:
    """The groups as rows: strings, whole numbers, Decimals, None for what is missing."""
    frame = found.frame.astype(object)
    return [
        {str(key): None if value is None or value != value else value for key, value in row.items()}
        for row in frame.where(frame.notna(), None).to_dict("records")
    ]


def _check(of: str, by: Sequence[str], filters: Filters, words: Sequence[str], noun: str | None) -> None:
    for word, known in ((of, OF), *((each, BY) for each in by)):
        if word not in known:
            raise UsageError(
                tr("“{word}” is nothing to count by or of", word=word),
                hint=tr("one of {known}", known=", ".join(known)),
            )
    if len(by) > 2:
        raise UsageError(
            tr("groups go by two columns at most"), hint=tr("leave one out, and narrow by --publisher and others")
        )
    if of != "mentions" and "label" in by:
        raise UsageError(tr("{of} do not go by label", of=of), hint=tr("count mentions by label"))
    if of == "articles" and ("entity" in by or filters.labels or words):
        raise UsageError(
            tr("articles are counted without labels and entities"), hint=tr("mentions say in how many articles")
        )
    if noun is not None and of != "quantities":
        raise UsageError(tr("only quantities have a noun"), hint=tr("count of quantities"))
    if of in UNITS and filters.labels and "entity" not in by:
        raise UsageError(tr("{of} have one label", of=of), hint=tr("with a label goes by entity"))
    if "entity" in by and (odd := [label for label in filters.labels if label not in NAME_LABELS]):
        raise UsageError(
            tr("{odd} names no entities", odd=odd[0]),
            hint=tr("one of {name_labels}", name_labels=", ".join(NAME_LABELS)),
        )


def _articles(connection: sqlite3.Connection, filters: Filters) -> DataFrame:
    """One row an article, in the corpus's order, by its number: article, publisher, month, year, words."""
    from pandas import DataFrame

    query = (
        f"SELECT a.id, a.name, a.publisher, a.date, (SELECT TOTAL(words) FROM sections WHERE article = a.id"
        f" AND section & {filters.mask}) FROM {ARTICLES} WHERE 1{among('a.id', article_ids(connection, filters))}"
        f" ORDER BY {IN_ORDER}"
    )
    rows = [
        (number, name, restored(publisher) or "", (date or "")[:7], (date or "")[:4], int(words))
        for number, name, publisher, date, words in connection.execute(query)
    ]
    frame = DataFrame(rows, columns=["number", "article", "publisher", "month", "year", "words"], dtype=object)
    return frame.set_index("number")


def _counted_articles(articles: DataFrame, by: Sequence[str]) -> DataFrame:
    frame = articles.assign(articles=1, words=articles["words"].astype("int64"))
    return _sums(frame, by, ["articles", "words"])


def _mentions(
    connection: sqlite3.Connection, filters: Filters, articles: DataFrame, by: Sequence[str], words: Sequence[str]
) -> DataFrame:
    """One row for what an article mentions: number, label, key (what is mentioned), n (how often), article …"""
    from pandas import DataFrame

    chosen = article_ids(connection, filters)
    beside = [together(connection, filters, typed) for typed in words]
    labels = filters.labels or DEFAULT_LABELS
    those = f"s.section & {filters.mask}{among('s.article', chosen)}"
    query = (
        "SELECT s.article, s.label, l.entity, COUNT(*) FROM mentions AS s"
        " JOIN locals AS l ON l.article = s.article AND l.local = s.local"
        f" WHERE {those}{among('s.label', [LABEL_IDS[label] for label in labels if label in NAME_LABELS])}"
        f"{''.join(each.names for each in beside)} GROUP BY s.article, s.label, l.entity"
    )
    rows = [(article, LABEL_NAMES[label], key, n) for article, label, key, n in connection.execute(query)]
    if "entity" not in by:
        words_of = " || ' ' || ".join(
            f"COALESCE(s.{name}, '')" for name in ("modifier", "amount", "low", "high", "unit")
        )
        value = f"COALESCE(s.figure, s.edtf, s.iso, {words_of})"
        query = (
            f"SELECT s.article, s.label, {value} AS value, COUNT(*) FROM numbers AS s WHERE {those}"
            f"{among('s.label', [LABEL_IDS[label] for label in labels if label not in NAME_LABELS])}"
            f"{''.join(each.numbers for each in beside)} GROUP BY s.article, s.label, value"
        )
        rows += [(article, LABEL_NAMES[label], key, n) for article, label, key, n in connection.execute(query)]
    frame = DataFrame(rows, columns=["number", "label", "key", "n"])
    if "entity" in by:
        frame["entity"] = frame["key"].map(_entities(connection, frame["key"].unique()))
    return frame.join(articles, on="number")


def _entities(connection: sqlite3.Connection, numbers: Collection[Any]) -> dict[int, str]:
    """Preferred names by number; with the label where entities of several labels are called so: `Orange (COMPANY)`."""
    wanted = set(numbers)
    found = connection.execute("SELECT id, name, label FROM entities").fetchall()
    labels: dict[Any, set[int]] = {}
    for _, name, label in found:
        labels.setdefault(name, set()).add(label)
    return {
        number: restored(name) if len(labels[name]) == 1 else f"{restored(name)} ({LABEL_NAMES[label]})"
        for number, name, label in found
        if number in wanted
    }


def _counted_mentions(frame: DataFrame, by: Sequence[str]) -> DataFrame:
    frame = frame.rename(columns={"n": "mentions"})
    found = _sums(frame, by, ["mentions"])
    for name, columns in (("distinct", ["label", "key"]), ("articles", ["number"])):
        single = frame.drop_duplicates([*by, *columns]).assign(**{name: 1})
        counted = _sums(single, by, [name])
        found[name] = counted[name].to_numpy() if not by else found[list(by)].merge(counted, on=list(by))[name]
    return found


def _figures(
    connection: sqlite3.Connection,
    filters: Filters,
    articles: DataFrame,
    of: str,
    by: Sequence[str],
    words: Sequence[str],
    noun: str | None,
) -> DataFrame:
    """One row a mention of a figure (and an entity beside it): what is added of it, or why nothing is."""
    from dataclasses import replace

    from pandas import DataFrame

    every = replace(filters, labels=())
    found: Rows = (
        amounts(connection, every, words=words)
        if of == "amounts"
        else quantities(connection, every, words=words, noun=noun)
    )
    rows = [_figure(row, of) for row in found]
    if of == "quantities":
        _name_alike(rows)
    if "entity" in by:
        beside = _beside(connection, filters, "MONEY" if of == "amounts" else "QUANTITY")
        rows = [row | {"entity": name} for row in rows for name in beside.get((row["article"], row["start"]), ())]
    _judge(rows, UNITS[of])
    columns = ["article", UNITS[of], "low", "high", *_FIGURES[4:], "figures", *(["entity"] if "entity" in by else [])]
    frame = DataFrame(rows, columns=columns, dtype=object)
    described = articles.drop(columns="words").set_index("article")
    return frame.join(described, on="article")


def _figure(row: Mapping[str, Any], of: str) -> Row:
    low, high = (row["amount"],) * 2 if row["amount"] is not None else (row["low"], row["high"])
    known = row["modifier"] != "vague" and low is not None and high is not None
    return {
        "article": row["article"],
        "start": row["start"],
        "end": row["end"],
        UNITS[of]: (row["currency"] if of == "amounts" else row["noun"] or row["text"]) or "",
        "low": low,
        "high": high,
        "inexact": int(row["modifier"] not in ("exact", "between")),
        "vague": int(not known),
        "rates": int(known and row["per"] is not None),
        "repeated": 0,
        "figures": 0,
    }


def _name_alike(rows: list[Row]) -> None:
    """One noun for singular and plural: the commonest, of those as common the first."""
    forms: dict[str, Counter[str]] = {}
    for row in rows:
        counted = alike("QUANTITY", Value(noun=row["noun"]), row["noun"])
        row["alike"] = counted[0] if counted else row["noun"]
        forms.setdefault(row["alike"], Counter())[row["noun"]] += 1
    for row in rows:
        row["noun"] = forms[row["alike"]].most_common(1)[0][0]


def _judge(rows: list[Row], unit: str) -> None:
    """Which mentions are added: the first of each number in an article, and none inside another one."""
    first: dict[tuple[Any, ...], Row] = {}
    before: Row = {"article": None, "start": 0, "end": 0}
    for row in rows:
        inside = row["article"] == before["article"] and before["start"] <= row["start"] and row["end"] <= before["end"]
        inside = inside and (row["start"], row["end"]) != (before["start"], before["end"])
        before = before if inside else row
        if row["vague"] or row["rates"]:
            row["inexact"] = 0
            continue
        if inside:
            row["inexact"], row["repeated"] = 0, 1
            continue
        same = first.setdefault((row["article"], row.get("entity"), row[unit], row["low"], row["high"]), row)
        if same is not row:
            same["inexact"] = min(same["inexact"], row["inexact"])  # said exactly once is said exactly
            row["inexact"], row["repeated"] = 0, 1
        else:
            row["figures"] = 1


def _beside(connection: sqlite3.Connection, filters: Filters, label: str) -> dict[tuple[str, int], list[str]]:
    """The entities in the sentence of every figure, by its article and start."""
    labels = [LABEL_IDS[each] for each in filters.labels] or None
    query = (
        "SELECT DISTINCT a.name, s.start, l.entity FROM numbers AS s"
        " JOIN mentions AS o ON o.article = s.article AND o.sentence_start < s.sentence_end"
        " AND s.sentence_start < o.sentence_end JOIN locals AS l ON l.article = o.article AND l.local = o.local"
        f" JOIN articles AS a ON a.id = s.article WHERE s.label = {LABEL_IDS[label]}"
        f" AND s.section & {filters.mask} AND o.section & {filters.mask}{among('o.label', labels)}"
        f"{among('s.article', article_ids(connection, filters))}"
    )
    pairs = connection.execute(query).fetchall()
    names = _entities(connection, [number for _, _, number in pairs])
    found: dict[tuple[str, int], list[str]] = {}
    for article, start, number in pairs:
        found.setdefault((article, start), []).append(names[number])
    return {place: sorted(set(those)) for place, those in found.items()}


def _summed(frame: DataFrame, keys: Sequence[str], unit: str) -> DataFrame:
    counts = ["figures", *(name for name in _FIGURES[4:])]
    frame = frame.astype(dict.fromkeys(counts, "int64"))
    found = _sums(frame, keys, counts)
    added = frame[frame["figures"] == 1]
    with localcontext(_EXACT):
        totals = _sums(added, keys, ["low", "high"])
    largest = added.groupby(list(keys), sort=False)["high"].max().rename("largest").reset_index()
    found = found.merge(totals, on=list(keys), how="left").merge(largest, on=list(keys), how="left")
    return found.sort_values(unit, kind="stable")


def _sums(frame: DataFrame, by: Sequence[str], columns: list[str]) -> DataFrame:
    """Sums in groups; of no groups, one row (none where there is nothing)."""
    from pandas import DataFrame

    if by:
        return frame.groupby(list(by), sort=False)[columns].sum().reset_index()
    return DataFrame([frame[columns].sum()] if len(frame) else [], columns=columns)


def _sorted(frame: DataFrame, sort: Sequence[str]) -> DataFrame:
    for column in sort:
        if column.removeprefix("-") not in frame.columns:
            hint = tr("sort by {columns}, with - before it to turn round", columns=", ".join(frame.columns))
            raise UsageError(tr("cannot sort by “{column}” here", column=column.removeprefix("-")), hint=hint)
    for column in reversed(sort):
        name = column.removeprefix("-")
        values = frame[name].map(lambda value: view.fold(value) if isinstance(value, str) else value)
        values = values.where(values != "", None)
        order = values.sort_values(ascending=not column.startswith("-"), kind="stable", na_position="last").index
        frame = frame.loc[order]
    return frame


def _in_order(frame: DataFrame, by: Sequence[str], of: str, articles: DataFrame) -> DataFrame:
    """In time, in the corpus's order, or the largest first; units as often added first."""
    place = {name: number for number, name in enumerate(articles["article"])}
    main = MEASURES[of][0]
    order: list[Any] = []
    for key in by:
        if key in _IN_TIME:
            order.append(frame[key].where(frame[key] != "", "~"))
        elif key == "article":
            order.append(frame[key].map(place))
        elif of not in UNITS:
            order += [-frame.groupby(key)[main].transform("sum"), frame[key].map(view.fold)]
    if of in UNITS:
        unit = UNITS[of]
        order.append(-frame.groupby(unit)[main].transform("sum"))
        order.append(frame[unit])
        order.append(frame["low"].map(lambda low: -low if isinstance(low, Decimal) else Decimal(1)))
        order += [frame[key].map(view.fold) for key in by if key not in (*_IN_TIME, "article")]
    if not order or frame.empty:
        return frame
    ranks = list(zip(*order, strict=True))
    return frame.iloc[sorted(range(len(frame)), key=ranks.__getitem__)]


def _typed(frame: DataFrame, keys: Sequence[str]) -> DataFrame:
    """Documented types: keys are strings, missing where unknown; counts Int64; sums Decimals or None, as objects."""
    import pandas

    typed = {}
    for name in frame.columns:
        if name in keys:
            values = [value or None for value in frame[name]]
            typed[name] = pandas.Series(values, dtype=pandas.StringDtype("python"))
        elif name in DECIMALS:
            values = [value if isinstance(value, Decimal) else None for value in frame[name]]
            typed[name] = pandas.Series(values, dtype=object)
        else:
            typed[name] = pandas.Series(frame[name].to_numpy(), dtype="Int64")
    return pandas.DataFrame(typed, columns=list(frame.columns))
