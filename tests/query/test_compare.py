"""What two sides both say, and where their figures differ."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.errors import UsageError
from dronewatch.model import Value
from dronewatch.query.compare import RELATIONS, compare, relation
from dronewatch.query.filters import Filters

Ask = Callable[..., Any]


def value(written: str) -> Value:
    """`12`, `~12`, `>12`, `<12`, `>=12`, `<=12`, `3..5`, `?`, `?200..`."""
    signs = {"~": "about", ">=": "at_least", "<=": "at_most", ">": "more_than", "<": "less_than"}
    if written.startswith("?"):
        low, _, high = written[1:].partition("..")
        return Value("vague", None, Decimal(low) if low else None, Decimal(high) if high else None)
    if ".." in written:
        low, _, high = written.partition("..")
        return Value("between", None, Decimal(low), Decimal(high))
    sign = next((sign for sign in signs if written.startswith(sign)), "")
    return Value(signs.get(sign, "exact"), Decimal(written.removeprefix(sign)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("565", "565", "same"),
        ("565", "565.0", "same"),
        ("~4000000", "~4000000", "same"),
        ("565", "566", "different"),
        (">10000", "12000", "compatible"),
        (">10000", "10000", "different"),
        (">=10000", "10000", "compatible"),
        ("<10000", "12000", "different"),
        ("<=10000", "10000", "compatible"),
        ("<10000", ">10000", "different"),
        ("~4000000", "4000000", "compatible"),
        ("~4000000", "3700000", "compatible"),
        ("~4000000", "5000000", "different"),
        ("3..5", "5", "compatible"),
        ("3..5", "6", "different"),
        ("?", "6", "compatible"),
        ("?200..", "150", "different"),
        ("?200..900", "350", "compatible"),
        ("3500000", "3550000", "compatible"),
        ("3600000", "3550000", "compatible"),
        ("3400000", "3550000", "different"),
        ("5000", "5400", "different"),
        (">3500000", "3450000", "different"),
    ],
)
def test_relation_of_values(a: str, b: str, expected: str) -> None:
    assert relation(value(a), value(b)) == relation(value(b), value(a)) == expected


_numbers = st.builds(Decimal, st.integers(-1000, 10**9))
_values = st.one_of(
    st.builds(Value, st.sampled_from(["exact", "about", "more_than", "less_than", "at_least", "at_most"]), _numbers),
    st.builds(lambda a, b: Value("between", None, min(a, b), max(a, b)), _numbers, _numbers),
    st.just(Value("vague")),
)


@given(_values, _values)
def test_relation_has_no_sides(a: Value, b: Value) -> None:
    assert relation(a, b) == relation(b, a)
    assert relation(a, a) == ("compatible" if a.modifier == "vague" else "same")


def things(number: str, noun: str, text: str = "", modifier: str = "exact") -> str:
    shown = text or f"{number} {noun}"
    return f"<QUANTITY modifier={modifier} amount={number} noun={noun} object={noun}>{shown}</QUANTITY>"


def money(number: str, modifier: str = "exact", currency: str = "EUR") -> str:
    return f"<MONEY modifier={modifier} amount={number} currency={currency}>{number} euros</MONEY>"


def found(connection: Any, *sides: str, **more: Any) -> list[tuple[Any, ...]]:
    rows = compare(connection, *(sides or ("a", "b")), **more)
    return [(row["relation"], row["about"], row["a_text"], row["b_text"]) for row in rows]


def test_counted_things_that_differ(ask: Ask) -> None:
    connection = ask(
        a=f"On compte {things('66', 'drones')} et {things('565', 'micro-drones')}, {things('5', 'lots')}.",
        b=f"On compte {things('240', 'drones')}.",
    )
    assert found(connection) == [
        ("different", "drones", "66 drones", "240 drones"),
        ("different", "drones", "565 micro-drones", None),
    ]


def test_compatible_and_same_figures_are_no_difference(ask: Ask) -> None:
    connection = ask(
        a=f"{things('10000', 'caméras', modifier='more_than')} et {things('12', 'lots')}.",
        b=f"{things('10400', 'caméra')} en {things('12', 'lots')}. Encore {things('12', 'lots')}.",
    )
    assert found(connection) == [
        ("compatible", "caméra", "10000 caméras", "10400 caméra"),
        ("same", "lots", "12 lots", "12 lots"),
    ]
    (same,) = compare(connection, "a", "b", relations=["same"])
    assert (same["a_mentions"], same["b_mentions"], same["b_article"], same["b_line"]) == (1, 2, "b", 1)
    assert same["b_sentence"] == "10400 caméra en 12 lots."


def test_a_telling_number_is_known_again_whatever_is_counted(ask: Ask) -> None:
    connection = ask(
        a=f"{things('565', 'appareils')}, {things('20', 'morts')}, {money('1580000')}.",
        b=f"{things('565', 'micro-drones')}, {things('20', 'rues')}, {money('1580000')}.",
    )
    assert found(connection) == [
        ("same", None, "1580000 euros", "1580000 euros"),
        ("same", "appareils / micro-drones", "565 appareils", "565 micro-drones"),
    ]


def test_sums_are_compared_where_sentences_are_about_the_same(ask: Ask) -> None:
    connection = ask(
        a=f"<COMPANY>Parrot</COMPANY> reçoit {money('3000000')}. Les {things('9', 'radars')} coûtent {money('7000')}.",
        b=f"<COMPANY>Parrot</COMPANY> aura {money('4000000')}. Un radar vaut {money('800')}."
        f" {things('9', 'radars')} pour {money('9000')}. À <LOCATION>Dax</LOCATION>, {money('5', currency='USD')}.",
    )
    assert found(connection, relations=["different"]) == [
        ("different", "Parrot", "3000000 euros", "4000000 euros"),
        ("different", "radar", "7000 euros", "9000 euros"),
    ]


def test_figures_of_different_places_are_not_compared(ask: Ask) -> None:
    connection = ask(
        a=f"Au <LOCATION>Chili</LOCATION>, {things('7000', 'morts')}. Ici, {things('12', 'cas')}.",
        b=f"Au <LOCATION>Pérou</LOCATION>, {things('9000', 'morts')}. À <LOCATION>Dax</LOCATION>, {things('15', 'cas')}.",  # noqa: E501
    )
    assert found(connection) == [("different", "cas", "12 cas", "15 cas")]


def test_what_names_no_number_contradicts_nothing(ask: Ask) -> None:
    vague = "<QUANTITY modifier=vague noun=drones object=drones>des drones</QUANTITY>"
    connection = ask(a=f"Voici {vague}.", b=f"Voici {things('66', 'drones')}.", c=f"Et {vague}.")
    assert found(connection, "a", "b") == []
    assert found(connection, "a", "c") == [("compatible", "drones", "des drones", "des drones")]


def test_currencies_are_never_compared(ask: Ask) -> None:
    connection = ask(
        a=f"<COMPANY>Parrot</COMPANY> reçoit {money('3500000')}.",
        b=f"<COMPANY>Parrot</COMPANY> reçoit {money('3500000', currency='USD')}.",
    )
    assert [each[0] for each in found(connection)] == ["both"]


def test_names_in_both(ask: Ask) -> None:
    text = "<PERSON entity=Zoé>Zoé</PERSON>, <COMPANY>Parrot</COMPANY>."
    connection = ask(
        a=f"{text} <COMPANY>Parrot</COMPANY>.", b=f"<COMPANY>Parrot</COMPANY> {text}", c="<PERSON>Al</PERSON>."
    )
    rows = list(compare(connection, "a", "b"))
    assert [(row["about"], row["label"], row["a_mentions"], row["b_mentions"]) for row in rows] == [
        ("Parrot", "COMPANY", 2, 2),
        ("Zoé", "PERSON", 1, 1),
    ]
    assert found(connection, "a", "c") == []
    assert found(connection, filters=Filters(labels=("PERSON",))) == [("both", "Zoé", "Zoé", "Zoé")]


EVENT = "<PERSON>Zoé Roy</PERSON> et <COMPANY>Parrot</COMPANY> livrent "
DESCRIBED = {
    "a1": {"publisher": "Le Monde", "date": "2020-04-12"},
    "b1": {"publisher": "AFP", "date": "2020-04-14"},
    "b2": {"publisher": "AFP", "date": "2020-08-14"},
    "b3": {"publisher": "AFP", "date": "2020-04-12"},
}


def test_publishers_are_compared_on_the_same_event(ask: Ask) -> None:
    connection = ask(
        described=DESCRIBED,
        a1=f"{EVENT}{things('66', 'drones')}.",
        b1=f"{EVENT}{things('70', 'drones')}. Il y a {things('9', 'drones')} ailleurs.",
        b2=f"{EVENT}{things('99', 'drones')}.",
        b3=f"Ailleurs, {things('5', 'drones')}.",
    )
    assert found(connection, "le monde", "AFP", relations=["different"]) == [
        ("different", "drones", "66 drones", "70 drones")
    ]
    assert found(connection, "2020-08", "a1", relations=["different"]) == []
    assert found(connection, "b2", "a1", relations=["different"]) == [("different", "drones", "99 drones", "66 drones")]


@pytest.mark.parametrize("sides", [("a", "a"), ("a", "zzz"), ("AFP", "afp"), ("a", "2020-13")])
def test_sides_that_are_none(ask: Ask, sides: tuple[str, str]) -> None:
    connection = ask(described={"a": {"publisher": "AFP"}}, a="Rien.", b="Rien.")
    with pytest.raises(UsageError):
        found(connection, *sides)


def test_an_unknown_relation(ask: Ask) -> None:
    with pytest.raises(UsageError, match="one of different, compatible, same, both"):
        found(ask(a="Un.", b="Deux."), relations=["equal"])


def test_relations_come_in_order(shared: Any, tmp_path: Any) -> None:
    """On the source articles: the 565 devices of one are a lot of the other."""
    from dronewatch import index, settings

    connection = index.open(settings.load(tmp_path, {}, corpus=[str(shared / "seeds")]))
    names = [name for (name,) in connection.execute("SELECT name FROM articles ORDER BY name")]
    rows = list(compare(connection, names[0], names[1]))
    assert ("same", "565 appareils", "565 micro-drones") in [(r["relation"], r["a_text"], r["b_text"]) for r in rows]
    rows = list(compare(connection, names[1], names[2]))
    connection.close()
    places = [RELATIONS.index(row["relation"]) for row in rows]
    assert places == sorted(places)
    assert ("different", "565 micro-drones", "240 drones") in [(r["relation"], r["a_text"], r["b_text"]) for r in rows]
