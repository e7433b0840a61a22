"""Rows as DataFrames whose columns and types never change, whatever the rows: also where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dronewatch.model import LABELS, SECTIONS

if TYPE_CHECKING:
    from pandas import DataFrame, Series

MODIFIERS = ("exact", "about", "more_than", "less_than", "at_least", "at_most", "between", "vague")
RELATIONS = ("different", "compatible", "same", "both")
_CATEGORIES = {"label": LABELS, "section": SECTIONS, "modifier": MODIFIERS, "relation": RELATIONS}

# Types: `string`, `Int64`, `decimal` (decimal.Decimal or None, as objects), `tuple` (of strings, as objects), `day`
# (datetime64[s]), `month` (period[M]), and the names of `_CATEGORIES`. All of pandas' own may be missing.
_PLACE = {"article": "string", "section": "section", "file": "string", "line": "Int64", "column": "Int64"}
_SPAN = {**_PLACE, "start": "Int64", "end": "Int64", "text": "string", "label": "label"}
_VALUE = {"modifier": "modifier", "amount": "decimal", "low": "decimal", "high": "decimal"}
_SIDE = {
    "article": "string",
    "file": "string",
    "line": "Int64",
    "column": "Int64",
    "text": "string",
    **_VALUE,
    "mentions": "Int64",
    "sentence": "string",
}
SCHEMAS: Mapping[str, Mapping[str, str]] = {
    "articles": {
        "article": "string",
        "title": "string",
        "date": "string",
        "day": "day",
        "month": "month",
        "publisher": "string",
        "url": "string",
        "file": "string",
        "record": "Int64",
        "sections": "tuple",
        "words": "Int64",
        "spans": "Int64",
    },
    "entities": {
        "entity": "string",
        "label": "label",
        "names": "tuple",
        "mentions": "Int64",
        "articles": "Int64",
        "first": "string",
    },
    "mentions": {**_SPAN, "entity": "string", "sentence": "string"},
    "amounts": {**_SPAN, **_VALUE, "currency": "string", "tax": "string", "per": "string", "sentence": "string"},
    "quantities": {**_SPAN, **_VALUE, "noun": "string", "object": "string", "sentence": "string"},
    "grep": {**_PLACE, "left": "string", "match": "string", "right": "string"},
    "compare": {
        "relation": "relation",
        "label": "label",
        "about": "string",
        "currency": "string",
        **{f"{side}_{name}": kind for side in "ab" for name, kind in _SIDE.items()},
    },
}


def frame(rows: Iterable[Mapping[str, Any]], name: str) -> DataFrame:
    """The rows as the DataFrame `SCHEMAS[name]`; keys that are no columns are left out."""
    from pandas import DataFrame

    schema = SCHEMAS[name]
    columns: dict[str, list[Any]] = {column: [] for column in schema}
    for row in rows:
        for column, cells in columns.items():
            cells.append(row.get(column))
    return DataFrame({column: _series(cells, schema[column]) for column, cells in columns.items()})


def _series(cells: list[Any], kind: str) -> Series[Any]:
    import pandas

    if kind == "string":
        return pandas.Series(cells, dtype=pandas.StringDtype("python"))  # Arrow's have no lone surrogates
    if kind == "Int64":
        return pandas.Series(cells, dtype="Int64")
    if kind in _CATEGORIES:
        return pandas.Series(pandas.Categorical(cells, categories=list(_CATEGORIES[kind])))
    if kind == "day":
        days = [cell[:10] if cell and len(cell) >= 10 else "NaT" for cell in cells]
        return pandas.Series(days, dtype=object).astype("datetime64[s]")
    if kind == "month":
        months = [pandas.Period(cell[:7], "M") if cell and len(cell) >= 7 else pandas.NaT for cell in cells]
        return pandas.Series(pandas.PeriodIndex(months, freq="M"))
    made = [tuple(cell) if kind == "tuple" and cell is not None else cell for cell in cells]
    return pandas.Series(made, dtype=object)
