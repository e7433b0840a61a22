"""JSON and JSON Lines: every key of a row, amounts as strings of plain digits, text as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TextIO

from dronewatch.report.french import plain
from dronewatch.report.layout import Layout, Row

# JSON escapes ESC and its like by itself; these a terminal obeys too, or they would break a line, or are not UTF-8.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _value(value: object) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    raise TypeError(f"{type(value).__name__} does not go into JSON")


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_value)  # json.dumps would make one for every row


def dumps(value: object) -> str:
    """`value` as one line of JSON: Decimals as strings without exponent, only controls and lone surrogates escaped."""
    text = _ENCODER.encode(value)
    return text if text.isprintable() else _UNSAFE.sub(_escape, text)


def _record(row: Row, layout: Layout) -> dict[str, Any]:
    return {key: row.get(key) for key in layout.keys}


def write_jsonl(rows: Iterable[Row], layout: Layout, out: TextIO, *, limit: int | None = None) -> int:
    """One object a line."""
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007
        out.write(dumps(_record(row, layout)) + "\n")
    return count


def write_json(rows: Iterable[Row], layout: Layout, out: TextIO, *, limit: int | None = None) -> int:
    """One array with an object a line, `[]` where there is none."""
    count = 0
    for count, row in enumerate(rows, 1):
        out.write(("[\n" if count == 1 else ",\n") + dumps(_record(row, layout)))
    out.write("\n]\n" if count else "[]\n")
    return count
