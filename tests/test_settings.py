"""Settings: option, else environment, else dronewatch.yaml, else default."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from dronewatch import settings
from dronewatch.errors import UsageError


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory: an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_defaults_with_seeds_in_the_working_directory(here):
    (here / "seeds").mkdir()
    found = settings.load(environ={})
    assert found.corpus == ("seeds",)
    assert found.index == here / ".dronewatch" / "index.sqlite"
    assert found.annotations == Path("data/annotations")
    assert (found.gazetteers, found.model, found.floors, found.file) == ((), None, {}, None)
    assert found.sections == ("title", "body")
    assert not (here / ".dronewatch").exists()


def test_without_seeds_the_shipped_copy(here):
    (corpus,) = settings.load(environ={}).corpus
    assert Path(corpus).name == "seeds"
    assert (Path(corpus) / "corpus.yaml").is_file()


def test_option_before_environment_before_file_before_default(here):
    (here / "dronewatch.yaml").write_text(
        "corpus: from-file\nindex: file.sqlite\nmodel: from-file\nsections: comment\n"
    )
    environ = {"DRONEWATCH_CORPUS": os.pathsep.join(["one", "two"]), "DRONEWATCH_INDEX": "env.sqlite"}
    found = settings.load(environ=environ, corpus=["from-option"])
    assert found.corpus == ("from-option",)
    assert found.index == Path("env.sqlite")
    assert found.model == "from-file"
    assert found.sections == ("comment",)
    assert settings.load(environ=environ).corpus == ("one", "two")
    assert settings.load(environ={}).corpus == ("from-file",)
    assert settings.load(environ={"DRONEWATCH_CORPUS": ""}, corpus=()).corpus == ("from-file",)


def test_every_key_of_the_file(here):
    (here / "names.yaml").touch()
    (here / "dronewatch.yaml").write_text(
        """corpus: [press, "archive/**/*.txt"]
index: cache
gazetteers: names.yaml
model: fr_core_news_sm
sections: all
annotations: gold
floors: {total: 90, MONEY: 95.5}
"""
    )
    (here / "cache").mkdir()
    found = settings.load(environ={})
    assert found == settings.Settings(
        corpus=("press", "archive/**/*.txt"),
        index=Path("cache/index.sqlite"),
        gazetteers=("names.yaml",),
        model="fr_core_news_sm",
        sections=("title", "body", "promo", "comment"),
        annotations=Path("gold"),
        floors={"total": Decimal(90), "MONEY": Decimal("95.5")},
        file=here / "dronewatch.yaml",
    )


def test_the_file_above_counts_and_its_paths_start_there(here, monkeypatch):
    (here / "dronewatch.yaml").write_text("corpus: press\nmodel: my-model\n")
    (here / "my-model").mkdir()
    (here / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(here / "deep" / "er")
    found = settings.load(environ={})
    assert found.corpus == (str(here / "press"),)
    assert found.model == str(here / "my-model")
    assert found.index == here / ".dronewatch" / "index.sqlite"
    assert found.annotations == here / "data" / "annotations"
    assert settings.load(here, environ={}).corpus == (str(here / "press"),)


def test_home_is_expanded(here, monkeypatch):
    monkeypatch.setenv("HOME", str(here))
    (here / "dronewatch.yaml").write_text("gazetteers: ~/names.yaml\n")
    found = settings.load(environ={"DRONEWATCH_CORPUS": "~/press", "DRONEWATCH_INDEX": "~/i.sqlite"})
    assert found.gazetteers == ("names.yaml",)
    assert (found.corpus, found.index) == ((str(here / "press"),), here / "i.sqlite")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("corpus: a\ncorpsu: b\n", "2: unknown key “corpsu” (did you mean corpus?)"),
        ("xyz: b\n", "1: unknown key “xyz” (one of corpus, columns, index"),
        ("corpus: {a: b}\n", "1: “corpus” must be a text or a list of texts"),
        ("corpus: [a, 3]\n", "1: “corpus” must be a text or a list of texts"),
        ("model: [a]\n", "1: “model” must be a text"),
        ("sections: [title, bodi]\n", "1: unknown section “bodi” (did you mean body?)"),
        ("floors: 90\n", "1: “floors” must consist of names and percentages"),
        ("floors:\n  total: high\n", "2: the floor of “total” must be a percentage from 0 to 100"),
        ("floors:\n  total: 101\n", "2: the floor of “total” must be"),
        ("floors:\n  total: NaN\n", "2: the floor of “total” must be"),
        ("floors:\n  total: true\n", "2: the floor of “total” must be"),
        ("- corpus\n", "1: must consist of keys and values"),
        ("corpus: [a\n", "2: is not valid YAML"),
    ],
)
def test_a_wrong_file_is_named_with_its_line(here, content, problem):
    (here / "dronewatch.yaml").write_text(content)
    with pytest.raises(UsageError) as caught:
        settings.load(environ={})
    assert str(caught.value).startswith(f"{here / 'dronewatch.yaml'}:{problem}")


def test_an_unknown_section(here):
    with pytest.raises(UsageError, match=r"unknown section “titel” \(did you mean title\?\)"):
        settings.load(environ={"DRONEWATCH_SECTIONS": "titel"})


def test_an_empty_file_and_empty_keys_set_nothing(here):
    (here / "dronewatch.yaml").write_text("corpus:\nsections:\n")
    (here / "seeds").mkdir()
    assert settings.load(environ={}).corpus == ("seeds",)


def test_a_read_only_folder_has_its_index_in_the_users_cache(here, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(here / "cache"))
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    one, two = settings.default_index(here / "one"), settings.default_index(here / "two")
    assert one.name == two.name == "index.sqlite"
    assert one != two
    assert one == settings.default_index(here / "one")
    assert not one.is_relative_to(here / "one")


def test_reading_no_file_imports_nothing_heavy(here):
    code = (
        "import sys; from dronewatch import settings; settings.load(); "
        "print([name for name in ('yaml', 'platformdirs', 'spacy', 'pandas') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_columns_by_option_environment_and_file(here):
    (here / "seeds").mkdir()
    assert settings.load(environ={}).columns == {}
    (here / "dronewatch.yaml").write_text("columns: {text: CONTENU, title: T}\n")
    assert settings.load(environ={}).columns == {"text": "CONTENU", "title": "T"}
    environ = {"DRONEWATCH_COLUMNS": f"text=A b{os.pathsep}url=U=1"}
    assert settings.load(environ=environ).columns == {"text": "A b", "url": "U=1"}
    assert settings.load(environ=environ, columns=["text=B"]).columns == {"text": "B"}


@pytest.mark.parametrize("word", ["text", "=A", "text=", " = ", ""])
def test_a_column_that_names_nothing(here, word):
    with pytest.raises(UsageError, match=r"names no column \(write it as text=NAME\)"):
        settings.load(environ={}, columns=[word, "title=T"])


@pytest.mark.parametrize("content", ["columns: a\n", "columns: {text: 3}\n", "columns: {text: null}\n"])
def test_columns_of_a_wrong_kind(here, content):
    (here / "dronewatch.yaml").write_text(content)
    with pytest.raises(UsageError, match=r"yaml:1: “columns” must say which column is which: \{text: NAME\}"):
        settings.load(environ={})
