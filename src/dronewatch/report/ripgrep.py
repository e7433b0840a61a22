"""Found as `rg --json` writes them: `begin`, `match` and `end` messages an article, one `summary`.

Shapes and units are those of ripgrep's printer (docs of the crate grep-printer, JSON): `path` and `lines` hold `text`,
or `bytes` in base64 where the text is not Unicode; `start` and `end` count bytes of `lines` in UTF-8, `absolute_offset`
bytes of the article's text. What ripgrep does not know is beside it: the `article`, and of every submatch its `section`
and `span` in code points of the text. Times are left out, so that the same question has the same answer.
"""

from __future__ import annotations

import json
from base64 import b64encode
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from dronewatch.query.grep import Found
from dronewatch.view import line_starts


def write(found: Iterable[Found], out: TextIO) -> int:
    """Write a message a line and return how many matches there were."""
    total = {"bytes_searched": 0, "matched_lines": 0, "matches": 0, "searches_with_match": 0}
    for each in found:
        for message in _messages(each, total):
            out.write(json.dumps(message, ensure_ascii=True) + "\n")
    out.write(json.dumps({"type": "summary", "data": {"stats": total}}) + "\n")
    return total["matches"]


def _messages(found: Found, total: dict[str, int]) -> Iterator[dict[str, Any]]:
    head = {"path": _text(found.file), "article": found.article}
    yield {"type": "begin", "data": head}
    starts = line_starts(found.text)
    bytes_before, counted = 0, 0
    lines = 0
    for first, last, places in _by_lines(starts, found.places):
        low, high = starts[first], starts[last + 1] if last + 1 < len(starts) else len(found.text)
        bytes_before += _size(found.text[counted:low])
        counted = low
        lines += last - first + 1
        yield {
            "type": "match",
            "data": {
                "path": head["path"],
                "article": found.article,
                "lines": _text(found.text[low:high]),
                "line_number": first + 1 if found.record is None else found.record,
                "absolute_offset": bytes_before,
                "submatches": [
                    {
                        "match": _text(found.text[start:end]),
                        "start": (at := _size(found.text[low:start])),
                        "end": at + _size(found.text[start:end]),
                        "section": section,
                        "span": [start, end],
                    }
                    for start, end, section in places
                ],
            },
        }
    stats = {"bytes_searched": _size(found.text), "matched_lines": lines, "matches": len(found.places)}
    for name, number in (stats | {"searches_with_match": 1}).items():
        total[name] += number
    yield {"type": "end", "data": {**head, "binary_offset": None, "stats": stats}}


def _by_lines(
    starts: Sequence[int], places: Sequence[tuple[int, int, str]]
) -> Iterator[tuple[int, int, list[tuple[int, int, str]]]]:
    """Found by the lines that they stand on: first and last line (from 0); those that share a line together."""
    first = last = -1
    group: list[tuple[int, int, str]] = []
    for place in places:
        opens, closes = bisect_right(starts, place[0]) - 1, bisect_right(starts, place[1] - 1) - 1
        if group and opens > last:
            yield first, last, group
            group = []
        if not group:
            first = opens
        last = closes if not group else max(last, closes)
        group.append(place)
    if group:
        yield first, last, group


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _text(text: str) -> dict[str, str]:
    try:
        text.encode()
    except UnicodeEncodeError:
        return {"bytes": b64encode(text.encode("utf-8", "surrogatepass")).decode("ascii")}
    return {"text": text}
