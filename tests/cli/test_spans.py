"""`cite` and `explain`: from what a question prints to a quotation, and to the reasons."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dronewatch import names
from dronewatch.cli import main
from dronewatch.names.meanings import MEANINGS

Run = Callable[..., Result]
DRONEWATCH = str(Path(sys.executable).with_name("dronewatch"))
ARTICLE = "seeds/001_appel-offres-drones.txt"


def _addresses(ask: Run, *words: str) -> list[str]:
    return [line.split("\t")[0] for line in ask(*words).stdout.splitlines()]


@pytest.mark.parametrize("command", ["cite", "explain"])
@pytest.mark.parametrize("question", [["amounts"], ["quantities"], ["entities", "--mentions"]])
def test_every_passage_that_a_question_prints(ask: Run, command: str, question: list[str]) -> None:
    rows = json.loads(ask(*question, "--format", "json").stdout)
    result = ask(command, "--format", "json", *_addresses(ask, *question))
    assert (result.exit_code, result.stderr) == (0, "")
    told = json.loads(result.stdout)
    assert [(row["article"], row["text"]) for row in told] == [(row["article"], row["text"]) for row in rows]
    for row in told:
        if command == "explain":
            assert row["found_by"]["says"]
            assert bool(row["steps"]) == (row["value"] is not None)
            assert (row["entity"] is None) == (row["value"] is not None)


def test_a_pipe_from_question_to_bibliography(warm: Path) -> None:
    line = f"{DRONEWATCH} amounts --min '1 M€' | {DRONEWATCH} cite - --format bibtex -o amounts.bib && cat amounts.bib"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], cwd=warm, capture_output=True, text=True, check=True)
    assert done.stdout.count("@misc{") == len(set(done.stdout.split("@misc{")[1:]))
    assert "3,55 millions d’euros" in done.stdout
    (warm / "amounts.bib").unlink()


@pytest.mark.parametrize("command", ["cite", "explain"])
def test_what_names_nothing_is_said_and_the_others_are_served(ask: Run, command: str) -> None:
    address = _addresses(ask, "amounts")[0]
    result = ask(command, "nowhere:1:1", address, "001_appel-offres-drones:0-99999", "x")
    if command == "explain":
        assert "near it: " in result.stderr
    assert result.exit_code == 2
    assert address in result.stdout
    assert "no article of the corpus is in nowhere" in result.stderr
    assert "“x” is no passage" in result.stderr
    assert ask(command).exit_code == 2
    assert "did you mean" in ask(command, address, "--format", "bibtext").stderr or command == "explain"


def test_standard_input_gives_addresses(warm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(warm)
    given = f"{ARTICLE}:1:1\tthe rest of a line\n\n001_appel-offres-drones:0-5\r\n"
    result = CliRunner().invoke(main, ["cite", "-", "--format", "json"], input=given)
    assert json.loads(result.stdout)[-1]["article"] == "001_appel-offres-drones"
    nothing = CliRunner().invoke(main, ["cite", "-"], input="")
    assert (nothing.exit_code, nothing.stdout) == (1, "")


def test_an_explanation_says_who_found_it(run: Run, folder: Path) -> None:
    (folder / "seeds").mkdir()
    text = "La société Solaris vend à la CNIL. Mme Ardouin, de Solaris, demande 3 M€ à Paul Ardouin.\n"
    (folder / "seeds" / "a.txt").write_text(text, encoding="utf-8")
    (folder / "mine.yaml").write_text("label: COMPANY\nentries:\n- name: Zed\n- name: Solaris\n", encoding="utf-8")
    told = {
        row["text"]: row["found_by"]
        for row in json.loads(
            run(
                "explain", "--no-model", "--gazetteer", "mine.yaml", "--format", "json", "a:11-18", "a:29-33", "a:39-46"
            ).stdout
        )
    }
    assert told["Solaris"]["kind"] == "list"
    assert (told["Solaris"]["file"], told["Solaris"]["line"]) == ("mine.yaml", 4)
    assert told["CNIL"]["file"] == "dronewatch/gazetteer/data/public_bodies.yaml"
    assert told["Ardouin"]["kind"] == "pattern"
    assert "kept" not in told["CNIL"]
    plain = run("explain", "--no-model", "--gazetteer", "mine.yaml", "a:11-18").stdout
    assert "found by  the list mine: Solaris, mine.yaml:4\n" in plain


def test_every_pattern_has_a_meaning() -> None:
    marked = (Path(__file__).parents[1] / "names" / "names.txt").read_text(encoding="utf-8")
    text = re.sub(r"<[^>]+>", "", marked)
    found = {span.source.removeprefix("pattern:") for span in names.find(text)}
    assert len(found) > 10
    assert found <= set(MEANINGS)
