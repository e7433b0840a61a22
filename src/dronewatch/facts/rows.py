"""From a tagged article to rows of facts, and back: nothing that an index is made from is lost on the way."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from dronewatch import view
from dronewatch.facts.schema import COLUMNS, PRECISION, SCALE
from dronewatch.facts.surrogates import hidden, restored
from dronewatch.language import sentences
from dronewatch.model import Article, Section, Span, TaggedArticle, Value

Row = tuple[Any, ...]
EntityOf = Callable[[Span], str | None]  # a span of the article at hand → its entity's id across articles

NAMES = {table: tuple(column.name for column in columns) for table, columns in COLUMNS.items()}
_WORDS = ("currency", "tax", "per", "noun", "object", "edtf", "unit", "iso")
_NO_VALUE = (None,) * (1 + 3 + 3 + len(_WORDS))


def _unknown(span: Span) -> None:
    """No entities were made across articles."""


def rows(tagged: TaggedArticle, entity_of: EntityOf = _unknown) -> dict[str, list[Row]]:
    """Rows of `articles` (one), `sections` and `spans`, cells in the order of `COLUMNS`."""
    article = tagged.article
    metadata = json.dumps(dict(article.metadata), ensure_ascii=False, sort_keys=True, default=str)
    one = (
        article.id,
        article.file,
        article.record,
        article.title,
        article.date,
        article.publisher,
        article.url,
        metadata if article.metadata else None,
        article.sha256,
        article.text,
    )
    starts = view.line_starts(article.text)
    opens, closes = zip(*sentences(article.text) or [(0, 0)], strict=True)
    return {
        "articles": [hidden(one, NAMES["articles"])],
        "sections": [
            hidden((article.id, part.start, part.end, part.kind), NAMES["sections"]) for part in tagged.sections
        ],
        "spans": [
            hidden(_span(article, starts, span, _around(opens, closes, span), entity_of), NAMES["spans"])
            for span in tagged.spans
        ],
    }


def _around(opens: Sequence[int], closes: Sequence[int], span: Span) -> tuple[int, int]:
    """Bounds of the sentences that a span touches (as `language.sentence`), given those of all sentences."""
    first, last = bisect_right(closes, span.start), bisect_left(opens, span.end) - 1
    if first > last or first == len(closes):
        return span.start, span.end
    return min(opens[first], span.start), max(closes[last], span.end)


def _span(article: Article, starts: list[int], span: Span, around: tuple[int, int], entity_of: EntityOf) -> Row:
    if article.record is None:
        line, column = view.position(starts, span.start)
    else:
        line, column = article.record, span.start + 1
    return (
        article.id,
        span.start,
        span.end,
        span.text,
        span.label,
        span.section,
        span.source,
        span.entity,
        span.name,
        entity_of(span),
        article.file,
        line,
        column,
        *around,
        *(_NO_VALUE if span.value is None else _value(span.value)),
    )


def _value(value: Value) -> Row:
    numbers = (value.amount, value.low, value.high)
    words = (getattr(value, name) for name in _WORDS)
    return (value.modifier, *map(_fitting, numbers), *map(_digits, numbers), *words)


def _fitting(number: Decimal | None) -> Decimal | None:
    """The number where the decimal column holds it exactly."""
    if number is None or not number.is_finite() or number.adjusted() >= PRECISION - SCALE:
        return None
    exponent = number.as_tuple().exponent
    return None if isinstance(exponent, int) and exponent < -SCALE else number


def _digits(number: Decimal | None) -> str | None:
    """Digits without exponent, as far as these are few."""
    if number is None:
        return None
    return format(number, "f") if number.is_finite() and -1000 < number.adjusted() < 1000 else str(number)


def article(row: Row) -> Article:
    """The article of a row of `articles`; of its metadata, what JSON does not know is a string."""
    found = _by_column("articles", row)
    metadata = json.loads(found["metadata"]) if found["metadata"] else {}
    keys = ("text", "file", "record", "title", "date", "publisher", "url")
    return Article(found["article"], metadata=metadata, **{key: found[key] for key in keys})


def tagged(article: Article, sections: Iterable[Row], spans: Iterable[Row]) -> TaggedArticle:
    """The tagged article that `rows` was given (`entity_id`, place and sentence follow from it)."""
    parts = (_by_column("sections", row) for row in sections)
    return TaggedArticle(
        article,
        tuple(Section(part["start"], part["end"], part["section"]) for part in parts),
        tuple(_restored_span(_by_column("spans", row)) for row in spans),
    )


def _by_column(table: str, row: Row) -> dict[str, Any]:
    return restored(dict(zip(NAMES[table], row, strict=True)))


def _restored_span(row: Mapping[str, Any]) -> Span:
    keys = ("start", "end", "text", "label", "source", "name", "section", "entity")
    return Span(**{key: row[key] for key in keys}, value=_restored_value(row))


def _restored_value(row: Mapping[str, Any]) -> Value | None:
    if row["modifier"] is None:
        return None
    amount, low, high = (_number(row[f"{name}_text"]) for name in ("amount", "low", "high"))
    return Value(row["modifier"], amount, low, high, **{name: row[name] for name in _WORDS})


def _number(digits: str | None) -> Decimal | None:
    return None if digits is None else Decimal(digits)
