"""Durations: annotated examples, invariants, cost."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import parse

from dronewatch.language import durations_data
from dronewatch.language.durations import find_durations
from dronewatch.language.numerals import find_numerals
from dronewatch.model import Span

EXAMPLES = [
    line
    for line in (Path(__file__).parent / "examples" / "durations.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
NUMBER = r"\d+(?:\.\d+)?"
ISO = re.compile(
    rf"P(?=.)(?:{NUMBER}Y)?(?:{NUMBER}M)?(?:{NUMBER}W)?(?:{NUMBER}D)?(?:T(?=.)(?:{NUMBER}H)?(?:{NUMBER}M)?(?:{NUMBER}S)?)?"
)


def find(text: str) -> list[Span]:
    return find_durations(text, find_numerals(text))


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples(example: str) -> None:
    text, expected = parse(example)
    found = find(text)
    assert [span.text for span in found] == [text[span.start : span.end] for span in expected]
    for span, want in zip(found, expected, strict=True):
        assert span.start == want.start
        assert span.value is not None
        for name, value in want.value.items():
            given_value = getattr(span.value, name)
            assert given_value == (Decimal(value) if isinstance(given_value, Decimal) else value), (span, name)


PIECES = st.sampled_from(
    ["trois", "un", "une", "12", "24", "2,5", "1h30", "h", "ans", "an", "heures", "d’heure", "et", "demi", "demie", "à",
     "sur 24", "dizaine", "d'", "années", "mois", "de", "millions", " ", "\u00a0", "-", "/", "7j/7", "\n", ",", "İ",
     "😀", "quart", "jours", "semaine", "secondes", "minutes", "siècle", "journées", "milliards", "nuit", "0", "00"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join) | st.lists(PIECES, max_size=30).map(" ".join) | st.text())
def test_invariants(text: str) -> None:
    at = 0
    for span in find(text):
        assert at <= span.start < span.end
        assert span.text == text[span.start : span.end] == span.text.strip()
        assert not re.search(r"[\n\r]", span.text)
        assert (span.label, span.source) == ("DURATION", "duration")
        assert span.value is not None
        assert span.value.unit in {unit for unit, _, _ in durations_data.UNITS.values()}
        assert span.value.iso is None or (ISO.fullmatch(span.value.iso) and span.value.modifier == "exact")
        if span.value.modifier == "between":
            assert span.value.amount is None
            assert span.value.low is not None and span.value.high is not None and span.value.low < span.value.high
        at = span.end


@pytest.mark.parametrize(
    "unit",
    ["12 ", "trois ", "trois ans ", "un an ", "une ", "1h30 ", "24 heures ", "12 à ", "long ", "un long ", "d'un an "],
)
def test_a_long_text_ends(unit: str) -> None:
    """No clock: what took the square of the length would take minutes (benchmarks/redos.py measures)."""
    text = unit * 20_000
    for span in find_durations(text, find_numerals(text)):
        assert text[span.start : span.end] == span.text
