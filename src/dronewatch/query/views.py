"""What SQL can ask: views that stay as they are when the tables of the index change. Data, and what makes SQL of it.

Every expression here knows the tables; nothing else of `dronewatch sql` or `dronewatch export` does. `passage(article,
start, end)` is a function of ours (`query.sql`): SQLite's `substr` ends at a NUL and counts bytes in a BLOB.
"""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """A column of a view: its name, how it is made, what it says."""

    name: str
    sql: str
    meaning: str


class View(NamedTuple):
    """A view: what a row of it is, its columns, where they come from."""

    meaning: str
    columns: tuple[Column, ...]
    tables: str

    def select(self, *names: str) -> str:
        """A statement that reads these columns, all by default."""
        chosen = [each for each in self.columns if not names or each.name in names]
        return "SELECT " + ", ".join(f'{each.sql} AS "{each.name}"' for each in chosen) + f" FROM {self.tables}"


def _text(sql: str) -> str:
    """Text that holds half a character is stored as bytes; a reader gets text."""
    return f"CAST({sql} AS TEXT)"


def _number(sql: str) -> str:
    """Digits as a number: exact for whole numbers below 9·10¹⁸, else the nearest one."""
    return f"CAST({sql} AS NUMERIC)"


_SENTENCE = Column("sentence", "passage(s.article, s.sentence_start, s.sentence_end)", "the sentence around it")
_FILE = "(SELECT f.path FROM main.files AS f WHERE f.id = a.file)"
_PLACE = (
    Column("article", "a.name", "the article’s id"),
    Column("section", "k.section", "title, body, promo or comment"),
    Column("file", _FILE, "the article’s file"),
    Column("line", "COALESCE(a.record, s.line)", "1-based line, or the number of the record"),
    Column("column", 'COALESCE(s."column", s.start + 1)', "1-based column in code points"),
    Column("start", "s.start", "code points before it in the article’s text"),
    Column("end", 's."end"', "where it ends, half-open"),
    Column("text", 'passage(s.article, s.start, s."end")', "the words"),
    Column("label", "l.label", "what it is: MONEY, PERSON …"),
)
_SOURCE = Column(
    "source", "(SELECT o.source FROM main.sources AS o WHERE o.id = s.source)", "the rule, list or model that said so"
)
_ENTITY = (
    Column("entity", _text("e.name"), "the entity’s preferred name"),
    Column("entity_id", "PRINTF('%012x', e.id)", "the entity"),
)
_MODIFIER = Column("modifier", "s.modifier", "exact, about, more_than, less_than, at_least, at_most, between or vague")
_AMOUNT = (
    _MODIFIER,
    Column("amount", _number("s.amount"), "the number, or the bound"),
    Column("low", _number("s.low"), "the lower end of a range"),
    Column("high", _number("s.high"), "the upper end of a range"),
    Column("amount_text", "s.amount", "the exact digits of amount"),
    Column("low_text", "s.low", "the exact digits of low"),
    Column("high_text", "s.high", "the exact digits of high"),
)
_MONEY = (
    Column("currency", "s.currency", "MONEY: ISO 4217"),
    Column("tax", "s.tax", "MONEY: excluded or included"),
    Column("per", "s.per", "MONEY: an, mois, unité …"),
)
_COUNTED = (
    Column("noun", _text("NULLIF(t.noun, '')"), "QUANTITY: the noun that is counted"),
    Column("object", _text("NULLIF(t.object, '')"), "QUANTITY: that noun with what belongs to it"),
)
_TIME = (
    Column("edtf", "s.edtf", "DATE: Extended Date/Time Format"),
    Column("unit", "s.unit", "DURATION: the unit"),
    Column("iso", "s.iso", "DURATION: ISO 8601"),
)

_AROUND = (
    " JOIN main.articles AS a ON a.id = s.article JOIN main.labels AS l ON l.id = s.label"
    " JOIN main.kinds AS k ON k.bit = s.section"
)
_NAMED = (
    f"main.mentions AS s{_AROUND} LEFT JOIN main.locals AS c ON c.article = s.article AND c.local = s.local"
    " LEFT JOIN main.entities AS e ON e.id = c.entity"
)
_COUNTS = f"main.numbers AS s{_AROUND} LEFT JOIN main.things AS t ON t.id = s.thing"

VIEWS: dict[str, View] = {
    "articles": View(
        "one row an article",
        (
            Column("article", "a.name", "its id"),
            Column("title", _text("a.title"), "the title that the source gives it"),
            Column("date", "a.date", "ISO 8601: a day, month or year"),
            Column("publisher", _text("a.publisher"), "who published it"),
            Column("url", _text("a.url"), "where it was published"),
            Column("file", _FILE, "the file it was read from"),
            Column("record", "a.record", "its number in a file of records"),
            Column("metadata", "a.metadata", "JSON object: all else that the source says of it"),
            Column(
                "words",
                "(SELECT COALESCE(SUM(p.words), 0) FROM main.sections AS p WHERE p.article = a.id)",
                "how many words it has",
            ),
            Column("sha256", "LOWER(HEX(a.sha256))", "of the text in UTF-8"),
            Column("text", f"(SELECT {_text('x.text')} FROM main.texts AS x WHERE x.article = a.id)", "the text"),
        ),
        "main.articles AS a",
    ),
    "sections": View(
        "one row a section of an article",
        (
            Column("article", "a.name", "the article’s id"),
            Column("section", "k.section", "title, body, promo or comment"),
            Column("start", "s.start", "code points before it in the article’s text"),
            Column("end", 's."end"', "where it ends, half-open"),
            Column("words", "s.words", "how many words it has"),
        ),
        "main.sections AS s JOIN main.articles AS a ON a.id = s.article JOIN main.kinds AS k ON k.bit = s.section",
    ),
    "mentions": View(
        "one row a passage that names something",
        (
            *_PLACE,
            *_ENTITY,
            Column("local", _text("c.name"), "the fullest name of the entity in this article"),
            Column("canonical", _text("c.canonical"), "the name that a gazetteer or a title gives it"),
            _SOURCE,
            _SENTENCE,
        ),
        _NAMED,
    ),
    "numbers": View(
        "one row a number: MONEY, QUANTITY, PERCENT, DATE or DURATION",
        (*_PLACE, *_AMOUNT, *_MONEY, *_COUNTED, *_TIME, _SOURCE, _SENTENCE),
        # What is always so, and lets SQLite find those of an article by the key, which begins with the label.
        f"{_COUNTS} WHERE s.label IN (SELECT id FROM main.labels)",
    ),
    "amounts": View(
        "one row a sum of money",
        (*_PLACE, *_AMOUNT, *_MONEY, _SOURCE, _SENTENCE),
        f"{_COUNTS} WHERE s.label = (SELECT id FROM main.labels WHERE label = 'MONEY')",
    ),
    "quantities": View(
        "one row a count of things",
        (*_PLACE, *_AMOUNT, *_COUNTED, _SOURCE, _SENTENCE),
        f"{_COUNTS} WHERE s.label = (SELECT id FROM main.labels WHERE label = 'QUANTITY')",
    ),
    "entities": View(
        "one row an entity, whichever articles name it",
        (
            Column("entity_id", "PRINTF('%012x', e.id)", "the same as long as the preferred name is"),
            Column("label", "l.label", "what it is"),
            Column("entity", _text("e.name"), "its preferred name"),
            Column("mentions", "c.mentions", "how many passages name it, in all sections"),
            Column("articles", "c.articles", "in how many articles"),
        ),
        "main.entities AS e JOIN main.labels AS l ON l.id = e.label"
        " JOIN main.counts AS c ON c.entity = e.id AND c.sections = e.sections",
    ),
    "names": View(
        "one row a name of an entity",
        (
            Column("entity_id", "PRINTF('%012x', n.entity)", "the entity"),
            Column("label", "l.label", "what it is"),
            Column("entity", _text("e.name"), "its preferred name"),
            Column("name", _text("n.name"), "one of its names"),
        ),
        "main.names AS n JOIN main.entities AS e ON e.id = n.entity JOIN main.labels AS l ON l.id = e.label",
    ),
}
