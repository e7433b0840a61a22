"""`dronewatch annotate`: what people do, from a first file to another tool and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from dronewatch.annotate import exchange, files
from dronewatch.annotate.model import AnnotationFile

Run = Callable[..., Result]
TEXT = "La préfecture\n\nLa société Parrot vend 12 drones à la ville de Nantes pour 300 000 euros, le 3 mai 2019.\n"
FAST = "--no-model"


@pytest.fixture
def corpus(folder: Path) -> Path:
    (folder / "seeds").mkdir()
    (folder / "seeds" / "a.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def gold(corpus: Path, run: Run) -> AnnotationFile:
    """The file of `a`, every suggestion accepted and read."""
    path = Path(run("annotate", "start", FAST, "--by", "AB").stdout.strip())
    text = path.read_text(encoding="utf-8").replace("spans: []\nrejected: []\n", "spans:\n").replace("#  - ", "  - ")
    path.write_text(text.replace("reviewed: []", "reviewed: [title, body]"), encoding="utf-8")
    return files.read(path)


def test_start_decides_nothing_and_shows_what_it_would(corpus: Path, run: Run) -> None:
    done = run("annotate", "start", "--by", "AB", FAST)
    assert (done.exit_code, done.stdout) == (0, "data/annotations/seeds/a.yaml\n")
    begun = files.read(corpus / "data/annotations/seeds/a.yaml")
    assert (begun.reviewed, begun.by, begun.spans, begun.rejected) == ((), ("AB",), (), ())
    assert "#  - {start: 74, end: 87, label: MONEY, exact: " in Path(begun.path).read_text(encoding="utf-8")
    again = run("annotate", "start", FAST)
    assert (again.exit_code, again.stdout) == (1, "")
    assert "is begun already" in run("annotate", "start", "a", FAST).stderr
    assert run("annotate", "start", "nothing", FAST).exit_code == 2


def test_diff_finds_what_people_say_otherwise(gold: AnnotationFile, run: Run) -> None:
    assert run("annotate", "diff", FAST).exit_code == 1
    kept = [span for span in gold.spans if span.label != "MONEY"]
    changed = [replace(span, label="PERSON") if span.exact == "Parrot" else span for span in kept]
    files.write(replace(gold, spans=tuple(changed)))
    rows = json.loads(run("annotate", "diff", FAST, "--format", "json").stdout)
    assert [(row["kind"], row["text"], row["other_text"], row["other_label"]) for row in rows] == [
        ("label", "Parrot", "Parrot", "COMPANY"),
        ("unexpected", None, "300 000 euros", "MONEY"),
    ]
    money = next(span for span in gold.spans if span.label == "MONEY")
    files.write(replace(gold, spans=tuple(changed), rejected=(money,)))
    [row] = json.loads(run("annotate", "diff", FAST, "--format", "json", "--label", "MONEY").stdout)
    assert (row["kind"], row["line"], row["column"]) == ("refused", 3, 60)
    assert "La société" in run("annotate", "diff", FAST, "--format", "table").stdout


@pytest.mark.parametrize("name", exchange.FORMATS)
def test_out_and_in_again(gold: AnnotationFile, corpus: Path, run: Run, name: str) -> None:
    assert run("annotate", "export", "--to", name, "out").exit_code == 0
    done = run("annotate", "import", "--from", name, "out", "--annotations", "in", "--reviewed", "body", "--by", "AB")
    assert (done.exit_code, done.stdout) == (0, "in/seeds/a.yaml\n")
    back = files.read(corpus / "in/seeds/a.yaml")
    assert [(span.start, span.end, span.label) for span in back.spans] == [
        (span.start, span.end, span.label) for span in gold.spans
    ]
    assert "body" in back.reviewed and back.by == ("AB",)
    assert name == "conll" or back.spans == gold.spans
    again = run("annotate", "import", "--from", name, "out", "--annotations", "in")
    assert again.exit_code == 2 and "--replace" in again.stderr
    assert run("annotate", "import", "--from", name, "out", "--annotations", "in", "--replace").exit_code == 0


def test_stale_files_are_named_and_rebased(gold: AnnotationFile, corpus: Path, run: Run) -> None:
    (corpus / "before.txt").write_text(TEXT, encoding="utf-8")
    (corpus / "seeds" / "a.txt").write_text(TEXT.replace("La société", "Hier, la société"), encoding="utf-8")
    done = run("annotate", "export", "--to", "brat", "out")
    assert done.exit_code == 2 and "another text" in done.stderr
    before = Path(gold.path).read_bytes()
    assert run("annotate", "rebase").exit_code == 0
    assert Path(gold.path).read_bytes() == before
    assert run("annotate", "rebase", "--old", "seeds/a.txt").exit_code == 2
    done = run("annotate", "rebase", "--old", "before.txt", "--write", "--format", "json")
    assert {row["mark"] for row in json.loads(done.stdout)} == {"good"}
    after = files.read(gold.path)
    assert after.reviewed == ()
    assert [span.exact for span in after.spans] == [span.exact for span in gold.spans]
    assert run("annotate", "validate").exit_code == 0
    assert run("annotate", "rebase").exit_code == 1


def test_agreement(gold: AnnotationFile, corpus: Path, run: Run) -> None:
    other = replace(gold, spans=gold.spans[1:])
    files.write(other, corpus / "other" / "a.yaml")
    rows = json.loads(run("annotate", "agreement", "data/annotations", "other", "--format", "json").stdout)
    assert (rows[0]["label"], rows[0]["one"] - rows[0]["other"], rows[0]["same"]) == ("all", 1, len(other.spans))
    assert 0 < float(rows[0]["kappa"]) < 1
    listed = run("annotate", "agreement", "data/annotations", "other", "--differences").stdout.splitlines()
    assert len(listed) == 1 and "only A" in listed[0]
    assert run("annotate", "agreement", "data/annotations", "nowhere").exit_code == 2
    for folder in ("data/annotations", "other"):  # of a text that is not published
        files.write(replace(gold, article="b"), corpus / folder / "b.yaml")
    done = run("annotate", "agreement", "data/annotations", "other")
    assert done.exit_code == 0 and "1 of 2 articles are not in seeds" in done.stderr


def test_suggestions_are_those_of_the_index(corpus: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("articles", FAST).exit_code == 0
    monkeypatch.setattr("dronewatch.engine.run", None)  # nothing is tagged again
    path = Path(run("annotate", "start", FAST).stdout.strip())
    assert path.read_text(encoding="utf-8").count("#  - ") == 5
    files.write(replace(files.read(path), reviewed=("title", "body")))
    rows = json.loads(run("annotate", "diff", FAST, "--format", "json").stdout)
    assert [row["kind"] for row in rows] == ["unexpected"] * 5


def test_a_folder_can_be_chosen_and_is_kept(corpus: Path, run: Run) -> None:
    assert run("annotate", "start", FAST, "--folder", "press").stdout == "data/annotations/press/a.yaml\n"
    (corpus / "seeds" / "b.txt").write_text("Autre texte.\n", encoding="utf-8")
    assert run("annotate", "start", FAST).stdout == "data/annotations/press/b.yaml\n"
    (corpus / "other" / "press").mkdir(parents=True)
    (corpus / "other" / "press" / "c.txt").write_text("Un texte.\n", encoding="utf-8")
    refused = run("annotate", "start", FAST, "--corpus", "other/press")
    assert (refused.exit_code, refused.stdout) == (2, "") and "--folder" in refused.stderr


def test_foreign_labels_are_renamed(corpus: Path, run: Run) -> None:
    lines = ["-DOCSTART- -X- O O", "La O", "préfecture B-ORG", "La O", "société B-MISC", "Parrot B-COMPANY"]
    (corpus / "a.conll").write_text("\n".join(lines) + "\n", encoding="utf-8")
    listed = run("annotate", "import", "--from", "conll", "a.conll")
    assert listed.exit_code == 2
    assert [line.split(" (")[0] for line in listed.stderr.splitlines()] == [
        f"dronewatch: error: unknown label “{label}”: 1 passage not read" for label in ("MISC", "ORG")
    ]
    words = ("--rename", "ORG=public_body", "--rename", "MISC=-", "--replace")
    done = run("annotate", "import", "--from", "conll", "a.conll", *words)
    assert (done.exit_code, done.stderr) == (0, "")
    assert [span.label for span in files.read(done.stdout.strip()).spans] == ["PUBLIC_BODY", "COMPANY"]
    wrong = run("annotate", "import", "--from", "conll", "a.conll", "--rename", "ORG=COMPANI")
    assert wrong.exit_code == 2 and "COMPANY" in wrong.stderr
    assert run("annotate", "import", "--from", "conll", "a.conll", "--rename", "ORG").exit_code == 2


def test_of_several_annotators_one_is_chosen(corpus: Path, run: Run) -> None:
    def made(who: str, start: int, end: int) -> dict[str, object]:
        value = {"start": start, "end": end, "text": TEXT[start:end], "labels": ["COMPANY"]}
        return {"completed_by": {"email": who}, "result": [{"value": value}]}

    task = {"data": {"text": TEXT}, "annotations": [made("a@x", 26, 32), made("b@x", 18, 32)]}
    (corpus / "tasks.json").write_text(json.dumps([task]), encoding="utf-8")
    refused = run("annotate", "import", "--from", "labelstudio", "tasks.json")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "several people: a@x (1), b@x (1)" in refused.stderr and "--annotator" in refused.stderr
    for who, words in (("a@x", "Parrot"), ("b@x", "société Parrot")):
        options = ("--annotator", who, "--annotations", who, "--by", who, "--reviewed", "body")
        done = run("annotate", "import", "--from", "labelstudio", "tasks.json", *options)
        assert (done.exit_code, done.stdout) == (0, f"{who}/seeds/a.yaml\n")
        assert [span.exact for span in files.read(done.stdout.strip()).spans] == [words]
    assert run("annotate", "agreement", "a@x", "b@x").exit_code == 0
