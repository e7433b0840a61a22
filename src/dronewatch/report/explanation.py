"""Explanations for a reader: the passage, what found it, the steps to its value, its entity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from dronewatch.messages import marked, tr
from dronewatch.report import visible
from dronewatch.report.citation import figure, place
from dronewatch.report.jsons import write_json
from dronewatch.report.layout import Layout, Row

FORMATS = ("text", "json")
SUFFIXES = {".json": "json", ".txt": "text"}
_WIDEST = 32
# What the steps of a derivation are about, as they are said in other languages.
_PARTS = (
    *(marked("number"), marked("range"), marked("amount"), marked("unit"), marked("currency"), marked("noun")),
    *(marked("object"), marked("modifier"), marked("tax"), marked("per"), marked("date"), marked("duration")),
)


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
        _headed(tr("found by"), f"{found['says']}{''.join(_details(found))}"),
    ]
    for said in found.get("proposed", ()):
        name = tr(", as {name}", name=said["name"]) if said["name"] and said["name"] != said["text"] else ""
        lines.append(
            " " * 10
            + tr("{source} proposed {passage}", source=said["source"], passage=f"{said['text']} {said['label']}{name}")
        )
    lines += _steps(row["steps"])
    if row["entity"]:
        lines.append(_headed(tr("entity"), f"{row['entity']}{_why(row['why'])}"))
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
        head = tr("value") if at == 0 else ""
        part: str = step["part"]
        yield _headed(head, f"{step['text']:{width}}  " + tr("{part}: {how}", part=tr(part), how=step["how"]))


def _headed(head: str, line: str) -> str:
    return f"{head:9} {line}"


def _why(why: str | None) -> str:
    return tr(": {why}", why=why) if why else tr(": its own name")
