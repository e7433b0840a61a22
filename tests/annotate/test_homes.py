"""Where annotation files lie: one folder for each corpus, which the user can tell beforehand and choose."""

from __future__ import annotations

from pathlib import Path

import pytest

from dronewatch.annotate import files
from dronewatch.annotate.homes import homes, new
from dronewatch.annotate.model import AnnotationFile
from dronewatch.errors import UsageError
from dronewatch.model import Article

A = Article("a", "un", "seeds/a.txt")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _gold(path: str, article: str) -> AnnotationFile:
    gold = AnnotationFile(path, article, "0" * 64)
    files.write(gold)
    return gold


def test_the_name_is_that_of_what_the_corpus_names(folder: Path) -> None:
    for made in ("press/2020", "seeds", "news.d"):
        (folder / made).mkdir(parents=True)
    (folder / "old.jsonl.gz").touch()
    articles = [
        A,
        Article("b", "", "press/2020/b.txt"),
        Article("c", "", "press/2020/all.jsonl", record=3),
        Article("d", "", "old.jsonl.gz", record=1),
        Article("e", "", "news.d/e.txt"),
        Article("f", "", "elsewhere/x/f.txt"),
    ]
    corpora = ["seeds", "press", "old.jsonl.gz", "news.d/", "elsewhere/*/*.txt"]
    assert homes(articles, set("abcdef"), corpora, [], "gold") == {
        "a": Path("gold/seeds"),
        "b": Path("gold/press"),
        "c": Path("gold/press"),
        "d": Path("gold/old"),
        "e": Path("gold/news.d"),
        "f": Path("gold/x"),
    }


def test_files_of_one_corpus_stay_together(folder: Path) -> None:
    (folder / "seeds").mkdir()
    golds = [_gold("gold/source/b.yaml", "b")]
    articles = [A, Article("b", "", "seeds/b.txt")]
    assert homes(articles, {"a", "b"}, ["seeds"], golds, "gold") == {"a": Path("gold/source")}
    assert homes(articles, {"a", "b"}, ["seeds"], golds, "gold", "mine/2020") == {"a": Path("gold/mine/2020")}
    with pytest.raises(UsageError, match="leave the folder"):
        homes(articles, {"a", "b"}, ["seeds"], golds, "gold", "../x")


def test_two_corpora_never_share_a_folder_unasked(folder: Path) -> None:
    for made in ("seeds", "other/seeds"):
        (folder / made).mkdir(parents=True)
    other = Article("b", "", "other/seeds/b.txt")
    with pytest.raises(UsageError, match="annotations of seeds, not of other/seeds"):
        homes([A, other], {"a", "b"}, ["seeds", "other/seeds"], [], "gold")
    assert homes([A, other], {"a"}, ["seeds", "other/seeds"], [], "gold") == {"a": Path("gold/seeds")}
    _gold("gold/seeds/z.yaml", "z")
    with pytest.raises(UsageError, match="another corpus"):
        homes([A], {"a"}, ["seeds"], [], "gold")
    assert homes([A, other], {"a", "b"}, ["seeds", "other/seeds"], [], "gold", "both") == {
        "a": Path("gold/both"),
        "b": Path("gold/both"),
    }


def test_a_new_file_decides_nothing() -> None:
    begun = new(Article("a/b", "un"), Path("gold"), ["AB"])
    assert (begun.path, begun.by, begun.reviewed, begun.spans) == ("gold/a%2Fb.yaml", ("AB",), (), ())
    with pytest.raises(UsageError, match="leave the folder"):
        new(Article("../b", "un"), Path("gold"))
