from __future__ import annotations

import pytest

from dronewatch.model import Span
from dronewatch.pipeline.consistent import consistent


@pytest.mark.parametrize(
    ("said", "want"),
    [
        ("PERSON:Maltrand COMPANY:Maltrand PERSON:Maltrand", "PERSON PERSON PERSON"),
        ("PERSON:Maltrand COMPANY:Maltrand", "PERSON COMPANY"),
        ("COMPANY:Maltrand PERSON:Lina_Maltrand", "PERSON PERSON"),
        ("COMPANY:Maltrand COMPANY:Lina PERSON:Lina_Maltrand", "PERSON PERSON PERSON"),
        ("PERSON:Radarix COMPANY:Radarix! PERSON:Radarix", "COMPANY COMPANY COMPANY"),
        ("COMPANY:Maltrand! COMPANY:Maltrand PERSON:Lina_Maltrand", "COMPANY COMPANY PERSON"),
        ("LOCATION:Ormel! ORGANIZATION:Ormel! COMPANY:Ormel", "LOCATION ORGANIZATION COMPANY"),
        ("LOCATION:Ormel! ORGANIZATION:Ormel LOCATION:Ormel", "LOCATION LOCATION LOCATION"),
        ("ROLE:Maire COMPANY:Maire COMPANY:Maire", "ROLE COMPANY COMPANY"),
        ("LOCATION:L'Ormel PERSON:L’Ormel LOCATION:L'Ormel", "LOCATION LOCATION LOCATION"),
    ],
)
def test_one_name_has_one_label(said: str, want: str) -> None:
    """A mark after a name: a list or pattern says so."""
    spans = []
    for at, each in enumerate(said.split()):
        label, name = each.split(":")
        source = "gazetteer:x" if name.endswith("!") else "model"
        name = name.rstrip("!").replace("_", " ")
        spans.append(Span(at * 50, at * 50 + len(name), name, label, source))
    found = consistent(spans)
    assert " ".join(span.label for span in found) == want
    assert [(span.start, span.end, span.source) for span in found] == [
        (span.start, span.end, span.source) for span in spans
    ]
