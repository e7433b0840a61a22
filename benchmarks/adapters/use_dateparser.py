"""dateparser: dates in running text, French. It gives texts without offsets: each is looked up after the one before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contract import Task, main, span
from dateparser.search import search_dates


def call(text: str) -> list[Any]:
    return search_dates(text, languages=["fr"]) or []


def spans(text: str) -> Iterator[dict[str, Any]]:
    at = 0
    for written, date in call(text):
        start = max(at, text.find(written, at))
        at = start + len(written)
        yield span(start, at, "DATE", edtf=date.date().isoformat())


if __name__ == "__main__":
    main({"DATE": lambda: Task(call, spans)})
