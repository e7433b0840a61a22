"""An index of facts answers as the index of the articles does; a part of them, a stop in the middle, a change."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dronewatch import corpus, engine, facts, index, resolve, settings
from dronewatch.errors import DataError, UsageError
from dronewatch.index import gathered, where
from dronewatch.index.build import Summary
from dronewatch.query import Filters
from dronewatch.query.amounts import amounts
from dronewatch.query.articles import articles
from dronewatch.query.entities import entities
from dronewatch.query.quantities import quantities
from dronewatch.settings import Settings

RULES = engine.Options(model="none")
RECORDS = [
    ("Le Monde", "2020-04-12", "Le ministère de l’Intérieur achète 565 micro-drones pour 3,5 millions d’euros."),
    ("Le Monde", "2021", "Henri Kerbrat, de Parrot, a parlé. Kerbrat a tout dit."),
    (None, None, "Parrot livre 12 drones."),
    ("L’Écho du Var", "2020-05", "La police nationale n’a rien dit à l’AFP. L’Agence France-Presse (AFP) insiste."),
    ("Le Monde", "2020-04-30", "Airbus paie 2 M€."),
]


def _tagged(folder: Path) -> list[Any]:
    path = folder / "a.jsonl"
    rows = [
        {"id": f"a{number}", "publisher": by, "date": day, "text": text}
        for number, (by, day, text) in enumerate(RECORDS)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return list(resolve.tag(corpus.read([path]), options=RULES))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    facts.write(_tagged(tmp_path), tmp_path / "facts", pipeline="00", a_part=2)
    return tmp_path


def _settings(folder: Path, name: str = "facts") -> Settings:
    return settings.load(folder, {}, corpus=[str(folder / name)], model="none")


def _answers(found: Settings) -> list[object]:
    with closing(index.open(found)) as connection:
        rows = [list(ask(connection, Filters())) for ask in (entities, amounts, quantities, articles)]
    return [json.dumps(row, default=str) for row in rows]


def _update(folder: Path, only: tuple[str, ...] | None = None, **options: Any) -> Summary:
    return index.update(_settings(folder), only=only, **options)


def _ids(folder: Path) -> list[str]:
    with closing(index.open(_settings(folder))) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM articles ORDER BY id")]


def test_answers_are_those_of_the_articles(folder: Path) -> None:
    assert _update(folder).articles == 5
    answers = _answers(_settings(folder))
    assert answers == _answers(_settings(folder, "a.jsonl"))
    assert all(answers)
    assert _update(folder).tagged == 0


def test_a_query_gathers_what_it_needs(folder: Path) -> None:
    assert _answers(_settings(folder)) == _answers(_settings(folder, "a.jsonl"))


@pytest.mark.parametrize(
    ("only", "ids"),
    [
        ([], "01234"),
        (["publisher = le monde"], "014"),
        (["publisher != 'Le Monde'"], "23"),
        (["publisher = l'echo*"], "3"),
        (["date >= 2020-05"], "13"),
        (["date < 2021"], "034"),
        (["date <= 2020-04"], "04"),
        (["date > 2020-04"], "13"),
        (["date = 2020"], "034"),
        (["date != 2020"], "12"),
        (["label = money"], "04"),
        (["label = MONEY", "label != COMPANY"], "0"),
        (["label = MONEY", "date = 2020-04-30"], "4"),
        (["article = a2"], "2"),
        (["file = *.jsonl", "article != a1"], "0234"),
        (["publisher = Le Figaro"], ""),
    ],
)
def test_conditions(folder: Path, only: list[str], ids: str) -> None:
    _update(folder, tuple(only))
    assert _ids(folder) == [f"a{each}" for each in ids]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("drones", "is no condition"),
        ("publishr = x", "no field .*did you mean publisher"),
        ("publisher < x", "only dates are compared"),
        ("date = demain", "not a date"),
        ("label = MONNEY", "no label .*did you mean MONEY"),
    ],
)
def test_what_is_no_condition(typed: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        where.conditions([typed])


def test_a_part_stays_a_part_until_asked_otherwise(folder: Path) -> None:
    _update(folder, ("publisher = Le Monde",))
    assert _update(folder).tagged == 0
    facts.write(_tagged(folder)[1:], folder / "facts", pipeline="00", a_part=2)
    assert _ids(folder) == ["a1", "a4"]
    _update(folder, ())
    assert _ids(folder) == ["a1", "a2", "a3", "a4"]


def test_it_goes_on_where_it_was_stopped(folder: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _update(folder, progress=stop)
    assert _update(folder).tagged == 1
    assert _answers(_settings(folder)) == _answers(_settings(folder, "a.jsonl"))


def test_decisions_count_without_gathering_anew(folder: Path) -> None:
    _update(folder)
    found = _settings(folder)
    found.decisions.parent.mkdir(parents=True)
    found.decisions.write_text("- {rename: Parrot, label: COMPANY, to: Parrot SA}\n")
    assert _update(folder).tagged == 0
    with closing(index.open(found)) as connection:
        assert "Parrot SA" in [row["entity"] for row in entities(connection, Filters())]


def test_facts_of_other_rules_are_taken_as_they_are(folder: Path) -> None:
    notes: list[str] = []
    _update(folder, note=notes.append)
    assert any("by other rules" in note for note in notes)
    facts.write(_tagged(folder), folder / "facts", pipeline=engine.fingerprint(RULES))
    _update(folder, note=notes.append)
    assert len([note for note in notes if "by other rules" in note]) == 1


def test_facts_that_are_not_complete(folder: Path) -> None:
    (folder / "facts" / "spans" / "part-000001.parquet").unlink()
    with pytest.raises(DataError, match=r"part-000001.parquet.*is missing"):
        _update(folder)
    two = facts.write_part(_tagged(folder)[:1], folder / "facts", 1, pipeline="00")
    assert two.articles == 1
    with pytest.raises(DataError, match="“a0” is in two parts"):
        _update(folder)


def test_the_name_of_the_manifest() -> None:
    assert gathered.MANIFEST == facts.MANIFEST


def test_an_index_that_has_a_name_of_its_own_holds_one_or_the_other(folder: Path) -> None:
    own = folder / "own.sqlite"
    these, those = (
        settings.load(folder, {}, corpus=[str(folder / name)], model="none", index=own) for name in ("facts", "a.jsonl")
    )
    wanted = _answers(_settings(folder))
    for found in (these, those, these, those):
        assert _answers(found) == wanted
    with closing(sqlite3.connect(own)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM articles").fetchone() == (5,)
