"""Exact spans on a `Doc`: kept as plain lists and strings, so that `to_bytes`, pickling and `n_process` carry them.

`doc._.dronewatch_spans` is a tuple of `model.Span` with offsets exact to the code point, even where no token ends
there; `doc._.dronewatch_sections` a tuple of `model.Section`; `span._.value` the value of an aligned span as a dict of
strings (`VALUE_KEYS` of its label), None for names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from dronewatch.model import VALUE_KEYS, Section, Span, Value

SPANS, SECTIONS, VALUES = "dronewatch_spans", "dronewatch_sections", "dronewatch_values"
_DECIMALS = ("amount", "low", "high")


def plain_value(label: str, value: Value | None) -> dict[str, str | None] | None:
    """A value as a dict of strings, every key of its label present; amounts in plain decimal notation."""
    if value is None:
        return None
    plain: dict[str, str | None] = {}
    for key in VALUE_KEYS[label]:
        field = getattr(value, key)
        plain[key] = format(field, "f") if isinstance(field, Decimal) else field
    return plain


def _pack_value(label: str, value: Value | None) -> dict[str, str] | None:
    if value is None:
        return None
    return {
        name: str(field)
        for name in VALUE_KEYS[label]
        if (field := getattr(value, name)) is not None and field != _EXACT
    }


_EXACT = Value().modifier


def _unpack_value(packed: dict[str, str] | None) -> Value | None:
    if packed is None:
        return None
    return Value(**{name: Decimal(field) if name in _DECIMALS else field for name, field in packed.items()})  # type: ignore[arg-type]


def pack(spans: Iterable[Span]) -> list[list[Any]]:
    """Spans as lists of strings and whole numbers."""
    return [
        [
            span.start,
            span.end,
            span.text,
            span.label,
            span.source,
            _pack_value(span.label, span.value),
            span.name,
            span.section,
        ]
        for span in spans
    ]


def unpack(packed: Sequence[Sequence[Any]]) -> tuple[Span, ...]:
    """What `pack` packed."""
    return tuple(
        Span(start, end, text, label, source, _unpack_value(value), name, section)
        for start, end, text, label, source, value, name, section in packed
    )


def value_key(start: int, end: int, label: str) -> str:
    """What tells aligned spans apart: the tokens they cover, half-open, and their label."""
    return f"{start}:{end}:{label}"


def _spans(doc: Doc) -> tuple[Span, ...]:
    return unpack(doc.user_data.get(SPANS, ()))


def _sections(doc: Doc) -> tuple[Section, ...]:
    return tuple(Section(start, end, kind) for start, end, kind in doc.user_data.get(SECTIONS, ()))


def _value(span: TokenSpan) -> dict[str, str | None] | None:
    value: dict[str, str | None] | None = span.doc.user_data.get(VALUES, {}).get(
        value_key(span.start, span.end, span.label_)
    )
    return value


Doc.set_extension("dronewatch_spans", getter=_spans, force=True)
Doc.set_extension("dronewatch_sections", getter=_sections, force=True)
TokenSpan.set_extension("value", getter=_value, force=True)
