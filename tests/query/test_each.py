"""What one thing costs: what is divided, what is not, and the doubt of two values in one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.query import Filters, amounts
from dronewatch.query.each import quotient

SUM = "<MONEY amount=175000 currency=EUR>175 000 €</MONEY>"
DRONES = "<QUANTITY amount=20 noun=nano-drones>20 nano-drones</QUANTITY>"
MODIFIERS = ("exact", "about", "more_than", "less_than", "at_least", "at_most")


def _rows(connection: Any, **chosen: Any) -> list[tuple[Any, ...]]:
    rows = amounts.amounts(connection, each="drone*", **chosen)
    return [(row["text"], row["counted"], row["each_modifier"], row["each"]) for row in rows]


def test_a_sum_and_a_count_in_one_sentence(ask: Any) -> None:
    connection = ask(a=f"{SUM} pour {DRONES}. Puis {SUM}. Et {DRONES}.", b=f"{SUM} pour rien.")
    assert _rows(connection) == [("175 000 €", "20 nano-drones", "exact", Decimal(8750))]
    (row,) = amounts.amounts(connection, each="drone*")
    assert set(amounts.EACH_COLUMNS) <= set(row)


@pytest.mark.parametrize(
    "sentence",
    [
        f"{SUM} pour {DRONES} et <QUANTITY amount=3 noun=stations>3 stations</QUANTITY>.",
        f"{SUM}, dont <MONEY amount=5 currency=EUR>5 €</MONEY> pour {DRONES}.",
        f"<MONEY amount=175000 currency=EUR per=an>175 000 € par an</MONEY> pour {DRONES}.",
        "<MONEY currency=EUR modifier=vague>des millions d'euros</MONEY> pour " + DRONES + ".",
        f"Voici {DRONES} à {SUM}.",
        f"Voici {DRONES} de {SUM}.",
        "<MONEY amount=1 currency=EUR>1 €</MONEY> pour <QUANTITY amount=300 noun=drones>300 drones</QUANTITY>.",
        f"{SUM} pour <QUANTITY modifier=vague noun=drones>des drones</QUANTITY>.",
        f"{SUM} pour <QUANTITY amount=0 noun=drones>zéro drone</QUANTITY>.",
    ],
)
def test_shown_and_not_divided(ask: Any, sentence: str) -> None:
    found = _rows(ask(a=sentence))
    assert found
    assert all(row[2:] == (None, None) for row in found)


def test_a_limit_counts_what_is_shown(ask: Any) -> None:
    connection = ask(a=f"Puis {SUM}.", b=f"{SUM} pour {DRONES}.", c=f"{SUM} pour {DRONES}.")
    assert len(_rows(connection, limit=1)) == 1
    assert len(_rows(connection, filters=Filters(articles=("c",)))) == 1
    assert _rows(connection, filters=Filters(articles=("a",))) == []


def _value(modifier: str, amount: str | None, low: str | None = None, high: str | None = None) -> dict[str, Any]:
    numbers = (None if number is None else Decimal(number) for number in (amount, low, high))
    return {"modifier": modifier, **dict(zip(("amount", "low", "high"), numbers, strict=True))}


@pytest.mark.parametrize(
    ("total", "count", "modifier"),
    [
        ("exact", "exact", "exact"),
        ("about", "exact", "about"),
        ("exact", "about", "about"),
        ("about", "about", "about"),
        ("exact", "more_than", "less_than"),
        ("exact", "at_most", "at_least"),
        ("more_than", "at_most", "more_than"),
        ("more_than", "less_than", "more_than"),
        ("more_than", "more_than", None),
        ("about", "more_than", None),
        ("vague", "exact", None),
    ],
)
def test_doubt(total: str, count: str, modifier: str | None) -> None:
    each = quotient(_value(total, "5"), _value(count, "2"))
    assert each["each_modifier"] == modifier
    assert each["each"] == (Decimal("2.5") if modifier else None)


def test_about_so_much_has_three_digits() -> None:
    assert quotient(_value("about", "230000000"), _value("exact", "6"))["each"] == 38300000
    assert quotient(_value("exact", "1"), _value("about", "3"))["each"] == Decimal("0.33")


def test_ranges() -> None:
    each = quotient(_value("between", None, "10", "20"), _value("exact", "4"))
    assert (each["each_low"], each["each_high"], each["each"]) == (Decimal("2.5"), Decimal(5), None)
    each = quotient(_value("exact", "10"), _value("between", None, "2", "5"))
    assert (each["each_low"], each["each_high"]) == (Decimal(2), Decimal(5))
    assert quotient(_value("between", None, "10", "20"), _value("more_than", "4"))["each_low"] is None


@given(st.sampled_from(MODIFIERS), st.sampled_from(MODIFIERS), st.integers(1, 10**9), st.integers(1, 10**6))
def test_a_bound_of_a_price_holds(total: str, count: str, money: int, things: int) -> None:
    """True values within the bounds of both never lie beyond that of their quotient."""
    low = {"more_than", "at_least"}
    each = quotient(_value(total, str(money)), _value(count, str(things)))
    modifier = each["each_modifier"]
    if modifier in low:
        assert total in {*low, "exact"} and count not in {*low, "about"}
    if modifier == "exact" and each["each"]:
        assert (total, count) == ("exact", "exact")
        assert abs(each["each"] * things - money) <= things * Decimal("0.005")
