"""dronewatch itself, through the function that a library user calls."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from contract import Task, main, span

from dronewatch import language
from dronewatch.model import NUMBER_LABELS, VALUE_KEYS


def task(label: str) -> Task:
    def call(text: str) -> list[Any]:
        return language.find(text, (label,))

    def spans(text: str) -> Iterator[dict[str, Any]]:
        for found in call(text):
            value = {key: getattr(found.value, key) for key in VALUE_KEYS[label]}
            written = {key: None if part is None else str(part) for key, part in value.items()}
            yield span(found.start, found.end, label, **written)

    return Task(call, spans)


if __name__ == "__main__":
    tasks = {label: partial(task, label) for label in (*NUMBER_LABELS, "NUMBER")}
    tasks["ALL"] = lambda: Task(language.find, lambda _: ())  # the default labels in one call, to be timed
    main(tasks, excused=())  # nothing of our own is excused: an error ends the run
