"""What the adapters share: a library's finds as JSONL, or the time that its own call takes.

    use_X.py [--label NAME]            lines {"id", "text"} in, lines {"id", "spans"} out, in the same order
    use_X.py --label NAME --time FILE  reads the texts of FILE, then answers every line on standard input with the
                                       seconds of processor time that one pass over them took

Standard library only: each adapter runs in the environment of the library that it adapts.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

Excused = tuple[type[Exception], ...]


@dataclass(frozen=True)
class Task:
    """One label of one library: its own call, which is timed, and that call's result as spans of the contract."""

    call: Callable[[str], Any]
    spans: Callable[[str], Iterable[dict[str, Any]]]


def span(start: int, end: int, label: str, **value: str | None) -> dict[str, Any]:
    """A span of the contract; `start` and `end` are half-open and count code points."""
    return {"start": start, "end": end, "label": label, "value": {"modifier": "exact", **value}}


def number(written: object) -> str | None:
    """A library's number as a decimal string, its comma a point; None where it gives none."""
    try:
        return format(Decimal(str(written).replace(",", ".")), "f")
    except InvalidOperation:
        return None


def main(tasks: Mapping[str, Callable[[], Task]], *, excused: Excused = (Exception,)) -> None:
    """Run an adapter. `tasks` makes a label's task when it is wanted: some libraries take seconds to load.

    A text on which a library raises what is `excused` has no spans; how many there were goes to standard error.
    """
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser()
    parser.add_argument("--label")
    parser.add_argument("--time", metavar="FILE", type=Path)
    options = parser.parse_args()
    made = {label: make() for label, make in tasks.items() if options.label in (None, label)}
    if options.time:
        _time(made[options.label].call, options.time, excused)
    else:
        _tag(made.values(), excused)


def _tag(tasks: Iterable[Task], excused: Excused) -> None:
    failed = 0
    for line in sys.stdin:
        article = json.loads(line)
        spans: list[dict[str, Any]] = []
        for task in tasks:
            try:
                spans += task.spans(article["text"])
            except excused:
                failed += 1
        print(json.dumps({"id": article["id"], "spans": spans}, ensure_ascii=False))
    if failed:
        print(f"the library raised on {failed} texts", file=sys.stderr)


def _time(call: Callable[[str], Any], sample: Path, excused: Excused) -> None:
    texts = [json.loads(line)["text"] for line in sample.read_text(encoding="utf-8").splitlines()]
    call(texts[0])  # what is built at the first call is not the pass's
    for many in map(int, sys.stdin):
        chosen = list(itertools.islice(texts, many))
        start = time.process_time()
        for text in chosen:
            with contextlib.suppress(*excused):  # its time counts all the same
                call(text)
        print(time.process_time() - start, flush=True)
