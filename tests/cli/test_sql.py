"""`dronewatch sql`: reads through documented tables, and nothing else."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dronewatch.cli import main
from dronewatch.model import NAME_LABELS
from dronewatch.query.views import VIEWS

Run = Callable[..., Result]
DRONEWATCH = str(Path(sys.executable).with_name("dronewatch"))
ENDLESS = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT COUNT(*) FROM r"


def _json(ask: Run, *words: str) -> list[dict[str, Any]]:
    done = ask("sql", *words, "--format", "json")
    assert done.exit_code == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def test_rows_in_every_format(ask: Run) -> None:
    query = "SELECT text, amount FROM amounts WHERE amount > 3000000 ORDER BY amount"
    assert ask("sql", query).stdout == "3,55 millions d’euros\t3550000\n4 millions d'euros\t4000000\n"
    assert ask("sql", query, "--format", "csv").stdout.splitlines()[0] == "text,amount"
    assert _json(ask, query)[0] == {"text": "3,55 millions d’euros", "amount": 3550000}
    table = ask("sql", query, "--format", "table").stdout
    assert "3,55 millions d’euros  3550000" in table


def test_amounts_say_what_the_command_says(ask: Run) -> None:
    command = json.loads(ask("amounts", "--section", "all", "--format", "json").stdout)
    keys = ("article", "section", "file", "line", "column", "text", "label", "modifier", "currency", "sentence")
    rows = _json(ask, "SELECT * FROM amounts ORDER BY article, start")
    assert [{key: row[key] for key in keys} for row in rows] == [{key: row[key] for key in keys} for row in command]
    assert [row["amount_text"] for row in rows] == [row["amount"] for row in command]


def test_entities_say_what_the_command_says(ask: Run) -> None:
    told = json.loads(ask("entities", "--section", "all", "--format", "json").stdout)
    command = [row for row in told if row["label"] in NAME_LABELS]
    rows = {(row["label"], row["entity"]): row for row in _json(ask, "SELECT * FROM entities")}
    assert len(rows) == len(command)
    for row in command:
        found = rows[row["label"], row["entity"]]
        assert (found["mentions"], found["articles"]) == (row["mentions"], row["articles"])


@pytest.mark.parametrize("view", list(VIEWS))
def test_every_table_answers_with_its_columns(ask: Run, view: str) -> None:
    rows = _json(ask, f"SELECT * FROM {view} LIMIT 3")
    assert len(rows) == 3
    assert all(tuple(row) == tuple(column.name for column in VIEWS[view].columns) for row in rows)


def test_schema_names_all(ask: Run) -> None:
    rows = json.loads(ask("sql", "--schema", "--format", "json").stdout)
    assert {row["view"] for row in rows} == set(VIEWS)
    assert len(rows) == len(VIEWS) + sum(len(view.columns) for view in VIEWS.values())
    assert ask("sql", "--schema", "SELECT 1").exit_code == 2


def test_parameters_are_numbers_where_they_are_written_as_such(ask: Run) -> None:
    query = "SELECT COUNT(*) AS n FROM amounts WHERE amount >= :least AND article = :id"
    assert _json(ask, query, "-p", "least", "1800000", "-p", ":id", "001_appel-offres-drones") == [{"n": 2}]
    types = "SELECT typeof(:a) AS a, typeof(:b) AS b, typeof(:c) AS c, typeof(:d) AS d"
    given = ["-p", "a", "7", "-p", "b", "-1.5", "-p", "c", "007", "-p", "d", "x"]
    assert _json(ask, types, *given) == [{"a": "integer", "b": "real", "c": "text", "d": "text"}]


def test_statement_from_standard_input(warm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(warm)
    done = CliRunner().invoke(main, ["sql", "-"], input="SELECT COUNT(*) -- how many\nFROM articles;\n")
    assert (done.exit_code, done.stdout) == (0, "5\n")


def test_nothing_found_is_1(ask: Run) -> None:
    done = ask("sql", "SELECT * FROM amounts WHERE amount < 0")
    assert (done.exit_code, done.stdout) == (1, "")


def test_same_name_twice(ask: Run) -> None:
    assert _json(ask, "SELECT 1 AS a, 2 AS a, 3 AS a") == [{"a": 1, "a_2": 2, "a_3": 3}]


def test_bytes_and_infinite_numbers_are_written_as_text(ask: Run) -> None:
    row = _json(ask, "SELECT X'00FF' AS a, 9e999 AS b, -9e999 AS c, NULL AS d, X'EDA080' AS e")[0]
    assert row == {"a": "X'00FF'", "b": "Infinity", "c": "-Infinity", "d": None, "e": "\ud800"}


def test_what_is_too_big_is_the_statements_fault_and_not_the_indexs(ask: Run) -> None:
    result = ask("sql", "SELECT zeroblob(2000000000)")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "dronewatch: error: SQL: string or blob too big\n"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM amounts", "DELETE is refused"),
        ("DELETE FROM main.articles", "DELETE is refused"),
        ("INSERT INTO main.labels VALUES (99, 'X')", "INSERT is refused"),
        ("/* a */ WITH x AS (SELECT 1) DELETE FROM main.labels", "what writes is refused"),
        ("UPDATE articles SET title = 'x'", "UPDATE is refused"),
        ("CREATE TABLE x (a)", "CREATE is refused"),
        ("CREATE TEMP TABLE x (a)", "CREATE is refused"),
        ("CREATE TEMP VIEW x AS SELECT 1", "CREATE is refused"),
        ("DROP TABLE main.articles", "DROP is refused"),
        ("DROP VIEW temp.amounts", "DROP is refused"),
        ("ALTER TABLE main.articles RENAME TO x", "ALTER is refused"),
        ("INSERT INTO main.words (words) VALUES ('delete-all')", "INSERT is refused"),
        ("PRAGMA query_only = 0", "PRAGMA is refused"),
        ("PRAGMA journal_mode = DELETE", "PRAGMA is refused"),
        ("PRAGMA writable_schema = 1", "PRAGMA is refused"),
        ("VACUUM", "VACUUM is refused"),
        ("VACUUM INTO 'copy.db'", "VACUUM is refused"),
        ("ATTACH 'copy.db' AS copy", "ATTACH is not for statements (--attach NAME FILE"),
        ("DETACH main", "DETACH is refused"),
        ("BEGIN IMMEDIATE", "BEGIN is refused"),
        ("REINDEX", "REINDEX is refused"),
        ("ANALYZE", "ANALYZE is refused"),
        ("SELECT load_extension('x')", "what writes is refused"),
        ("SELECT 1; DROP TABLE main.articles", "more than one statement"),
        ("SELECT * FRM amounts", "near “FRM”: syntax error"),
        ("SELEC 1", "near “SELEC”: syntax error"),
        ("SELECT * FROM amount", "no such table: amount (did you mean amounts"),
        ("SELECT curency FROM amounts", "no such column: curency (did you mean currency?)"),
        ("SELECT cuont(*) FROM amounts", "no such function: cuont (did you mean count"),
        ("SELECT :x", "the parameter :x has no value (give it with -p x VALUE)"),
        ("SELECT ?", "a parameter has no name"),
        ("  -- nothing", "there is no statement"),
        ("", "there is no statement"),
    ],
)
def test_what_is_refused_is_said_in_one_line(ask: Run, warm: Path, statement: str, said: str) -> None:
    index = next((warm / ".dronewatch").glob("*.sqlite"))
    before, files = index.read_bytes(), sorted(path.name for path in warm.iterdir())
    done = ask("sql", statement)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert index.read_bytes() == before
    assert sorted(path.name for path in warm.iterdir()) == files


def test_runaway_statement_is_stopped(ask: Run) -> None:
    done = ask("sql", ENDLESS, "--timeout", "0.3")
    assert done.exit_code == 2
    assert "stopped after 0.3 s (--timeout sets another bound, 0 none)" in done.stderr


def test_ctrl_c_stops_a_statement(warm: Path) -> None:
    process = subprocess.Popen([DRONEWATCH, "sql", ENDLESS], cwd=warm, stderr=subprocess.PIPE, text=True)
    time.sleep(2.5)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, "dronewatch: note: interrupted\n")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    file = tmp_path / "mine.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE notes (article TEXT, note TEXT)")
        connection.execute("INSERT INTO notes VALUES ('001_appel-offres-drones', 'call them')")
        connection.execute("CREATE VIRTUAL TABLE found USING fts5 (note)")
        connection.execute("INSERT INTO found VALUES ('call them')")
    connection.close()
    return file


def test_another_database_beside_the_index(ask: Run, mine: Path) -> None:
    query = "SELECT DISTINCT n.note FROM amounts JOIN mine.notes AS n USING (article)"
    assert ask("sql", query, "--attach", "mine", str(mine)).stdout == "call them\n"
    assert (
        ask("sql", "SELECT note FROM mine.found WHERE found MATCH 'call'", "--attach", "mine", str(mine)).exit_code == 0
    )
    before = mine.read_bytes()
    done = ask("sql", "DELETE FROM mine.notes", "--attach", "mine", str(mine))
    assert (done.exit_code, mine.read_bytes()) == (2, before)
    missing = ask("sql", "SELECT nota FROM mine.notes", "--attach", "mine", str(mine))
    assert "did you mean note" in missing.stderr


def test_what_cannot_be_attached(ask: Run, mine: Path, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database, but long enough to be looked at by SQLite " * 20)
    for name, file, said in (
        ("main", mine, "cannot name a database"),
        ('a"b', mine, "cannot name a database"),
        ("a", tmp_path / "gone.db", "no such file"),
        ("a", tmp_path / "text.db", "is no SQLite database"),
    ):
        done = ask("sql", "SELECT 1", "--attach", name, str(file))
        assert done.exit_code == 2
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "gone.db").exists()


def test_virtual_tables_and_introspection(ask: Run) -> None:
    assert _json(ask, "SELECT value FROM json_each('[1, 2]')") == [{"value": 1}, {"value": 2}]
    names = _json(ask, "SELECT name FROM pragma_table_info('amounts')")
    assert [row["name"] for row in names] == [column.name for column in VIEWS["amounts"].columns]
    assert ask("sql", "PRAGMA table_info(amounts)").exit_code == 0
    assert ask("sql", "EXPLAIN QUERY PLAN SELECT * FROM amounts").exit_code == 0


def test_words_are_those_of_the_text_whatever_is_in_it(run: Run, folder: Path) -> None:
    """NUL, at which SQLite's own functions stop, halves of characters, signs beyond the first plane."""
    text = "A\x00🚁 \ud83d : 12 drones pour 3 000 €."
    (folder / "a.jsonl").write_text(json.dumps({"id": "a", "text": text}))
    done = run(
        "sql", "SELECT text, sentence FROM quantities", "--corpus", "a.jsonl", "--no-model", "--format", "json", "-q"
    )
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout) == [{"text": "12 drones", "sentence": text}]
    done = run("sql", "SELECT text FROM articles", "--corpus", "a.jsonl", "--no-model", "--format", "json", "-q")
    assert json.loads(done.stdout) == [{"text": text}]
