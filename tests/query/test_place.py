"""One passage by its address: what TSV prints leads back to the span; what names nothing is told the nearest."""

from __future__ import annotations

from typing import Any

import pytest

from dronewatch.errors import UsageError
from dronewatch.query import Filters, amounts, cite, grep
from dronewatch.query.place import Places

MONEY = "<MONEY amount=4000000 currency=EUR modifier=about>4 millions d’euros</MONEY>"
DRONES = '<QUANTITY amount=240 noun=drones object="drones"><NUMBER amount=240>240</NUMBER> drones</QUANTITY>'
TEXT = f"Le titre\n\nLe maire prévoit près de {MONEY} pour {DRONES}. Il dort."


def test_both_addresses_lead_to_the_span(ask: Any) -> None:
    places = Places(ask(a=TEXT))
    file = places.passage("a:35-53")["file"]
    for typed in ("a:35-53", f"{file}:3:26"):
        found = places.passage(typed)
        assert (found["span"]["text"], found["span"]["label"]) == ("4 millions d’euros", "MONEY")
        assert (found["line"], found["column"]) == (3, 26)
        assert found["sentence"] == "Le maire prévoit près de 4 millions d’euros pour 240 drones."
        assert found["text"][found["sentence_start"] :].startswith(found["sentence"])


def test_of_spans_that_begin_together_the_longest_that_is_no_bare_number(ask: Any) -> None:
    places = Places(ask(a=TEXT))
    file = places.passage("a:35-53")["file"]
    assert places.passage(f"{file}:3:50")["span"]["label"] == "QUANTITY"
    assert places.passage("a:59-62")["span"]["label"] == "NUMBER"


def test_every_place_that_a_question_prints_is_found_again(ask: Any) -> None:
    connection = ask(a=TEXT, b=f"{DRONES} à {MONEY}.", records=True)
    places = Places(connection)
    rows = list(amounts.amounts(connection, Filters()))
    assert len(rows) == 2
    for row in rows:
        found = places.passage(f"{row['file']}:{row['line']}:{row['column']}")
        assert (found["article"], found["span"]["text"]) == (row["article"], row["text"])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a:36-53", "no span is at a:36-53 (near it: "),
        ("{file}:3:27", ":3:26 “4 millions d’euros”"),
        ("{file}:99:1", "no span begins at"),
        ("{file}:0:0", "no span begins at"),
        ("{file}x:1:1", "did you mean"),
        ("b:1-2", "there is no article “b”"),
        ("a", "is no passage"),
        ("", "is no passage"),
        ("a:1-99999999999999999999", "is no passage"),
    ],
)
def test_what_names_nothing(ask: Any, typed: str, said: str) -> None:
    places = Places(ask(a=TEXT))
    file = places.passage("a:35-53")["file"]
    with pytest.raises(UsageError) as error:
        places.passage(typed.format(file=file))
    assert said in str(error.value)


def test_records_beyond_the_last_are_said(ask: Any) -> None:
    places = Places(ask(a=TEXT, records=True))
    file = places.passage("a:35-53")["file"]
    with pytest.raises(UsageError, match=r"no article in record 7 \(the last one is 1\)"):
        places.passage(f"{file}:7:1")


def test_any_range_can_be_quoted_but_not_explained(ask: Any) -> None:
    places = Places(ask(a=TEXT))
    row = cite.cite(places, "a:13-18")
    assert (row["text"], row["label"], row["value"], row["section"]) == ("maire", None, None, "body")
    assert row["sentence"][row["at"] :].startswith("maire")
    assert cite.cite(places, "a:74-9999")["text"] == "dort."
    for nothing in ("a:8-10", "a:500-600", "a:20-10"):
        with pytest.raises(UsageError, match="no span is at"):
            cite.cite(places, nothing)


def test_a_word_can_be_quoted_by_its_place_as_grep_prints_it(ask: Any) -> None:
    connection = ask(a=TEXT)
    places = Places(connection)
    (found,) = grep.grep(connection, "maire")
    address = f"{found['file']}:{found['line']}:{found['column']}"
    row = cite.cite(places, address)
    assert (row["text"], row["label"], row["value"]) == ("maire", None, None)
    for nothing in (f"{found['file']}:{found['line']}:{found['column'] + 1}", f"{found['file']}:99:1"):
        with pytest.raises(UsageError, match="no span begins at"):
            cite.cite(places, nothing)
    with pytest.raises(UsageError, match="no span begins at"):
        places.passage(address)


def test_what_a_citation_says(ask: Any) -> None:
    row = cite.cite(Places(ask(a=TEXT)), "a:35-53")
    assert tuple(row) != cite.COLUMNS
    assert set(cite.COLUMNS) == set(row) - {"at"}
    assert row["value"]["amount"] == "4000000"
    assert row["title"] == "Le titre"
    assert (row["author"], row["publisher"], row["date"], row["url"]) == (None, None, None, None)
    assert len(row["sha256"]) == 64
