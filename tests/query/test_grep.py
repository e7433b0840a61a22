"""Words in context: what matches, where it is, what stands beside it."""

from __future__ import annotations

import re
import time
import unicodedata
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dronewatch import view
from dronewatch.errors import UsageError
from dronewatch.index.words import words
from dronewatch.query import Filters, grep
from dronewatch.query.matching import match_expression, normalized, pattern


def _matches(rows: Any) -> list[str]:
    return [row["match"] for row in rows]


def _found(typed: str, text: str, **options: Any) -> list[str]:
    return [match[0] for match in pattern(typed, **options).on(text).finditer(text)]


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("drone*", "Un drone, des Drones, l’hydrone, un micro-drone.", ["drone", "Drones", "drone"]),
        ("*drone*", "l’hydrone et les drones", ["hydrone", "drones"]),
        ("d*s", "des dés drones dans de", ["des", "dés", "drones", "dans"]),
        ("prefecture", "La PRÉFECTURE, la préfecture, les préfectures", ["PRÉFECTURE", "préfecture"]),
        ("préfecture", "La PREFECTURE", ["PREFECTURE"]),
        ("État", "l’état, l’État, l’Etat", ["État", "Etat"]),
        ("l'interieur", "l’Intérieur, l'intérieur, l´Intérieur", ["l’Intérieur", "l'intérieur", "l´Intérieur"]),
        ("appel d'offres", "un appel\u00a0d’offres, un appel  d'offres, un appel\nd'offres", 3),
        ("porte-avions", "un porte‑avions, un porte-avions", 2),
        ("coeur", "le cœur, le Cœur, le coeur", ["cœur", "Cœur", "coeur"]),
        ("cœur", "le coeur, le cœur", 2),
        ("Œuvre", "Œuvre Oeuvre OEuvre œuvre oeuvre", ["Œuvre", "Oeuvre", "OEuvre"]),
        ("Aérien", "Aérien Aerien aérien", ["Aérien", "Aerien"]),
        ("cafe", "café cafe\u0301 cafe\u0301s cafes", ["café", "cafe\u0301"]),
        ("cafés", "cafe\u0301s cafés", 2),
        ("3,5", "3,5 et 13,5 et 3,55", ["3,5"]),
        ("€", "5€ et 6 €", 2),
        ("a.c", "abc a.c", ["a.c"]),
        ("drone_x", "drone_x dronex", ["drone_x"]),
    ],
)
def test_words_phrases_and_stars(typed: str, text: str, found: Any) -> None:
    matches = _found(typed, text)
    assert matches == found if isinstance(found, list) else len(matches) == found


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("dron", "hydrones", ["dron"]),
        ("d*", "d* de", ["d*"]),
        ("(a|b", "x (A|B", ["(A|B"]),
        ("3,5 M", "de 3,5\u202fM€", ["3,5\u202fM"]),
    ],
)
def test_literal_text_lies_anywhere(typed: str, text: str, found: list[str]) -> None:
    assert _found(typed, text, literal=True) == found


def test_a_row_says_where_and_what_is_beside(ask: Any) -> None:
    connection = ask(a="Le titre d'abord.\n\nHier la ville a acheté des drones pour ses policiers municipaux.\nFin.")
    (row,) = grep.grep(connection, "drone*", window=12)
    assert tuple(row)[: len(grep.COLUMNS)] == grep.COLUMNS
    assert (row["article"], row["line"], row["column"], row["section"]) == ("a", 3, 28, "body")
    assert (row["left"], row["match"], row["right"]) == (" acheté des ", "drones", " pour ses ")
    (row,) = grep.grep(connection, "drone*", window=1000)
    assert row["left"] + row["match"] + row["right"] == (
        "Hier la ville a acheté des drones pour ses policiers municipaux."
    )
    (row,) = grep.grep(connection, "drone*", window=0)
    assert (row["left"], row["right"]) == ("", "")


def test_filters_order_and_limit(ask: Any) -> None:
    connection = ask(a="Un bon drone vole. Un avion vole.", b="Au drone !", c="Le grand drone tombe.")
    assert len(list(grep.grep(connection, "drone"))) == 3
    assert [row["article"] for row in grep.grep(connection, "drone", limit=2)] == ["a", "b"]
    assert [row["article"] for row in grep.grep(connection, "drone", sort=["left"])] == ["b", "a", "c"]
    assert [row["article"] for row in grep.grep(connection, "drone", sort=["-right"])] == ["a", "c", "b"]
    assert [row["article"] for row in grep.grep(connection, "drone", sort=["-place"])] == ["c", "b", "a"]
    assert [row["article"] for row in grep.grep(connection, "drone", Filters(articles=("c",)))] == ["c"]
    assert not list(grep.grep(connection, "drone", Filters(sections=("comment",))))
    with pytest.raises(UsageError, match="cannot sort"):
        grep.grep(connection, "drone", sort=["size"])


def test_regular_expressions(ask: Any) -> None:
    connection = ask(a="Il y a 12\u00a0drones.\nL’Intérieur achète 3 Drones.")
    assert _matches(grep.grep(connection, r"\d+ drones", regex=True)) == ["12\u00a0drones", "3 Drones"]
    assert _matches(grep.grep(connection, r"\d+ Drones", regex=True)) == ["3 Drones"]
    assert _matches(grep.grep(connection, r"^l'\w+", regex=True)) == ["L’Intérieur"]
    assert _matches(grep.grep(connection, r"\S*\b$", regex=True)) == []
    assert _matches(grep.grep(connection, r"x*", regex=True)) == []
    with pytest.raises(UsageError, match="not a regular expression"):
        grep.grep(connection, "(", regex=True)


@pytest.mark.parametrize("typed", ["", " ", "*", "* *"])
def test_nothing_to_look_for(ask: Any, typed: str) -> None:
    with pytest.raises(UsageError, match="nothing to look for"):
        grep.grep(ask(a="Rien."), typed)


def test_what_the_query_language_of_sqlite_means_is_only_text(ask: Any) -> None:
    connection = ask(a='Il dit "non" AND (OR) NEAR ^ : - {a} l\'NOT.')
    for typed in ('"non"', "AND", "(OR)", "NEAR ^", "{a}", "l'not", "a OR b", '"', "^", "-"):
        for literal in (False, True):
            assert isinstance(list(grep.grep(connection, typed, literal=literal)), list)
    assert _matches(grep.grep(connection, '"non" AND')) == ['"non" AND']


TEXTS = st.text(st.sampled_from("aAeéÉe\u0301œoŒ sS'’-‑ \u00a0\n.,d1_*ç\U0001f600"), max_size=30)
TYPED = st.text(st.sampled_from("aAeéœos'’- d1*_ç."), min_size=1, max_size=6)


@given(TEXTS, TYPED, st.booleans())
def test_matches_are_those_of_a_search_through_the_folded_text(text: str, typed: str, literal: bool) -> None:
    """Offsets against brute force: every stretch of text, folded, compared with what was typed, folded."""
    if not typed.strip("* ") or literal or "*" in typed or "\u0301" in text:
        return
    wanted = _plain(" ".join(view.normalize(typed).split()))
    sensitive = typed != typed.lower()
    expected = []
    at = 0
    while at < len(text):
        end = next((end for end in range(at + 1, len(text) + 1) if _is(text, at, end, wanted, typed, sensitive)), None)
        if end is None:
            at += 1
        else:
            longest = max(end for end in range(at + 1, len(text) + 1) if _is(text, at, end, wanted, typed, sensitive))
            expected.append((at, longest))
            at = longest
    assert [match.span() for match in pattern(typed).on(text).finditer(text)] == expected


def _plain(text: str) -> str:
    return view.fold(text).replace("œ", "oe").replace("æ", "ae")


def _is(text: str, start: int, end: int, wanted: str, typed: str, sensitive: bool) -> bool:
    part = text[start:end]
    if part[0].isspace() or part[-1].isspace():
        return False
    if _plain(" ".join(view.normalize(part).split())) != wanted:
        return False
    if wanted[0].isalnum() and start and text[start - 1].isalnum():
        return False
    if wanted[-1].isalnum() and end < len(text) and text[end].isalnum():
        return False
    return not sensitive or _case(part) == _case(typed)


def _case(text: str) -> list[bool]:
    """Capitals; of `oe`, two letters or one, only the first tells."""
    apart = " ".join(text.split()).replace("Œ", "Oe").replace("œ", "oe")
    pairs = {at + 1 for at in range(len(apart)) if view.fold(apart[at : at + 2]) in ("oe", "ae")}
    return [char.isupper() for at, char in enumerate(apart) if at not in pairs]


@given(TEXTS, TYPED, st.booleans())
def test_the_words_of_a_pattern_are_in_every_text_that_it_matches(text: str, typed: str, literal: bool) -> None:
    """Else the full-text index would hide matches."""
    if not literal and not typed.strip("* "):
        return
    wanted = pattern(typed, literal=literal)
    if wanted.on(text).search(text):
        held = words(text)
        for word in wanted.words:
            expression = re.compile(".*".join(map(re.escape, word.split("*"))))
            assert any(expression.fullmatch(each) for each in held), (word, held)


@given(st.text(max_size=60))
def test_normalized_is_normalize(text: str) -> None:
    assert normalized(text) == view.normalize(text)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.text(max_size=20))
def test_whatever_is_typed_is_answered(ask: Any, typed: str) -> None:
    connection = _once(ask)
    for literal in (False, True):
        try:
            match_expression(connection, [pattern(typed, literal=literal)])
            list(grep.grep(connection, typed, literal=literal))
        except UsageError:
            continue


_kept: dict[int, Any] = {}


def _once(ask: Any) -> Any:
    if id(ask) not in _kept:
        _kept.clear()
        _kept[id(ask)] = ask(a=unicodedata.normalize("NFC", "Le cœur de l’État bat."))
    return _kept[id(ask)]


def test_a_pattern_costs_what_the_text_is_long() -> None:
    def seconds(size: int) -> float:
        text = "a" * size + " " + "ab" * (size // 2)
        began = time.process_time()
        list(pattern("*a*b*c").on(text).finditer(text))
        return time.process_time() - began

    seconds(1000)
    assert min(seconds(200_000) for _ in range(3)) < 40 * max(min(seconds(10_000) for _ in range(3)), 1e-4)
