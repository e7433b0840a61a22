"""`stats` and `compare` as people type them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

RECORDS = [
    {"id": "a", "publisher": "Le Monde", "date": "2020-04-12", "text": "Parrot vend 66 drones à Renault pour 3 M€."},
    {"id": "b", "publisher": "AFP", "date": "2020-05-02", "text": "Parrot vend 70 drones à Renault pour 4 M€ et 2 $."},
    {"id": "c", "publisher": "AFP", "text": "Des millions d’euros, 5 € par mois."},
]


@pytest.fixture
def news(folder: Path) -> Path:
    (folder / "seeds").mkdir()
    (folder / "seeds" / "news.jsonl").write_text("\n".join(map(json.dumps, RECORDS)), encoding="utf-8")
    return folder


def test_stats_in_a_pipe_are_lines(ask: Run) -> None:
    result = ask("stats", "--by", "label")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "QUANTITY\t16\t11\t5"


def test_cross_tables_are_for_people(run: Run, news: Path) -> None:
    words = ("stats", "--of", "amounts", "--by", "publisher", "--by", "month")
    table = run(*words, "--format", "csv")
    assert list(csv.reader(io.StringIO(table.stdout))) == [
        ["publisher", "currency", "2020-04", "2020-05", "no month", "total"],
        ["AFP", "EUR", "", "4000000", "", "4000000"],
        ["Le Monde", "EUR", "3000000", "", "", "3000000"],
        ["AFP", "USD", "", "2", "", "2"],
    ]
    assert "not added: 1 vague (without a number), 1 rates" in table.stderr
    rows = json.loads(run(*words, "--format", "json").stdout)
    assert [(row["publisher"], row["month"], row["currency"], row["low"]) for row in rows] == [
        ("Le Monde", "2020-04", "EUR", "3000000"),
        ("AFP", "2020-05", "EUR", "4000000"),
        ("AFP", "2020-05", "USD", "2"),
        ("AFP", None, "EUR", None),
    ]


def test_a_cross_table_says_what_has_no_room(ask: Run) -> None:
    result = ask("stats", "--by", "article", "--by", "label", "--format", "table")
    assert "of 12 columns fit; --format csv has them all" in result.stderr
    assert all(len(line) <= 100 for line in result.stdout.splitlines())
    assert len(result.stdout.splitlines()) == 7


def test_shared_filters_hold(run: Run, news: Path) -> None:
    result = run("stats", "--of", "articles", "--publisher", "afp", "--since", "2020")
    assert result.stdout.split("\t")[0] == "1"
    assert "1 article has no date and is left out" in result.stderr


def test_nothing_found(ask: Run) -> None:
    sides = ("001_appel-offres-drones", "003_cameras-pietons")
    for words in (["stats", "--of", "amounts", "--with", "zébu"], ["compare", *sides, "--only", "same"]):
        result = ask(*words, "--quiet")
        assert (result.exit_code, result.stdout, result.stderr) == (1, "", "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["stats", "--by", "mounth"], "did you mean 'month'"),
        (["stats", "--of", "amount"], "did you mean 'amounts'"),
        (["stats", "--cell", "low"], "give --by twice"),
        (["stats", "--by", "article", "--by", "month", "--cell", "sum"], "mentions have no “sum”"),
        (["stats", "--sort", "words"], "cannot sort by “words” here"),
        (["stats", "--of", "articles", "--label", "MONEY"], "without labels"),
        (["compare", "001"], "missing argument 'B'"),
        (["compare", "001", "002"], "did you mean 001_appel-offres-drones"),
        (["compare", "2019", "2019"], "are the same articles"),
        (["compare", "1850", "1851"], "no article is of “1850” (dronewatch articles says"),
        (["entities", "--with", "MONY"], "no entity is called “MONY” (did you mean MONEY?)"),
        (["compare", "a", "b", "--only", "diferent"], "did you mean 'different'"),
    ],
)
def test_bad_questions_take_one_line(ask: Run, words: list[str], said: str) -> None:
    result = ask(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len([line for line in result.stderr.splitlines() if ": note: " not in line]) == 1


def test_compare_shows_both_passages(ask: Run) -> None:
    words = ("compare", "000_parrot-police", "001_appel-offres-drones")
    table = ask(*words, "--format", "table").stdout
    assert "[565 appareils]" in table
    assert "micro-drones]" in table
    (line, *_) = ask(*words).stdout.splitlines()
    assert line.startswith("seeds/000_parrot-police.txt:9:251\tsame\tQUANTITY\tappareils / micro-drones\t")
    (row, *_) = json.loads(ask(*words, "--format", "json").stdout)
    assert (row["a_amount"], row["b_amount"], row["b_line"]) == ("565", "565", 8)


def test_compare_publishers(run: Run, news: Path) -> None:
    result = run("compare", "le monde", "AFP", "--format", "jsonl")
    assert result.exit_code == 0
    assert {json.loads(line)["relation"] for line in result.stdout.splitlines()} == {"both"}


def test_article_text_is_not_interpreted(run: Run, folder: Path) -> None:
    (folder / "a.txt").write_text("Il a vendu [bold]565 drones[/bold] \x1b[31mrouges.", encoding="utf-8")
    (folder / "b.txt").write_text("Voici 565 drones.", encoding="utf-8")
    result = run("compare", "a", "b", "--corpus", "*.txt", "--format", "table")
    assert "\x1b" not in result.stdout
    assert "[bold]" in result.stdout
