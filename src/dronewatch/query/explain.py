"""Why a span was found, why its value is what it is, and why it is taken for its entity.

Rules, lists and patterns are asked once more, about the article as it is in the index; what they no longer say is not
claimed.
"""

from __future__ import annotations

import sqlite3
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dronewatch import gazetteer, names
from dronewatch.language.derivation import derivation
from dronewatch.messages import tr
from dronewatch.model import NAME_LABELS, NUMBER_LABELS, Span
from dronewatch.names.meanings import MEANINGS
from dronewatch.query.entity import why
from dronewatch.query.passages import Row
from dronewatch.query.place import Places
from dronewatch.settings import Settings
from dronewatch.view import fold, normalize

COLUMNS = (
    *("article", "section", "file", "line", "column", "start", "end", "text", "label", "value", "sentence"),
    *("source", "found_by", "steps", "entity", "why"),
)
NO_MODEL = "none"
_PACKAGE = Path(gazetteer.__file__).parents[2]


def explain(connection: sqlite3.Connection, places: Places, typed: str, settings: Settings) -> Row:
    """The row of `COLUMNS` for the span that `typed` addresses, see `Places.passage`.

    `found_by` is a dict: `kind` (rule, list, pattern, repeated, model), `says` in words, and where they apply `name`,
    `file` and `line` of a list's entry and `in_context` (whether the words around had to speak for it), `first` (the
    passage that is repeated), `proposed` (what lists and patterns say of these words otherwise) and `kept` (whether the
    model decided on what they proposed). `steps` lead to the value: dicts with `text, start, end, part, how`. `entity`
    and `why` are as in `query.entity`. `settings` name the lists
    and the model. Raises `UsageError` where no span is.
    """
    found = places.passage(typed)
    span, text = found["span"], found["text"]
    row = {key: found[key] for key in ("article", "file", "line", "column", "sentence")}
    row |= {key: span[key] for key in ("section", "start", "end", "text", "label", "value", "source")}
    row |= {"at": span["start"] - found["sentence_start"], "steps": [], "entity": None, "why": None}
    if span["label"] not in NAME_LABELS:
        steps = derivation(text, span["start"], span["end"], span["label"], date=found["date"])
        row["steps"] = [{"text": text[step.start : step.end], **asdict(step)} for step in steps]
        row["found_by"] = _rule(span["label"], found_again=bool(steps))
        return row
    row["found_by"] = _name(found, settings)
    entity = why(connection, found["article"], span["start"], span["end"], span["label"])
    if entity is not None:
        row["entity"], row["why"] = entity
    return row


def _rule(label: str, *, found_again: bool) -> dict[str, Any]:
    kind = tr("numerals") if label == "NUMBER" else tr("the grammar of {label}", label=label)
    says = tr("{kind}, on the text alone", kind=kind) if label in (*NUMBER_LABELS, "NUMBER") else kind
    lost = "" if found_again else tr("; it does not find this any more, index again")
    return {"kind": "rule", "says": says + lost}


def _name(found: Row, settings: Settings) -> dict[str, Any]:
    """Which list, pattern, repetition or model said so."""
    span, text = found["span"], found["text"]
    known = gazetteer.find(text, gazetteer.load(settings.gazetteers))
    proposed = [*known, *names.find(text, known)]
    source: str = span["source"]
    own = [each for each in proposed if (each.start, each.end, each.label) == _key(span)]
    others = [each for each in proposed if each.start < span["end"] and span["start"] < each.end and each not in own]
    said: dict[str, Any] = {"kind": "model", "says": tr("the model, from context")}
    if source.startswith("gazetteer:"):
        said = _listed(own, source, settings)
    elif source.startswith("pattern:"):
        rule = source.removeprefix("pattern:")
        said = {"kind": "pattern", "says": tr("the pattern “{rule}”: {meaning}", rule=rule, meaning=_meaning(rule))}
    elif source.startswith("repeated:"):
        said = {
            "kind": "repeated",
            "says": tr("a name of this article stands here again"),
            **_first(found, source),
        }
    elif source != "model":
        said = {"kind": "model", "says": source}
    if source.startswith(("gazetteer:", "pattern:")) and settings.model != NO_MODEL:
        said["kept"] = settings.model is None
    said["proposed"] = [
        {"text": each.text, "label": each.label, "source": each.source, "name": each.name} for each in others
    ]
    return said


def _meaning(rule: str) -> str:
    return tr(MEANINGS[rule]) if rule in MEANINGS else tr("a rule of names")


def _key(span: dict[str, Any]) -> tuple[int, int, str]:
    return span["start"], span["end"], span["label"]


def _listed(own: list[Span], source: str, settings: Settings) -> dict[str, Any]:
    stem = source.removeprefix("gazetteer:")
    name = next((each.name for each in own if each.source == source), None)
    at = gazetteer.entry(name, stem, settings.gazetteers) if name is not None else None
    if name is None:
        return {
            "kind": "list",
            "says": tr("the list {stem}, which does not have it any more: index again", stem=stem),
        }
    if at is None:
        return {"kind": "list", "says": tr("the list {stem}", stem=stem), "name": name}
    path = Path(at[0])
    shown = path.relative_to(_PACKAGE) if path.is_relative_to(_PACKAGE) else path
    said = {
        "kind": "list",
        "says": tr("the list {stem}", stem=stem),
        "name": name,
        "file": str(shown),
        "line": at[1].line,
    }
    # What is written so in the entry's list of ambiguous names was only taken for it by the words around it.
    return said | {"in_context": fold(own[0].text) in map(fold, at[1].ambiguous)}


def _first(found: Row, source: str) -> dict[str, Any]:
    """The passage that is repeated: the first with these words that the source itself found."""
    span = found["span"]
    origin = source.removeprefix("repeated:")
    words = normalize(span["text"])

    def repeated(each: dict[str, Any]) -> bool:
        """Whether `names.echo` looks for these words because of it: the whole name, or a person's without the first."""
        name = normalize(each["text"])
        return name == words or (each["label"] == "PERSON" and name.endswith(f" {words}"))

    same = (each for each in found["spans"] if (each["source"], each["label"]) == (origin, span["label"]))
    first = next(filter(repeated, same), None)
    if first is None:
        return {}
    return {"first": {"text": first["text"], "start": first["start"], "end": first["end"], "source": origin}}
