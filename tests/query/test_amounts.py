"""Amounts: exact comparison, doubt and ranges, currencies, words beside them, order."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dronewatch.errors import UsageError
from dronewatch.query import Filters, amounts, quantities
from dronewatch.query.numbers import _loosened


def _texts(rows: Any) -> list[str]:
    return [row["text"] for row in rows]


def _money(amount: str, text: str, currency: str = "EUR") -> str:
    return f"<MONEY amount={amount} currency={currency}>{text}</MONEY>"


def test_rows_have_their_columns(ask: Any) -> None:
    connection = ask(a=f"La ville paie {_money('4000000', '4 M€')} cette fois. Puis rien.")
    (row,) = amounts.amounts(connection)
    assert set(amounts.COLUMNS) <= set(row)
    assert (row["article"], row["section"], row["line"], row["column"], row["text"]) == ("a", "body", 1, 15, "4 M€")
    assert (row["amount"], row["modifier"], row["currency"]) == (Decimal(4000000), "exact", "EUR")
    assert row["sentence"] == "La ville paie 4 M€ cette fois."
    assert row["file"].endswith("a.txt")


def test_of_a_record_line_and_column_are_its_number_and_offset(ask: Any) -> None:
    connection = ask(records=True, x="Rien.", a=f"Une ligne.\nElle paie {_money('2', '2 €')}.")
    (row,) = amounts.amounts(connection)
    assert (row["line"], row["column"]) == (2, 22)


def test_comparison_is_exact_where_floats_are_not(ask: Any) -> None:
    """0.1 + 0.2 and whole numbers beyond 2**53 are the same float as their neighbours."""
    near = "9007199254740993"
    connection = ask(a=f"{_money(near, 'un')} {_money('9007199254740992', 'deux')} {_money('0.30', 'trois')}")
    assert _texts(amounts.amounts(connection, min=near)) == ["un"]
    assert _texts(amounts.amounts(connection, max="0,3")) == ["trois"]
    assert _texts(amounts.amounts(connection, max="0,29")) == []
    assert _texts(amounts.amounts(connection, sort=["-amount"])) == ["un", "deux", "trois"]


@pytest.mark.parametrize(
    ("marked", "low", "high", "found"),
    [
        ("<MONEY amount=2 currency=EUR modifier=more_than>x</MONEY>", "2", None, True),
        ("<MONEY amount=2 currency=EUR modifier=more_than>x</MONEY>", "3", None, False),
        ("<MONEY amount=2 currency=EUR modifier=at_most>x</MONEY>", None, "2", True),
        ("<MONEY amount=2 currency=EUR modifier=at_most>x</MONEY>", None, "1", False),
        ("<MONEY low=3 high=5 currency=EUR modifier=between>x</MONEY>", "4", "10", True),
        ("<MONEY low=3 high=5 currency=EUR modifier=between>x</MONEY>", "5", "10", True),
        ("<MONEY low=3 high=5 currency=EUR modifier=between>x</MONEY>", "6", "10", False),
        ("<MONEY low=3 high=5 currency=EUR modifier=between>x</MONEY>", "1", "2", False),
        ("<MONEY low=100 currency=EUR modifier=vague>x</MONEY>", "5000", None, True),
        ("<MONEY low=100 currency=EUR modifier=vague>x</MONEY>", None, "50", False),
        ("<MONEY currency=EUR modifier=vague>x</MONEY>", "1", None, False),
        ("<MONEY currency=EUR modifier=vague>x</MONEY>", None, None, True),
        ("<MONEY amount=4 currency=EUR modifier=about>x</MONEY>", "4", "4", True),
    ],
)
def test_what_min_and_max_are_compared_with(ask: Any, marked: str, low: Any, high: Any, found: bool) -> None:
    connection = ask(a=f"Voici {marked}.")
    assert bool(list(amounts.amounts(connection, min=low, max=high))) is found


def test_currencies(ask: Any) -> None:
    connection = ask(a=f"{_money('5', 'cinq')} {_money('6', 'six', 'USD')}")
    assert _texts(amounts.amounts(connection)) == ["cinq", "six"]
    assert _texts(amounts.amounts(connection, min="1")) == ["cinq"]
    assert _texts(amounts.amounts(connection, min="1 dollar")) == ["six"]
    assert _texts(amounts.amounts(connection, currency="USD")) == ["six"]
    for typed in ("usd", "dollars", "$"):
        assert _texts(amounts.amounts(connection, currency=typed)) == ["six"]
    assert not _texts(amounts.amounts(connection, currency="BEF"))
    with pytest.raises(UsageError, match="not a currency: 'drones'"):
        amounts.amounts(connection, currency="drones")
    with pytest.raises(UsageError, match="two currencies"):
        amounts.amounts(connection, min="1 €", max="5 dollars")
    with pytest.raises(UsageError, match="two currencies"):
        amounts.amounts(connection, min="1 M$", currency="EUR")


def test_what_nothing_can_be_is_said(ask: Any) -> None:
    connection = ask(a=_money("5", "cinq"))
    with pytest.raises(UsageError, match="nothing is at least 6 and at most 5"):
        amounts.amounts(connection, min="6", max="5")
    for nothing in ("", " ", "*"):
        with pytest.raises(UsageError, match="nothing to look for"):
            amounts.amounts(connection, words=[nothing])


@pytest.mark.parametrize("typed", ["beaucoup", "", "3 drones 4", "plusieurs millions d'euros"])
def test_what_is_no_amount_is_refused(ask: Any, typed: str) -> None:
    connection = ask(a="Rien.")
    with pytest.raises(UsageError):
        amounts.amounts(connection, min=typed)


def test_words_stand_in_the_same_sentence(ask: Any) -> None:
    connection = ask(
        a=f"Des drones coûtent {_money('5', 'cinq')}. Le reste coûte {_money('6', 'six')}.",
        b=f"Le dronë coûte {_money('7', 'sept')}, le Drone\u0301 aussi.",
        c=f"L’hydrone coûte {_money('8', 'huit')}.",
    )
    assert _texts(amounts.amounts(connection, words=["drone*"])) == ["cinq", "sept"]
    assert _texts(amounts.amounts(connection, words=["*drone*"])) == ["cinq", "sept", "huit"]
    assert _texts(amounts.amounts(connection, words=["drone*", "des"])) == ["cinq"]
    assert _texts(amounts.amounts(connection, words=["coute*"], min="6")) == ["six", "sept", "huit"]
    assert _texts(amounts.amounts(connection, words=["coute*"], limit=2)) == ["cinq", "six"]


def test_sections_articles_and_limits(ask: Any) -> None:
    comment = "<MONEY amount=1 currency=EUR section=comment>un</MONEY>"
    connection = ask(a=f"{_money('2', 'deux')} {comment}", b=_money("3", "trois"))
    assert _texts(amounts.amounts(connection)) == ["deux", "trois"]
    assert _texts(amounts.amounts(connection, Filters(sections=("comment",)))) == ["un"]
    assert _texts(amounts.amounts(connection, Filters(articles=("b",)))) == ["trois"]
    assert _texts(amounts.amounts(connection, limit=1)) == ["deux"]
    assert _texts(amounts.amounts(connection, limit=0)) == ["deux", "trois"]
    with pytest.raises(UsageError, match=r"no article “bb”.*did you mean b"):
        amounts.amounts(connection, Filters(articles=("bb",)))
    with pytest.raises(UsageError, match="cannot sort by “colour”"):
        amounts.amounts(connection, sort=["colour"])


def test_quantities_by_noun(ask: Any) -> None:
    connection = ask(
        a="<QUANTITY amount=565 noun=micro-drones object=micro-drones>565 micro-drones</QUANTITY>"
        ' <QUANTITY amount=66 noun=drones object="drones de capacité nationale">66 drones</QUANTITY>'
        " <QUANTITY amount=3 noun=chevaux object=chevaux>3 chevaux</QUANTITY>"
        " <QUANTITY amount=9 noun=hydrones object=hydrones>9 hydrones</QUANTITY>"
        " <QUANTITY amount=5400>5 400</QUANTITY>"
    )
    ask_noun = lambda noun: [row["text"] for row in quantities.quantities(connection, noun=noun)]  # noqa: E731
    assert ask_noun("drone") == ask_noun("Drones") == ask_noun("drone*") == ["565 micro-drones", "66 drones"]
    assert ask_noun("*drone*") == ["565 micro-drones", "66 drones", "9 hydrones"]
    assert ask_noun("capacite nationale") == ["66 drones"]
    assert ask_noun("cheval") == ["3 chevaux"]
    assert ask_noun("dro[n]e") == ask_noun("") == ask_noun("lapin") == []
    assert len(list(quantities.quantities(connection))) == 5
    row = next(quantities.quantities(connection, noun="capacité"))
    assert set(quantities.COLUMNS) <= set(row)
    assert (row["noun"], row["object"]) == ("drones", "drones de capacité nationale")


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**40))
def test_the_prefilter_never_loses_an_amount(amount: Decimal) -> None:
    from dronewatch.index.values import nearest, plain

    assert Decimal(plain(amount)) == amount
    assert _loosened(amount, -1) <= nearest(amount) <= _loosened(amount, 1)
    half = amount.next_plus()
    assert _loosened(amount, -1) <= nearest(half)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=5)
@given(data=st.data())
def test_min_and_max_choose_what_decimals_choose(ask: Any, data: st.DataObject) -> None:
    numbers = [Decimal(f"{n}.{n % 7}") for n in range(0, 60, 7)]
    connection = _once(ask, numbers)
    low, high = sorted(data.draw(st.sampled_from(numbers)) for _ in range(2))
    found = [
        row["amount"]
        for row in amounts.amounts(connection, min=str(low).replace(".", ","), max=str(high).replace(".", ","))
    ]
    assert found == [number for number in numbers if low <= number <= high]


_kept: dict[int, Any] = {}


def _once(ask: Any, numbers: list[Decimal]) -> Any:
    if id(ask) not in _kept:
        _kept.clear()
        _kept[id(ask)] = ask(a="".join(f"Elle paie {_money(str(number), 'tant')} ce jour-là.\n" for number in numbers))
    return _kept[id(ask)]
