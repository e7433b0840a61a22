"""Numerals: values, forms, what is left alone, and properties that hold for every number and every text."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.language.numerals import find_numerals
from dronewatch.language.words import words

ONES = words("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}


def below_hundred(n: int) -> str:
    if n < 17:
        return ONES[n]
    if n < 20:
        return f"dix-{ONES[n - 10]}"
    tens, ones = divmod(n, 10)
    if tens in (7, 9):
        tens, ones = tens - 1, ones + 10
    head = "quatre-vingt" if tens == 8 else TENS[tens]
    if ones == 0:
        return head + ("s" if tens == 8 else "")
    if ones in (1, 11) and tens != 8:
        return f"{head} et {ONES[ones]}"
    return f"{head}-{below_hundred(ones)}"


def spelled(n: int) -> str:
    """French words for 0 to 10^12, 1990 spelling apart: an own generator, to test the parser against."""
    parts = []
    for scale, name in ((10**9, "milliard"), (10**6, "million"), (1000, "mille")):
        count, n = divmod(n, scale)
        if count and scale == 1000:
            singular = re.sub("(cent|vingt)s$", r"\1", spelled(count))
            parts.append("mille" if count == 1 else f"{singular} mille")
        elif count:
            parts.append(f"{spelled(count)} {name}{'s' if count > 1 else ''}")
    hundreds, n = divmod(n, 100)
    if hundreds:
        parts.append("cent" if hundreds == 1 else f"{ONES[hundreds]} cent{'' if n else 's'}")
    if n or not parts:
        parts.append(below_hundred(n))
    return " ".join(parts)


def values(text: str) -> list[Decimal | None]:
    return [numeral.value for numeral in find_numerals(text)]


@given(st.integers(2, 10**12 - 1))
def test_number_words_are_read_back(n: int) -> None:
    text = spelled(n)
    [numeral] = find_numerals(text)
    assert (numeral.start, numeral.end, numeral.value, numeral.form) == (0, len(text), Decimal(n), "words")


@given(st.integers(2, 10**12 - 1))
def test_hyphens_everywhere_say_the_same(n: int) -> None:
    assert values(spelled(n).replace(" ", "-")) == [Decimal(n)]


@given(st.integers(0, 10**15), st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", ".", "'", "’"]))
def test_every_thousands_mark(n: int, mark: str) -> None:
    assert values(f"{n:,}".replace(",", mark)) == [Decimal(n)]


@given(st.decimals(0, 10**6, places=2))
def test_the_comma_is_decimal(n: Decimal) -> None:
    assert values(str(n).replace(".", ",")) == [n]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Septante-cinq", 75),
        ("mil neuf cent quarante", 1940),
        ("dix-neuf cent quarante", 1940),
        ("trois virgule zéro cinq", "3.05"),
        ("1 million et demi", 1500000),
        ("deux milliards trois cent mille", 2000300000),
        ("3,2 Mds d'euros", 3200000000),
        ("moins vingt", -20),
        ("un demi-million", 500000),
        ("cinquante-trois mille millions", 53 * 10**9),
        ("½", "0.5"),
        ("trois quarts", "0.75"),
        ("un quart de million", 250000),
        ("zéro", 0),
    ],
)
def test_one_number(text: str, value: int | str) -> None:
    assert values(text) == [Decimal(value)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("quatre-vingt-dix cinq", [90, 5]),
        ("deux cent mille quatorze mille", [200000, 14000]),
        ("12.04.2019, 192.168.1.2 et 3", [3]),
        ("423 0000", [423, 0]),
        ("en 2019 300 lots", [2019, 300]),
        ("7 milliards un jour", [7 * 10**9]),
    ],
)
def test_where_one_number_ends_and_the_next_begins(text: str, found: list[int | Decimal]) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "A320",
        "Covid-19",
        "#2024",
        "voir https://exemple.fr/a/12?b=3",
        "un homme",
        "quarantaine",
        "sixième",
        "vingt et unième",
        "VIIe",
    ],
)
def test_left_alone(text: str) -> None:
    assert [numeral for numeral in find_numerals(text) if numeral.form != "ordinal"] == []


def test_collectives_keep_their_doubt() -> None:
    about, vague, exact = find_numerals("une centaine, des milliers, trois douzaines")
    assert (about.value, about.modifier) == (100, "about")
    assert (vague.value, vague.modifier) == (None, "vague")
    assert (exact.value, exact.modifier) == (36, "exact")


def test_what_is_glued_is_told() -> None:
    assert [(numeral.value, numeral.glued) for numeral in find_numerals("20h30, 5km, 200m², 2-roues")] == [
        (20, "h"),
        (5, "km"),
        (200, "m²"),
        (2, "-roues"),
    ]


def test_ordinals_are_told_apart() -> None:
    assert [numeral.form for numeral in find_numerals("le 1er, la 2e et 3")] == ["ordinal", "ordinal", "digits"]


def test_a_comma_before_three_figures_has_two_readings() -> None:
    [numeral] = find_numerals("12,345")
    assert (numeral.value, numeral.other) == (Decimal("12.345"), Decimal(12345))


def test_codes_are_no_numbers() -> None:
    assert find_numerals("1" * 40) == []


@given(st.text())
def test_in_order_without_overlap(text: str) -> None:
    end = 0
    for numeral in find_numerals(text):
        assert end <= numeral.start < numeral.end <= len(text)
        end = numeral.end
