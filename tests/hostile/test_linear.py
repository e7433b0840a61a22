"""Texts for which finding numbers or names once took the square of their length.

No clock: what is linear takes well under a second, what was quadratic a minute.
"""

from __future__ import annotations

import pytest

from dronewatch import language, names
from dronewatch.corpus import columns
from dronewatch.index import where
from dronewatch.model import Span
from dronewatch.resolve.within import within

MANY = 60_000


@pytest.mark.parametrize("unit", [".000", "0.000.", "000.000 "])
def test_groups_of_three_without_end(unit: str) -> None:
    text = unit * MANY
    for span in language.find(text, ("NUMBER",)):
        assert text[span.start : span.end] == span.text


def test_millions_of_millions_without_end() -> None:
    text = "millions de " * 4 * MANY
    for span in language.find(text, ("NUMBER", "QUANTITY")):
        assert text[span.start : span.end] == span.text


@pytest.mark.parametrize("joint", ["-", "'"])
def test_words_joined_without_end(joint: str) -> None:
    names.find(f"Anne{joint}" * MANY + "! ")
    assert [span.text for span in names.find("Anne-Marie Saint-Jean-de-Luz, 40 ans, a parlé.")] == [
        "Anne-Marie Saint-Jean-de-Luz"
    ]


def test_thousands_of_people_with_one_first_name_or_one_surname() -> None:
    def people(*found: str) -> list[str | None]:
        text, spans = "", []
        for name in found:
            spans.append(Span(len(text), len(text) + len(name), name, "PERSON", "test"))
            text += f"{name}. "
        return [span.entity for span in within(spans, text)]

    letters = "bcdfghjklmnpqrst"
    middle = [f"{one}a{two}o{three}e".capitalize() for one in letters for two in letters for three in letters]
    assert people("Jean-Pierre Durand", "Jean-Pierre", "Anne Le Dantec", "Le Dantec", "Dantec") == [
        "Jean-Pierre Durand",
        "Jean-Pierre Durand",
        "Anne Le Dantec",
        "Anne Le Dantec",
        "Anne Le Dantec",
    ]
    firsts = people(*(f"Jean {name}" for name in middle))
    assert firsts == [f"Jean {name}" for name in middle]
    lasts = people(*(f"{name} Durand" for name in middle))
    assert len(set(lasts)) > len(middle) // 2


def test_a_name_of_particles_without_end() -> None:
    """One reading each: `della` is also `del` and `la`, and 40 of them took days."""
    assert not names.find("Hier, X" + "della" * 10_000 + "1 Bokou, 40 ans, a parlé.")
    for name in ("Zolt van den Bokou", "Zolt della Bokou", "Zolt de la Bokou", "Zolt J. d'Arbok", "Zolt-de-Mok Bokou"):
        assert [span.text for span in names.find(f"Hier, {name}, 40 ans, a parlé.")] == [name]


def test_offices_and_surnames_by_the_thousand() -> None:
    def entities(label: str, *found: str) -> list[str | None]:
        text, spans = "", []
        for name in found:
            spans.append(Span(len(text), len(text) + len(name), name, label, "test"))
            text += f"{name}. "
        return [span.entity for span in within(spans, text)]

    letters = "bcdfghjklmnp"  # no two names a slip apart
    many = [f"{a}a{b}o{c}e{a}i{b}u{c}".capitalize() for a in letters for b in letters for c in letters]
    large, small = "ministre de l'Éducation et de la {}", "ministre de la {}"
    assert entities("ROLE", *(form.format(name) for name in many for form in (large, small))) == [
        large.format(name) for name in many for _ in (large, small)
    ]
    assert len(set(entities("COMPANY", "Dupont", *(f"Dupont {name}" for name in many)))) == len(many) + 1
    bearers = [form.format(name) for name in many for form in ("Jean {}", "Anne {}", "{}")]
    assert len(set(entities("PERSON", *bearers))) >= 2 * len(many)


def test_a_condition_with_blanks_without_end() -> None:
    blanks = " " * 200_000
    assert where.conditions([f"{blanks}title{blanks}={blanks}a{blanks}b{blanks}"]) == (
        where.Condition("title", "=", f"a{blanks}b"),
    )


def test_columns_of_one_name_by_the_thousand() -> None:
    assert columns.unique(["a", "a 2", "a", "", "a", "column 4", " a\n2", "a"]) == [
        "a",
        "a 2",
        "a 3",
        "column 4",
        "a 4",
        "column 4 2",
        "a 2 2",
        "a 5",
    ]
    assert columns.unique(["a"] * 50_000)[-1] == "a 50000"
