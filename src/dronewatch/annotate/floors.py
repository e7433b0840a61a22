"""Floors: percentages that a gate must reach, from an option, from `dronewatch.yaml`, or pinned.

Pins lie in `floors.json` of the annotations' folder, beside what they speak of, so that a change of one is a line in
the same diff; `--pin` alone writes them, what people choose stands in `dronewatch.yaml`. They are kept apart by command
and by the corpora that were measured (the folders of annotations): where only some of the corpora are there, the floors
of the others neither hold nor fail.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from dronewatch import yaml_lines
from dronewatch.annotate.outcome import Check
from dronewatch.annotate.percent import percent, reaches
from dronewatch.errors import DataError, StorageError, UsageError
from dronewatch.messages import tr
from dronewatch.model import LABELS

FILE = "floors.json"
SCHEMA = 1
COMMANDS = ("coverage", "evaluate")
COVERAGE = ("total", "documents", "document", "decided")
MEASURES = ("strict", "exact", "partial", "type", "value")
NAMES = (*COVERAGE, *LABELS, *MEASURES, *(f"{measure}.{label}" for measure in ("strict", "value") for label in LABELS))


@dataclass(frozen=True, slots=True)
class Pin:
    """Floors by name, and what they were measured on: the `hash` of the corpus or gold, and how many documents."""

    hash: str
    documents: int
    floors: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors that hold: `chosen` in options and `dronewatch.yaml`, by name, with who set them; and those pinned."""

    chosen: Mapping[str, tuple[Decimal, str]] = field(default_factory=dict)
    pin: Pin | None = None

    def pinned(self, shares: Mapping[str, Fraction | None], hash: str, documents: int, *, vacuous: bool) -> list[Check]:
        """One check for each pinned floor. Where the corpus is another than the one that was pinned, a failure says so.

        `vacuous`: labels of which there is nothing pass.
        """
        if self.pin is None:
            return []
        note = "" if self.pin.hash == hash else tr("what is measured has changed since it was pinned")
        if note and documents != self.pin.documents:
            note += tr(
                ": {documents} documents then, {documents2} now", documents=self.pin.documents, documents2=documents
            )
        return [
            Check(title(name), shares.get(name), floor, FILE, vacuous and name in LABELS, note)
            for name, floor in self.pin.floors.items()
        ]


Pins = dict[str, dict[str, Pin]]  # by command, then by the corpora measured


def check_names(floors: Mapping[str, Decimal], file: str | None) -> None:
    """Raises `UsageError` for a floor in `dronewatch.yaml` that no gate knows."""
    from difflib import get_close_matches

    for name in floors:
        if name not in NAMES:
            near = get_close_matches(name, NAMES, 1)
            hint = (
                tr("did you mean {names}?", names=near[0])
                if near
                else tr("there are {coverage} and labels", coverage=", ".join(COVERAGE + MEASURES))
            )
            line = yaml_lines.load(file)["floors"].lines.get(name) if file else None
            raise UsageError(tr("unknown floor “{name}”", name=name), file=file, line=line, hint=hint)


def title(name: str) -> str:
    """What a floor is called in a message: `MONEY strict F1`."""
    if name in LABELS:
        return f"{name} decided"
    measure, _, label = name.partition(".")
    told = tr("values right") if measure == "value" else f"{measure} F1" if measure in MEASURES else measure
    return f"{label} {told}" if label else told


def key(corpora: Sequence[str]) -> str:
    """What a pin is kept under: the corpora that were measured."""
    return ", ".join(sorted(corpora))


def read(folder: Path) -> Pins:
    """The pins of a folder of annotations; none where there is no such file.

    Raises `DataError` where the file is not as `write` makes it.
    """
    path = folder / FILE
    if not path.exists():
        return {}
    try:
        content = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)
        if content["schema"] != SCHEMA:
            raise DataError(
                tr("is of schema {schema}, this version reads {schema2}", schema=content["schema"], schema2=SCHEMA),
                file=str(path),
            )
        return {
            command: {corpora: _pin(entry) for corpora, entry in content[command].items()}
            for command in COMMANDS
            if command in content
        }
    except json.JSONDecodeError as problem:
        hint = tr("resolve the conflict, or take the version that was committed")
        raise DataError(tr("is not JSON"), file=str(path), line=problem.lineno, hint=hint) from None
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise DataError(
            tr("holds no floors: {problem}", problem=problem), file=str(path), hint=tr("--pin writes it anew")
        ) from None


def _pin(entry: Any) -> Pin:
    floors = dict(entry["floors"])
    for name, number in floors.items():
        if name not in NAMES or not isinstance(number, Decimal) or not 0 <= number <= 100:
            raise ValueError(f"“{name}: {number}”")
    return Pin(str(entry["hash"]), int(entry["documents"]), floors)


def measured(shares: Mapping[str, Fraction | None]) -> dict[str, Decimal]:
    """The floors that hold now, rounded down to two decimals."""
    return {name: percent(share, 2) for name, share in shares.items() if share is not None}


def lowered(old: Pin, shares: Mapping[str, Fraction | None], vacuous: bool) -> list[str]:
    """The floors of `old` that would fall, or could no longer be pinned, each in words."""
    told = []
    for name, floor in old.floors.items():
        share = shares.get(name)
        if share is None:
            if not (vacuous and name in LABELS):
                told.append(tr("{name} {floor} → nothing to measure", name=name, floor=floor))
        elif not reaches(share, floor):
            told.append(f"{name} {floor} → {percent(share, 2)}")
    return told


def write(folder: Path, pins: Pins) -> Path:
    """Write the pins, one floor a line, whole or not at all. `StorageError` where they cannot be written."""
    path = folder / FILE
    content: dict[str, Any] = {"schema": SCHEMA}
    for command, entries in sorted(pins.items()):
        content[command] = {
            corpora: {
                "hash": pin.hash,
                "documents": pin.documents,
                "floors": {name: float(number) for name, number in pin.floors.items()},
            }
            for corpora, pin in sorted(entries.items())
        }
    draft = path.with_name(f".{FILE}.{os.getpid()}.tmp")
    try:
        draft.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as problem:
        draft.unlink(missing_ok=True)
        raise StorageError(
            tr("cannot be written: {strerror}", strerror=(problem.strerror or "").lower()), file=str(path)
        ) from None
    return path
