"""Sentences: `|` marks where the examples are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.language.sentences import sentence, sentences

EXAMPLES = [
    "Les drones volent.|Les pilotes regardent.",
    "Ils survolent la ville.|L’idée déplaît.",
    "Ils survolent la ville.|A Angers, on proteste.",
    "Le contrat date de 2019.|Les livraisons suivent.",
    "Coût : 3,5 millions.|« C’est trop. »|Le maire refuse.",
    "M. Durand a reçu Mme. Petit et Mgr. Blanc.|MM. Roux et Noir étaient absents.",
    "Des capteurs, p. ex. Lidar et radar, équipent l’appareil.|Voir l’art. 12 du décret et cf. Vidal.",
    "Elle habite av. Foch, à St. Malo.|Lui non.",
    "Ils vendent des drones, des caméras, etc.|Le marché grandit.",
    "Vendus par Philip K. Dick et J.-C. Brun, en 52 av. J.-C. dit-on.|Fin.",
    "Le maire choisit le plan B.|Il attend.",
    "B. Le Gall préside.|Il signe.",
    "La commune compte 86.000 habitants et 1.837,32 euros.|C’est peu.",
    "Lire sur exemple.fr et sur Change.Org la pétition n° 5.|Merci.",
    "« Vous venez ? » demande le préfet.|« Non ! »|Il part.",
    "Vraiment ?!|Oui… peut-être.|Non...|Si.",
    "“Oui.”|“Non.”|(Il sourit.)|Elle [...] se tait.",
    "1. Un drone.|Deux.",
    "Le titre sans point|Le texte commence.|Il finit.",
    "Elle gagne le 12.|Le 13, elle perd.",
]


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("joint", ["natural", "\n", "\r\n"])
def test_examples(example: str, joint: str) -> None:
    parts = example.split("|")
    glued = "ville.|" in example or "2019.|" in example
    blank = joint if joint != "natural" else "" if glued else "\n" if "sans point" in example else " "
    text = blank.join(parts)
    assert [text[start:end] for start, end in sentences(text)] == parts


def test_no_break_spaces_belong_to_the_closing_quote() -> None:
    text = "«\u00a0Il est tard.\u202f»\u00a0La séance est levée."
    assert [text[start:end] for start, end in sentences(text)] == ["«\u00a0Il est tard.\u202f»", "La séance est levée."]


def test_sentences_around_a_span() -> None:
    text = "Un. Deux drones. Trois quatre. Cinq."
    assert text[slice(*sentence(text, 9, 15))] == "Deux drones."
    assert text[slice(*sentence(text, 9, 22))] == "Deux drones. Trois quatre."
    assert sentence("", 0, 0) == (0, 0)


TEXTS = st.text(st.sampled_from("aZé 1.!?…»«\"')\n\r\u00a0,[M€😀"), max_size=400)


@given(TEXTS)
def test_sentences_are_ordered_and_lose_only_blanks(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert not text[at:start].strip()
        assert text[start:end] and text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end] and "\r" not in text[start:end]
        at = end
    assert not text[at:].strip()


@given(TEXTS, st.data())
def test_one_sentence_is_that_of_the_whole_text(text: str, data: st.DataObject) -> None:
    found = sentences(text)
    if not found:
        return
    first = data.draw(st.integers(0, len(found) - 1))
    start = data.draw(st.integers(found[first][0], found[first][1] - 1))
    end = data.draw(st.integers(start + 1, found[first][1]))
    assert sentence(text, start, end) == found[first]


@pytest.mark.parametrize(
    "unit", [".", "a", " ", ". ", "A.", "a.B", ".»", ". »", "«", "1.", "M. ", "\n", "?!", "[.", "a.A@"]
)
def test_a_long_text_ends(unit: str) -> None:
    """No clock: what took the square of the length would take minutes (benchmarks/redos.py measures)."""
    text = unit * 50_000
    found = sentences(text)
    assert sum(end - start for start, end in found) <= len(text)
    sentence(text, len(text) // 2, len(text) // 2 + 1)


def test_one_sentence_costs_no_more_in_a_long_text() -> None:
    """Two thousand of them: minutes, if each looked through the whole text."""
    text = "Il pleut sur la ville. " * 20_000
    for at in range(0, len(text), 230):
        assert sentence(text, at, at + 1) == (at, at + 22)
