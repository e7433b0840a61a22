"""dronewatch from Python: typed frames, spans, errors that say what to do, nothing lost when interrupted."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas
import pytest

import dronewatch
from dronewatch import DronewatchError
from dronewatch.api.frames import SCHEMAS, frame
from dronewatch.model import LABELS, Span

ROOT = Path(__file__).parents[2]
CATEGORIES = ("label", "section", "modifier", "relation")


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("DRONEWATCH_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dronewatch.Corpus]:
    folder = tmp_path_factory.mktemp("python")
    with dronewatch.open(ROOT / "seeds", index=folder / "index.sqlite") as corpus:
        yield corpus


def frames(corpus: dronewatch.Corpus, **chosen: Any) -> dict[str, pandas.DataFrame]:
    return {
        "articles": corpus.articles(**chosen),
        "entities": corpus.entities(**chosen),
        "mentions": corpus.mentions(**chosen),
        "amounts": corpus.amounts(**chosen),
        "quantities": corpus.quantities(**chosen),
        "grep": corpus.grep("drone*", **chosen),
        "compare": corpus.compare("000_parrot-police", "001_appel-offres-drones", **chosen),
    }


def test_columns_and_types_are_those_of_the_schema(seeds: dronewatch.Corpus) -> None:
    kinds = {"string": "string", "Int64": "Int64", "decimal": "object", "tuple": "object", "day": "datetime64[s]",
             "month": "period[M]", **dict.fromkeys(CATEGORIES, "category")}  # fmt: skip
    found = frames(seeds)
    assert found.keys() == SCHEMAS.keys()
    for name, table in found.items():
        assert len(table) > 0
        assert {column: str(kind) for column, kind in table.dtypes.items()} == {
            column: kinds[kind] for column, kind in SCHEMAS[name].items()
        }


def test_empty_frames_have_the_same_types(seeds: dronewatch.Corpus) -> None:
    for name, table in frames(seeds).items():
        assert dict(frame([], name).dtypes) == dict(table.dtypes)
    none = seeds.amounts(with_="zébu")
    assert len(none) == 0
    assert dict(none.dtypes) == dict(seeds.amounts().dtypes)


def test_amounts_are_exact_decimals(seeds: dronewatch.Corpus) -> None:
    amounts = seeds.amounts(min="1,5 M€", with_="drone")
    assert list(amounts["amount"]) == [Decimal(3550000), Decimal(1580000), Decimal(1800000)]
    assert all(type(amount) is Decimal for amount in amounts["amount"])
    assert amounts["amount"].sum() == Decimal(6930000)
    bounds = seeds.quantities(noun="drone", article="002_mahjoubi-paris")
    assert list(bounds["amount"]) == [None, Decimal(240)]
    assert list(bounds["label"].cat.categories) == list(LABELS)


def test_offsets_are_those_of_the_text(seeds: dronewatch.Corpus) -> None:
    texts = {path.stem: path.read_bytes().decode() for path in (ROOT / "seeds").glob("*.txt")}
    for table in (seeds.mentions(section="all"), seeds.amounts(), seeds.quantities()):
        for row in table.itertuples():
            assert texts[row.article][row.start : row.end] == row.text


def test_dates_keep_what_is_not_known(tmp_path: Path) -> None:
    records = [
        {"id": date, "text": "Un drone.", "date": date} for date in ("2020-04-12", "2020-04", "2020", "0990-01-02")
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)))
    with dronewatch.open(tmp_path / "a.jsonl", model="none", index=tmp_path / "index.sqlite") as corpus:
        articles = corpus.articles()
        assert corpus.articles(since="2020-04-10", until="2020-04-20")["article"].tolist() == [
            "2020-04-12",
            "2020-04",
            "2020",
        ]
    assert articles["date"].tolist() == ["2020-04-12", "2020-04", "2020", "0990-01-02"]
    assert articles["day"].isna().tolist() == [False, True, True, False]
    assert articles["day"].dt.year.tolist()[::3] == [2020, 990]
    assert articles["month"].isna().tolist() == [False, False, True, False]
    assert articles["month"].dt.month.tolist()[:2] == [4, 4]


def test_filters_are_those_of_the_commands(seeds: dronewatch.Corpus) -> None:
    assert set(seeds.entities(label=["PERSON", "COMPANY"])["label"]) == {"PERSON", "COMPANY"}
    assert set(seeds.amounts(section="all")["section"]) == {"title", "body", "promo"}
    assert set(seeds.mentions(with_="Parrot")["article"]) == {"000_parrot-police"}
    assert len(seeds.articles(since="1900")) == 0


def test_stats_are_tidy(seeds: dronewatch.Corpus) -> None:
    stats = seeds.stats("amounts", "article")
    assert {name: str(kind) for name, kind in stats.dtypes.items()} == {
        "article": "string", "currency": "string", "figures": "Int64", "low": "object", "high": "object",
        "largest": "object", "inexact": "Int64", "repeated": "Int64", "vague": "Int64", "rates": "Int64",
    }  # fmt: skip
    assert stats["low"].tolist() == [Decimal(7105000), Decimal(4000000), Decimal(2400000)]
    wide = seeds.stats(by=["article", "label"]).set_index(["article", "label"])["mentions"].unstack()
    assert wide.shape == (5, 12)


def test_tag_gives_spans(seeds: dronewatch.Corpus) -> None:
    text = "Près de 4 millions d’euros pour 240 drones, dit Henri Seydoux."
    spans = dronewatch.tag(text)
    assert all(isinstance(span, Span) and text[span.start : span.end] == span.text for span in spans)
    assert [(span.label, span.text) for span in spans][:2] == [
        ("MONEY", "4 millions d’euros"),
        ("QUANTITY", "240 drones"),
    ]
    assert spans[0].value is not None
    assert spans[0].value.amount == Decimal(4000000)
    assert seeds.tag(text) == spans
    assert {span.label for span in dronewatch.tag(text, label="NUMBER")} == {"NUMBER"}
    assert dronewatch.tag("") == ()


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda corpus: corpus.amounts(article="001"), "did you mean 001_appel-offres-drones"),
        (lambda corpus: corpus.amounts(section="titel"), "did you mean"),
        (lambda corpus: corpus.entities(label="PERSO"), "did you mean"),
        (lambda corpus: corpus.amounts(min="beaucoup"), "write it like"),
        (lambda corpus: corpus.amounts(since="hier"), "write it like 2020"),
        (lambda corpus: corpus.grep("(", regex=True), "expression"),
        (lambda corpus: corpus.stats(by="colour"), "one of article, publisher"),
        (lambda corpus: corpus.entities(with_="Nemo"), "no entity is called"),
        (lambda corpus: corpus.tag("x", label="PERSO"), "did you mean"),
        (lambda corpus: dronewatch.open("no-such-folder"), "no such file"),
    ],
)  # fmt: skip
def test_errors_say_what_to_do(seeds: dronewatch.Corpus, ask: Any, said: str) -> None:
    with pytest.raises(DronewatchError, match=said):
        ask(seeds)


def test_an_unknown_keyword_is_a_type_error(seeds: dronewatch.Corpus) -> None:
    with pytest.raises(TypeError, match="filters are article, label, section"):
        seeds.amounts(colour="red")  # type: ignore[call-arg]


def test_a_closed_corpus_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Un drone.")
    corpus = dronewatch.open(tmp_path / "a.txt", model="none", index=tmp_path / "index.sqlite")
    corpus.close()
    corpus.close()
    assert "closed" in repr(corpus)
    with pytest.raises(DronewatchError, match="open it again"):
        corpus.articles()


def test_what_cannot_be_read_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "Un drone."}\n{"id": broken\n')
    with pytest.warns(dronewatch.CorpusWarning, match="a.jsonl:2"):
        corpus = dronewatch.open(tmp_path / "a.jsonl", model="none", index=tmp_path / "index.sqlite")
    with corpus:
        assert len(corpus.articles()) == 1
        assert [problem.line for problem in corpus.problems] == [2]


def test_interrupted_it_leaves_the_index_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a kernel that is interrupted: in the middle of tagging, and again; then the rest is done."""
    from dronewatch import resolve

    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    real = resolve.tag

    def interrupted(*given: Any, **more: Any) -> Iterator[Any]:
        for number, tagged in enumerate(real(*given, **more)):
            if number == 2:
                raise KeyboardInterrupt
            yield tagged

    for _ in range(2):
        monkeypatch.setattr(resolve, "tag", interrupted)
        with pytest.raises(KeyboardInterrupt):
            dronewatch.open(tmp_path / "seeds", index=tmp_path / "index.sqlite")
        check = sqlite3.connect(tmp_path / "index.sqlite")
        assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        check.close()
    monkeypatch.setattr(resolve, "tag", real)
    with dronewatch.open(tmp_path / "seeds", index=tmp_path / "index.sqlite") as corpus:
        assert len(corpus.articles()) == 5
        assert corpus.amounts()["amount"].notna().sum() == 6


def test_import_is_light() -> None:
    script = "import sys, dronewatch; print(*sorted(name for name in sys.modules if name.startswith('dronewatch')))"
    script += "\nprint(any(name in sys.modules for name in ('pandas', 'spacy', 'sqlite3', 'click')))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["dronewatch", "False"]


def test_names_are_there_and_no_others() -> None:
    assert set(dronewatch.__all__) <= set(dir(dronewatch))
    for name in dronewatch.__all__:
        assert getattr(dronewatch, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'read'"):
        dronewatch.read  # type: ignore[attr-defined]  # noqa: B018


def test_opening_twice_shares_an_index(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Parrot vend 66 drones.")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with (
            dronewatch.open(tmp_path / "a.txt", model="none", index=tmp_path / "i.sqlite") as one,
            dronewatch.open(tmp_path / "a.txt", model="none", index=tmp_path / "i.sqlite") as two,
        ):
            assert one.quantities().equals(two.quantities())
