"""The tables of facts: their columns, types and meanings. Data, and what makes an Arrow schema of it.

`VERSION` changes when a column is renamed, removed or means something else; a new column that may be missing is none.
"""

from __future__ import annotations

from typing import Any, NamedTuple

VERSION = 1

PRECISION, SCALE = 38, 9  # of decimals: what Arrow, DuckDB and Spark all have


class Column(NamedTuple):
    """`type` is one of `string int decimal strings` (a list); `null` whether it may be missing."""

    name: str
    type: str
    meaning: str
    null: bool = False


_SURROGATES = Column(
    "surrogates",
    "string",
    "JSON; where a string of this row holds lone surrogates, which UTF-8 has not, U+FFFD stands in their place, and"
    " this says where: {column: [[offset, code], …]}",
    null=True,
)
_PLACE = (
    Column("article", "string", "the article’s id"),
    Column("start", "int", "where it begins: code points before it in the article’s text"),
    Column("end", "int", "where it ends, half-open"),
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    "articles": (
        Column("article", "string", "the article’s id"),
        Column("file", "string", "the file it was read from, as it was named; - for standard input"),
        Column("record", "int", "its number in a file of records; null where the file is the article", null=True),
        Column("title", "string", "the title that the source gives it", null=True),
        Column("date", "string", "ISO 8601: a day, month or year", null=True),
        Column("publisher", "string", "who published it", null=True),
        Column("url", "string", "where it was published", null=True),
        Column("metadata", "string", "JSON object: all else that the source says of it", null=True),
        Column("sha256", "string", "of the text in UTF-8, 64 hexadecimal digits"),
        Column("text", "string", "the text exactly as read"),
        _SURROGATES,
    ),
    "sections": (
        *_PLACE,
        Column("section", "string", "title, body, promo or comment"),
        _SURROGATES,
    ),
    "spans": (
        *_PLACE,
        Column("text", "string", "the words: text[start:end] of the article"),
        Column("label", "string", "what it is: MONEY, PERSON …"),
        Column("section", "string", "the section it stands in"),
        Column("source", "string", "the rule, gazetteer entry or model that said so"),
        Column("entity", "string", "names: the fullest name of what it names, in this article", null=True),
        Column("name", "string", "names: the name that a gazetteer or a title gives it", null=True),
        Column("entity_id", "string", "names: its entity across articles; null where none were made", null=True),
        Column("file", "string", "the article’s file"),
        Column("line", "int", "1-based line, or the number of the record"),
        Column("column", "int", "1-based column in code points; in a record, start + 1"),
        Column("sentence_start", "int", "where the sentence around it begins"),
        Column("sentence_end", "int", "where that ends"),
        Column("modifier", "string", "numbers: exact, about, more_than, less_than, at_least, at_most, between, vague",
               null=True),
        Column("amount", "decimal", "the number, or the bound; null also where it does not fit", null=True),
        Column("low", "decimal", "the lower end of a range", null=True),
        Column("high", "decimal", "the upper end of a range", null=True),
        Column("amount_text", "string", "the exact digits of amount, of any size", null=True),
        Column("low_text", "string", "the exact digits of low", null=True),
        Column("high_text", "string", "the exact digits of high", null=True),
        Column("currency", "string", "MONEY: ISO 4217", null=True),
        Column("tax", "string", "MONEY: excluded or included", null=True),
        Column("per", "string", "MONEY: an, mois, unité …", null=True),
        Column("noun", "string", "QUANTITY: the noun that is counted", null=True),
        Column("object", "string", "QUANTITY: that noun with what belongs to it", null=True),
        Column("edtf", "string", "DATE: Extended Date/Time Format (ISO 8601-2)", null=True),
        Column("unit", "string", "DURATION: the unit", null=True),
        Column("iso", "string", "DURATION: ISO 8601", null=True),
        _SURROGATES,
    ),
    "entities": (
        Column("entity_id", "string", "what spans call it"),
        Column("label", "string", "what it is"),
        Column("entity", "string", "its preferred name"),
        Column("names", "strings", "every name that it goes by, the preferred first"),
        Column("mentions", "int", "how many passages name it, in all sections"),
        Column("articles", "int", "in how many articles"),
        _SURROGATES,
    ),
}  # fmt: skip
# What every folder of facts has; `entities` is there where an index made them.
TABLES = ("articles", "sections", "spans")


def schema(table: str, *, pipeline: str = "") -> Any:
    """The `pyarrow.Schema` of a table; its metadata say `dronewatch.facts` (the version) and `dronewatch.pipeline`."""
    import pyarrow

    types = {
        "string": pyarrow.string(),
        "int": pyarrow.int64(),
        "decimal": pyarrow.decimal128(PRECISION, SCALE),
        "strings": pyarrow.list_(pyarrow.string()),
    }
    fields = [pyarrow.field(each.name, types[each.type], nullable=each.null) for each in COLUMNS[table]]
    return pyarrow.schema(fields, {"dronewatch.facts": str(VERSION), "dronewatch.pipeline": pipeline})
