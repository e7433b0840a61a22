"""What all query commands share: exit codes, settings, problems with single articles, an index that mends itself."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
DRONEWATCH = str(Path(sys.executable).with_name("dronewatch"))
TEXT = "Le maire achète 240 drones pour 4 millions d’euros. Le ministère de l’Intérieur en veut 20.\n"
QUERIES = [
    ["entities"],
    ["entities", "--mentions"],
    ["entities", "--with", "MONEY"],
    ["entity", "show", "CNIL"],
    ["amounts"],
    ["quantities"],
    ["grep", "drones"],
    ["articles"],
    ["show", "001_appel-offres-drones"],
]


@pytest.fixture
def corpus(folder: Path) -> Path:
    (folder / "seeds").mkdir()
    (folder / "seeds" / "a.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.mark.parametrize("words", QUERIES)
@pytest.mark.parametrize("format", ["table", "tsv", "csv", "json", "jsonl", "markdown"])
def test_every_query_in_every_format(ask: Run, words: list[str], format: str) -> None:
    result = ask(*words, "--format", format)
    assert (result.exit_code, result.stderr) == (0, "")
    if format == "json":
        assert json.loads(result.stdout)
    if format == "tsv":
        assert all(re.match(r"seeds/\d{3}_[a-z-]+\.txt:\d+:\d+\t", line) for line in result.stdout.splitlines())


@pytest.mark.parametrize(
    "words", [["grep", "zeppelin"], ["amounts", "--min", "1 Md€"], ["quantities", "--noun", "zebu"]]
)
def test_nothing_found(run: Run, corpus: Path, words: list[str]) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "")
    assert run(*words, "--format", "json").stdout == "[]\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["amounts", "--min", "beaucoup"], "beaucoup"),
        (["amounts", "--sort", "colour"], "cannot sort by"),
        (["entities", "--label", "MINISTERE"], "did you mean 'MINISTRY'?"),
        (["entities", "--section", "titel"], "did you mean 'title'?"),
        (["entities", "--article", "b"], "there is no article"),
        (["show", "b"], "there is no article"),
        (["grep", "--regex", "("], "not a regular expression"),
        (["grep", "-F", "--regex", "x"], "exclude each other"),
        (["entities", "--label", "NUMBER"], "dronewatch tag --label NUMBER"),
        (["entities", "--since", "hier"], "not a date"),
        (["grep", "drone", "--until", "2019-02-30"], "not a date"),
        (["amounts", "--publisher", "AFP"], "no article says who published it"),
        (["entities", "--corpus", "nowhere"], "nowhere"),
        (["entities", "--corpus", "-"], "standard input"),
        (["entities", "--limit", "many"], "many"),
        (["entities", "-o", "nowhere/x.csv"], "nowhere/x.csv"),
    ],
)
def test_what_cannot_be(run: Run, corpus: Path, words: list[str], said: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("dronewatch: error: ")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_dates_and_publishers(run: Run, folder: Path) -> None:
    (folder / "seeds").mkdir()
    lines = [
        {"id": "a", "text": TEXT, "date": "2019-04-12", "publisher": "Le Monde"},
        {"id": "b", "text": TEXT, "date": "2020-01", "publisher": "AFP"},
        {"id": "c", "text": TEXT},
    ]
    (folder / "seeds" / "all.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    for words in (
        ["entities"],
        ["amounts"],
        ["quantities"],
        ["grep", "drones"],
        ["articles"],
        ["entities", "--mentions"],
    ):
        result = run(*words, "--since", "2019-05")
        assert result.exit_code == 0
        assert all("all.jsonl:2" in line for line in result.stdout.splitlines())
        assert result.stderr == "dronewatch: note: 1 article has no date and is left out\n"
        result = run(*words, "--publisher", "le monde", "--until", "2019", "--quiet")
        assert (result.exit_code, result.stderr) == (0, "")
        assert all("all.jsonl:1" in line for line in result.stdout.splitlines())
    assert run("amounts", "--since", "2021").exit_code == 1
    assert (
        "is not named in what was asked for"
        in run("entity", "show", "ministère de l’Intérieur", "--since", "2021").stderr
    )


def test_an_empty_folder(run: Run, folder: Path) -> None:
    (folder / "empty").mkdir()
    result = run("entities", "--corpus", "empty")
    assert result.exit_code == 2
    assert "empty" in result.stderr


def test_one_bad_article_does_not_hide_the_others(run: Run, corpus: Path) -> None:
    (corpus / "seeds" / "b.txt").write_bytes(bytes(range(256)) * 40)
    for _ in range(2):  # while the index is built, and when it is warm
        result = run("quantities", "--noun", "drone")
        assert result.exit_code == 2
        assert result.stdout.count("240 drones") == 2  # the words and their sentence
        assert result.stderr.startswith("dronewatch: error: seeds/b.txt:")
        assert result.stderr.count("\n") == 1


def test_a_new_article_is_found_at_once(run: Run, corpus: Path) -> None:
    assert run("grep", "zeppelin").exit_code == 1
    (corpus / "seeds" / "b.txt").write_text("Un zeppelin.\n")
    assert run("grep", "zeppelin").stdout.startswith("seeds/b.txt:1:4\t")
    (corpus / "seeds" / "b.txt").unlink()
    assert run("grep", "zeppelin").exit_code == 1


def test_settings_file(run: Run, corpus: Path) -> None:
    (corpus / "press").mkdir()
    (corpus / "press" / "c.txt").write_text("Trois robots.\n")
    (corpus / "dronewatch.yaml").write_text("corpus: press\n")
    assert run("articles").stdout.startswith("press/c.txt:")
    (corpus / "dronewatch.yaml").write_text("corpus: press\ncolour: red\n")
    result = run("articles")
    assert result.exit_code == 2
    assert result.stderr.startswith("dronewatch: error: ")
    assert "dronewatch.yaml:2: " in result.stderr


def test_limit_and_sections(run: Run, corpus: Path) -> None:
    (corpus / "seeds" / "a.txt").write_text(f"{TEXT}\nCommentaires (2)\n\nMoi je veux 99 drones.\n", encoding="utf-8")
    assert "99" not in run("quantities").stdout
    assert "99" in run("quantities", "--section", "all").stdout
    assert len(run("quantities", "--limit", "1").stdout.splitlines()) == 1
    assert "more" not in run("quantities", "--limit", "1", "--format", "table").stdout


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a folder that nobody may write to, such as /proc")
def test_a_folder_that_cannot_be_written(corpus: Path) -> None:
    """The index moves to the user's cache folder."""
    environment = os.environ | {"XDG_CACHE_HOME": str(corpus / "cache")}
    done = subprocess.run(
        [DRONEWATCH, "amounts", "--corpus", str(corpus / "seeds")],
        cwd="/proc",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if "/proc" in done.stderr:  # for root, os.access says that everything can be written
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
    else:
        assert (done.returncode, done.stderr) == (0, "")


def test_an_index_that_cannot_be_written(run: Run, corpus: Path) -> None:
    (corpus / ".dronewatch").write_text("in the way")
    result = run("amounts")
    assert result.exit_code == 2
    assert result.stderr.startswith("dronewatch: error: ")
    assert result.stderr.count("\n") == 1


def test_ctrl_c_while_indexing(corpus: Path) -> None:
    """What was done until then stays, nothing is half-written, and the next query goes on from there."""
    for number in range(400):
        (corpus / "seeds" / f"n{number}.txt").write_text(TEXT * 50, encoding="utf-8")
    with subprocess.Popen(
        [DRONEWATCH, "amounts", "-o", "out.csv"], cwd=corpus, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        while not list(corpus.glob(".dronewatch/*.sqlite")) and process.poll() is None:
            time.sleep(0.05)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stderr
        assert process.stderr.read() == "dronewatch: note: interrupted\n"
    assert not list(corpus.glob("*out.csv*"))
    done = subprocess.run([DRONEWATCH, "articles", "--format", "jsonl"], cwd=corpus, capture_output=True, check=True)
    assert len(done.stdout.splitlines()) == 401
