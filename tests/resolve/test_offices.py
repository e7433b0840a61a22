"""Offices and ministries that do not say whose they are."""

from __future__ import annotations

import re

from dronewatch.model import Span
from dronewatch.resolve import within

_MARKED = re.compile(r"<(\w+):([^>]*)>")


def entities(marked: str) -> dict[int, str | None]:
    """The entity of each name in `<LABEL:name>`, by its number."""
    found, text, at = [], "", 0
    for mark in _MARKED.finditer(marked):
        text += marked[at : mark.start()]
        found.append(Span(len(text), len(text) + len(mark[2]), mark[2], mark[1], "x"))
        text, at = text + mark[2], mark.end()
    spans = within(found, text + marked[at:])
    return dict(enumerate(span.entity for span in spans))


def test_the_ministry_of_the_country_that_an_article_is_about() -> None:
    found = entities(
        "À <LOCATION:Helsinki>, en <LOCATION:Finlande>, le <MINISTRY:ministère finlandais de la Pêche> se tait."
        " Le <MINISTRY:ministère de la Pêche> réfléchit."
    )
    assert found[2] == found[3] == "ministère finlandais de la Pêche"


def test_in_an_article_on_france_the_bare_name_is_the_french_one() -> None:
    found = entities(
        "En <LOCATION:Finlande>, le <MINISTRY:ministère finlandais de la Pêche> se tait. À <LOCATION:Paris>, en"
        " <LOCATION:France>, le <MINISTRY:ministère de la Pêche> réfléchit."
    )
    assert found[1] != found[4]


def test_two_nations_leave_the_bare_name_alone() -> None:
    found = entities(
        "En <LOCATION:Finlande>, le <ROLE:Premier ministre finlandais> et le <ROLE:Premier ministre norvégien> parlent."
        " Le <ROLE:Premier ministre> part."
    )
    assert len({found[1], found[2], found[3]}) == 3


def test_the_same_holder_is_the_same_office_wherever() -> None:
    found = entities(
        "À <LOCATION:Paris>, le <ROLE:Premier ministre finlandais> <PERSON:Aino Korpi> est reçue. Le"
        " <ROLE:Premier ministre> <PERSON:Korpi> sourit."
    )
    assert found[1] == found[3]


def test_another_holder_is_another_office() -> None:
    found = entities(
        "En <LOCATION:Finlande>, le <ROLE:Premier ministre finlandais> <PERSON:Aino Korpi> attend. Le"
        " <ROLE:Premier ministre> <PERSON:Paul Morvan> arrive."
    )
    assert found[1] != found[3]
