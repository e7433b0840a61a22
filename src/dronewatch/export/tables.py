"""The exported database: tables, indexes, full text, views, and what each column says. Data."""

from __future__ import annotations

from typing import NamedTuple

APPLICATION_ID = 0x44524F58  # "DROX": what we know a database of ours by, so that no other is replaced
VERSION = 1


class Table(NamedTuple):
    """`columns` are name → (declaration, meaning); `search` those of its full-text table; `facets` for Datasette."""

    meaning: str
    columns: dict[str, tuple[str, str]]
    indexes: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    unique: str = ""
    label: str = ""


_ARTICLE = {"article": ("TEXT NOT NULL REFERENCES articles (article)", "the article’s id")}
_PLACE = {
    "id": ("INTEGER PRIMARY KEY", "its number"),
    **_ARTICLE,
    "section": ("TEXT NOT NULL", "title, body, promo or comment"),
    "label": ("TEXT NOT NULL", "what it is: MONEY, PERSON …"),
    "text": ("TEXT NOT NULL", "the words"),
    "sentence": ("TEXT NOT NULL", "the sentence around it"),
    "file": ("TEXT NOT NULL", "the article’s file"),
    "line": ("INTEGER NOT NULL", "1-based line, or the number of the record"),
    "column": ("INTEGER NOT NULL", "1-based column in code points"),
    "start": ("INTEGER NOT NULL", "code points before it in the article’s text"),
    "end": ("INTEGER NOT NULL", "where it ends, half-open"),
}
_SOURCE = {"source": ("TEXT NOT NULL", "the rule, list or model that said so")}
_MODIFIER = {
    "modifier": ("TEXT NOT NULL", "exact, about, more_than, less_than, at_least, at_most, between or vague"),
}
_AMOUNT = {
    **_MODIFIER,
    "amount": ("NUMERIC", "the number, or the bound: whole numbers exactly, others to 15 digits"),
    "low": ("NUMERIC", "the lower end of a range"),
    "high": ("NUMERIC", "the upper end of a range"),
    "amount_text": ("TEXT", "the exact digits of amount"),
    "low_text": ("TEXT", "the exact digits of low"),
    "high_text": ("TEXT", "the exact digits of high"),
}

TABLES: dict[str, Table] = {
    "articles": Table(
        "one row an article, with its text",
        {
            "article": ("TEXT PRIMARY KEY NOT NULL", "its id"),
            "title": ("TEXT", "the title that the source gives it"),
            "date": ("TEXT", "ISO 8601: a day, month or year"),
            "publisher": ("TEXT", "who published it"),
            "url": ("TEXT", "where it was published"),
            "file": ("TEXT NOT NULL", "the file it was read from"),
            "record": ("INTEGER", "its number in a file of records"),
            "metadata": ("TEXT", "JSON object: all else that the source says of it"),
            "sha256": ("TEXT NOT NULL", "of the text in UTF-8"),
            "text": ("TEXT NOT NULL", "the text; U+FFFD for halves of characters"),
        },
        ("date", "publisher"),
        ("title", "text"),
        ("publisher", "date"),
        label="title",
    ),
    "sections": Table(
        "one row a section of an article",
        {
            "id": ("INTEGER PRIMARY KEY", "its number"),
            **_ARTICLE,
            "section": ("TEXT NOT NULL", "title, body, promo or comment"),
            "start": ("INTEGER NOT NULL", "code points before it in the article’s text"),
            "end": ("INTEGER NOT NULL", "where it ends, half-open"),
        },
        ("article",),
        facets=("section",),
    ),
    "entities": Table(
        "one row an entity, whichever articles name it",
        {
            "entity_id": ("TEXT PRIMARY KEY NOT NULL", "the same as long as the preferred name is"),
            "label": ("TEXT NOT NULL", "what it is"),
            "entity": ("TEXT NOT NULL", "its preferred name"),
            "mentions": ("INTEGER NOT NULL", "how many passages name it"),
            "articles": ("INTEGER NOT NULL", "in how many articles"),
        },
        ("label", "entity", "mentions"),
        ("entity",),
        ("label",),
        label="entity",
    ),
    "names": Table(
        "one row a name of an entity",
        {
            "id": ("INTEGER PRIMARY KEY", "its number"),
            "entity_id": ("TEXT NOT NULL REFERENCES entities (entity_id)", "the entity"),
            "name": ("TEXT NOT NULL", "one of its names"),
        },
        ("entity_id", "name"),
        ("name",),
    ),
    "mentions": Table(
        "one row a passage that names something",
        {
            **_PLACE,
            "entity": ("TEXT NOT NULL", "the entity’s preferred name"),
            "entity_id": ("TEXT NOT NULL REFERENCES entities (entity_id)", "the entity"),
            **_SOURCE,
        },
        ("article", "label", "entity_id", "section"),
        facets=("label", "section", "entity"),
    ),
    "amounts": Table(
        "one row a sum of money",
        {
            **_PLACE,
            **_AMOUNT,
            "currency": ("TEXT", "ISO 4217"),
            "tax": ("TEXT", "excluded or included"),
            "per": ("TEXT", "an, mois, unité …"),
            **_SOURCE,
        },
        ("article", "amount", "currency", "modifier", "section"),
        ("text", "sentence"),
        ("currency", "modifier", "section"),
    ),
    "quantities": Table(
        "one row a count of things",
        {
            **_PLACE,
            **_AMOUNT,
            "noun": ("TEXT", "the noun that is counted"),
            "object": ("TEXT", "that noun with what belongs to it"),
            **_SOURCE,
        },
        ("article", "amount", "noun", "modifier", "section"),
        ("text", "sentence"),
        ("noun", "modifier", "section"),
    ),
    "percents": Table(
        "one row a percentage", {**_PLACE, **_AMOUNT, **_SOURCE}, ("article", "amount"), facets=("modifier", "section")
    ),
    "dates": Table(
        "one row a date",
        {**_PLACE, "edtf": ("TEXT", "Extended Date/Time Format (ISO 8601-2)"), **_SOURCE},
        ("article", "edtf"),
        facets=("section",),
    ),
    "durations": Table(
        "one row a duration",
        {
            **_PLACE,
            **_AMOUNT,
            "unit": ("TEXT", "the unit"),
            "iso": ("TEXT", "ISO 8601"),
            **_SOURCE,
        },
        ("article", "unit"),
        facets=("unit", "section"),
    ),
}
# The label of a span → the table that it goes to; all names go to `mentions`.
OF_LABEL = {
    "MONEY": "amounts", "QUANTITY": "quantities", "PERCENT": "percents", "DATE": "dates", "DURATION": "durations",
}  # fmt: skip

_SPAN = ("article", "section", "label", "text", "sentence", "file", "line", "column", "start", "end", "source")
_SPANS = " UNION ALL ".join(
    f"SELECT {', '.join(f'[{name}]' for name in _SPAN)} FROM {table}" for table in ("mentions", *OF_LABEL.values())
)
VIEWS = {
    "spans": ("one row a passage of any label", f"CREATE VIEW spans AS {_SPANS}"),
    "entity_articles": (
        "one row an entity in an article, with how often it is named there",
        "CREATE VIEW entity_articles AS SELECT entity_id, entity, label, article, COUNT(*) AS mentions FROM mentions"
        " GROUP BY entity_id, article",
    ),
}


def create(table: str) -> str:
    """The statement that makes a table."""
    columns = ", ".join(f"[{name}] {declared}" for name, (declared, _) in TABLES[table].columns.items())
    return f"CREATE TABLE {table} ({columns})"


def finish(table: str) -> list[str]:
    """The statements that make a table's indexes and its full text, once it is filled.

    Full text as sqlite-utils makes it, which it and Datasette find by `content=`.
    """
    found = [f"CREATE INDEX idx_{table}_{name} ON {table} ([{name}])" for name in TABLES[table].indexes]
    if search := ", ".join(f"[{name}]" for name in TABLES[table].search):
        options = f"tokenize='unicode61 remove_diacritics 2', content=[{table}]"
        found.append(f"CREATE VIRTUAL TABLE [{table}_fts] USING FTS5 ({search}, {options})")
        found.append(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")
        found.append(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('optimize')")
    return found
