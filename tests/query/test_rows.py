"""How many rows are still to come is what making them would show."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice
from typing import Any

import pytest

from dronewatch.index.values import alike
from dronewatch.model import Value
from dronewatch.query import Filters, amounts, articles, entities, figures, grep, quantities
from dronewatch.query.rows import Groups, Rows

ARTICLE = (
    "À <LOCATION>Lyon</LOCATION> et <LOCATION>Paris</LOCATION>, <PERSON>Max Noir</PERSON> a"
    " <MONEY amount=4 currency=EUR>4 euros</MONEY>, <MONEY amount=4.0 currency=EUR>4,0 €</MONEY>,"
    " <MONEY amount=5 currency=EUR>5 €</MONEY> et <MONEY amount=5 currency=USD>5 $</MONEY>,"
    " <QUANTITY amount=2 noun=drones>2 drones</QUANTITY>, <QUANTITY amount=1 noun=drone>1 drone</QUANTITY>"
    " et <QUANTITY amount=3 noun=robots>3 robots</QUANTITY>. <LOCATION section=comment>Nice</LOCATION>."
)


@pytest.fixture
def connection(ask: Any) -> Any:
    return ask(records=True, a=ARTICLE, b=ARTICLE)


QUESTIONS: dict[str, Any] = {
    "entities": entities.entities,
    "beside": lambda connection, filters: entities.entities(connection, filters, beside="MONEY"),
    "mentions": entities.mentions,
    "amounts": amounts.amounts,
    "between": lambda connection, filters: amounts.amounts(connection, filters, min="4", max="4,5"),
    "with": lambda connection, filters: amounts.amounts(connection, filters, words=["robot"]),
    "quantities": quantities.quantities,
    "noun": lambda connection, filters: quantities.quantities(connection, filters, noun="drone"),
    "articles": articles.articles,
    "grep": lambda connection, filters: grep.grep(connection, "a", filters),
    "grep sorted": lambda connection, filters: grep.grep(connection, "et", filters, sort=["left"]),
    "grep some": lambda connection, filters: grep.grep(connection, "et", filters, limit=3),
    "money": lambda connection, filters: figures.figures(connection, filters, "MONEY"),
    "groups": lambda connection, filters: Groups(entities.by_label(connection, filters, ["PERSON", "LOCATION"])),
}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(
    "filters", [Filters(), Filters(articles=("b",)), Filters(sections=("comment",)), Filters(labels=("MONEY",))]
)
def test_rest(connection: Any, question: str, filters: Filters) -> None:
    total = len(list(QUESTIONS[question](connection, filters)))
    for taken in range(total + 1):
        rows = QUESTIONS[question](connection, filters)
        assert len(list(islice(rows, taken))) == taken
        assert rows.rest() == total - taken


def test_label_by_label_is_what_each_label_says(connection: Any) -> None:
    labels = ["LOCATION", "PERSON", "COMPANY"]
    for filters in (Filters(), Filters(articles=("b",))):
        parts = [list(part) for part in entities.by_label(connection, filters, labels)]
        assert parts == [
            list(entities.entities(connection, Filters(filters.articles, labels=(label,)))) for label in labels
        ]


def test_equal_numbers_and_plurals_are_one(connection: Any) -> None:
    found = [(row["entity"], row["mentions"]) for row in figures.figures(connection, Filters(), "MONEY")]
    assert found == [("4 EUR", 4), ("5 EUR", 2), ("5 USD", 2)]
    found = [(row["entity"], row["mentions"]) for row in figures.figures(connection, Filters(), "QUANTITY")]
    assert found == [("drones", 4), ("robots", 2)]


def test_numbers_beyond_any_float_stay_apart() -> None:
    one, other = (Value(amount=Decimal(10**400 + more), currency="EUR") for more in (0, 1))
    assert alike("MONEY", one, "") != alike("MONEY", other, "")
    long = Decimal("1." + "0" * 40 + "1")
    assert alike("MONEY", Value(amount=long), "") != alike("MONEY", Value(amount=Decimal(1)), "")
    assert alike("MONEY", Value(amount=Decimal("1E+2")), "") == alike("MONEY", Value(amount=Decimal("100.0")), "")


def test_rows_without_a_count_are_counted_by_using_them_up() -> None:
    rows = Rows({"n": n} for n in range(5))
    next(rows)
    assert (rows.rest(), rows.rest()) == (4, 0)
