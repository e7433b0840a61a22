"""Words in context: what matches, where it is, what stands beside it."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dronewatch import view
from dronewatch.errors import DataError, UsageError
from dronewatch.index.words import words
from dronewatch.query import Filters, grep
from dronewatch.query.matching import match_expression, normalized, pattern
from dronewatch.query.search import Search


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
    assert _matches(grep.grep(connection, Search((r"\d+ drones",), regex=True))) == ["12\u00a0drones", "3 Drones"]
    assert _matches(grep.grep(connection, Search((r"\d+ Drones",), regex=True))) == ["3 Drones"]
    assert _matches(grep.grep(connection, Search((r"^l'\w+",), regex=True))) == ["L’Intérieur"]
    assert _matches(grep.grep(connection, Search((r"\S*\b$",), regex=True))) == []
    assert _matches(grep.grep(connection, Search((r"x*",), regex=True))) == []
    with pytest.raises(UsageError, match="not a regular expression"):
        grep.grep(connection, Search(("(",), regex=True))


@pytest.mark.parametrize("typed", ["", " ", "*", "* *"])
def test_nothing_to_look_for(ask: Any, typed: str) -> None:
    with pytest.raises(UsageError, match="nothing to look for"):
        grep.grep(ask(a="Rien."), typed)


def test_what_the_query_language_of_sqlite_means_is_only_text(ask: Any) -> None:
    connection = ask(a='Il dit "non" AND (OR) NEAR ^ : - {a} l\'NOT.')
    for typed in ('"non"', "AND", "(OR)", "NEAR ^", "{a}", "l'not", "a OR b", '"', "^", "-"):
        for literal in (False, True):
            assert isinstance(list(grep.grep(connection, Search((typed,), literal=literal))), list)
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
            list(grep.grep(connection, Search((typed,), literal=literal)))
        except UsageError:
            continue


_kept: dict[int, Any] = {}


def _once(ask: Any) -> Any:
    if id(ask) not in _kept:
        _kept.clear()
        _kept[id(ask)] = ask(a=unicodedata.normalize("NFC", "Le cœur de l’État bat."))
    return _kept[id(ask)]


def test_a_pattern_ends_on_a_long_word() -> None:
    """No clock: what took the square of the length would take minutes (benchmarks/redos.py measures)."""
    text = "a" * 200_000 + " " + "ab" * 100_000
    assert not list(pattern("*a*b*c").on(text).finditer(text))


def test_several_patterns_are_one_search(ask: Any) -> None:
    connection = ask(a="Un drone de combat, un avion, un hydravion.", b="Un avion.", c="Rien.")
    both = Search(("avion", "drone", "drone de combat"))
    assert _matches(grep.grep(connection, both)) == ["drone de combat", "avion", "avion"]
    assert _matches(grep.grep(connection, Search(("avion", "drone*"), literal=True))) == ["avion", "avion", "avion"]
    assert _matches(grep.grep(connection, Search((r"\bav\w+", r"\b(d)r\w+"), regex=True))) == [
        "drone",
        "avion",
        "avion",
    ]
    assert not list(grep.grep(connection, Search(("zeppelin", "zebu"))))
    with pytest.raises(UsageError, match="nothing to look for"):
        grep.grep(connection, Search(()))


def test_many_patterns_reach_the_index_in_parts(ask: Any) -> None:
    connection = ask(a="Un drone vole.")
    assert _matches(grep.grep(connection, Search((*(f"mot{number}" for number in range(450)), "drone")))) == ["drone"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        (Search(("Drone",)), ["Drone"]),
        (Search(("drone",)), ["drone", "Drone", "DRONE"]),
        (Search(("Drone",), case="ignore"), ["drone", "Drone", "DRONE"]),
        (Search(("drone",), case="exact"), ["drone"]),
        (Search(("drone",), literal=True), ["drone", "Drone", "DRONE", "drone"]),
        (Search(("drone",), literal=True, words=True), ["drone", "Drone", "DRONE"]),
        (Search(("d.one",), regex=True, words=True), ["drone", "Drone", "DRONE"]),
        (Search(("Drone",), regex=True, case="ignore"), ["drone", "Drone", "DRONE", "drone"]),
        (Search(("(?i)drone",), regex=True, case="exact", words=True), ["drone", "Drone", "DRONE"]),
    ],
)
def test_case_and_words(ask: Any, search: Search, found: list[str]) -> None:
    assert _matches(grep.grep(ask(a="Un drone, le Drone, un DRONE, l’hydrone."), search)) == found


def test_label_and_what_is_in_the_sentence(ask: Any) -> None:
    connection = ask(
        a="<COMPANY entity=Parrot>Parrot</COMPANY> vend pour <MONEY amount=3000000>3 millions</MONEY>. Un million.",
        b="<LOCATION entity=Paris>Paris</LOCATION> paie <MONEY amount=2000000>2 millions d’euros</MONEY>.",
    )
    assert [row["article"] for row in grep.grep(connection, "million*")] == ["a", "a", "b"]
    money = Filters(labels=("MONEY",))
    assert _matches(grep.grep(connection, "million*", money)) == ["millions", "millions"]
    assert [row["article"] for row in grep.grep(connection, "million*", beside=["parrot"])] == ["a"]
    assert [row["article"] for row in grep.grep(connection, "million*", beside=["LOCATION"])] == ["b"]
    # A match does not stand beside itself.
    assert not list(grep.grep(connection, "million*", beside=["MONEY"]))
    assert not list(grep.grep(connection, "million*", beside=["parrot", "LOCATION"]))
    with pytest.raises(UsageError, match="no entity is called"):
        grep.grep(connection, "million*", beside=["Airbus"])


def test_counts_and_the_first_of_each_article(ask: Any) -> None:
    connection = ask(a="Un drone. Un drone.", b="Un drone.", c="Rien.")
    rows = list(grep.counts(connection, "drone", sort=["matches"]))
    assert [(row["article"], row["line"], row["column"], row["matches"]) for row in rows] == [
        ("b", 1, 1, 1),
        ("a", 1, 1, 2),
    ]
    assert tuple(rows[0]) == grep.COUNT_COLUMNS
    assert [row["article"] for row in grep.grep(connection, "drone", most=1)] == ["a", "b"]
    assert [row["matches"] for row in grep.counts(connection, "drone", most=1)] == [1, 1]


def test_words_of_context(ask: Any) -> None:
    connection = ask(a="Un.\nHier, la ville a acheté des drones pour ses policiers.\nFin.")
    (row,) = grep.grep(connection, "drones", words=2)
    assert (row["left"], row["right"]) == ("acheté des ", " pour ses")
    (row,) = grep.grep(connection, "drones", words=0)
    assert (row["left"], row["right"]) == ("", "")
    (row,) = grep.grep(connection, "Hier", words=2)
    assert (row["left"], row["right"]) == ("", ", la")


def test_context_is_ordered_as_in_a_dictionary_however_little_is_shown(ask: Any) -> None:
    connection = ask(a="« Zèbre » drone. L’œuf drone. Oz drone. Été drone. Ethnie drone.")
    shown = [[row["left"] for row in grep.grep(connection, "drone", sort=["left"], window=wide)] for wide in (8, 60)]
    assert [left.split()[-1] for left in shown[1]] == ["Été", "Ethnie", "L’œuf", "Oz", "»"]
    columns = [
        [row["column"] for row in grep.grep(connection, "drone", sort=["left"], window=wide)] for wide in (0, 8, 60)
    ]
    assert columns[0] == columns[1] == columns[2]


def test_an_expression_that_runs_away_is_stopped_and_named(ask: Any) -> None:
    connection = ask(a="Un drone.", b="Un drone. " + "ab" * 2000, c="Un drone.")
    told: list[str] = []
    search = Search((r"drone|(?:(\w|\w\w)*\1){2,}!",), regex=True, seconds=0.2)
    rows = list(grep.grep(connection, search, report=lambda problem: told.append(str(problem))))
    assert [row["article"] for row in rows] == ["a", "b"]
    assert len(told) == 1
    assert "stopped after 0.2 seconds, in the article “b”" in told[0]
    with pytest.raises(DataError, match="stopped"):
        list(grep.grep(connection, search))


@pytest.mark.parametrize(("typed", "said"), [("ab(", "missing ) at character 4 of “ab(”"), ("a**", "at character 3")])
def test_where_an_expression_is_wrong(ask: Any, typed: str, said: str) -> None:
    with pytest.raises(UsageError) as error:
        grep.grep(ask(a="Rien."), Search((typed,), regex=True))
    assert said in str(error.value)


def test_many_patterns_find_what_each_of_them_finds(ask: Any) -> None:
    text = "Le cœur de l’État, un cafe\u0301, des drones, l'OEUVRE, 3,5 M€ et l’appel\nd’offres."
    connection = ask(a=text)
    typed = ("coeur", "état", "café", "drone*", "*uvre", "3,5 M€", "appel d'offres", "zebu")
    for literal in (False, True):
        alone = [Search((each,), literal=literal) for each in typed]
        one_by_one = [match for search in alone for match in _matches(grep.grep(connection, search))]
        assert sorted(_matches(grep.grep(connection, Search(typed, literal=literal)))) == sorted(one_by_one)
