"""`dronewatch entity`: what is shown, and people's decisions on the way from the command to the next answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
FILE = "data/entities.yaml"
TEXTS = {
    "a": "Awa Diallo dirige la société Volair. Le ministère de la Justice lui achète 12 drones pour 300 000 €.\n",
    "b": "Mme Ava Dialo, de la société Volair Systems, reçoit Mme Diallo à Nantes.\n",
    "c": "À Nantes, Awa Diallo parle. Diallo promet 5 drones à la CNIL.\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index over our sentences, by lists and patterns alone, made once."""
    from dronewatch import index, settings

    folder = tmp_path_factory.mktemp("entity")
    (folder / "seeds").mkdir()
    for name, text in TEXTS.items():
        (folder / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "dronewatch.yaml").write_text("model: none\nindex: index.sqlite\n")
    index.update(settings.load(folder, {}))
    return folder


@pytest.fixture
def run(made: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    from click.testing import CliRunner

    from dronewatch.cli import main

    monkeypatch.chdir(made)
    (made / FILE).unlink(missing_ok=True)
    return lambda *words: CliRunner().invoke(main, list(words))


def _rows(run: Run, *words: str) -> list[dict[str, object]]:
    result = run(*words, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    return list(json.loads(result.stdout))


def _people(run: Run) -> dict[str, int]:
    return {str(row["entity"]): int(str(row["mentions"])) for row in _rows(run, "entities", "--label", "PERSON")}


def test_show(run: Run) -> None:
    rows = _rows(run, "entity", "show", "diallo")
    assert {row["entity"] for row in rows} == {"Awa Diallo"}
    whys = {(row["article"], row["text"]): row["why"] for row in rows}
    assert whys["a", "Awa Diallo"] == ""
    assert whys["c", "Diallo"] == "surname in same article"
    line = run("entity", "show", "Awa DIALLO").stdout.splitlines()[0]
    assert line.startswith("seeds/a.txt:1:1\ta\tbody\tAwa Diallo\tPERSON\tAwa Diallo\t")
    table = run("entity", "show", "awa diallo", "--format", "table").stdout
    assert "Awa Diallo (PERSON), also Diallo: " in table


@pytest.mark.parametrize("format", ["table", "tsv", "csv", "json", "jsonl", "markdown"])
def test_show_in_every_format(run: Run, format: str) -> None:
    result = run("entity", "show", "CNIL", "--format", format)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "CNIL" in result.stdout


def test_show_what_is_not_there(run: Run) -> None:
    result = run("entity", "show", "Nante")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "dronewatch: note: no entity is called “Nante” there (did you mean Nantes?)\n"
    assert run("entity", "show", "Nante", "--format", "json").stdout == "[]\n"


def test_with(run: Run) -> None:
    found = {(row["entity"], row["label"]) for row in _rows(run, "entities", "--with", "ministere de la justice")}
    assert ("drones", "QUANTITY") in found
    assert ("300000 EUR", "MONEY") in found
    assert not {label for _, label in found} & {"PERSON", "MINISTRY"}
    rows = _rows(run, "entities", "--with", "QUANTITY", "--mentions", "--label", "MINISTRY")
    assert [(row["article"], row["entity"]) for row in rows] == [("a", "ministère de la Justice")]
    result = run("entities", "--with", "Nante")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean Nantes?" in result.stderr


def test_merge_and_forget(run: Run, made: Path) -> None:
    before = _people(run)
    result = run("entity", "merge", "awa diallo", "Ava Dialo", "--by", "AB", "--reason", "one slip")
    assert (result.exit_code, result.stderr) == (0, f"dronewatch: note: {FILE} is written\n")
    lines = result.stdout.splitlines()
    assert [line[:2] for line in lines] == ["- ", "- ", "+ "]
    total = sum(before.values())
    assert lines[2].startswith("+ PERSON Awa Diallo, also Ava Dialo, ")
    text = (made / FILE).read_text(encoding="utf-8")
    assert "- merge:\n  - Ava Dialo\n  into: Awa Diallo\n  label: PERSON\n  by: AB\n  date: 2" in text
    assert _people(run) == {"Awa Diallo": total}
    why = {row["text"]: row["why"] for row in _rows(run, "entity", "show", "ava dialo")}
    assert why["Ava Dialo"] == "merged by decision of AB: one slip"
    decisions = _rows(run, "entity", "decisions")
    assert [(row["number"], row["decision"], row["others"], row["line"]) for row in decisions] == [
        (1, "merge", ["Ava Dialo"], 2)
    ]
    again = run("entity", "merge", "Awa Diallo", "Ava Dialo")
    assert again.exit_code == 2
    assert "“Ava Dialo” is “Awa Diallo” already" in again.stderr
    result = run("entity", "forget", "1")
    assert [line[:2] for line in result.stdout.splitlines()] == ["- ", "+ ", "+ "]
    assert _people(run) == before
    assert run("entity", "decisions").exit_code == 1
    assert run("entity", "forget", "1").exit_code == 2


def test_split(run: Run, made: Path) -> None:
    result = run("entity", "split", "Awa Diallo", "--mention", "diallo", "--article", "c")
    assert result.exit_code == 0, result.stderr
    assert _people(run)["Diallo"] == 1
    rows = _rows(run, "entity", "show", "Diallo", "--article", "c")
    assert [(row["entity"], row["text"], row["why"]) for row in rows] == [
        ("Diallo", "Diallo", "split from Awa Diallo by decision"),
        ("Awa Diallo", "Awa Diallo", ""),  # in other articles it goes by that name
    ]
    result = run("entity", "merge", "Ava Dialo", "Diallo", "--article", "c")
    assert result.exit_code == 0, result.stderr
    found = {row["text"]: row["entity"] for row in _rows(run, "entity", "show", "Diallo", "--article", "c")}
    assert found == {"Awa Diallo": "Awa Diallo", "Diallo": "Ava Dialo"}


def test_rename_and_relabel(run: Run, made: Path) -> None:
    assert run("entity", "rename", "CNIL", "Gendarme des données").exit_code == 0
    assert _rows(run, "entity", "show", "gendarme des donnees")[0]["text"] == "CNIL"
    result = run("entity", "rename", "gendarme des données", "Cnil")
    assert result.exit_code == 0
    assert len(_rows(run, "entity", "decisions")) == 1
    result = run("entity", "relabel", "Nantes", "ORGANIZATION")
    assert result.stdout.splitlines() == [
        "- LOCATION Nantes: 2 mentions in 2 articles",
        "+ ORGANIZATION Nantes: 2 mentions in 2 articles",
    ]
    assert [row["label"] for row in _rows(run, "entities", "--mentions", "--label", "ORGANIZATION")] == [
        "ORGANIZATION",
        "ORGANIZATION",
    ]
    assert run("entity", "relabel", "Nantes", "LOCATION").exit_code == 0
    assert [row["decision"] for row in _rows(run, "entity", "decisions")] == ["rename"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["merge", "Awa Diallo", "Nantes"], "“Awa Diallo” is PERSON, “Nantes” LOCATION (relabel one of them first)"),
        (["merge", "Awa Dialo", "Nantes"], "no entity is called “Awa Dialo” (did you mean A"),
        (["merge", "Nantes", "Nantes"], "is “Nantes” already"),
        (["merge", "Nantes"], "missing argument"),
        (["split", "Awa Diallo", "--mention", "Dialo"], "did you mean 'Diallo'"),
        (["split", "Awa Diallo", "--mention", "Awa Diallo"], "is what “Awa Diallo” is called"),
        (["split", "Awa Diallo", "--mention", "Diallo", "--article", "z"], "there is no article “z”"),
        (["rename", "Nantes", "Nantes"], "is called so already"),
        (["rename", "Nantes", " "], "is empty"),
        (["rename", "Ava Dialo", "awa diallo"], "there is another PERSON “Awa Diallo” (merge them"),
        (["relabel", "Nantes", "LOCATION"], "is LOCATION already"),
        (["relabel", "Nantes", "MONEY"], "no label 'MONEY'"),
        (["merj", "Nantes"], "did you mean 'merge'"),
    ],
)
def test_nonsense_is_refused(run: Run, made: Path, words: list[str], said: str) -> None:
    result = run("entity", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("dronewatch: error: ")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (made / FILE).exists()


def test_a_wrong_file_is_said_with_its_line(run: Run, made: Path) -> None:
    (made / "data").mkdir(exist_ok=True)
    (made / FILE).write_text("# ours\n- merge: [A]\n")
    for words in (["entities"], ["entity", "merge", "Awa Diallo", "Ava Dialo"], ["entity", "decisions"]):
        result = run(*words)
        assert result.exit_code == 2
        assert f"{FILE}:2: the item has no “into”" in result.stderr
    assert (made / FILE).read_text() == "# ours\n- merge: [A]\n"
