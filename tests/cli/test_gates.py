"""coverage and evaluate as CI runs them: exit codes, floors, the ratchet, what is missing, stale or broken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from dronewatch.annotate import files
from dronewatch.annotate.model import Annotation, AnnotationFile
from dronewatch.model import Article, Value
from dronewatch.report.gates import FORMATS

Run = Callable[..., Result]
DRONES = "Le maire achète 240 drones pour 4 millions d’euros.\n\nLa CNIL et Jeanne Moulin s’en inquiètent.\n"
CAMERAS = "La ville paie 30 000 euros.\n\nIl y a 66 caméras.\n"
SUM = Value("exact", Decimal(4000000), currency="EUR")


def _mark(text: str, words: str, label: str, value: Value | None = None) -> Annotation:
    start = text.index(words)
    return Annotation(start, start + len(words), label, words, value)


GOLD = (
    _mark(DRONES, "240 drones", "QUANTITY", Value("exact", Decimal(240), noun="drones")),
    _mark(DRONES, "4 millions d’euros", "MONEY", SUM),
    _mark(DRONES, "CNIL", "PUBLIC_BODY"),
    _mark(DRONES, "Jeanne Moulin", "PERSON"),
)


def _annotate(name: str, text: str, *spans: Annotation, corpus: str = "press", **more: Any) -> Path:
    path = Path("data/annotations") / corpus / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    reviewed = more.pop("reviewed", ("title", "body"))
    files.write(AnnotationFile(str(path), name, Article(name, text).sha256, reviewed=reviewed, spans=spans, **more))
    return path


@pytest.fixture
def press(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two articles, one of them annotated as the pipeline finds it; lists and patterns alone tag them."""
    (folder / "seeds").mkdir()
    (folder / "seeds" / "drones.txt").write_text(DRONES, encoding="utf-8")
    (folder / "seeds" / "cameras.txt").write_text(CAMERAS, encoding="utf-8")
    monkeypatch.setenv("DRONEWATCH_MODEL", "none")
    _annotate("drones", DRONES, *GOLD)
    return folder


@pytest.fixture
def gate(press: Path, run: Run) -> Iterator[Run]:
    """`gate("coverage", …)`, in JSON, quietly."""

    def call(*words: str) -> Result:
        return run(*words, "--quiet", *(() if "--format" in words else ("--format", "json")))

    yield call


def _ok(result: Result, code: int = 0) -> Any:
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def test_coverage(gate: Run) -> None:
    found = _ok(gate("coverage"))
    assert (found["words_read"], found["words"], found["documents_annotated"]) == (18, 29, 1)
    assert found["percent"] == "62.06"
    assert [row["state"] for row in found["articles"]] == ["not annotated", "read"]
    assert sum(row["predicted"] for row in found["articles"]) == found["spans_predicted"] > 0
    assert sum(row["predicted"] for row in found["labels"]) == found["spans_predicted"]
    assert sum(row["decided"] for row in found["articles"]) == found["spans_decided"] > 0
    labels = {row["label"]: row for row in found["labels"]}
    assert (labels["MONEY"]["predicted"], labels["MONEY"]["accepted"], labels["MONEY"]["percent"]) == (2, 1, "50")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--fail-under", "62.06"], 0),
        (["--fail-under", "62.07"], 1),
        (["--fail-under", "100"], 1),
        (["--fail-under", "0", "--fail-under-document", "50"], 1),
        (["--fail-under-decided", "MONEY=50"], 0),
        (["--fail-under-decided", "MONEY=50", "--fail-under-decided", "QUANTITY=51"], 1),
        (["--fail-under-decided", "51"], 1),
        (["--fail-under-decided", "50", "--fail-under-decided", "DATE=100"], 0),
    ],
)
def test_floors_of_coverage(gate: Run, options: list[str], code: int) -> None:
    found = gate("coverage", *options)
    assert found.exit_code == code, found.stderr
    assert ("below the floor" in found.stderr) == bool(code)


def test_all_is_read(gate: Run) -> None:
    _annotate("cameras", CAMERAS)
    assert _ok(gate("coverage", "--fail-under", "100", "--fail-under-document", "100"))["percent"] == "100"


@pytest.mark.parametrize(
    ("command", "floors", "code"),
    [
        ("coverage", "{total: 60, MONEY: 50, strict: 100}", 0),
        ("coverage", "{total: 63}", 1),
        ("coverage", "{decided: 50, MONEY: 51}", 1),
        ("evaluate", "{strict: 100, value.MONEY: 100, total: 100}", 0),
        ("evaluate", "{strict.DATE: 1}", 1),
        ("coverage", "{totl: 60}", 2),
    ],
)
def test_floors_in_the_settings(gate: Run, press: Path, command: str, floors: str, code: int) -> None:
    (press / "dronewatch.yaml").write_text(f"corpus: seeds\nfloors: {floors}\n")
    result = gate(command)
    assert result.exit_code == code, result.output


def test_a_floor_that_is_unknown_is_named_by_its_line(gate: Run, press: Path) -> None:
    (press / "dronewatch.yaml").write_text("corpus: seeds\nfloors:\n  total: 1\n  totl: 60\n")
    assert "dronewatch.yaml:4: unknown floor “totl” (did you mean total?)" in gate("coverage").stderr


def test_an_option_goes_before_the_settings(gate: Run, press: Path) -> None:
    (press / "dronewatch.yaml").write_text("floors: {total: 99}\n")
    assert gate("coverage").exit_code == 1
    assert gate("coverage", "--fail-under", "50").exit_code == 0


def test_a_stale_file_counts_as_nothing(gate: Run, press: Path) -> None:
    _annotate("cameras", CAMERAS)
    (press / "seeds" / "drones.txt").write_text(DRONES + "\nUn mot.\n", encoding="utf-8")
    found = _ok(gate("coverage", "--fail-under", "50"), 1)
    assert found["words_read"] == 11
    (stale,) = [each for each in found["findings"] if each["title"] == "stale annotations"]
    assert (stale["file"], stale["line"]) == ("data/annotations/press/drones.yaml", 2)
    assert _ok(gate("evaluate"))["documents"] == 1


def test_without_an_article_and_not_checked(gate: Run) -> None:
    _annotate("gone", "Texte.")
    _annotate("x", "Texte.", corpus="secret")
    found = _ok(gate("coverage"))
    assert [(each["title"], each["file"]) for each in found["findings"]] == [
        ("annotations without article", "data/annotations/press/gone.yaml"),
        ("not checked", None),
    ]
    assert found["not_checked"] == ["secret"]


def test_a_corpus_that_is_not_there(gate: Run, press: Path) -> None:
    (press / "dronewatch.yaml").write_text("corpus: [seeds, ../elsewhere, '../else*/*.txt']\n")
    found = _ok(gate("coverage"))
    assert found["not_checked"] == ["../elsewhere", "../else*/*.txt"]
    assert gate("coverage", "--corpus", "elsewhere").exit_code == 2
    (press / "dronewatch.yaml").write_text("corpus: ../elsewhere\n")
    assert gate("coverage").exit_code == 2


@pytest.mark.parametrize("command", ["coverage", "evaluate"])
def test_nothing_to_measure(run: Run, folder: Path, command: str) -> None:
    (folder / "seeds").mkdir()
    (folder / "seeds" / "a.txt").write_text(CAMERAS, encoding="utf-8")
    result = run(command, "--no-model")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "data/annotations" in result.stderr
    Path("data/annotations").mkdir(parents=True)
    result = run(command, "--no-model")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "holds no annotations" in result.stderr
    _annotate("gone", "Texte.")
    result = run(command, "--no-model")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no article of the corpus has" in result.stderr


@pytest.mark.parametrize("command", ["coverage", "evaluate"])
def test_a_broken_file_is_named_and_the_others_count(gate: Run, command: str) -> None:
    broken = _annotate("cameras", CAMERAS)
    broken.write_text(broken.read_text(encoding="utf-8").replace("schema: 1", "schema: [1"), encoding="utf-8")
    result = gate(command)
    assert "data/annotations/press/cameras.yaml:" in result.stderr
    assert _ok(result, 2)["command"] == command


def test_what_cannot_be_read_is_in_the_reports(gate: Run, press: Path) -> None:
    (press / "data/annotations/press/cameras.yaml").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    found = _ok(gate("coverage"), 2)
    assert not found["passed"]
    assert [(each["level"], each["file"], each["line"]) for each in found["findings"]] == [
        ("error", "data/annotations/press/cameras.yaml", 1)
    ]


@pytest.mark.parametrize("format", ["tsv", "badge"])
def test_reports_without_room_leave_the_rest_to_standard_error(run: Run, press: Path, format: str) -> None:
    _annotate("gone", "Texte.")
    result = run("coverage", "--format", format)
    assert "gone.yaml:1: there is no article “gone” in the corpus" in result.stderr
    assert "62.0 % read: 18 of 29 words" in result.stderr
    assert "62.0 % read" not in run("coverage", "--format", format, "--quiet").stderr


def test_gold_that_is_not_where_it_says_is_no_measure(gate: Run, press: Path) -> None:
    path = _annotate("drones", DRONES, *GOLD)
    text = path.read_text("utf-8")
    start = DRONES.index("240 drones")
    path.write_text(
        text.replace(f"start: {start}, end: {start + 10}", f"start: {start + 1}, end: {start + 11}"), "utf-8"
    )
    result = gate("evaluate")
    assert result.exit_code == 2
    assert f"{path.as_posix()}:7: at {start + 1}–{start + 11} the text reads" in result.stderr
    assert f"it stands at {start}–{start + 10}" in result.stderr


def test_evaluate(gate: Run) -> None:
    found = _ok(gate("evaluate", "--fail-under", "100", "--fail-under-value", "100"))
    assert (found["gold"], found["predicted"], found["differences"]) == (4, 4, 0)
    assert [row["f1"] for row in found["measures"]] == ["100"] * 4 + [None]


def test_errors_in_their_sentences(gate: Run) -> None:
    wrong = Value("about", Decimal(4000000), currency="EUR")
    _annotate("drones", DRONES, _mark(DRONES, "4 millions d’euros", "MONEY", wrong), *GOLD[2:3])
    result = gate("evaluate", "--errors", "--fail-under", "50", "--format", "tsv")
    assert result.exit_code == 0
    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert [line[:2] for line in lines] == [
        ["seeds/drones.txt:1:17", "spurious"],
        ["seeds/drones.txt:1:33", "value"],
        ["seeds/drones.txt:3:12", "spurious"],
    ]
    assert lines[1][3:] == [
        "MONEY 4 millions d’euros = about 4000000 EUR",
        "MONEY 4 millions d’euros = 4000000 EUR",
        "Le maire achète 240 drones pour 4 millions d’euros.",
    ]
    assert gate("evaluate", "--fail-under", "90").exit_code == 1
    only = _ok(gate("evaluate", "--label", "MONEY", "--fail-under", "100"))
    assert (only["gold"], only["predicted"]) == (1, 1)


def test_only_what_a_person_has_read_is_scored(gate: Run, press: Path) -> None:
    (press / "seeds" / "drones.txt").write_text("Un titre à 240 drones\n\n" + DRONES, encoding="utf-8")
    text = (press / "seeds" / "drones.txt").read_text(encoding="utf-8")
    title = Annotation(11, 21, "QUANTITY", "240 drones")
    _annotate("drones", text, title, reviewed=("title",))
    found = _ok(gate("evaluate"))
    assert [(row["name"], row["gold"], row["predicted"]) for row in found["sections"]] == [("title", 1, 1)]


def _predictions(*spans: dict[str, Any], **more: Any) -> str:
    return json.dumps({"id": "drones", "spans": spans, **more}) + "\n"


def test_another_tagger(gate: Run, press: Path) -> None:
    span = {"start": 32, "end": 50, "label": "MONEY", "value": {"amount": "4000000", "currency": "EUR"}}
    (press / "other.jsonl").write_text(_predictions(span), encoding="utf-8")
    found = _ok(gate("evaluate", "--predictions", "other.jsonl"))
    rows = {row["name"]: row for row in found["labels"]}
    assert (rows["MONEY"]["f1"], rows["MONEY"]["value"], rows["PERSON"]["recall"]) == ("100", "100", "0")


def test_the_tag_filter_speaks_the_contract(gate: Run, run: Run, press: Path) -> None:
    assert run("tag", "seeds", "--no-model", "-o", "spans.jsonl").exit_code == 0
    piped, indexed = _ok(gate("evaluate", "--predictions", "spans.jsonl")), _ok(gate("evaluate"))
    assert piped == indexed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "other.jsonl:1: is not JSON"),
        ("", "no line for 1 annotated articles, first “drones”"),
        (_predictions(sha256="0" * 64), "other.jsonl:1: the spans of “drones” are of another text"),
        (_predictions({"start": 0, "end": 5, "label": "PER"}), "other.jsonl:1: unknown label “PER”"),
    ],
)
def test_predictions_that_cannot_be_scored(gate: Run, press: Path, text: str, said: str) -> None:
    (press / "other.jsonl").write_text(text, encoding="utf-8")
    result = gate("evaluate", "--predictions", "other.jsonl")
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize("command", ["coverage", "evaluate"])
def test_the_ratchet(gate: Run, press: Path, command: str) -> None:
    pins = press / "data" / "annotations" / "floors.json"
    assert gate(command, "--pin").exit_code == 0
    pinned = pins.read_text()
    assert gate(command).exit_code == 0
    # worse: an article more without annotations; a gold span that the pipeline does not find
    (press / "seeds" / "new.txt").write_text("Encore un article.\n", encoding="utf-8")
    _annotate("drones", DRONES, *GOLD[1:], _mark(DRONES, "Le maire", "ROLE"), rejected=GOLD[:1])
    failed = gate(command)
    assert failed.exit_code == 1
    assert "has changed since it was pinned" in failed.stderr
    refused = gate(command, "--pin")
    assert refused.exit_code == 1
    assert "--allow-regression" in refused.stderr
    assert pins.read_text() == pinned
    assert gate(command, "--pin", "--allow-regression").exit_code == 0
    assert pins.read_text() != pinned
    assert gate(command).exit_code == 0


def test_a_floor_goes_up_by_itself_only_when_pinned(gate: Run, press: Path) -> None:
    pins = press / "data" / "annotations" / "floors.json"
    gate("coverage", "--pin")
    before = json.loads(pins.read_text())["coverage"]["press"]["floors"]["total"]
    _annotate("cameras", CAMERAS)
    assert gate("coverage").exit_code == 0
    assert json.loads(pins.read_text())["coverage"]["press"]["floors"]["total"] == before
    assert gate("coverage", "--pin").exit_code == 0
    assert json.loads(pins.read_text())["coverage"]["press"]["floors"]["total"] == 100


def test_floors_of_other_corpora_do_not_pass_unnoticed(gate: Run, press: Path) -> None:
    gate("coverage", "--pin")
    (press / "data" / "annotations" / "press").rename(press / "data" / "annotations" / "renamed")
    result = gate("coverage")
    assert result.exit_code == 2
    assert "holds floors for “press”, none for “renamed”" in result.stderr


def test_pins_are_of_everything(gate: Run) -> None:
    assert gate("evaluate", "--pin", "--label", "MONEY").exit_code == 2
    assert gate("coverage", "--allow-regression").exit_code == 2


def test_several_reports_of_one_run(gate: Run, press: Path) -> None:
    words = ["--report", "badge=b.json", "--report", "junit=j.xml", "--report", "markdown=m.md"]
    result = gate("coverage", "--fail-under", "100", "--format", "github", *words)
    assert result.exit_code == 1
    assert result.stdout.startswith("::error title=coverage%3A below the floor::total")
    assert "file=seeds/cameras.txt,line=1,title=not annotated" in result.stdout
    assert json.loads((press / "b.json").read_text())["message"] == "62.0 %"
    assert "<failure" in (press / "j.xml").read_text()
    assert "coverage: failed" in (press / "m.md").read_text()


@pytest.mark.parametrize("words", [["--fail-under", "101"], ["--report", "badge"], ["--fail-under-decided", "X=5"]])
def test_wrong_options(gate: Run, words: list[str]) -> None:
    assert gate("coverage", *words).exit_code == 2


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(("floor", "code"), [("60", 0), ("63", 1)])
def test_a_reader_that_goes_away_opens_no_gate(gate: Run, press: Path, format: str, floor: str, code: int) -> None:
    assert gate("coverage").exit_code == 0  # the index is there
    words = ["coverage", "--quiet", "--fail-under", floor, "--format", format, "--report", "json=all.json"]
    for unbuffered in (False, True):  # where each write finds out
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(
            [sys.executable, *(["-u"] if unbuffered else []), "-m", "dronewatch", *words],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            cwd=press,
        )
        os.close(writing)
        assert done.returncode == code
        assert b"unexpected" not in done.stderr
    assert json.loads((press / "all.json").read_text("utf-8"))["passed"] == (code == 0)


@pytest.mark.parametrize("command", ["coverage", "evaluate"])
def test_a_warm_gate_imports_nothing_heavy(gate: Run, press: Path, command: str) -> None:
    assert gate(command).exit_code == 0
    script = (
        "import sys\nfrom dronewatch.cli import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print(*sorted({'spacy', 'numpy', 'pandas', 'rich'} & set(sys.modules)), file=sys.stderr)"
    )
    words = [sys.executable, "-c", script, command, "--quiet", "--format", "json"]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=press)
    assert json.loads(done.stdout)["command"] == command
    assert done.stderr.strip() == ""
