"""What is exported: a database that Datasette and sqlite-utils open, Parquet that pandas opens, whole or not at all."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dronewatch import facts
from dronewatch.cli import main
from dronewatch.export import tables
from dronewatch.model import SECTIONS

SEEDS = Path(__file__).parents[2] / "seeds"
BIN = Path(sys.executable).parent
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds, indexed and exported both ways."""
    made = tmp_path_factory.mktemp("export")
    shutil.copytree(SEEDS, made / "seeds")
    words = ["export", "--quiet", "--sqlite", "facts.db", "--metadata", "facts.yaml", "--parquet", "facts"]
    subprocess.run([BIN / "dronewatch", *words], cwd=made, check=True)
    return made


@pytest.fixture
def run(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in the folder that was indexed."""
    monkeypatch.chdir(folder)
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "facts.db")) as connection:
        yield connection


def test_tables_have_the_columns_that_are_documented(database: sqlite3.Connection) -> None:
    for table, said in tables.TABLES.items():
        rows = database.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
        assert [row[0] for row in rows] == list(said.columns)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for view in tables.VIEWS:
        assert database.execute(f"SELECT COUNT(*) FROM {view}").fetchone()[0] > 0


def test_rows_are_those_of_the_commands(run: Run, database: sqlite3.Connection) -> None:
    for table in ("amounts", "quantities"):
        told = json.loads(run(table, "--section", "all", "--format", "json").stdout)
        keys = ("article", "section", "file", "line", "column", "text", "label", "modifier", "sentence")
        columns = ", ".join(f"[{key}]" for key in keys)
        rows = database.execute(f"SELECT {columns}, amount_text FROM {table} ORDER BY id").fetchall()
        assert rows == [(*(row[key] for key in keys), row["amount"]) for row in told]
    told = json.loads(run("entities", "--section", "all", "--mentions", "--format", "json").stdout)
    rows = database.execute("SELECT article, line, [column], text, label, entity FROM mentions").fetchall()
    keys = ("article", "line", "column", "text", "label", "entity")
    assert sorted(rows) == sorted(tuple(row[key] for key in keys) for row in told)


def test_offsets_are_those_of_the_text(database: sqlite3.Connection) -> None:
    texts = dict(database.execute("SELECT article, text FROM articles"))
    for table in ("mentions", *tables.OF_LABEL.values()):
        for article, start, end, text in database.execute(f"SELECT article, start, [end], text FROM {table}"):
            assert texts[article][start:end] == text


def test_sqlite_utils_finds_full_text(folder: Path) -> None:
    import sqlite_utils

    with closing(sqlite3.connect(folder / "facts.db")) as connection:
        opened = sqlite_utils.Database(connection)
        for table, said in tables.TABLES.items():
            assert opened[table].detect_fts() == (f"{table}_fts" if said.search else None)
        found = {row["article"] for row in opened["articles"].search("asnieres")}
        assert "004_asnieres-drones" in found
        assert {key.other_table for key in opened["mentions"].foreign_keys} == {"articles", "entities"}
    command = [BIN / "sqlite-utils", "search", "facts.db", "amounts", "drones", "-c", "text"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert {"text": "3,55 millions d’euros"} in json.loads(done.stdout)


def test_datasette_serves_facets_and_full_text(folder: Path) -> None:
    import yaml
    from datasette.app import Datasette

    said = yaml.safe_load((folder / "facts.yaml").read_text(encoding="utf-8"))

    async def ask() -> dict[str, Any]:
        served = Datasette([str(folder / "facts.db")], metadata=said)
        await served.invoke_startup()
        found = {}
        for name, path in {
            "facets": "/facts/mentions.json?_size=0",
            "search": "/facts/articles.json?_search=asnieres&_shape=array",
            "amounts": "/facts/amounts.json?_search=drones&_sort_desc=amount&_shape=array",
        }.items():
            answer = await served.client.get(path)
            assert answer.status_code == 200, answer.text
            found[name] = answer.json()
        for page in ("/facts", "/facts/mentions", "/facts/articles/004_asnieres-drones", "/facts/spans"):
            answer = await served.client.get(page)
            assert answer.status_code == 200, page
            found[page] = answer.text
        for each in served.databases.values():
            each.close()
        return found

    found = asyncio.run(ask())
    facets = found["facets"]["facet_results"]
    facets = facets.get("results", facets)
    labels = {each["value"]: each["count"] for each in facets["label"]["results"]}
    assert labels["MINISTRY"] > 0
    assert {"section", "entity"} <= set(facets)
    assert "004_asnieres-drones" in {row["article"] for row in found["search"]}
    assert found["amounts"][0]["text"] == "3,55 millions d’euros"
    assert "one row a passage that names something" in found["/facts/mentions"]


def test_parquet_is_what_was_indexed(folder: Path) -> None:
    import pandas

    from dronewatch import corpus, resolve

    tagged = list(resolve.tag(corpus.read([str(folder / "seeds")])))
    read = list(facts.read(folder / "facts"))
    assert [each.article.text for each in read] == [each.article.text for each in tagged]
    for one, other in zip(read, tagged, strict=True):
        assert one.sections == other.sections
        # The index keeps the name that a list gives to the entity, not to each of its mentions.
        bare = [[replace(span, name=None) for span in each.spans] for each in (one, other)]
        assert sorted(bare[0], key=str) == sorted(bare[1], key=str)
    spans = pandas.read_parquet(folder / "facts" / "spans")
    entities = pandas.read_parquet(folder / "facts" / "entities")
    named = spans[spans["entity_id"].notna()]
    assert set(named["entity_id"]) == set(entities["entity_id"])
    assert len(named) == entities["mentions"].sum()


def test_filters(run: Run, tmp_path: Path) -> None:
    words = ("--article", "001_appel-offres-drones", "--label", "MONEY", "--section", "body")
    done = run("export", "--sqlite", tmp_path / "a.db", "--parquet", tmp_path / "a", *words)
    assert done.exit_code == 0, done.stderr
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        counts = {table: connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in tables.TABLES}
    assert {table: count for table, count in counts.items() if count} == {
        "articles": 1, "sections": counts["sections"], "amounts": 4,
    }  # fmt: skip
    (one,) = facts.read(tmp_path / "a")
    assert {span.label for span in one.spans} == {"MONEY"}


def test_an_earlier_export_is_replaced_and_nothing_else(run: Run, tmp_path: Path) -> None:
    file, place = tmp_path / "a.db", tmp_path / "a"
    words = ("export", "--quiet", "--article", "000_parrot-police", "--sqlite", file, "--parquet", place)
    assert run(*words).exit_code == 0
    first = file.read_bytes()
    assert run(*words).exit_code == 0
    assert file.read_bytes() == first, "same index, same bytes"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "a.db"]
    (tmp_path / "notes.db").write_text("mine")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    for option, name in (("--sqlite", "notes.db"), ("--parquet", "mine"), ("--sqlite", "mine")):
        done = run("export", option, tmp_path / name)
        assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
    assert (tmp_path / "notes.db").read_text() == "mine"
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "mine"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "a.db", "mine", "notes.db"]


def test_the_index_is_no_place_to_export_to(run: Run, folder: Path) -> None:
    (index,) = (folder / ".dronewatch").glob("*.sqlite")
    before = index.read_bytes()
    done = run("export", "--sqlite", index)
    assert done.exit_code == 2
    assert "was not exported by dronewatch" in done.stderr
    assert index.read_bytes() == before


def test_what_stops_leaves_nothing(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dronewatch.export import entities

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(entities.Entities, "found", stop)
    for option in ("--sqlite", "--parquet"):
        assert run("export", option, tmp_path / "a").exit_code == 130
        assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written(run: Run, tmp_path: Path) -> None:
    for option in ("--sqlite", "--parquet"):
        (tmp_path / "file").write_text("")
        done = run("export", option, tmp_path / "file" / "a")
        assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1), done.stderr
        assert "cannot be written" in done.stderr


def test_usage(run: Run) -> None:
    assert "nothing says what to export" in run("export").stderr
    assert "--metadata is about a database" in run("export", "--parquet", "x", "--metadata", "y").stderr


def test_strange_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Halves of characters, NUL and what a spreadsheet or a page would run come through."""
    monkeypatch.chdir(tmp_path)
    text = "=1+1 \ud83d <b>x</b>\x00 : 12 drones pour 3 000 €. M. Paul Dupont\u202f!"
    record = {"id": "a", "text": text, "title": "\udc00 titre", "publisher": "L’\ud800", "rubrique": "\ud800"}
    Path("a.jsonl").write_text(json.dumps(record))
    words = ["export", "--corpus", "a.jsonl", "--no-model", "-q", "--sqlite", "a.db", "--parquet", "a"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.stderr
    (one,) = facts.read("a")
    assert one.article.text == text
    with closing(sqlite3.connect("a.db")) as connection:
        (stored,) = connection.execute("SELECT text FROM articles").fetchone()
        assert stored == text.replace("\ud83d", "\ufffd")
        assert connection.execute("SELECT text, sentence FROM quantities").fetchone()[0] == "12 drones"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert set(SECTIONS) >= {part.kind for part in one.sections}
