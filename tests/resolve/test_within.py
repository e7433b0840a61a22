"""Within an article: what is one, what is not, and what its fullest name is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.model import Span, Value
from dronewatch.resolve import within


def spans(text: str, *marked: tuple[str, str] | tuple[str, str, str]) -> list[Span]:
    """Spans of `marked` (words, label[, canonical name]), each searched after the one before."""
    found, at = [], 0
    for words, label, *name in marked:
        start = text.index(words, at)
        at = start + len(words)
        found.append(Span(start, at, words, label, "x", name=name[0] if name else None))
    return found


def entities(text: str, *marked: tuple[str, str] | tuple[str, str, str]) -> list[str | None]:
    return [span.entity for span in within(spans(text, *marked), text)]


def people(*names: str) -> list[str | None]:
    return entities(" ; ".join(names), *((name, "PERSON") for name in names))


@pytest.mark.parametrize(
    ("names", "want"),
    [
        (["Henry Kervadec", "Kervadec"], ["Henry Kervadec"] * 2),
        (["Kervadec", "Henry Kervadec", "Henry"], ["Henry Kervadec"] * 3),
        (["Henry Kervadec", "Henri Kervadec"], ["Henry Kervadec"] * 2),
        (["Manuel Aeschliman", "Manuel Aeschlimann"], ["Manuel Aeschlimann"] * 2),
        (["E. Kervadec", "Élise Kervadec"], ["Élise Kervadec"] * 2),
        (["Marine Le Goff", "Le Goff"], ["Marine Le Goff"] * 2),
        (["Jean Morvan", "Jeanne Morvan"], ["Jean Morvan", "Jeanne Morvan"]),
        (["René Morvan", "Renée Morvan"], ["René Morvan", "Renée Morvan"]),
        (["Pascal Morvan", "Pascale Morvan", "Morvan"], ["Pascal Morvan", "Pascale Morvan", "Morvan"]),
        (["Paul Morvan", "Anne Morvan", "Morvan", "Anne"], ["Paul Morvan", "Anne Morvan", "Morvan", "Anne Morvan"]),
        (["Paul Martin", "Paul Marin"], ["Paul Martin", "Paul Marin"]),
        (["Anne Mladec", "Anne Maldec"], ["Anne Mladec"] * 2),
        (["Anne Kervadec", "Mme Kervadek"], ["Anne Kervadec", "Mme Kervadek"]),
        (["Anne Kervadec", "Kervadek"], ["Anne Kervadec"] * 2),
        (["Anne Kervadec", "Paul Kervadeq", "Kervadek"], ["Anne Kervadec", "Paul Kervadeq", "Kervadek"]),
        (["Nolwenn Anne Kervadec", "Anne Kervadec"], ["Nolwenn Anne Kervadec"] * 2),
        (["Marie Morvan", "Mario Morvan"], ["Marie Morvan", "Mario Morvan"]),
        (["Paul Morvan Jr", "Paul Morvan"], ["Paul Morvan Jr", "Paul Morvan"]),
        (["Jean-Luc Morvan", "Luc"], ["Jean-Luc Morvan", "Luc"]),
        (["ANNE MORVAN", "Anne Morvan"], ["Anne Morvan"] * 2),
    ],
)
def test_people(names: list[str], want: list[str]) -> None:
    assert people(*names) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "Paul Morvan part. Morvan rit. Anne Morvan reste. Morvan revient.",
            ["Paul Morvan", "Paul Morvan", "Anne Morvan", "Paul Morvan"],
        ),
        ("Paul Morvan et Anne Morvan. Morvan rit.", ["Paul Morvan", "Anne Morvan", "Morvan"]),
        (
            "M. Paul Morvan et Anne Morvan. M. Morvan rit, Mme Morvan pleure.",
            ["Paul Morvan", "Anne Morvan", "Paul Morvan", "Anne Morvan"],
        ),
        (
            "Paul Morvan part. M. Morvan rit. Anne Morvan reste, Mme Morvan chante.",
            ["Paul Morvan", "Paul Morvan", "Anne Morvan", "Anne Morvan"],
        ),
        (
            "Anne Morvan et Léa Morvan. Mme Morvan rit.",
            ["Anne Morvan", "Léa Morvan", "Morvan"],
        ),
    ],
    ids=["used for one before the other comes", "nothing says who", "titles", "one title settles the other", "sisters"],
)
def test_a_surname_of_several_people(text: str, want: list[str]) -> None:
    names = re.findall(r"(?:(?:Paul|Anne|Léa) )?Morvan", text)
    assert entities(text, *((name, "PERSON") for name in names)) == want


@pytest.mark.parametrize(
    ("label", "names", "one"),
    [
        ("PUBLIC_BODY", ["force Kornog", "Kornog", "force française Kornog"], True),
        ("ORGANIZATION", ["hôpital de Plounéour", "CHU de Plounéour"], True),
        ("ORGANIZATION", ["hôpital de Plounéour", "CHU de Brest"], False),
        ("LOCATION", ["aéroport de Plounéour", "aéroport Anne-Morvan de Plounéour"], True),
        ("LOCATION", ["gare de Plounéour", "gare Anne-Morvan de Plounéour"], False),
        ("LOCATION", ["Île-de-Plounéour", "Plounéour"], False),
        ("LOCATION", ["île de Plounéour", "Plounéour"], True),
        ("LOCATION", ["Saint-Étienne-du-Goëlo", "Saint-Étienne"], False),
        ("LOCATION", ["phare du Goëlo de Brest", "phare du Goëlo"], True),
        ("COMPANY", ["Ford Kerbleiz", "Ford"], False),
    ],
)
def test_names_by_kind_and_place(label: str, names: list[str], one: bool) -> None:
    found = entities(" ; ".join(names), *((name, label) for name in names))
    assert len(set(found)) == (1 if one else len(names))


def test_a_body_of_any_state_is_that_of_the_one_state_that_the_article_names() -> None:
    text = "L’armée de l’air finlandaise vole. L’armée de l’air s’en réjouit."
    own = ("armée de l’air", "PUBLIC_BODY", "armée de l'air")
    assert len(set(entities(text, ("armée de l’air finlandaise", "PUBLIC_BODY"), own))) == 1


def test_an_acronym_that_a_list_knows_by_itself_only() -> None:
    text = "L’ABR, l’agence bretonne des rivières, paie."
    marked = [("ABR", "PUBLIC_BODY", "ABR"), ("agence bretonne des rivières", "PUBLIC_BODY", "Agence bretonne")]
    assert len(set(entities(text, *marked))) == 1


def test_an_acronym_that_the_article_explains() -> None:
    text = "L’Agence bretonne des rivières (ABR) décide. L’ABR paie."
    agency = "Agence bretonne des rivières"
    assert entities(text, (agency, "PUBLIC_BODY"), ("ABR", "PUBLIC_BODY"), ("ABR", "PUBLIC_BODY")) == [agency] * 3


def test_an_acronym_first_and_its_name_after() -> None:
    text = "Le PLB (Parti libre breton) gagne."
    assert entities(text, ("PLB", "ORGANIZATION"), ("Parti libre breton", "ORGANIZATION")) == ["Parti libre breton"] * 2


def test_an_article_knows_better_than_a_list_what_an_acronym_stands_for() -> None:
    def listed(long: str, name: str) -> list[str | None]:
        text = f"Le {long} (OMS) décide. L’OMS paie."
        marked = [(long, "PUBLIC_BODY"), ("OMS", "PUBLIC_BODY", name), ("OMS", "PUBLIC_BODY", name)]
        return [span.name for span in within(spans(text, *marked), text)]

    health = "Organisation mondiale de la santé"
    assert listed("office de la mer et du sable", health) == [None] * 3
    assert listed("organisation mondiale pour la santé de tous", health) == [None, health, health]
    assert listed("office de la mer et du sable", "OMS") == [None, "OMS", "OMS"]


def test_who_is_known_by_title_and_one_name() -> None:
    text = "Le prince Gwenn sourit, Gwenn salue. Anne Morvan, reine Anne de Brest, part."
    marked = [("Gwenn", "PERSON"), ("Gwenn", "PERSON"), ("Anne Morvan", "PERSON"), ("Anne", "PERSON")]
    assert [span.name for span in within(spans(text, *marked), text)] == ["prince Gwenn", "prince Gwenn", None, None]


def test_what_stands_in_brackets_need_not_be_an_acronym() -> None:
    text = "Le Parti libre breton (Vigilance) gagne."
    want = ["Parti libre breton", "Vigilance"]
    assert entities(text, ("Parti libre breton", "ORGANIZATION"), ("Vigilance", "ORGANIZATION")) == want


def test_initials_of_one_long_name_only() -> None:
    text = "Parti libre breton, Parti laïque breton, PLB"
    names = ["Parti libre breton", "Parti laïque breton", "PLB"]
    assert entities(text, *((name, "ORGANIZATION") for name in names)) == names
    assert (
        entities(text[:18] + text[39:], ("Parti libre breton", "ORGANIZATION"), ("PLB", "ORGANIZATION"))
        == ["Parti libre breton"] * 2
    )


def test_canonical_names_and_articles_and_accents() -> None:
    text = "Le Monde, Monde, CNIL, Commission informatique, Conseil d’Etat, Conseil d'État"
    assert (
        entities(
            text,
            ("Le Monde", "MEDIA"),
            ("Monde", "MEDIA"),
            ("CNIL", "PUBLIC_BODY", "Cnil"),
            ("Commission informatique", "PUBLIC_BODY", "Cnil"),
            ("Conseil d’Etat", "PUBLIC_BODY"),
            ("Conseil d'État", "PUBLIC_BODY"),
        )
        == ["Le Monde"] * 2 + ["Commission informatique"] * 2 + ["Conseil d’Etat"] * 2
    )


def test_a_shorter_name_of_one_longer_body() -> None:
    police = "préfecture de police"
    one = f"{police} ; {police} de Paris"
    assert entities(one, (police, "PUBLIC_BODY"), (f"{police} de Paris", "PUBLIC_BODY")) == [f"{police} de Paris"] * 2
    two = f"{one} ; {police} de Lyon"
    assert entities(
        two, (police, "PUBLIC_BODY"), (f"{police} de Paris", "PUBLIC_BODY"), (f"{police} de Lyon", "PUBLIC_BODY")
    ) == [police, f"{police} de Paris", f"{police} de Lyon"]


def test_office_holder_and_ministry_stay_apart() -> None:
    text = "ministre de l’Intérieur, ministère de l’Intérieur, Paul Morvan"
    marked = [("ministre de l’Intérieur", "ROLE"), ("ministère de l’Intérieur", "MINISTRY"), ("Paul Morvan", "PERSON")]
    assert entities(text, *marked) == [words for words, _ in marked]


def test_numbers_have_no_entity() -> None:
    number = Span(0, 9, "12 drones", "QUANTITY", "quantity", Value())
    assert within([number], "12 drones") == (number,)


NAMES = ["Paul Morvan", "Morvan", "Paul", "Anne Morvan", "P. Morvan", "CNIL", "Le Goff", "Marine Le Goff", "É"]


@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(["PERSON", "PUBLIC_BODY"])), max_size=8), st.randoms()
)
def test_order_of_spans_does_not_matter(marked: list[tuple[str, str]], random) -> None:
    text = " ; ".join(words for words, _ in marked)
    given_spans = spans(text, *marked)
    want = within(given_spans, text)
    shuffled = list(given_spans)
    random.shuffle(shuffled)
    assert sorted(within(shuffled, text), key=lambda span: span.start) == list(want)
    assert all(span.entity is not None for span in want)
