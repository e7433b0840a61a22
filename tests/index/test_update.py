"""What is new is tagged, what is gone goes, what is the same is left alone."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dronewatch import engine, index
from dronewatch.errors import UsageError
from dronewatch.index import files
from dronewatch.query import Filters, amounts, articles, entities, grep

A = "Lyon achète 12 drones.\nParis paie 300 euros."
B = "Nantes vend 5 drones à Paris."


def _names(connection: sqlite3.Connection) -> list[str]:
    return [row["article"] for row in articles.articles(connection)]


def test_all_is_tagged_once(corpus: Any) -> None:
    corpus.write("a.txt", A)
    corpus.write("b.txt", B)
    first = corpus.rows()
    assert corpus.tagged == ["a", "b"]
    assert [row[0] for row in first["entities"]] == ["Paris", "Lyon", "Nantes"]
    again = corpus.rows()
    assert corpus.tagged == [] and again == first


def test_an_article_that_changed_is_tagged_again_alone(corpus: Any) -> None:
    corpus.write("a.txt", A)
    corpus.write("b.txt", B)
    corpus.rows()
    corpus.write("b.txt", "Brest vend 5 drones à Paris.", age=50)
    rows = corpus.rows()
    assert corpus.tagged == ["b"]
    assert [row[0] for row in rows["entities"]] == ["Paris", "Brest", "Lyon"]
    assert not [term for term, _ in rows["words"] if term == "nantes"]


def test_an_article_that_is_gone_is_gone(corpus: Any) -> None:
    corpus.write("a.txt", A)
    path = corpus.write("b.txt", B)
    corpus.rows()
    path.unlink()
    rows = corpus.rows()
    assert corpus.tagged == []
    assert {row[0] for row in rows["articles"]} == {"a"}
    assert [row[0] for row in rows["entities"]] == ["Lyon", "Paris"]
    assert not list(grep.grep(corpus.open(), "nantes"))


def test_an_article_that_is_new_joins_in_its_place(corpus: Any) -> None:
    corpus.write("b.txt", B)
    corpus.rows()
    corpus.write("a.txt", A)
    corpus.write("c.txt", "Brest.")
    connection = corpus.open()
    assert corpus.tagged == ["a", "c"]
    assert _names(connection) == ["a", "b", "c"]
    paris = next(row for row in entities.entities(connection) if row["entity"] == "Paris")
    assert paris["first"].endswith("a.txt:2:1")


def test_a_file_that_was_only_touched_is_read_but_not_tagged(corpus: Any) -> None:
    path = corpus.write("a.txt", A)
    first = corpus.rows()
    corpus.touch(path, 30)
    assert corpus.rows() == first
    assert corpus.tagged == []


def test_a_file_of_the_same_size_and_time_changed_right_after_it_was_read(
    corpus: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its time stamp cannot tell: what was written a moment before it was read is read again."""
    path = corpus.write("a.txt", "Lyon paie 1 euros.")
    when = path.stat().st_mtime_ns
    monkeypatch.setattr(files, "now", lambda: when + 1_000_000)
    corpus.rows()
    path.write_text("Metz paie 1 euros.", encoding="utf-8")
    os.utime(path, ns=(when, when))
    assert [row[0] for row in corpus.rows()["entities"]] == ["Metz"]


@pytest.mark.parametrize(
    ("mtime", "now", "told"),
    [(10**18 + 1, 10**18 + 10**7, False), (10**18 + 1, 10**18 + 10**8, True), (10**18, 10**18 + 10**9, False)],
)
def test_a_time_stamp_tells_after_a_tick_of_its_file_system(mtime: int, now: int, told: bool) -> None:
    assert files.settled(mtime, now) is told


def test_a_file_that_was_renamed_is_not_tagged_again(corpus: Any) -> None:
    path = corpus.records("a.jsonl", {"id": "one", "text": A})
    corpus.rows()
    path.rename(path.with_name("z.jsonl"))
    rows = corpus.rows()
    assert corpus.tagged == []
    assert [Path(row[1]).name for row in rows["articles"]] == ["z.jsonl"]


def test_records_come_and_go(corpus: Any) -> None:
    corpus.records("x.jsonl", {"id": "a", "text": A}, {"id": "b", "text": B})
    corpus.rows()
    corpus.records("x.jsonl", {"id": "c", "text": "Brest."}, {"id": "b", "text": B}, age=50)
    connection = corpus.open()
    assert corpus.tagged == ["c"]
    assert [(row["article"], row["record"]) for row in articles.articles(connection)] == [("c", 1), ("b", 2)]
    row = next(iter(entities.mentions(connection, Filters(articles=("b",)))))
    assert (row["line"], row["column"]) == (2, 1)


@pytest.mark.parametrize("key", ["title", "date"])
def test_what_the_spans_depend_on_makes_an_article_stale(corpus: Any, key: str) -> None:
    corpus.records("x.jsonl", {"id": "a", "text": A, "date": "2019-01-01"})
    corpus.rows()
    corpus.records("x.jsonl", {"id": "a", "text": A, "date": "2019-01-01", key: "2020-01-01"}, age=50)
    corpus.rows()
    assert corpus.tagged == ["a"]


def test_other_metadata_do_not(corpus: Any) -> None:
    corpus.records("x.jsonl", {"id": "a", "text": A})
    corpus.rows()
    corpus.records("x.jsonl", {"id": "a", "text": A, "publisher": "Le Canard", "mood": 3}, age=50)
    rows = corpus.rows()
    assert corpus.tagged == []
    assert json.loads(rows["articles"][0][5]) == {"mood": 3}


def test_another_pipeline_tags_all_again_and_says_so(corpus: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.write("a.txt", A)
    first = corpus.rows()
    monkeypatch.setattr(engine, "fingerprint", lambda options: "0" * 32)
    assert corpus.rows() == first
    assert corpus.tagged == ["a"]
    assert "again" in corpus.notes[0]


def test_a_gazetteer_that_changed_is_another_pipeline(corpus: Any) -> None:
    corpus.write("a.txt", A)
    own = corpus.folder / "own.yaml"
    own.write_text("- {name: Écran Noir, label: COMPANY}\n")
    corpus.options["gazetteers"] = [str(own)]
    corpus.rows()
    own.write_text("- {name: Écran Blanc, label: COMPANY}\n")
    corpus.rows()
    assert corpus.tagged == ["a"] and corpus.notes


def test_other_gazetteers_and_other_articles_have_an_index_of_their_own(corpus: Any) -> None:
    corpus.write("a.txt", A)
    corpus.rows()
    plain = corpus.file
    own = corpus.folder / "own.yaml"
    own.write_text("- {name: Écran Noir, label: COMPANY}\n")
    corpus.options["gazetteers"] = [str(own)]
    assert corpus.file != plain
    corpus.rows()
    corpus.options.clear()
    corpus.rows()
    assert corpus.tagged == []


def test_a_file_that_the_user_names_is_taken_as_it_is(corpus: Any) -> None:
    corpus.write("a.txt", A)
    corpus.options["index"] = corpus.folder / "mine.db"
    corpus.rows()
    assert (corpus.folder / "mine.db").is_file()


def test_what_cannot_be_read_is_said_each_time_and_the_rest_served(corpus: Any) -> None:
    path = corpus.write("x.jsonl", '{"id": "a", "text": "Lyon."}\noops\n{"id": "b", "text": "Metz."}\n')
    for _ in range(2):
        assert _names(corpus.open()) == ["a", "b"]
        assert [str(problem).partition(": ")[0] for problem in corpus.problems] == [f"{path}:2"]
    corpus.records("x.jsonl", {"id": "a", "text": "Lyon."}, age=50)
    assert _names(corpus.open()) == ["a"]
    assert corpus.problems == []


def test_problems_are_raised_where_nobody_listens(corpus: Any) -> None:
    corpus.write("x.jsonl", "oops\n")
    with pytest.raises(Exception, match=r"x\.jsonl:1"):
        index.open(corpus.settings)


@pytest.mark.parametrize("order", [("a.jsonl", "b.jsonl"), ("b.jsonl", "a.jsonl")])
def test_of_two_articles_with_one_id_the_first_in_order_counts_whichever_came_first(corpus: Any, order: Any) -> None:
    texts = {"a.jsonl": "Lyon.", "b.jsonl": "Metz."}
    for name in order:
        corpus.records(name, {"id": "same", "text": texts[name]})
        corpus.open().close()
    rows = corpus.rows()
    assert [row[0] for row in rows["entities"]] == ["Lyon"]
    assert len(corpus.problems) == 1 and "b.jsonl" in str(corpus.problems[0])
    (corpus.folder / "articles" / "a.jsonl").unlink()
    rows = corpus.rows()
    assert [row[0] for row in rows["entities"]] == ["Metz"]
    assert corpus.problems == []


def test_the_same_articles_by_another_name_of_the_folder(corpus: Any) -> None:
    corpus.write("a.txt", A)
    corpus.rows()
    corpus.tagged.clear()
    connection = index.open(index_settings(corpus, "articles"), report=corpus.problems.append)
    assert corpus.tagged == []
    assert [row["file"] for row in articles.articles(connection)] == ["articles/a.txt"]


def index_settings(corpus: Any, source: str) -> Any:
    from dronewatch import settings

    return settings.load(corpus.folder, {}, corpus=[source])


def test_half_characters_and_nul_are_kept(corpus: Any) -> None:
    text = "Lyon \ud83d paie 7 euros.\x00 Nantes aussi."
    corpus.records("x.jsonl", {"id": "a", "text": text, "title": "T\udc80", "publisher": "\ud800"})
    connection = corpus.open()
    assert next(articles.articles(connection))["title"] == "T\udc80"
    assert next(amounts.amounts(connection))["text"] == "7 euros"
    assert [row["match"] for row in grep.grep(connection, "nantes")] == ["Nantes"]
    corpus.records("x.jsonl", {"id": "a", "text": "Lyon."}, age=50)
    assert "nantes" not in dict(corpus.rows()["words"])


def test_standard_input_is_refused(corpus: Any) -> None:
    from dronewatch import settings

    with pytest.raises(UsageError, match="standard input"):
        index.open(settings.load(corpus.folder, {}, corpus=["-"]))


def test_progress_counts_what_is_tagged(corpus: Any) -> None:
    for name in "abc":
        corpus.write(f"{name}.txt", A)
    steps: list[tuple[int, int]] = []
    index.update(corpus.settings, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    summary = index.update(corpus.settings)
    assert (summary.articles, summary.tagged, summary.removed, len(steps)) == (3, 0, 0, 4)


def test_again_tags_all(corpus: Any) -> None:
    corpus.write("a.txt", A)
    corpus.rows()
    corpus.tagged.clear()
    assert index.update(corpus.settings, again=True).tagged == 1
    assert corpus.tagged == ["a"]


def test_spans_say_what_the_tagger_said(corpus: Any) -> None:
    corpus.write("a.txt", A)
    rows = corpus.rows()["spans"]
    assert [(row[2], row[3], row[4], row[5], row[6]) for row in rows] == [
        (1, 1, 0, 4, "LOCATION"),
        (1, 13, 12, 21, "QUANTITY"),
        (2, 1, 23, 28, "LOCATION"),
        (2, 12, 34, 43, "MONEY"),
    ]


def test_a_warm_index_imports_neither_spacy_nor_what_reads_numbers(corpus: Any, root: Path) -> None:
    corpus.write("a.txt", A)
    script = (
        "import sys\nfrom dronewatch import index, settings\n"
        f"index.open(settings.load({str(corpus.folder)!r}, {{}}, corpus=[{str(corpus.folder / 'articles')!r}]))\n"
        "from dronewatch.query import amounts, articles, entities, grep, labels, quantities, show\n"
        "print(' '.join(name for name in ('spacy', 'pandas', 'rapidfuzz', 'charset_normalizer', 'dronewatch.language',"
        " 'dronewatch.resolve', 'dronewatch.pipeline') if name in sys.modules))"
    )
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
