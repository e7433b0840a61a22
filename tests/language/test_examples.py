"""The inline-annotated sentences under `examples/`: every span and every value that they mark, and nothing else."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.examples import parse

from dronewatch import language

FOLDER = Path(__file__).parent / "examples"
LABELS = {
    "money.txt": ("MONEY",),
    "quantity.txt": ("QUANTITY", "DURATION"),
    "percent.txt": ("PERCENT", "QUANTITY"),
    "number.txt": ("NUMBER",),
}
SENTENCES = [
    pytest.param(LABELS[name], line, id=f"{name}:{number}")
    for name in LABELS
    for number, line in enumerate((FOLDER / name).read_text("utf-8").splitlines(), 1)
    if line and not line.startswith("#")
]


def same(expected: str, found: object) -> bool:
    return Decimal(expected) == found if isinstance(found, Decimal) else expected == str(found)


@pytest.mark.parametrize(("labels", "marked"), SENTENCES)
def test_sentence(labels: tuple[str, ...], marked: str) -> None:
    text, expected = parse(marked)
    found = language.find(text, labels)
    assert [(span.label, span.text) for span in found] == [
        (span.label, text[span.start : span.end]) for span in expected
    ]
    for span, wanted in zip(found, expected, strict=True):
        assert (span.start, span.end) == (wanted.start, wanted.end)
        for field, value in wanted.value.items():
            got = getattr(span.value, field)
            assert same(value, got), f"{span.text}: {field} is {got}, expected {value}"
