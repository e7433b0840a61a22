"""The same questions to processes that run already: dronewatch's functions, and Datasette's client on an export.

    DRONEWATCH_CORPUS=… python benchmarks/served.py FACTS.db [--rounds 15]

For the benchmark of queries, which runs it by itself so that its own memory stays small. Prints the seconds of each
round as JSON, by question and program.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import measure
from datasette.app import Datasette

from dronewatch import index, settings
from dronewatch.query import amounts, entities, grep
from dronewatch.query.filters import Filters
from dronewatch.query.search import Search

ROWS = 50

Ask = Callable[[sqlite3.Connection], Iterable[Any]]


def ours(found: settings.Settings, ask: Ask) -> float:
    """Seconds of one question, opening the index and seeing whether it is fresh included."""
    start = time.perf_counter()
    with closing(index.open(found)) as connection:
        rows = list(ask(connection))
        json.dumps(rows, default=str)
    taken = time.perf_counter() - start
    assert rows
    return taken


def theirs(loop: asyncio.AbstractEventLoop, served: Datasette, path: str) -> float:
    """Seconds of one request."""
    start = time.perf_counter()
    answer = loop.run_until_complete(served.client.get(path))
    taken = time.perf_counter() - start
    assert answer.status_code == 200, answer.text
    assert answer.json()["rows"], path
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path, help="what dronewatch export --sqlite wrote")
    parser.add_argument("--rounds", type=int, default=15, help="how often each is asked")
    options = parser.parse_args()
    found = settings.load()
    served = Datasette([str(options.database)])
    base = f"/{options.database.stem}"
    asked: dict[str, tuple[Ask, str]] = {
        "entities": (
            lambda connection: entities.entities(connection, Filters(), limit=ROWS),
            f"{base}/entities.json?_size={ROWS}&_sort_desc=mentions",
        ),
        "amounts": (
            lambda connection: amounts.amounts(connection, Filters(), limit=ROWS),
            f"{base}/amounts.json?_size={ROWS}",
        ),
        "grep police": (
            lambda connection: grep.grep(connection, Search(("police",)), Filters(), limit=ROWS),
            f"{base}/articles.json?_search=police&_size={ROWS}",
        ),
    }
    loop = asyncio.new_event_loop()
    result = {}
    for question, (ask, path) in asked.items():
        result[question] = measure.in_turns(
            {"dronewatch": partial(ours, found, ask), "datasette": partial(theirs, loop, served, path)}, options.rounds
        )
    loop.close()
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
