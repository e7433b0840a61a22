from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.model import Span
from dronewatch.pipeline.plausible import bounds, sifted


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Zbyrka Maltrand", "Zbyrka Maltrand"),
        ("Le Labo d’", "Le Labo"),
        ("Université d'été du", "Université d'été"),
        ("Radarix - la télémétrie", "Radarix"),
        ("Compagnie de", "Compagnie"),
        ("Philip K.", "Philip K."),
        ("Villa Dede", "Villa Dede"),
        ("Chambre des prés ; une commission", "Chambre des prés"),
        ("Chambre des prés qui rend public un rapport", "Chambre des prés"),
        ("parc boisé situé au nord de Brel", "parc boisé"),
        ("Chorale des prés chantera dans les villes", "Chorale des prés"),
        ("@vexolane", None),
        ("http://x]Dupont", None),
        ("«", None),
    ],
)
def test_edges(said: str, kept: str | None) -> None:
    found = bounds(f"À {said} !", 2, 2 + len(said))
    assert (f"À {said} !"[found[0] : found[1]] if found else None) == kept


def test_a_verb_before_its_pronoun_is_no_name() -> None:
    assert bounds("Abonnez-vous !", 0, 7) is None
    assert bounds("Joyeuse-la-Petite", 0, 7) is None
    assert bounds("Joyeuse-sur-Mer", 0, 7) is not None


@pytest.mark.parametrize(
    ("text", "name", "label", "want"),
    [
        ("Dérapage ! Un dérapage de trop.", "Dérapage", "PERSON", None),
        ("Dérapage ! Il n'a rien vu.", "Dérapage", "PERSON", "PERSON"),
        ("Pierre ! Une pierre est tombée.", "Pierre", "PERSON", "PERSON"),
        ("Ils voient Dérapage et un dérapage.", "Dérapage", "PERSON", "PERSON"),
        ("Les Espagnols l'ont vu.", "Espagnols", "PERSON", None),
        ("Hier, les Zobbie Flicks chantaient.", "Zobbie Flicks", "PERSON", "ORGANIZATION"),
        ("Il marche dans le parc boisé.", "parc boisé", "LOCATION", None),
        ("Il marche dans le 3e canton.", "3e canton", "LOCATION", "LOCATION"),
        ("La commission communale du bruit siège.", "commission communale du bruit", "PUBLIC_BODY", None),
        ("La préposée au bruit siège.", "préposée au bruit", "ROLE", "ROLE"),
        ("Hier, Zobbie Flicks chantait.", "Zobbie Flicks", "PERSON", "PERSON"),
        ("La tempête Zoulika approche.", "Zoulika", "PERSON", None),
        ("L’ouragan\u00a0Zoulika approche.", "Zoulika", "PERSON", None),
        ("Pour la loi Maltrand, on vote.", "Maltrand", "PERSON", None),
        ("Elle souffre de la maladie de Maltrand.", "Maltrand", "LOCATION", None),
        ("Le syndrome d’Ormel guérit.", "Ormel", "PERSON", None),
        ("Dans l'affaire Maltrand, on juge.", "Maltrand", "PERSON", "PERSON"),
    ],
)
def test_what_only_the_model_takes_for_a_name(text: str, name: str, label: str, want: str | None) -> None:
    start = text.index(name)
    found = list(sifted(text, [Span(start, start + len(name), name, label, "model")]))
    assert [span.label for span in found] == ([want] if want else [])
    listed = Span(start, start + len(name), name, label, "gazetteer:x")
    assert list(sifted(text, [listed])) == [listed]


@given(st.text(max_size=40), st.integers(0, 20), st.integers(0, 20))
def test_never_grows(text: str, start: int, length: int) -> None:
    found = bounds(text, start, start + length)
    assert found is None or (start == found[0] <= found[1] <= start + length)


@pytest.mark.parametrize("filling", [" ", "-", ", ", " de", " d'", "' "])
def test_long_names_cost_linear_time(filling: str) -> None:
    said = "Zed" + filling * 20_000
    assert bounds(said + "x", 0, len(said) + 1) is not None
    assert bounds(said, 0, len(said)) is not None
