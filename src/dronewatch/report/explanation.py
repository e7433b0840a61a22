"""Explanations for a reader: the passage, what found it, the steps to its value, its entity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from dronewatch.messages import tr
from dronewatch.report import visible
from dronewatch.report.citation import figure, place
from dronewatch.report.jsons import write_json
from dronewatch.report.layout import Layout, Row

FORMATS = ("text", "json")
SUFFIXES = {".json": "json", ".txt": "text"}
_WIDEST = 32


def write(rows: Iterable[Row], format: str, out: TextIO, keys: tuple[str, ...]) -> int:
    """Write the explanations in one of `FORMATS` and return how many there were; `keys` are those of JSON, in order."""
    if format == "json":
        return write_json(rows, Layout(keys, ()), out)
    count = 0
    for count, row in enumerate(rows, 1):
        out.write(("\n" if count > 1 else "") + text(row))
    return count


def text(row: Row) -> str:
    """Lines that a person reads: one for what found the passage, one a step."""
    found = row["found_by"]
    value = f": {figure(row)}" if row["value"] else ""
    lines = [
        f"{row['text']} {row['label']}{value}",
        f"«\u00a0{row['sentence']}\u00a0»",
        place(row),
        "",
        f"{tr('found by'):10}{found['says']}{''.join(_details(found))}",
    ]
    for said in found.get("proposed", ()):
        name = tr(", as {name}", name=said["name"]) if said["name"] and said["name"] != said["text"] else ""
        lines.append(
            " " * 10
            + tr("{source} proposed {passage}", source=said["source"], passage=f"{said['text']} {said['label']}{name}")
        )
    lines += _steps(row["steps"])
    if row["entity"]:
        lines.append(f"{tr('entity'):10}{row['entity']}{_why(row['why'])}")
    return "\n".join(visible.cell(line) for line in lines) + "\n"


def _details(found: dict[str, Any]) -> Iterator[str]:
    if "name" in found:
        yield f": {found['name']}"
    if "file" in found:
        yield f", {found['file']}:{found['line']}"
    if found.get("in_context"):
        yield tr(", as the words around mean it")
    if "first" in found:
        yield tr(": {text}, found by {source}", text=found["first"]["text"], source=found["first"]["source"])
    if "kept" in found:
        yield tr("; the model read it and kept it") if found["kept"] else tr("; a model proposed beside it")


def _steps(steps: list[dict[str, Any]]) -> Iterator[str]:
    width = min(max((len(step["text"]) for step in steps), default=0), _WIDEST)
    for at, step in enumerate(steps):
        head = f"{tr('value'):10}" if at == 0 else "          "
        yield f"{head}{step['text']:{width}}  {step['part']}: {step['how']}"


def _why(why: str | None) -> str:
    return tr(": {why}", why=why) if why else tr(": its own name")
