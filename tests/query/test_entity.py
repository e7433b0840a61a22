"""One entity with its passages, and what shares a sentence with it."""

from __future__ import annotations

from typing import Any

import pytest

from dronewatch.errors import UsageError
from dronewatch.query import Filters, entities, entity, figures, names

FULL = '<PERSON entity="Éloïse Martin">Éloïse Martin</PERSON>'
SHORT = '<PERSON entity="Éloïse Martin">Martin</PERSON>'
OTHER = '<PERSON entity="Éloise Martin">Éloise Martin</PERSON>'
NANTES = "<LOCATION>Nantes</LOCATION>"
FIRM = "<COMPANY>Nantes</COMPANY>"
SUM = "<MONEY amount=300 currency=EUR>300 €</MONEY>"
DRONES = '<QUANTITY amount=5 noun=drones object="drones">5 drones</QUANTITY>'


@pytest.fixture
def connection(ask: Any) -> Any:
    return ask(
        a=f"{FULL} dirige. {SHORT} paie {SUM} à {NANTES}.",
        b=f"{OTHER} rit. La firme {FIRM} vend {DRONES}. {NANTES} dort, {FIRM} aussi.",
        c=f"{FULL} dort.",
    )


def test_every_passage_with_its_reason(connection: Any) -> None:
    rows = list(entity.entity(connection, "eloise MARTIN"))
    assert [(row["article"], row["line"], row["column"], row["text"], row["why"]) for row in rows] == [
        ("a", 1, 1, "Éloïse Martin", ""),
        ("a", 1, 23, "Martin", "surname in same article"),
        ("b", 1, 1, "Éloise Martin", "same name"),
        ("c", 1, 1, "Éloïse Martin", ""),
    ]
    assert {(row["entity"], row["label"], tuple(row["names"]), row["mentions"], row["articles"]) for row in rows} == {
        ("Éloïse Martin", "PERSON", ("Éloïse Martin", "Martin", "Éloise Martin"), 4, 3)
    }
    assert set(entity.COLUMNS) <= set(rows[0])
    assert rows[1]["sentence"] == "Martin paie 300 € à Nantes."


def test_any_name_finds_it_and_filters_narrow(connection: Any) -> None:
    assert len(list(entity.entity(connection, "martin"))) == 4
    rows = list(entity.entity(connection, "Martin", Filters(articles=("b",))))
    assert [(row["text"], row["names"], row["mentions"]) for row in rows] == [("Éloise Martin", ["Éloise Martin"], 1)]
    assert list(entity.entity(connection, "Martin", Filters(labels=("LOCATION",)))) == []
    assert len(list(entity.entity(connection, "Martin", limit=2))) == 2
    assert [row["article"] for row in entity.entity(connection, "Martin", sort=["-article"])] == ["c", "b", "a", "a"]


def test_several_entities_of_that_name_are_all_there(connection: Any) -> None:
    rows = [(row["label"], row["article"]) for row in entity.entity(connection, "nantes")]
    assert rows == [("COMPANY", "b"), ("COMPANY", "b"), ("LOCATION", "a"), ("LOCATION", "b")]


def test_none_of_that_name(connection: Any) -> None:
    assert list(entity.entity(connection, "Brest")) == []
    assert names.near(connection, "Nante") == ["Nantes"]
    assert "Éloïse Martin" in names.near(connection, "Eloise Marten")
    assert names.near(connection, "zzzz") == []


def _beside(connection: Any, beside: str, **given: Any) -> list[tuple[str, str, int]]:
    rows = entities.entities(connection, beside=beside, **given)
    return sorted((row["entity"], row["label"], row["mentions"]) for row in rows)


def test_what_shares_a_sentence(connection: Any) -> None:
    assert _beside(connection, "martin") == [("Nantes", "LOCATION", 1)]
    assert _beside(connection, "COMPANY") == [("Nantes", "LOCATION", 1)]
    assert _beside(connection, "MONEY") == [("Nantes", "LOCATION", 1), ("Éloïse Martin", "PERSON", 1)]
    assert _beside(connection, "LOCATION") == [("Nantes", "COMPANY", 1), ("Éloïse Martin", "PERSON", 1)]
    first = {row["label"]: row["first"].rpartition("/")[2] for row in entities.entities(connection, beside="LOCATION")}
    assert first == {"PERSON": "a.txt:1:23", "COMPANY": "b.txt:1:64"}
    assert _beside(connection, "MONEY", filters=Filters(articles=("b",))) == []
    rows = entities.mentions(connection, beside="Martin")
    assert [(row["text"], row["article"], row["column"]) for row in rows] == [("Nantes", "a", 43)]


def test_figures_share_sentences_too(connection: Any) -> None:
    def found(label: str, beside: str) -> list[str]:
        return [row["entity"] for row in figures.figures(connection, Filters(), label, beside=beside)]

    assert found("MONEY", "Martin") == ["300 EUR"]
    assert found("QUANTITY", "Martin") == []
    assert found("QUANTITY", "COMPANY") == ["drones"]
    assert found("MONEY", "MONEY") == []


def test_a_name_that_nothing_has(connection: Any) -> None:
    with pytest.raises(UsageError, match="did you mean Nantes"):
        entities.entities(connection, beside="Nante")
