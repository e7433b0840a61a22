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
