"""Dates: annotated examples, resolution against a publication day, invariants, cost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import parse

from dronewatch.language import dates
from dronewatch.language.dates import find_dates

EXAMPLES = [
    line
    for line in (Path(__file__).parent / "examples" / "dates.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
# EDTF as this package writes it (ISO 8601-2, levels 0 to 2): dates with X, seasons, `?`, intervals, sets.
_YEAR = r"[0-9X]{4}"
_DATE = rf"{_YEAR}(?:-(?:0[1-9]|1[0-2]|2[1-4]|3[3-6]|4[01]|XX)(?:-(?:0[1-9]|[12]\d|3[01]))?)?\??"
EDTF = re.compile(rf"{_DATE}|{_DATE}/{_DATE}|[{{\[]{_DATE}(?:,{_DATE})+[}}\]]")


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples(example: str) -> None:
    text, expected = parse(example)
    found = find_dates(text)
    assert [(span.start, span.end) for span in found] == [(span.start, span.end) for span in expected]
    for span, want in zip(found, expected, strict=True):
        assert span.value is not None
        assert span.value.edtf == want.value.get("edtf")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("le 12 avril dernier", "2020-04-12"),
        ("le 29 février dernier", "2020-02-29"),
        ("le 20 mai dernier", "2019-05-20"),
        ("le 20 mai prochain", "2021-05-20"),
        ("en mai dernier", "2019-05"),
        ("en avril dernier", "2020-04"),
        ("en mars prochain", "2021-03"),
        ("mardi dernier", "2020-05-19"),
        ("mercredi dernier", "2020-05-13"),
        ("jeudi prochain", "2020-05-21"),
        ("mercredi prochain", "2020-05-27"),
        ("mardi", "2020-05-19?"),
        ("mercredi", "2020-05-20?"),
        ("de vendredi à samedi", "2020-05-15?/2020-05-16?"),
        ("du 14 au 18 octobre prochains", "2020-10-14/2020-10-18"),
        ("du 22 décembre au 2 janvier derniers", "2019-12-22/2020-01-02"),
        ("du 18 au 22 mai prochain", "2020-05-18/2020-05-22"),
        ("de mercredi à jeudi dernier", "2020-05-13/2020-05-14"),
        ("de mardi à jeudi 2 avril 2020", "2020-03-31/2020-04-02"),
        ("mardi 12 avril", "XXXX-04-12"),  # a Sunday in 2020, a Monday in 2021, a Friday in 2019
        ("vendredi 12 avril", "2019-04-12"),
        ("le 12 avril", "2020-04-12"),
        ("le 12 décembre", "XXXX-12-12"),
        ("en juin", "2020-06"),
        ("les 20 et 27 mai", "{2020-05-20,2020-05-27}"),
        ("du 28 mars au 3 avril", "2020-03-28/2020-04-03"),
        ("en 2016", "2016"),
    ],
)
def test_relative_dates_are_resolved_against_the_day_of_publication(text: str, edtf: str) -> None:
    (span,) = find_dates(text, date="2020-05-20")
    assert span.value is not None
    assert span.value.edtf == edtf


@pytest.mark.parametrize("date", [None, "", "2020", "hier", "2020-13-45"])
def test_without_a_full_day_nothing_is_resolved(date: str | None) -> None:
    (span,) = find_dates("le 12 avril dernier", date=date)
    assert span.value is not None
    assert span.value.edtf == "XXXX-04-12"


def test_a_time_of_publication_counts_as_its_day() -> None:
    (span,) = find_dates("lundi dernier", date="2020-05-20T08:30:00+02:00")
    assert span.value is not None
    assert span.value.edtf == "2020-05-18"


@pytest.mark.parametrize(
    "text", ["mardi\n12 avril", "12 avril\r\n2019", "entre 2008 et\n2016", "du 14\nau 18 octobre", "années\n80"]
)
def test_no_line_break_is_crossed(text: str) -> None:
    assert all("\n" not in span.text and "\r" not in span.text for span in find_dates(text))


PIECES = st.sampled_from(
    ["mardi", "12", "1er", "avril", "Mars", "2019", "au", "à", "et", "entre", "de", "le", "mi-", "années", "80",
     "hiver", "premier", "trimestre", "dernier", "prochains", " ", " ", "\u00a0", "-", "/", ".", ",", "(", "\n", "’",
     "İ", "😀", "Noël", "31", "décembre", "00", "semestre", "«", "»", "99"]
)  # fmt: skip
DAYS = st.none() | st.dates().map(str)


@given(st.lists(PIECES, max_size=40).map("".join) | st.lists(PIECES, max_size=30).map(" ".join) | st.text(), DAYS)
def test_invariants(text: str, date: str | None) -> None:
    at = 0
    for span in find_dates(text, date=date):
        assert at <= span.start < span.end
        assert span.text == text[span.start : span.end] == span.text.strip()
        assert not re.search(r"[\n\r]", span.text)
        assert (span.label, span.source) == ("DATE", "date")
        assert span.value is not None
        assert span.value.edtf is None or EDTF.fullmatch(span.value.edtf), span
        at = span.end


@pytest.mark.parametrize(
    "unit",
    ["1", "12 ", "12, ", "12 et ", "le 12 ", "mardi ", "mardi 12, ", "mars ", "2019 ", "2019-", "2019/", "12/",
     "années 80, ", "entre 2008 et ", "mi-", "premier ", "1er ", "a", " ", "1 er ", "mars-", "20 au "],
)  # fmt: skip
def test_a_long_text_ends(unit: str) -> None:
    """No clock: what took the square of the length would take minutes (benchmarks/redos.py measures)."""
    text = (unit * 40_000)[:400_000]
    for span in find_dates(text):
        assert text[span.start : span.end] == span.text


def test_data_and_code_agree() -> None:
    assert sorted(dates.data.MONTHS.values()) == list(range(1, 13))
    assert set(dates.data.SHORT_MONTHS.values()) <= set(dates.data.MONTHS.values())
    assert sorted(dates.data.WEEKDAYS.values()) == list(range(7))
