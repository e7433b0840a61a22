from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.report import french


@pytest.mark.parametrize(
    ("number", "machine", "reader"),
    [
        ("0", "0", "0"),
        ("-0", "0", "0"),
        ("999", "999", "999"),
        ("5400", "5400", "5 400"),
        ("3550000", "3550000", "3 550 000"),
        ("3.55E+6", "3550000", "3 550 000"),
        ("2.40", "2.4", "2,4"),
        ("1837.32", "1837.32", "1 837,32"),
        ("-1200", "-1200", "−1 200"),
        ("0.0000001", "0.0000001", "0,0000001"),
        ("100", "100", "100"),
    ],
)
def test_numbers(number: str, machine: str, reader: str) -> None:
    assert french.plain(Decimal(number)) == machine
    assert french.number(Decimal(number)).replace("\u202f", " ") == reader


def test_thousands_and_units_do_not_break() -> None:
    text = french.value({"modifier": "about", "amount": Decimal(4000000), "currency": "EUR"})
    assert text == "≈\u00a04\u202f000\u202f000\u00a0€"


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ({"modifier": "exact", "amount": "175000", "currency": "EUR"}, "175 000 €"),
        ({"modifier": "more_than", "amount": "10000"}, "> 10 000"),
        ({"modifier": "less_than", "amount": "3"}, "< 3"),
        ({"modifier": "at_least", "amount": "3", "currency": "USD"}, "≥ 3 $"),
        ({"modifier": "at_most", "amount": "3", "currency": "CHF"}, "≤ 3 CHF"),
        ({"modifier": "between", "low": "3000000", "high": "5000000", "currency": "EUR"}, "3 000 000–5 000 000 €"),
        ({"modifier": "between", "low": "150", "high": "200"}, "150–200"),
        ({"modifier": "vague"}, "~"),
        ({"modifier": "vague", "currency": "EUR"}, "~ €"),
        ({"modifier": "vague", "low": "200", "high": "900"}, "~ 200–900"),
        ({"modifier": "vague", "low": "100"}, "~ ≥ 100"),
        ({"modifier": "vague", "high": "100"}, "~ ≤ 100"),
        ({"modifier": "exact", "amount": "2.5", "currency": "EUR"}, "2,50 €"),
        ({"modifier": "exact", "amount": "2.5"}, "2,5"),
    ],
)
def test_values(row: dict[str, str], shown: str) -> None:
    assert french.value(row).replace("\u202f", " ").replace("\u00a0", " ") == shown


def test_every_doubt_has_a_sign_and_a_meaning() -> None:
    assert set(french.MEANINGS) == set(french.SIGNS) - {"exact"}


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**20), max_value=10**20))
def test_both_notations_say_the_number(value: Decimal) -> None:
    assert Decimal(french.plain(value)) == value
    read = french.number(value).replace("\u202f", "").replace(",", ".").replace("\u2212", "-")
    assert Decimal(read) == value


def test_an_absurd_exponent_stays_short() -> None:
    assert len(french.number(Decimal("1E+100000"))) < 30
