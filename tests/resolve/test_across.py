"""Across articles: one pass, no order, a reason for every merge."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.model import Entity, LocalEntity
from dronewatch.resolve import across


def local(article: str, label: str, *names: str, canonical: str | None = None) -> LocalEntity:
    return LocalEntity(article, label, names[0], names, canonical)


def grouped(*members: LocalEntity) -> list[set[str]]:
    return [{member.article for member in entity.members} for entity in across(members)]


def test_the_same_name_is_one_whatever_its_typography() -> None:
    entities = across(
        [
            local("a", "MINISTRY", "ministère de l’Intérieur"),
            local("b", "MINISTRY", "ministère de l'Intérieur"),
            local("c", "MINISTRY", "MINISTÈRE DE L'INTÉRIEUR"),
        ]
    )
    assert len(entities) == 1
    assert entities[0].name == "ministère de l'Intérieur"
    assert {merge.reason for merge in entities[0].merges} == {"same name"}


def test_office_holder_and_ministry_stay_apart() -> None:
    assert (
        len(
            grouped(
                local("a", "MINISTRY", "Intérieur"), local("a", "ROLE", "Intérieur"), local("a", "PERSON", "Intérieur")
            )
        )
        == 3
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Henry Kervadec", "Henri Kervadec", True),
        ("Mathieu Kervadec", "Matthieu Kervadec", True),
        ("Manuel Aeschliman", "Manuel Aeschlimann", True),
        ("Anne Guillemoteau", "Anne Guillemotteau", True),
        ("Anne Guillemoteau", "Anne Guillomoteau", True),
        ("Anne Kervadennec", "Anne Kervadenneg", True),
        ("Anne Kervadennec", "Anne Kerwadenneg", True),
        ("Anne Mladec", "Anne Maldec", True),
        ("Guiseppe Kervadec", "Giuseppe Kervadec", True),
        ("Jean-Baptise Kervadec", "Jean-Baptiste Kervadec", True),
        ("Anne Le Goff-Morvan", "Anne Legoff-Morvan", True),
        ("Marie Kervadec", "Mario Kervadec", False),
        ("Marie-Anne Kervadec", "Marie-Ange Kervadec", False),
        ("Paul Kervadec Jr", "Paul Kervadec", False),
        ("Anne Classe E", "Anne Classe S", False),
        ("Anne Kerouédan", "Anne Kermadec", False),
        ("Jean Kervadec", "Jeanne Kervadec", False),
        ("Michel Kervadec", "Michèle Kervadec", False),
        ("Paul Martin", "Paul Marin", False),
        ("Paul Kervadec", "Anne Kervadec", False),
        ("Daniel Kervadec", "Danielle Kervadec", False),
        ("Anne Val", "Anne Wahl", False),
    ],
)
def test_spellings_of_one_person(one: str, other: str, same: bool) -> None:
    entities = across([local("a", "PERSON", one), local("b", "PERSON", other)])
    assert (len(entities) == 1) is same
    if same:
        assert "spelling variant" in {merge.reason for merge in entities[0].merges}


def test_two_spellings_that_are_both_frequent_are_two_people() -> None:
    one = [local(f"a{n}", "PERSON", "Anne Kervadec") for n in range(12)]
    other = [local(f"b{n}", "PERSON", "Anne Kervaduc") for n in range(4)]
    assert len(across(one + other)) == 2
    assert len(across(one + other[:2])) == 1


def test_a_hyphen_makes_no_other_person() -> None:
    assert grouped(local("a", "PERSON", "Jean-Luc Kervadec"), local("b", "PERSON", "Jean Luc Kervadec")) == [{"a", "b"}]


def test_a_surname_belongs_to_its_own_article() -> None:
    found = across(
        [
            local("a", "PERSON", "Anne Kervadec", "Kervadec"),
            local("b", "PERSON", "Kervadec"),
            local("c", "PERSON", "Kervadec"),
        ]
    )
    assert sorted(sorted(member.article for member in entity.members) for entity in found) == [["a"], ["b"], ["c"]]
    full = next(entity for entity in found if entity.name == "Anne Kervadec")
    assert [(merge.name, merge.reason) for merge in full.merges] == [("Kervadec", "surname in same article")]
    assert len({entity.id for entity in found}) == 3


def test_a_body_by_its_canonical_name_and_by_its_acronym() -> None:
    found = across(
        [
            local("a", "PUBLIC_BODY", "CNIL", canonical="Commission informatique"),
            local("b", "PUBLIC_BODY", "Commission informatique", canonical="Commission informatique"),
            local("c", "PUBLIC_BODY", "Agence bretonne des rivières", "ABR"),
            local("d", "PUBLIC_BODY", "ABR"),
        ]
    )
    assert [entity.name for entity in found] == ["Agence bretonne des rivières", "Commission informatique"]
    reasons = {merge.name: merge.reason for entity in found for merge in entity.merges if merge.name != merge.into}
    assert reasons == {"CNIL": "gazetteer: Commission informatique", "ABR": "acronym"}


def test_an_acronym_of_two_bodies_is_nobodys() -> None:
    found = grouped(
        local("a", "PUBLIC_BODY", "Agence bretonne des rivières", "ABR"),
        local("b", "PUBLIC_BODY", "Atelier basque de recherche", "ABR"),
        local("c", "PUBLIC_BODY", "ABR"),
    )
    assert sorted(map(sorted, found)) == [["a"], ["b"], ["c"]]


def test_an_office_goes_by_its_fullest_usual_name() -> None:
    short, full = "ministre de l'Éducation", "ministre de l'Éducation nationale"
    found = across([local(f"{n}", "ROLE", full if n % 2 else short) for n in range(6)])
    assert [(entity.name, len(entity.members)) for entity in found] == [(full, 6)]
    assert "short name" in {merge.reason for merge in found[0].merges}


def test_an_office_that_is_rarely_called_more_is_another_one() -> None:
    names = ["ministre de la Défense"] * 6 + ["ministre de la Défense nationale"]
    assert len(across([local(f"{n}", "ROLE", name) for n, name in enumerate(names)])) == 2


def test_an_office_of_two_portfolios_is_known_by_one_of_them() -> None:
    both = "ministre de la Mer et de la Pêche"
    names = ["ministre de la Mer"] * 3 + ["ministre de la Pêche"] * 2 + [both]
    found = across([local(f"{n}", "ROLE", name) for n, name in enumerate(names)])
    assert sorted(sorted(entity.names) for entity in found) == [["ministre de la Mer", both], ["ministre de la Pêche"]]


def test_a_ministry_of_another_country_shares_no_portfolio_with_ours() -> None:
    names = ["ministère finlandais de la Mer et de la Pêche", "ministère de la Pêche"]
    assert len(across([local(name, "MINISTRY", name) for name in names])) == 2


@pytest.mark.parametrize(
    ("label", "settled", "odd", "same"),
    [
        ("PUBLIC_BODY", "Comité breton des rivières", "Comté breton des rivières", True),
        ("PUBLIC_BODY", "parquet de Plouguernével", "parquet de Plougernével", True),
        ("PUBLIC_BODY", "parquet d'Angers", "parquet d'Anvers", False),
        ("PUBLIC_BODY", "commissariat du VIIe arrondissement", "commissariat du VIIIe arrondissement", False),
        ("LOCATION", "port de Morlaix", "pont de Morlaix", False),
        ("LOCATION", "Kerouédanville", "Berouédanville", False),
    ],
)
def test_slips_of_the_pen(label: str, settled: str, odd: str, same: bool) -> None:
    members = [*(local(f"a{n}", label, settled) for n in range(4)), local("b", label, odd)]
    assert (len(across(members)) == 1) is same


def test_one_name_with_a_title_is_one_person_in_all_articles() -> None:
    found = across(
        [
            local("a", "PERSON", "Gwenn", canonical="prince Gwenn"),
            local("b", "PERSON", "Gwenn", canonical="prince Gwenn"),
            local("c", "PERSON", "Gwenn", canonical="roi Gwenn"),
            local("d", "PERSON", "Gwenn"),
        ]
    )
    assert sorted(sorted(m.article for m in entity.members) for entity in found) == [["a", "b"], ["c"], ["d"]]
    assert {merge.reason for entity in found for merge in entity.merges} == {"title: prince Gwenn", "title: roi Gwenn"}


def test_blanks_make_no_other_newspaper() -> None:
    members = [local("a", "MEDIA", "Kervo Presse"), local("b", "MEDIA", "KervoPresse")]
    assert grouped(*members) == [{"a", "b"}]
    known = [replace(member, canonical=member.name) for member in members]
    assert len(grouped(*known)) == 2


def test_what_fits_many_is_not_joined_by_what_a_list_calls_it() -> None:
    canonical = "agence régionale de santé"
    found = grouped(
        local("a", "PUBLIC_BODY", "agence régionale de santé de Cornouaille", canonical=canonical),
        local("b", "PUBLIC_BODY", "ARS du Trégor", canonical=canonical),
        local("c", "PUBLIC_BODY", "ARS", canonical=canonical),
    )
    assert sorted(map(sorted, found)) == [["a"], ["b"], ["c"]]


def test_several_ministers_are_no_office() -> None:
    assert len(grouped(*(local(article, "ROLE", "ministres de la Pêche") for article in "ab"))) == 2


def test_a_ministry_of_another_country_is_not_what_a_list_calls_it() -> None:
    canonical = "ministère de la Pêche"
    found = grouped(
        local("a", "MINISTRY", "ministère de la Pêche finlandais", canonical=canonical),
        local("b", "MINISTRY", canonical, canonical=canonical),
    )
    assert sorted(map(sorted, found)) == [["a"], ["b"]]


def test_one_article_that_is_wrong_about_a_name_joins_no_others() -> None:
    found = grouped(
        *(local(f"a{n}", "PUBLIC_BODY", "état-major breton", canonical="état-major breton") for n in range(3)),
        local("b", "PUBLIC_BODY", "état-major breton", "EMB", canonical="Agence EMB"),
        local("c", "PUBLIC_BODY", "Agence EMB", canonical="Agence EMB"),
    )
    assert {"c"} in found


def test_a_name_of_a_list_that_one_article_has_is_not_preferred() -> None:
    listed = [local(f"{n}", "PUBLIC_BODY", "ABR", canonical="Les rivières") for n in range(3)]
    found = across([*listed, local("x", "PUBLIC_BODY", "ABR", canonical="Eaux")])
    assert [entity.name for entity in found] == ["Les rivières"]


def test_a_fuller_name_that_one_article_has_is_not_preferred() -> None:
    names = ["ministre de la Pêche"] * 4 + ["ministre de la Mer et de la Pêche"]
    found = across([local(f"{n}", "ROLE", name) for n, name in enumerate(names)])
    assert [entity.name for entity in found] == ["ministre de la Pêche"]


def test_a_ministry_goes_by_the_fullest_name_of_a_list() -> None:
    short, full = "ministère de l'Éducation", "ministère de l'Éducation nationale"
    found = across(
        [
            local("a", "MINISTRY", short, canonical=short),
            local("b", "MINISTRY", full, short, canonical=full),
            local("c", "MINISTRY", short, canonical=full),
        ]
    )
    assert [entity.name for entity in found] == [full]


def test_one_who_is_named_only_beside_another_is_not_meant_by_the_surname() -> None:
    found = grouped(
        local("a", "PERSON", "Paul Kervadec"),
        local("b", "PERSON", "Paul Kervadec"),
        local("b", "PERSON", "Anne Kervadec"),
        local("c", "PERSON", "Kervadec"),
    )
    assert {"a", "b", "c"} in found


def test_bodies_of_two_places_with_one_acronym_are_two() -> None:
    head = "brigade bretonne des rivières"
    found = grouped(
        local("a", "PUBLIC_BODY", f"{head} de Brest", "BBRX"),
        local("b", "PUBLIC_BODY", f"{head} de Rennes", "BBRX"),
    )
    assert sorted(map(sorted, found)) == [["a"], ["b"]]


NAMES = [
    "Henry Kervadec",
    "Henri Kervadec",
    "Henri Kervadek",
    "Kervadec",
    "ABR",
    "Agence bretonne des rivières",
    "Agence",
]
LOCALS = st.builds(
    lambda article, label, names, canonical: local(article, label, *names, canonical=canonical),
    st.sampled_from("abcd"),
    st.sampled_from(["PERSON", "PUBLIC_BODY"]),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
    st.sampled_from([None, None, "Agence"]),
)


@given(st.lists(LOCALS, max_size=12), st.randoms())
def test_order_does_not_matter_and_nothing_is_lost(members: list[LocalEntity], random) -> None:
    want = across(members)
    shuffled = list(members)
    random.shuffle(shuffled)
    assert across(shuffled) == want
    assert sorted((member for entity in want for member in entity.members), key=repr) == sorted(set(members), key=repr)
    assert len({entity.id for entity in want}) == len(want)
    for entity in want:
        check_reasons(entity)


def check_reasons(entity: Entity) -> None:
    """Every form but the preferred one is said to be merged, with a reason and articles."""
    explained = {merge.name for merge in entity.merges}
    assert {name for name in entity.names if name != entity.name} <= explained
    assert all(merge.reason and merge.articles for merge in entity.merges)


def test_cost_grows_with_the_number_of_names_only() -> None:
    """No pairs of all with all: four times as many people take about four times as many calls.

    Not more of them are called alike where there are more.
    """

    def cost(number: int) -> int:
        letters = ["".join(part) for part in product("bcdfglmnprst", "aeiou", "lmnrst")]
        people = [
            f"{letters[n % 360].title()} {letters[n // 360].title()}{letters[n * 7 % 353]}{letters[n * 11 % 347]}"
            for n in range(number)
        ]
        members = [local(f"a{at}", "PERSON", name, name.split()[1]) for at, name in enumerate(people)]
        calls = 0

        def count(*_: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(count)
        try:
            across(members)
        finally:
            sys.setprofile(None)
        return calls

    assert cost(4_000) < 4 * 1.5 * cost(1_000)
