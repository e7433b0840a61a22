"""Short names of long ones within an article, and those that stay apart."""

from __future__ import annotations

import pytest

from dronewatch.model import Span
from dronewatch.resolve import within


def together(label: str, one: str, other: str, *known: str) -> bool:
    """Whether two names, in this order, are one entity; `known` are names that a gazetteer knows."""
    text = f"{one} ; {other}"
    places = ((0, len(one)), (len(one) + 3, len(text)))
    spans = [
        Span(start, end, text[start:end], label, "x", name=text[start:end] if text[start:end] in known else None)
        for start, end in places
    ]
    return len({span.entity for span in within(spans, text)}) == 1


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("COMPANY", "Kervo Group", "Kervo"),
        ("COMPANY", "Kervo", "Kervo Mobility Group"),
        ("COMPANY", "Kervo Parfums et Santé", "Kervo"),
        ("COMPANY", "groupe Kervo", "Kervo"),
        ("ORGANIZATION", "Fédération bretonne de gouren", "Fédération"),
        ("ORGANIZATION", "collectif Rade-Propre", "Rade-Propre"),
        ("ORGANIZATION", "hôpital brestois de la Cavale", "hôpital de la Cavale"),
        ("LOCATION", "IIIe arrondissement de Kerville", "IIIe arrondissement"),
        ("LOCATION", "VIIe arrondissement", "7e arrondissement"),
        ("LOCATION", "île Bréhec", "Bréhec"),
        ("LOCATION", "gare morlaisienne de Ploujean", "gare de Ploujean"),
        ("LOCATION", "Kerneuf-lès-Brest", "Kerneuf"),
        ("LOCATION", "musée Kerjean", "Kerjean"),
        ("PUBLIC_BODY", "tribunal correctionnel de Morlaix", "tribunal de Morlaix"),
        ("MEDIA", "Kervo Presse", "KervoPresse"),
        ("ROLE", "président finlandais", "chef de l'État finlandais"),
        ("ROLE", "ministre finlandais de la Pêche", "ministre de la Pêche finlandais"),
        ("MINISTRY", "ministère finlandais de la Pêche", "ministère de la Pêche finlandais"),
        ("PUBLIC_BODY", "gendarmerie du Trégor", "gendarmerie de Trégor"),
        ("PUBLIC_BODY", "service départemental d'incendie et de secours de l'Aulne", "SDIS"),
        ("PUBLIC_BODY", "agence régionale de santé de Cornouaille", "ARS Cornouaille"),
        ("MINISTRY", "ministère de l'Intérieur", "Intérieur"),
        ("MINISTRY", "ministère de l'Action et des Comptes publics", "ministère des Comptes publics"),
        ("ROLE", "secrétaire d'État aux retraites", "secrétaire d'État chargé des retraites"),
        ("ROLE", "ministre de la Cohésion des territoires et de la Ville", "ministre de la Cohésion des territoires"),
        ("ROLE", "président français", "président de la République"),
        ("ROLE", "président américain", "président des États-Unis"),
    ],
)
def test_one(label: str, one: str, other: str) -> None:
    assert together(label, one, other)


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("COMPANY", "Kervo", "Kervo Aéroports"),
        ("COMPANY", "Kervo-Morvan", "Kervo"),
        ("ORGANIZATION", "SLB Énergie", "SLB"),
        ("LOCATION", "gare de Kerville", "Kerville"),
        ("LOCATION", "Goëlo-du-Sud", "Goëlo"),
        ("LOCATION", "Kerneuf", "Kerneuf-lès-Brest"),
        ("LOCATION", "musée de Kerville", "Kerville"),
        ("LOCATION", "Ile de Kerville", "Kerville"),
        ("PUBLIC_BODY", "tribunal correctionnel de Morlaix", "tribunal de Quimper"),
        ("ROLE", "ministres de la Pêche", "ministre de la Pêche"),
        ("MINISTRY", "ministère allemand de l'Intérieur", "ministère de l'Intérieur"),
        ("MINISTRY", "ministère de la Santé", "ministère de la Culture"),
        ("ROLE", "président brésilien", "président de la République"),
        ("ROLE", "ministre de l'Intérieur", "ministre des Outre-mer"),
    ],
)
def test_two(label: str, one: str, other: str) -> None:
    known = [name for name in (one, other) if label == "LOCATION" and (" " not in name or name.startswith("Ile "))]
    assert not together(label, one, other, *known)


def test_a_short_name_is_introduced_by_the_first_of_several_longer_ones() -> None:
    names = ["Centre breton de la mer Kergroix de Brest", "Centre", "Centre breton de la mer Kergroix"]
    text = " ; ".join(names)
    spans = [Span(text.index(name), text.index(name) + len(name), name, "PUBLIC_BODY", "x") for name in names]
    at = text.index("; Centre ;") + 2
    spans[1] = Span(at, at + 6, "Centre", "PUBLIC_BODY", "x")
    assert {span.entity for span in within(spans, text)} == {names[0]}


def test_a_name_that_is_known_is_no_short_form() -> None:
    assert together("COMPANY", "Kervo Parfums et Santé", "Kervo")
    assert not together("COMPANY", "Kervo Parfums et Santé", "Kervo", "Kervo")
