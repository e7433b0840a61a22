"""Names by pattern: annotated examples, invariants, cost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import parse

from dronewatch import gazetteer, names
from dronewatch.model import NAME_LABELS, Span
from dronewatch.names import acronyms
from dronewatch.names.shapes import alternatives, first_words, is_nationality
from dronewatch.pipeline.precedence import add, choose

EXAMPLES = [
    line
    for line in (Path(__file__).parent / "names.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def chosen(text: str) -> list[Span]:
    found = choose({"patterns": names.find(text)})
    return add(found, names.echo(text, found))


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples(example: str) -> None:
    text, expected = parse(example)
    assert [(span.text, span.label) for span in chosen(text)] == [
        (text[want.start : want.end], want.label) for want in expected
    ]


@pytest.mark.parametrize("example", EXAMPLES)
def test_typography_changes_nothing(example: str) -> None:
    text, _ = parse(example)
    other = text.replace("’", "'").replace(" ", "\u00a0")
    assert [(span.start, span.end, span.label) for span in chosen(other)] == [
        (span.start, span.end, span.label) for span in chosen(text)
    ]


_NAMES = (
    "Jean ",
    "Paul ",
    "Henri Seydoux",
    "Police",
    "Armées",
    "Santé",
    "X",
    "É",
    "a\u0301",
    "İ",
    "🚒",
    "46 ans",
    "(CNIL)",
)
_WORDS = (
    "ministre de l’Intérieur",
    "ministère des ",
    "préfecture de ",
    "société ",
    "rue ",
    "du ",
    "Direction générale de la ",
)
_SIGNS = ("\n", " et ", ", ", "l'", "-", "«", "»", ".", "1", "M. ", "Mme")
FRAGMENTS = st.sampled_from((*_NAMES, *_WORDS, *_SIGNS))


@given(st.lists(FRAGMENTS, max_size=30).map("".join))
def test_spans_are_the_text_and_stay_in_a_line(text: str) -> None:
    found = choose({"patterns": names.find(text)})
    for span in [*names.find(text), *names.echo(text, found)]:
        assert text[span.start : span.end] == span.text != ""
        assert "\n" not in span.text
        assert span.label in NAME_LABELS
        assert span.value is None


def test_rules_know_every_nationality_that_lists_know() -> None:
    assert not [word for word in gazetteer.load().slots["nationality"] if not is_nationality(word.replace(" ", "-"))]


def test_a_known_name_decides_where_a_word_before_it_would_only_guess() -> None:
    text = "Le groupe Vertige siège."
    known = [Span(10, 17, "Vertige", "ORGANIZATION", "gazetteer:parties", name="Vertige")]
    assert [span.label for span in names.find(text)] == ["COMPANY"]
    assert names.find(text, known) == []


def test_a_name_with_two_labels_is_not_repeated() -> None:
    text = "Orange et Orange, puis Orange."
    spans = [Span(0, 6, "Orange", "COMPANY", "x"), Span(10, 16, "Orange", "LOCATION", "x")]
    assert names.echo(text, spans) == []


def test_a_surname_is_not_repeated_inside_another_name() -> None:
    text = "Paul Moreau habite la tour Moreau, rue X. Selon Moreau, la Tour Moreau est belle. Zeynep Moreau aussi."
    spans = choose({"patterns": names.find(text)})
    starts = [span.start for span in names.echo(text, spans)]
    assert text.index("Selon Moreau") + 6 in starts
    assert text.index("Tour Moreau") + 5 not in starts
    assert text.index("Zeynep Moreau") + 7 not in starts


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        ("Cnil", "Commission nationale de l’informatique et des libertés", True),
        ("HATVP", "Haute Autorité pour la transparence de la vie publique", True),
        ("JDD", "Journal du Dimanche", True),
        ("DGAMPA", "direction générale des affaires maritimes, de la pêche et de l’aquaculture", True),
        ("LR", "Nicolas Dupont", False),
        ("Rhône", "Lyon", False),
        ("ONU", "Organisation", False),
    ],
)
def test_which_acronym_fits(short: str, long: str, fits: bool) -> None:
    assert acronyms.fits(short, long) is fits


def test_rules_are_looked_up_by_their_first_words() -> None:
    assert alternatives("a(?:b|c)|d") == ["a(?:b|c)", "d"]
    assert first_words("hauts?-commissaires?|roi(?: d'espagne)?") == {"haut", "hauts", "roi"}
    with pytest.raises(ValueError, match="does not begin with a word"):
        first_words("(?:x)y")


@pytest.mark.parametrize(
    "unit",
    [
        "ministre de la ",
        "M. A ",
        "Jean ",
        "A",
        "Paul de ",
        "préfecture de ",
        "(ABC) ",
        "direction de la ",
        "société X, ",
        "a (A) ",
    ],
)
def test_a_long_text_ends(unit: str) -> None:
    """No clock: what took the square of the length would take minutes (benchmarks/redos.py measures)."""
    text = unit * (100_000 // len(unit))
    for span in names.echo(text, choose({"patterns": names.find(text)})):
        assert text[span.start : span.end] == span.text


def test_a_name_of_several_words_that_only_a_model_saw_stands_again() -> None:
    text = "Zbyrka Maltrand est venu. Hier, Zbyrka Maltrand, dit Maltrand, a vu Radarix et Radarix l’a vu, Lina Ormel."
    spans = [
        Span(0, 15, "Zbyrka Maltrand", "PERSON", "model"),
        Span(68, 75, "Radarix", "COMPANY", "model"),
        Span(95, 105, "Lina Ormel", "PERSON", "pattern:first name"),
    ]
    assert [text[span.start : span.end] for span in spans] == [span.text for span in spans]
    (found,) = names.echo_whole(text, spans)
    assert (found.start, found.text, found.source) == (32, "Zbyrka Maltrand", "repeated:model")
    assert names.echo_whole(text, [*spans, replace(found, label="COMPANY")]) == []
