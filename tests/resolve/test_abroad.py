"""Names that need to be told where: offices of other states, bodies of many places, surnames without a first name."""

from __future__ import annotations

import pytest

from dronewatch.model import LocalEntity
from dronewatch.resolve import across


def local(article: str, label: str, name: str) -> LocalEntity:
    return LocalEntity(article, label, name, (name,), None)


def groups(*members: LocalEntity) -> list[set[str]]:
    return sorted(({member.article for member in entity.members} for entity in across(members)), key=sorted)


def entity_of(name: str, *members: LocalEntity) -> list[set[str]]:
    found = across(members)
    return sorted(
        ({m.article for m in entity.members} for entity in found if any(m.name == name for m in entity.members)),
        key=sorted,
    )


def test_a_ministry_abroad_is_not_the_french_one() -> None:
    name = "ministère de la Santé"
    here = [local("a", "MINISTRY", name), local("a", "LOCATION", "Lyon"), local("b", "MINISTRY", name)]
    there = [local("c", "MINISTRY", name), local("c", "LOCATION", "Iran")]
    assert entity_of(name, *here, *there) == [{"a", "b"}, {"c"}]


def test_france_beside_another_country_is_france() -> None:
    name = "Premier ministre"
    both = [local("c", "ROLE", name), local("c", "LOCATION", "Iran"), local("c", "LOCATION", "Paris")]
    assert entity_of(name, local("a", "ROLE", name), *both) == [{"a", "c"}]


def test_the_north_of_a_country_is_not_the_french_department() -> None:
    name = "Premier ministre"
    there = [local("c", "ROLE", name), local("c", "LOCATION", "Iran"), local("c", "LOCATION", "Nord")]
    assert entity_of(name, local("a", "ROLE", name), *there) == [{"a"}, {"c"}]
    assert entity_of("Nord", local("a", "LOCATION", "Nord"), *there) == [{"a"}, {"c"}]


def test_a_parliament_with_its_name_is_not_any_parliament() -> None:
    members = [
        LocalEntity("a", "PUBLIC_BODY", "Parlement européen", ("Parlement", "Parlement européen"), "Parlement"),
        LocalEntity("b", "PUBLIC_BODY", "Parlement", ("Parlement",), "Parlement"),
        LocalEntity("c", "PUBLIC_BODY", "Chambre haute", ("Chambre haute",), "Sénat"),
        LocalEntity("d", "PUBLIC_BODY", "Sénat", ("Sénat",), "Sénat"),
    ]
    assert groups(*members) == [{"a"}, {"b"}, {"c", "d"}]


def test_a_name_that_says_its_country_needs_no_other_word() -> None:
    name = "ministre iranien de la Santé"
    members = [local(article, "ROLE", name) for article in "ab"]
    assert entity_of(name, *members, local("a", "LOCATION", "Iran")) == [{"a", "b"}]


@pytest.mark.parametrize("name", ["Agence régionale de santé", "préfecture maritime", "commission des Lois"])
def test_bodies_of_many_places(name: str) -> None:
    assert groups(local("a", "PUBLIC_BODY", name), local("b", "PUBLIC_BODY", name)) == [{"a"}, {"b"}]


def test_a_surname_that_nearly_all_articles_give_to_one_person() -> None:
    full = [local(article, "PERSON", "Anne Kervadec") for article in "abcd"]
    assert entity_of("Kervadec", *full, local("e", "PERSON", "Kervadec")) == [{*"abcde"}]


@pytest.mark.parametrize(
    "others",
    [
        [local("f", "PERSON", "Paul Kervadec"), local("g", "PERSON", "Luc Kervadec")],
        [local("e", "PERSON", "Paul Kervadec")],
        [local("f", "PERSON", "Kervadec Morvan")],
    ],
    ids=["others bear it too", "the article names another", "it is a first name"],
)
def test_a_surname_that_may_be_another_person_s(others: list[LocalEntity]) -> None:
    full = [local(article, "PERSON", "Anne Kervadec") for article in "abcd"]
    assert entity_of("Kervadec", *full, *others, local("e", "PERSON", "Kervadec")) == [{"e"}]


def test_a_typo_beside_a_name_that_several_articles_know() -> None:
    right = [local(article, "ORGANIZATION", "Ligue du Trégor bleu") for article in "abc"]
    assert groups(*right, local("d", "ORGANIZATION", "Ligue du Trégorr bleu")) == [{*"abcd"}]
