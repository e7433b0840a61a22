"""Steps to a value: every span that the grammar finds has them, and they say what the value says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import parse

from dronewatch import language
from dronewatch.language.derivation import derivation
from dronewatch.model import LABELS, Span

FOLDER = Path(__file__).parent / "examples"
SENTENCES = [
    pytest.param(parse(line)[0], id=f"{file.name}:{number}")
    for file in sorted(FOLDER.iterdir())
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
    if line and not line.startswith("#")
]


def _steps(text: str, span: Span, date: str | None = None) -> list[tuple[str, str, str]]:
    found = derivation(text, span.start, span.end, span.label, date=date)
    return [(text[step.start : step.end], step.part, step.how) for step in found]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (
            "Près de 4 millions d’euros HT par an.",
            [
                ("4 millions", "number", "4 × 1 000 000 = 4 000 000"),
                ("d’euros", "currency", "EUR"),
                ("Près de", "modifier", "about"),
                ("HT", "tax", "excluded"),
                ("HT par an", "per", "an"),
            ],
        ),
        (
            "de 3 à 5 millions d'euros",
            [
                ("3", "number", "3"),
                ("5 millions", "number", "5 × 1 000 000 = 5 000 000"),
                ("3 à 5 millions d'euros", "range", "from 3 000 000 to 5 000 000"),
                ("d'euros", "currency", "EUR"),
            ],
        ),
        (
            "deux cent quarante mille euros",
            [("deux cent quarante mille", "number", "2, 100, 40, 1 000 → 240 000"), ("euros", "currency", "EUR")],
        ),
        ("450k€", [("450k", "number", "450 × 1 000 = 450 000"), ("€", "currency", "EUR")]),
        ("$3,5M", [("3,5M", "number", "3,5 × 1 000 000 = 3 500 000"), ("$", "currency", "USD")]),
        (
            "une quinzaine de villes",
            [
                ("une quinzaine", "number", "1 × 15 = 15"),
                ("villes", "noun", "villes, what is counted"),
                ("une quinzaine", "modifier", "about: the number itself is a round one"),
            ],
        ),
        (
            "12,5 % environ",
            [("12,5", "number", "12,5"), ("%", "unit", "per cent"), ("environ", "modifier", "about")],
        ),
        (
            "66 drones de capacité nationale",
            [
                ("66", "number", "66"),
                ("drones", "noun", "drones, what is counted"),
                ("drones de capacité nationale", "object", "the whole phrase"),
            ],
        ),
        (
            "20 centimes",
            [("20", "number", "20"), ("20 centimes", "amount", "hundredths: 0,20"), ("centimes", "currency", "EUR")],
        ),
    ],
)
def test_steps(text: str, steps: list[tuple[str, str, str]]) -> None:
    (span,) = language.find(text)
    assert _steps(text, span) == steps


def test_what_is_left_out_is_taken_from_where_it_was_said() -> None:
    text = "565 micro-drones, dont 200 pour Paris et 20 à Lyon, et 450k€, 8,5 millions du ministère"
    found = {span.text: _steps(text, span) for span in language.find(text)}
    assert found["20"][1] == ("565 micro-drones", "noun", "micro-drones, left out here, taken from there")
    assert found["8,5 millions"][1] == ("450k€", "currency", "EUR, left out here, taken from there")
    (span,) = language.find("Il y en a 5 400 à la police.")
    assert _steps("Il y en a 5 400 à la police.", span)[1][2] == "none is said here or before"


def test_a_date_says_what_the_day_of_publication_adds() -> None:
    text = "le 12 avril dernier"
    (span,) = language.find(text, date="2020-05-01")
    assert [how for _, _, how in _steps(text, span, "2020-05-01")] == [
        "XXXX-04-12, by the words alone",
        "2020-04-12, as the article is of 2020-05-01",
    ]
    assert _steps(text, span)[-1][2] == "X stands for what is not said"


def test_no_span_has_no_steps() -> None:
    assert derivation("240 drones", 0, 3, "QUANTITY") == []
    assert derivation("240 drones", 0, 10, "MONEY") == []


@pytest.mark.parametrize("text", SENTENCES)
def test_every_span_of_the_examples_has_steps_to_its_value(text: str) -> None:
    for span in language.find(text, LABELS):
        found = _steps(text, span)
        assert found, span
        said = " ".join(how for _, _, how in found)
        value = span.value
        assert value is not None
        numbers = [value.low, value.high] if value.amount is None else [value.amount]
        for number in numbers:
            if number is not None and span.label != "DURATION":
                assert f"{number:,f}".replace(",", " ").replace(".", ",") in said, (span, found)
        for known in (value.currency, value.noun, value.edtf, value.iso, value.tax, value.per):
            assert known is None or known in said, (span, found)
        if value.modifier not in ("exact", "between") and span.label != "NUMBER":
            assert any(part == "modifier" and how.startswith(value.modifier) for _, part, how in found), (span, found)


@given(st.text(st.sampled_from("123 0,.€$%kM\n«»\"-àd'eurosmilncéptxh½"), max_size=40))
def test_steps_are_in_the_text(text: str) -> None:
    for span in language.find(text, LABELS):
        found = derivation(text, span.start, span.end, span.label)
        assert found, span
        assert all(0 <= step.start <= step.end <= len(text) for step in found)
