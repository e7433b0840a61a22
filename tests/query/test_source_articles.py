"""The five source articles, tagged by the real pipeline: what a journalist asks of them. Facts and figures only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dronewatch import index, settings
from dronewatch.query import Filters, amounts, entities, grep, quantities


@pytest.fixture(scope="module")
def sources(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    folder = tmp_path_factory.mktemp("sources")
    connection = index.open(settings.load(folder, {}, corpus=[str(shared / "seeds")]))
    yield connection
    connection.close()


def _values(rows: Any) -> list[tuple[str, Decimal | None]]:
    return [(row["modifier"], row["amount"]) for row in rows]


def test_the_six_amounts(sources: sqlite3.Connection) -> None:
    found = _values(amounts.amounts(sources))
    exact = [3_550_000, 1_800_000, 1_580_000, 175_000, 2_400_000]
    assert sorted(found, key=str) == sorted(
        [("about", Decimal(4_000_000)), *(("exact", Decimal(n)) for n in exact)], key=str
    )


def test_amounts_of_a_million_and_a_half_and_more_that_pay_for_drones(sources: sqlite3.Connection) -> None:
    found = amounts.amounts(sources, min="1,5 M€", words=["*drone*"])
    assert {row["amount"] for row in found} == {Decimal(3_550_000), Decimal(1_800_000), Decimal(1_580_000)}


def test_lots_are_counted(sources: sqlite3.Connection) -> None:
    found = {row["amount"]: row["noun"] for row in quantities.quantities(sources, noun="drone*") if row["amount"]}
    assert {565, 66, 20, 240} <= set(found)
    everything = {row["amount"] for row in quantities.quantities(sources)}
    assert {20_000, 86_000, 5_000, 5_400, 10_000} <= everything
    assert next(row for row in quantities.quantities(sources) if row["amount"] == 10_000)["modifier"] == "more_than"


def test_who_is_one(sources: sqlite3.Connection) -> None:
    rows = list(entities.entities(sources))
    names = {name: row for row in rows for name in row["names"]}
    assert names["Henri Seydoux"] is names["Henry Seydoux"]
    assert names["CNIL"] is names["Cnil"] and names["CNIL"]["articles"] == 2
    interior = [row for row in rows if row["label"] == "MINISTRY" and "Intérieur" in row["entity"]]
    assert len(interior) == 1 and interior[0]["articles"] >= 2


def test_every_passage_stands_where_its_row_says(sources: sqlite3.Connection) -> None:
    every = Filters(sections=("title", "body", "promo", "comment"))
    rows = [
        *entities.mentions(sources, every),
        *amounts.amounts(sources, every),
        *quantities.quantities(sources, every),
    ]
    rows += [row | {"text": row["match"]} for row in grep.grep(sources, "*drone*", every)]
    assert len(rows) > 100
    for row in rows:
        lines = Path(row["file"]).read_bytes().decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
        assert lines[row["line"] - 1][row["column"] - 1 :].startswith(row["text"]), row


def test_nothing_comes_from_comments_unless_asked(sources: sqlite3.Connection) -> None:
    assert {row["section"] for row in grep.grep(sources, "la")} <= {"title", "body"}
    assert any(True for _ in grep.grep(sources, "la", Filters(sections=("comment",))))
