"""People's decisions: what they change, that their order does not count, and that nothing is lost."""

from __future__ import annotations

import random
from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dronewatch.model import Entity, LocalEntity
from dronewatch.resolve import across
from dronewatch.resolve.decisions import Decision, decide


def _local(article: str, label: str, *names: str) -> LocalEntity:
    return LocalEntity(article, label, names[0], tuple(sorted(names)))


LOCALS = [
    _local("a", "PERSON", "Awa Diallo", "Diallo"),
    _local("b", "PERSON", "Ava Dialo", "Dialo"),
    _local("b", "COMPANY", "Volair"),
    _local("c", "COMPANY", "Volair Systèmes", "Volair"),
    _local("c", "LOCATION", "Solaris"),
    _local("d", "COMPANY", "Solaris"),
    _local("d", "PERSON", "Durand"),
    _local("e", "PERSON", "Durand"),
    _local("e", "MINISTRY", "ministère de la Mer"),
]


def _made(*decisions: Decision, locals_: list[LocalEntity] = LOCALS) -> dict[tuple[str, str], list[tuple[str, ...]]]:
    """Label and name → per entity its names."""
    found: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for entity in decide(across(locals_), decisions).entities:
        found.setdefault((entity.label, entity.name), []).append(entity.names)
    return found


def _entity(name: str, *decisions: Decision, label: str | None = None) -> Entity:
    found = [
        each for each in decide(across(LOCALS), decisions).entities if each.name == name and label in (None, each.label)
    ]
    assert len(found) == 1, found
    return found[0]


def test_without_decisions_nothing_changes() -> None:
    assert decide(across(LOCALS), []).entities == across(LOCALS)


def test_merge() -> None:
    merge = Decision("merge", "PERSON", "Awa Diallo", ("ava dialo",), by="AB", reason="a slip of the pen")
    entity = _entity("Awa Diallo", merge)
    assert set(entity.names) == {"Awa Diallo", "Diallo", "Ava Dialo", "Dialo"}
    assert entity.names[0] == "Awa Diallo"
    assert [each.reason for each in entity.merges if each.name == "Ava Dialo" and each.into == "Awa Diallo"] == [
        "merged by decision of AB: a slip of the pen"
    ]
    before = {each.name: each.id for each in across(LOCALS)}
    assert entity.id == before["Awa Diallo"]


def test_labels_are_never_merged() -> None:
    merge = Decision("merge", "LOCATION", "Solaris", ("Volair",))
    assert decide(across(LOCALS), [merge]) == decide(across(LOCALS), [merge])
    assert decide(across(LOCALS), [merge]).idle == (merge,)
    assert decide(across(LOCALS), [merge]).entities == across(LOCALS)


def test_a_name_of_several_entities_stands_for_all_or_for_that_of_an_article() -> None:
    every = Decision("merge", "PERSON", "Awa Diallo", ("Durand",))
    assert ("PERSON", "Durand") not in _made(every)
    one = Decision("merge", "PERSON", "Awa Diallo", ("Durand",), article="d")
    assert _made(one)["PERSON", "Durand"] == [("Durand",)]
    assert "Durand" in _entity("Awa Diallo", one).names


def test_a_short_name_of_several_entities_stands_for_none() -> None:
    locals_ = [_local("a", "PERSON", "Jean Petit", "Petit"), _local("b", "PERSON", "Lou Petit", "Petit")]
    rename = Decision("rename", "PERSON", "Petit", to="Le Petit")
    assert decide(across(locals_), [rename]).idle == (rename,)


def test_split_takes_a_name_out_of_an_article_too() -> None:
    split = Decision("split", "COMPANY", "Volair Systèmes", ("Volair",))
    locals_ = [_local("c", "COMPANY", "Volair Systèmes", "Volair")]
    result = decide(across(locals_), [split])
    assert {each.name: each.names for each in result.entities} == {
        "Volair": ("Volair",),
        "Volair Systèmes": ("Volair Systèmes",),
    }
    assert {part.names for part in result.parts} == {("Volair",), ("Volair Systèmes",)}
    assert set(result.parts.values()) == set(locals_)
    off = next(each for each in result.entities if each.name == "Volair")
    assert [each.reason for each in off.merges] == ["split from Volair Systèmes by decision"]


def test_split_moves_what_an_article_calls_so_with_its_short_names() -> None:
    locals_ = [_local("a", "PERSON", "Henri Roussel", "Roussel"), _local("b", "PERSON", "Henry Roussel", "Roussel")]
    assert len(across(locals_)) == 1
    split = Decision("split", "PERSON", "Henri Roussel", ("Henry Roussel",))
    result = decide(across(locals_), [split])
    assert sorted(each.names for each in result.entities) == [
        ("Henri Roussel", "Roussel"),
        ("Henry Roussel", "Roussel"),
    ]
    assert not result.parts


def test_split_in_one_article_only() -> None:
    locals_ = [_local(name, "PERSON", "Lou Petit", "Petit") for name in "ab"]
    split = Decision("split", "PERSON", "Lou Petit", ("Petit",), article="b")
    result = decide(across(locals_), [split])
    assert sorted((each.name, [member.article for member in each.members]) for each in result.entities) == [
        ("Lou Petit", ["a", "b"]),
        ("Petit", ["b"]),
    ]


def test_what_was_split_can_be_merged_with_another_and_relabelled() -> None:
    split = Decision("split", "PERSON", "Awa Diallo", ("Diallo",))
    merge = Decision("merge", "PERSON", "Ava Dialo", ("Diallo",))
    made = _made(split, merge)
    assert made["PERSON", "Awa Diallo"] == [("Awa Diallo",)]
    assert set(made["PERSON", "Ava Dialo"][0]) == {"Ava Dialo", "Dialo", "Diallo"}
    relabel = Decision("relabel", "PERSON", "Diallo", to="COMPANY")
    made = _made(split, relabel)
    assert made["COMPANY", "Diallo"] == [("Diallo",)]
    assert made["PERSON", "Awa Diallo"] == [("Awa Diallo",)]


def test_rename() -> None:
    rename = Decision("rename", "MINISTRY", "Ministere de la mer", to="Mer")
    entity = _entity("Mer", rename)
    assert entity.names == ("ministère de la Mer",)
    assert entity.id in {each.id for each in across(LOCALS)}
    assert entity.merges[-1].reason == "renamed by decision" or entity.merges[0].reason == "renamed by decision"
    other = Decision("rename", "PERSON", "Awa Diallo", to="Diallo")
    assert _entity("Diallo", other).names[0] == "Diallo"


def test_what_was_renamed_is_found_by_both_names() -> None:
    rename = Decision("rename", "PERSON", "Awa Diallo", to="A. D.")
    for name in ("Awa Diallo", "A. D."):
        entity = _entity("A. D.", rename, Decision("merge", "PERSON", name, ("Ava Dialo",)))
        assert "Ava Dialo" in entity.names


def test_relabel_joins_the_entity_that_has_that_name_and_label() -> None:
    relabel = Decision("relabel", "LOCATION", "Solaris", to="COMPANY", by="AB")
    entity = _entity("Solaris", relabel)
    assert entity.label == "COMPANY"
    assert {(member.article, member.label) for member in entity.members} == {("c", "LOCATION"), ("d", "COMPANY")}
    assert "relabelled from LOCATION by decision of AB" in {each.reason for each in entity.merges}


def test_what_was_relabelled_merges_by_either_label() -> None:
    relabel = Decision("relabel", "MINISTRY", "ministère de la Mer", to="COMPANY")
    merge = Decision("merge", "COMPANY", "Volair", ("ministère de la Mer",))
    assert "ministère de la Mer" in _entity("Volair Systèmes", relabel, merge).names
    whole = Decision("relabel", "PERSON", "Ava Dialo", to="ROLE")
    both = Decision("merge", "PERSON", "Awa Diallo", ("Ava Dialo",))
    entity = _entity("Awa Diallo", whole, both)
    assert entity.label == "ROLE"
    assert "Dialo" in entity.names


def test_what_names_nothing_is_told() -> None:
    lost = Decision("merge", "PERSON", "Awa Diallo", ("Zoé Martin",))
    gone = Decision("rename", "PERSON", "Zoé Martin", to="Zoé")
    result = decide(across(LOCALS), [lost, gone])
    assert set(result.idle) == {lost, gone}
    assert result.entities == across(LOCALS)


ALL = [
    Decision("split", "PERSON", "Awa Diallo", ("Diallo",)),
    Decision("merge", "PERSON", "Ava Dialo", ("Diallo", "Durand")),
    Decision("relabel", "LOCATION", "Solaris", to="COMPANY"),
    Decision("merge", "COMPANY", "Volair", ("Solaris", "Volair Systèmes")),
    Decision("rename", "COMPANY", "Volair", to="VOLAIR"),
    Decision("rename", "PERSON", "Awa Diallo", to="A. Diallo"),
]


def test_the_order_does_not_count() -> None:
    expected = decide(across(LOCALS), ALL)
    assert expected.idle == ()
    for order in list(permutations(ALL))[::97]:
        assert decide(across(LOCALS), order) == expected


@settings(deadline=None)
@given(st.lists(st.sampled_from(LOCALS), unique=True), st.sets(st.sampled_from(ALL)), st.randoms())
def test_every_name_of_every_article_is_in_one_entity(
    locals_: list[LocalEntity], decisions: set[Decision], chance: random.Random
) -> None:
    shuffled = sorted(decisions, key=lambda each: each.content)
    chance.shuffle(shuffled)
    result = decide(across(locals_), shuffled)
    forms = Counter((each.article, each.label, name) for each in locals_ for name in each.names)
    assert forms == Counter(
        (member.article, member.label, name)
        for entity in result.entities
        for member in entity.members
        for name in member.names
    )
    assert result == decide(across(locals_), decisions)
    for entity in result.entities:
        assert set(entity.names) == {name for member in entity.members for name in member.names}
        for member in entity.members:
            assert member in result.parts or member in locals_


@pytest.mark.parametrize("size", [400])
def test_many_decisions_cost_little(size: int) -> None:
    locals_ = [_local(f"a{n}", "PERSON", f"Nom{n} Famille{n}") for n in range(size)]
    decisions = [
        Decision("merge", "PERSON", f"Nom{n} Famille{n}", (f"Nom{n + 1} Famille{n + 1}",)) for n in range(0, size, 2)
    ]
    assert len(decide(across(locals_), decisions).entities) == size // 2
