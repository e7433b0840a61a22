"""The program in French: help, errors, notes, headings; and what no language changes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from dronewatch import messages
from dronewatch.cli import main
from dronewatch.cli.lazy import sentences

LOCALES = ("DRONEWATCH_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A folder with the articles that ship, indexed."""
    folder = tmp_path_factory.mktemp("french")
    (folder / "seeds").symlink_to(root / "seeds")
    assert _run(folder, "index", "--quiet", "--no-model").returncode == 0
    return folder


def _run(folder: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own; no language but those of `environ`."""
    clean = {name: value for name, value in os.environ.items() if name not in LOCALES}
    return subprocess.run(
        [sys.executable, "-m", "dronewatch", *words],
        cwd=folder,
        env={**clean, "DRONEWATCH_MODEL": "none", **environ},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def _commands(path: tuple[str, ...], command: click.Command) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _commands((*path, name), below)


def _tight(text: str) -> str:
    """Without blanks, for lines end anywhere."""
    return "".join(text.split())


COMMANDS = dict(_commands((), main))


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_no_sentence_of_a_help_page_stays_english(path: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    english = set(sentences(COMMANDS[path]))
    monkeypatch.setattr(COMMANDS[path], "_help_option", None)  # click keeps it, in the language of the first to ask
    monkeypatch.setenv("DRONEWATCH_LANG", "fr")
    page = CliRunner().invoke(main, [*path, "--help"]).output
    flat = _tight(page)
    assert page.startswith("Usage\u00a0:")
    assert _tight("Afficher cette aide et quitter.") in flat
    for said in english:
        french = messages.tr(said)
        assert _tight(french) in flat
        assert french == said or _tight(said) not in flat


def test_examples_are_the_same_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = []
    for language in ("en", "fr"):
        monkeypatch.setenv("DRONEWATCH_LANG", language)
        output = CliRunner().invoke(main, ["amounts", "--help"]).output
        pages.append(re.findall(r"^    dronewatch .*$", output, re.MULTILINE))
    assert pages[0] == pages[1]
    assert pages[0]


@pytest.mark.parametrize(
    ("environ", "french"),
    [
        ({"DRONEWATCH_LANG": "fr"}, True),
        ({"DRONEWATCH_LANG": "fr_CA.UTF-8"}, True),
        ({"DRONEWATCH_LANG": "fr-FR"}, True),
        ({"DRONEWATCH_LANG": "FR", "LC_ALL": "C"}, True),
        ({"LC_ALL": "fr_FR.UTF-8"}, True),
        ({"LC_MESSAGES": "fr_BE.UTF-8", "LANG": "en_US.UTF-8"}, True),
        ({"LANG": "fr_FR.UTF-8"}, True),
        ({"LANGUAGE": "xx:fr", "LANG": "en_US.UTF-8"}, True),
        ({"DRONEWATCH_LANG": "en", "LANG": "fr_FR.UTF-8"}, False),
        ({"LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8"}, False),
        ({"DRONEWATCH_LANG": "tlh"}, False),
        ({"DRONEWATCH_LANG": "../../etc"}, False),
        ({}, False),
    ],
)
def test_the_language_is_that_of_our_variable_else_of_the_locale(
    environ: dict[str, str], french: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in LOCALES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    output = CliRunner().invoke(main, ["labels", "--help"]).output
    assert output.startswith("Usage\u00a0:" if french else "Usage:")
    assert ("Par défaut" in output) is french
    assert {name: os.environ.get(name) for name in environ} == environ


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["amount"], "erreur\u00a0: pas de commande 'amount' (vouliez-vous dire 'amounts'\u202f?)\u202f; voir"),
        (["amounts", "--mni", "3"], "pas d’option '--mni' (vouliez-vous dire '--min'"),
        (["show"], "il manque l’argument 'ARTICLE'\u202f; voir dronewatch show --help"),
        (["amounts", "--limit", "x"], "valeur incorrecte pour '--limit'\u00a0: 'x' n’est pas un nombre du type"),
        (["entities", "--label", "MINISTRI"], "vouliez-vous dire 'MINISTRY'\u202f?"),
        (["amounts", "--since", "x"], "pas une date\u00a0: 'x' (écrivez par exemple 2020, 2020-04 ou 2020-04-12)"),
        (
            ["amounts", "--sort", "amout"],
            "impossible de trier par «\u00a0amout\u00a0» (vouliez-vous dire amount\u202f?)",
        ),
        (["articles", "--corpus", "nope"], "nope: il n’y a pas de tel fichier ou dossier"),
    ],
)
def test_errors_say_what_where_and_what_to_do(here: Path, words: list[str], said: str) -> None:
    done = _run(here, *words, DRONEWATCH_LANG="fr")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("dronewatch\u00a0: erreur\u00a0: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_tables_have_french_headings_and_legends(here: Path) -> None:
    table = _run(here, "entities", "--format", "table", DRONEWATCH_LANG="fr").stdout
    assert table.split("\n")[0].split()[:3] == ["Nom", "S’écrit", "aussi"]
    assert "Sommes d’argent (MONEY)" in table
    assert "environ" in table


@pytest.mark.parametrize("format", ["tsv", "csv", "json", "jsonl"])
@pytest.mark.parametrize("command", ["entities", "amounts", "quantities", "articles", "labels"])
def test_what_machines_read_is_the_same_in_every_language(here: Path, command: str, format: str) -> None:
    english, french = (_run(here, command, "--format", format, DRONEWATCH_LANG=code).stdout for code in ("en", "fr"))
    assert english == french
    assert english


def test_plurals(monkeypatch: pytest.MonkeyPatch) -> None:
    """French says zero in the singular, English in the plural."""
    forms = {}
    for code in ("en", "fr"):
        monkeypatch.setenv("DRONEWATCH_LANG", code)
        forms[code] = [messages.trn("{count} article", "{count} articles", n, count=n) for n in (0, 1, 2)]
    assert forms == {"en": ["0 articles", "1 article", "2 articles"], "fr": ["0 article", "1 article", "2 articles"]}


def test_values_may_have_braces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRONEWATCH_LANG", "fr")
    assert messages.tr("unknown key “{key}”", key="{0}") == "clé «\u00a0{0}\u00a0» inconnue"
    assert messages.tr("") == ""
