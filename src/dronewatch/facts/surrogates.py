"""Lone surrogates, which Python's strings may hold and Parquet's may not: taken out, and put back exactly.

U+FFFD takes their place, one for one, so that offsets count the same.
"""

from __future__ import annotations

import json
import re
from typing import Any

_LONE = re.compile("[\ud800-\udfff]")


def replaced(text: str) -> str:
    """The text with U+FFFD in place of each lone surrogate; the very same where it has none."""
    try:
        if not text.isascii():
            text.encode()
    except UnicodeEncodeError:
        return _LONE.sub("\ufffd", text)
    return text


def hidden(row: tuple[Any, ...], names: tuple[str, ...]) -> tuple[Any, ...]:
    """A row without surrogates, and one more cell: None, or JSON that says where they were (`{column: [[at, code]]}`).

    `names` are the columns; a list of strings is told as `column/0`, `column/1` …
    """
    if _encodable(row):
        return (*row, None)
    found: dict[str, list[list[int]]] = {}
    clean = tuple(_cleaned(cell, name, found) for cell, name in zip(row, names, strict=False))
    return (*clean, json.dumps(found) if found else None)


def _encodable(row: tuple[Any, ...]) -> bool:
    """Whether all strings of a row are good UTF-8: as nearly all are, it is asked of all at once."""
    words = [cell for cell in row if type(cell) is str]
    words += [each for cell in row if type(cell) is list for each in cell]
    joined = "".join(words)
    try:
        return joined.isascii() or bool(joined.encode())
    except UnicodeEncodeError:
        return False


def restored(row: dict[str, Any]) -> dict[str, Any]:
    """The row, by column, that was given to `hidden`; `surrogates` is taken out."""
    said = row.pop("surrogates", None)
    if said:
        for name, places in json.loads(said).items():
            column, _, number = name.partition("/")
            if number:
                row[column][int(number)] = _put_back(row[column][int(number)], places)
            else:
                row[column] = _put_back(row[column], places)
    return row


def _cleaned(cell: Any, name: str, found: dict[str, list[list[int]]]) -> Any:
    if isinstance(cell, list):
        return [_cleaned(each, f"{name}/{number}", found) for number, each in enumerate(cell)]
    if not isinstance(cell, str) or (clean := replaced(cell)) is cell:
        return cell
    found[name] = [[match.start(), ord(match[0])] for match in _LONE.finditer(cell)]
    return clean


def _put_back(text: str, places: list[list[int]]) -> str:
    chars = list(text)
    for at, code in places:
        chars[at] = chr(code)
    return "".join(chars)
