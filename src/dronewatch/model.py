"""The few frozen dataclasses that every layer speaks. No behaviour beyond what follows from the fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Literal

NAME_LABELS = ("PERSON", "MINISTRY", "PUBLIC_BODY", "COMPANY", "MEDIA", "ORGANIZATION", "LOCATION", "ROLE")
NUMBER_LABELS = ("MONEY", "QUANTITY", "PERCENT", "DATE", "DURATION")
DEFAULT_LABELS = NAME_LABELS + NUMBER_LABELS
LABELS = (*DEFAULT_LABELS, "NUMBER")

SECTIONS = ("title", "body", "promo", "comment")
DEFAULT_SECTIONS = ("title", "body")

Modifier = Literal["exact", "about", "more_than", "less_than", "at_least", "at_most", "between", "vague"]

VALUE_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "MONEY": ("modifier", "amount", "low", "high", "currency", "tax", "per"),
        "QUANTITY": ("modifier", "amount", "low", "high", "noun", "object"),
        "PERCENT": ("modifier", "amount", "low", "high"),
        "DATE": ("edtf",),
        "DURATION": ("modifier", "amount", "low", "high", "unit", "iso"),
        "NUMBER": ("modifier", "amount", "low", "high"),
    }
)


@dataclass(frozen=True, slots=True)
class Value:
    """What a number span says, with its doubt kept. Which fields mean something depends on the label (`VALUE_KEYS`).

    `amount` is the number, or the bound that `more_than`, `less_than`, `at_least` and `at_most` name; `between` has
    `low` and `high` instead; `vague` has them only where the words fix them. `currency` is an ISO 4217 code, `edtf` an
    Extended Date/Time Format string (ISO 8601-2), `iso` an ISO 8601 duration.
    """

    modifier: Modifier = "exact"
    amount: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    currency: str | None = None
    tax: Literal["excluded", "included"] | None = None
    per: str | None = None
    noun: str | None = None
    object: str | None = None
    edtf: str | None = None
    unit: str | None = None
    iso: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled passage: half-open offsets in code points of the article's text, so that `text[start:end]` is `text`.

    `source` is the rule, gazetteer entry or model that said so. `name` is the canonical name that a gazetteer or title
    gives it, `entity` the fullest name of its entity within the article; both stay None for numbers.
    """

    start: int
    end: int
    text: str
    label: str
    source: str
    value: Value | None = None
    name: str | None = None
    section: str = "body"
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of an article, half-open in code points: `title`, `body`, `promo` or `comment`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Article:
    """One article, its text exactly as read. `file` is the path as the user gave it, or `-` for standard input.

    `record` is the 1-based line of a JSONL file, the row of a table (in CSV the row of names is 1) or the number of an
    article in an export, None where the file is the article. `date` is ISO 8601 or None.
    Other keys of the source stay in `metadata`. `raw` is a digest of the record as it was read, where that was asked
    for (`corpus.read_changed`); it is no part of what the article says.
    """

    id: str
    text: str
    file: str = "-"
    record: int | None = None
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    raw: bytes | None = field(default=None, compare=False, repr=False)

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the text in UTF-8 (lone surrogates are kept as they are)."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class TaggedArticle:
    """An article with its sections (in order, without gaps) and its spans (by start, then longest first)."""

    article: Article
    sections: tuple[Section, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """What some mentions in one article name. `name` is the fullest form there, `names` all forms, `canonical` the name
    that a gazetteer or a title gives it. `article` and `label` and `name` together are unique.
    """

    article: str
    label: str
    name: str
    names: tuple[str, ...]
    canonical: str | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Why `name` and `into` are one: `same name`, `gazetteer: …`, `title: …`, `acronym`, `spelling variant`,
    `short name` or `surname in same article`. `articles` are the ids of those in which `name` occurs as that.
    """

    name: str
    into: str
    reason: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions in several articles name. `id` stays the same while its preferred `name` does.

    `names` are all forms that occur, the preferred first (unless only a gazetteer has it), then by number of articles;
    `members` its local entities by article.
    """

    id: str
    label: str
    name: str
    names: tuple[str, ...]
    members: tuple[LocalEntity, ...]
    merges: tuple[Merge, ...]
