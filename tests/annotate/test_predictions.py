"""Spans of other taggers: read as the contract says, each wrong line named, the others used."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from dronewatch.annotate.evaluate import Mark
from dronewatch.annotate.predictions import read
from dronewatch.errors import DataError
from dronewatch.model import Value

LENGTHS = {"a": ("hash of a", 50), "b": ("hash of b", 5)}


def _read(*records: Any) -> tuple[dict[str, list[Mark]], list[DataError]]:
    problems: list[DataError] = []
    lines = [each if isinstance(each, str) else json.dumps(each) for each in records]
    return read(lines, "spans.jsonl", LENGTHS, problems.append), problems


def test_the_contract() -> None:
    span = {
        "start": 3,
        "end": 9,
        "text": "…",
        "label": "MONEY",
        "section": "body",
        "entity": None,
        "source": "money",
        "value": {"modifier": "about", "amount": "4000000", "low": None, "high": None, "currency": "EUR", "more": 1},
    }
    found, problems = _read({"id": "a", "sha256": "hash of a", "spans": [span]}, "", {"id": "other", "spans": 5})
    assert problems == []
    value = Value("about", Decimal(4000000), currency="EUR")
    assert found == {"a": [Mark(3, 9, "MONEY", value=value, source="money")]}


@pytest.mark.parametrize("amount", ["2.4", 2.4])
def test_amounts_are_never_floats(amount: Any) -> None:
    found, _ = _read({"id": "a", "spans": [{"start": 0, "end": 1, "label": "MONEY", "value": {"amount": amount}}]})
    assert found["a"][0].value == Value(amount=Decimal("2.4"))


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ([], "object"),
        ({"spans": []}, "id"),
        ({"id": ["a"], "spans": []}, "id"),
        ({"id": "a"}, "must be a list"),
        ({"id": "a", "sha256": "x", "spans": []}, "another text"),
        ({"id": "a", "spans": [5]}, "object"),
        ({"id": "a", "spans": [{"start": 0, "end": 51, "label": "MONEY"}]}, "50 code points"),
        ({"id": "a", "spans": [{"start": 4, "end": 4, "label": "MONEY"}]}, "offsets"),
        ({"id": "a", "spans": [{"start": True, "end": 4, "label": "MONEY"}]}, "offsets"),
        ({"id": "a", "spans": [{"start": 0, "end": 4, "label": "PER"}]}, "unknown label"),
        ({"id": "a", "spans": [{"start": 0, "end": 4, "label": "MONEY", "value": {"amount": "x"}}]}, "no number"),
        ({"id": "a", "spans": [{"start": 0, "end": 4, "label": "MONEY", "value": 5}]}, "value"),
    ],
)
def test_a_wrong_line(record: Any, said: str) -> None:
    found, problems = _read({"id": "b", "spans": []}, record)
    assert list(found) == ["b"]
    (problem,) = problems
    assert (problem.file, problem.line) == ("spans.jsonl", 2)
    assert said in problem.message


def test_an_article_twice() -> None:
    _, problems = _read({"id": "b", "spans": []}, {"id": "b", "spans": []})
    assert [problem.line for problem in problems] == [2]
