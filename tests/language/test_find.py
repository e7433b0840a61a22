"""`find` and `parse_amount`: invariants for every text, labels, cost, what a person types."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch import language
from dronewatch.errors import UsageError
from dronewatch.language.words import words
from dronewatch.model import NUMBER_LABELS, VALUE_KEYS, Value

ALL = (*NUMBER_LABELS, "NUMBER")
PIECES = st.sampled_from(
    [
        *words(
            "3 12 1.200 2019 3,5 un une deux vingt mille million millions milliards de d' euros € $ % pour cent à et ou"
        ),
        *words(
            "entre plus près environ dont les des dizaines centaine km/h m² drones policiers jeunes ans fois sur , ."
        ),
        *words("- – « \" ( ) l' qu' 😀 ’ İ ½"),
        *("\n", "\r\n", "\u00a0", "\u202f"),
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_spans_of_any_text(text: str) -> None:
    spans = language.find(text, ALL)
    for span in spans:
        assert text[span.start : span.end] == span.text != ""
        assert "\n" not in span.text
        assert "\r" not in span.text
        assert span.value is not None
        if span.label in ("MONEY", "QUANTITY", "PERCENT"):
            value = span.value
            assert (value.modifier == "between") <= (value.low is not None and value.high is not None)
            assert value.modifier in ("between", "vague") or value.amount is not None
            assert value.low is None or value.high is None or value.low <= value.high
    assert [span.start for span in spans] == sorted(span.start for span in spans)
    apart = [span for span in spans if span.label != "NUMBER"]
    assert all(before.end <= after.start for before, after in pairwise(apart))
    assert [span for span in language.find(text) if span.label == "MONEY"] == language.find(text, ("MONEY",))


def test_typography_changes_no_value() -> None:
    plain = "Pres de 4 millions d'euros pour 20 000 boutons d'appel, 3,5 % et 1.200 drones"
    dressed = plain.replace("'", "’").replace(" 000", "\u202f000").replace(" %", "\u00a0%").replace("4 m", "4\u00a0m")
    found = [(span.start, span.end, span.label, span.value and span.value.amount) for span in language.find(plain)]
    assert found == [
        (span.start, span.end, span.label, span.value and span.value.amount) for span in language.find(dressed)
    ]
    assert len(found) == 4


def test_only_the_labels_asked_for() -> None:
    text = "12 % de 3 millions d'euros pour 40 drones le 3 mai 2019"
    for label in NUMBER_LABELS:
        assert {span.label for span in language.find(text, [label])} <= {label}
    assert [span.text for span in language.find(text, ["NUMBER"])][:3] == ["12", "3 millions", "40"]


def test_fields_of_other_labels_stay_empty() -> None:
    for span in language.find("12 % de 3 millions d'euros HT par an pour 40 drones armés", ALL):
        empty = set(Value.__slots__) - set(VALUE_KEYS[span.label])
        assert all(getattr(span.value, field) is None for field in empty)


HOSTILE = {
    "digits": "1" * 100_000,
    "thousand": "mille " * 8_000,
    "ones": "1 " * 12_000,
    "commas": "1," * 12_000,
    "eighty": "quatre-vingt-" * 4_000,
    "half": "demi-" * 8_000,
    "of": "de " * 30_000,
    "signs": "€" * 100_000,
    "adjectives": "5 " + "grands petits " * 8_000,
    "ranges": "entre 1 et 2 " * 2_500,
    "collectives": "une centaine de milliers de " * 2_000,
    "quotes": '1 "' * 8_000,
    "blanks": " " * 100_000,
    "name": "a" * 100_000 + "@",
    "handles": "@abc 12 #def 13 " * 1_500,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_long_text_ends(text: str) -> None:
    """No clock: what took the square of the length would take minutes (benchmarks/redos.py measures)."""
    for span in language.find(text, ALL):
        assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("typed", "amount", "currency", "modifier"),
    [
        ("1,5 M€", 1500000, "EUR", "exact"),
        ("200 000", 200000, None, "exact"),
        ("3 millions", 3000000, None, "exact"),
        ("2,4 millions d’euros", 2400000, "EUR", "exact"),
        ("$20", 20, "USD", "exact"),
        ("450k€", 450000, "EUR", "exact"),
        ("trois mille euros", 3000, "EUR", "exact"),
        ("plus de 10 euros", 10, "EUR", "more_than"),
        (" 1500000 ", 1500000, None, "exact"),
        ("1.5", Decimal("1.5"), None, "exact"),
        ("0", 0, None, "exact"),
        ("10 CHF", 10, "CHF", "exact"),
    ],
)
def test_typed_amounts(typed: str, amount: int | Decimal, currency: str | None, modifier: str) -> None:
    value = language.parse_amount(typed)
    assert (value.amount, value.currency, value.modifier) == (amount, currency, modifier)


@pytest.mark.parametrize(
    "typed", ["", "beaucoup", "1 2", "3 drones", "12 euros et 14 dollars", "des millions", "abc 12 €"]
)
def test_what_is_no_amount(typed: str) -> None:
    with pytest.raises(UsageError, match="not an amount"):
        language.parse_amount(typed)


def test_nothing_heavy_is_imported() -> None:
    code = "import sys, dronewatch.language; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"spacy", "pandas", "numpy", "yaml", "rich", "click"} & set(run.stdout.split())
