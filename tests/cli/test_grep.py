"""`grep` from the command line: where patterns come from, what is counted, what excludes what."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


def _articles(result: Result) -> list[str]:
    assert (result.exit_code, result.stderr) == (0, "")
    return [line.split("\t")[1] for line in result.stdout.splitlines()]


def test_patterns_come_from_anywhere(ask: Run, tmp_path: Path) -> None:
    listed = tmp_path / "words.txt"
    listed.write_text("\ufeffCNIL\r\n\nnano-drones\r\n", encoding="utf-8")
    both = _articles(ask("grep", "-f", listed, "-l"))
    assert both == _articles(ask("grep", "CNIL", "-e", "nano-drones", "-l"))
    assert set(both) == {*_articles(ask("grep", "CNIL", "-l")), *_articles(ask("grep", "-e", "nano-drones", "-l"))}


def test_a_wrong_expression_in_a_file_is_said_with_its_line(ask: Run, tmp_path: Path) -> None:
    listed = tmp_path / "words.txt"
    listed.write_text("police\n\n(a\n", encoding="utf-8")
    result = ask("grep", "-E", "-f", listed)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"dronewatch: error: {listed}:3: not a regular expression: ")


def test_counts_are_of_the_rows(ask: Run) -> None:
    rows = _articles(ask("grep", "drone*"))
    counted = json.loads(ask("grep", "drone*", "-c", "--sort", "-matches", "--format", "json").stdout)
    assert {row["article"]: row["matches"] for row in counted} == {name: rows.count(name) for name in rows}
    assert counted[0]["matches"] == max(row["matches"] for row in counted)
    assert _articles(ask("grep", "drone*", "-l")) == list(dict.fromkeys(rows))
    assert _articles(ask("grep", "drone*", "-m", "1")) == list(dict.fromkeys(rows))


def test_messages_and_rows_say_the_same(ask: Run) -> None:
    rows = json.loads(ask("grep", "drone*", "--format", "json").stdout)
    messages = [json.loads(line) for line in ask("grep", "drone*", "--json").stdout.splitlines()]
    found = [
        (message["data"]["article"], message["data"]["line_number"], each["match"]["text"])
        for message in messages
        if message["type"] == "match"
        for each in message["data"]["submatches"]
    ]
    assert found == [(row["article"], row["line"], row["match"]) for row in rows]
    assert messages[-1]["data"]["stats"]["matches"] == len(rows)
    nothing = ask("grep", "zeppelin", "--json")
    assert (nothing.exit_code, json.loads(nothing.stdout)["type"]) == (1, "summary")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "there is nothing to look for"),
        (["x", "-c", "-l"], "-c and -l exclude each other"),
        (["x", "--json", "--sort", "left"], "--json and --sort exclude each other"),
        (["x", "--window", "3", "-C", "3"], "--window and -C exclude each other"),
        (["x", "-c", "--sort", "left"], "cannot sort by “left”"),
        (["x", "--with", "Parott"], "did you mean Parrot?"),
        (["-E", "a("], "at character 3 of “a(”"),
        (["-f", "nowhere.txt"], "nowhere.txt"),
    ],
)
def test_what_cannot_be(ask: Run, words: list[str], said: str) -> None:
    result = ask("grep", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_runaway_expression_keeps_what_it_has_found(run: Run, folder: Path) -> None:
    (folder / "seeds").mkdir()
    (folder / "seeds" / "a.txt").write_text("Un drone.\n", encoding="utf-8")
    (folder / "seeds" / "b.txt").write_text(f"Un mur {'ab' * 2000}.\n", encoding="utf-8")
    result = run("grep", "--no-model", "-E", r"drone|(?:(\w|\w\w)*\1){2,}!", "--timeout", "0.2", "--format", "json")
    assert result.exit_code == 2
    assert [row["match"] for row in json.loads(result.stdout)] == ["drone"]
    assert "in the article “b”" in result.stderr
