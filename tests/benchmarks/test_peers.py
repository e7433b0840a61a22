"""The benchmark against peers: what it reads from score.py, its tables, and the contract of its adapters."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def peers() -> Iterator[ModuleType]:
    sys.path.insert(0, str(FOLDER))
    import peers

    yield peers
    sys.path.remove(str(FOLDER))


def run(command: list[str], texts: list[str]) -> list[dict]:
    lines = "".join(json.dumps({"id": str(number), "text": text}) + "\n" for number, text in enumerate(texts))
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_reads_what_score_prints(peers: ModuleType) -> None:
    printed = (
        "euro_sentences              MONEY        21/22     0.955\n"
        "text2num_number             NUMBER       36/36     1.000\n"
        "ALL                                      57/58     0.983\n"
    )
    only_money = peers.Library("x", "x", "x.py", {"MONEY": "read"})
    assert peers.suite_cases(printed, peers.OURS) == {
        ("euro_sentences", "MONEY"): (21, 22),
        ("text2num_number", "NUMBER"): (36, 36),
    }
    assert peers.suite_cases(printed, only_money) == {("euro_sentences", "MONEY"): (21, 22)}
    printed = (
        "label           gold       P       R      F1  partial  number   value\n"
        "DATE              74   0.649   0.500   0.565    0.748   0.980   0.970\n"
        "PERSON            10   0.000   0.000   0.000    0.000\n"
    )
    assert peers.entity_figures(printed, peers.OURS) == {"DATE": ("0.565", "0.748", "0.970")}


def test_tables(peers: ModuleType) -> None:
    found = {
        "ours": {("a", "NUMBER"): (9, 10), ("b", "NUMBER"): (5, 10), ("c", "MONEY"): (1, 2)},
        "theirs": {("a", "NUMBER"): (10, 10), ("b", "NUMBER"): (2, 10)},
    }
    rows = peers.tables.suites(found).splitlines()
    assert rows[0] == "| suite | label | cases | ours | theirs |"
    assert rows[2:] == [
        "| c | MONEY | 2 | **0.500** | – |",
        "| a | NUMBER | 10 | 0.900 | **1.000** |",
        "| b | NUMBER | 10 | **0.500** | 0.200 |",
        "| mean of the suites of numerals | NUMBER |  | **0.700** | 0.600 |",
    ]
    figures = {"ours": {"DATE": ("0.9", "1.0", "0.8"), "MONEY": ("1", "1", "1")}, "theirs": {"DATE": ("0.1", "0", "0")}}
    assert peers.tables.entities(figures).splitlines()[2:] == [
        "| DATE | 0.9 / 1.0 / 0.8 | 0.1 / 0 / 0 |",
        "| MONEY | 1 / 1 / 1 | – |",
    ]
    speed = peers.tables.Speed("DATE", "theirs", "call", 12345, 50_000.0, 1_000_000.0)
    assert peers.tables.speeds([speed]).splitlines()[2:] == [
        "| DATE | theirs | `call` | 12,345 | 0.050 | 1.000 | 0.05 |"
    ]


def test_every_peer_has_adapter_and_requirement(peers: ModuleType) -> None:
    required = re.findall(r"^([\w-]+)==", (FOLDER / "peers-requirements.txt").read_text(encoding="utf-8"), re.M)
    assert sorted(peer.package for peer in peers.PEERS) == sorted(required)
    adapters = {path.name for path in (FOLDER / "adapters").glob("use_*.py")}
    assert adapters == {library.adapter for library in (peers.OURS, *peers.PEERS)}


def test_our_adapter_speaks_the_contract(peers: ModuleType) -> None:
    texts = ["Le lot vaut près de 3,5 M€ 🛸 et compte 12 drones.", "", "Rien."]
    first, *others = run([*peers.command(peers.OURS), "--label", "MONEY"], texts)
    (span,) = first["spans"]
    assert texts[0][span["start"] : span["end"]] == "3,5 M€"
    assert span["label"] == "MONEY"
    assert (span["value"]["amount"], span["value"]["currency"], span["value"]["modifier"]) == (
        "3500000",
        "EUR",
        "about",
    )
    assert others == [{"id": "1", "spans": []}, {"id": "2", "spans": []}]


def test_clock_answers_each_order(peers: ModuleType, tmp_path: Path) -> None:
    sample = tmp_path / "sample.jsonl"
    sample.write_text('{"text": "3 M€"}\n{"text": "12 drones"}\n', encoding="utf-8")
    clock = peers.Clock(peers.OURS, "MONEY", sample)
    assert all(clock.seconds(articles) >= 0 for articles in (1, 2))
    clock.close()


def test_says_what_is_missing(peers: ModuleType, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(FOLDER / "peers.py"), "--shared", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert "skipped" in done.stderr
    assert "suites, tools/score.py, news" in done.stderr


@pytest.mark.parametrize(
    ("name", "label", "text", "amount"),
    [
        ("text2num", "NUMBER", "deux cents", "200"),
        ("price-parser", "MONEY", "12,50 €", "12.5"),
        ("Recognizers-Text", "PERCENT", "une part de 12,5 %", "12.5"),
        ("EDS-NLP", "MONEY", "un reste de 20 euros", "20"),
    ],
)
def test_adapters_of_peers(peers: ModuleType, name: str, label: str, text: str, amount: str) -> None:
    if not peers.PYTHON.exists():
        pytest.skip("the peers are not installed: make bench-peers")
    (peer,) = (peer for peer in peers.PEERS if peer.name == name)
    ask = [str(peers.PYTHON), "-c", f"from importlib.metadata import version; version({peer.package!r})"]
    if subprocess.run(ask, capture_output=True, check=False).returncode:
        pytest.skip(f"{name} does not install here")
    (row,) = run([*peers.command(peer), "--label", label], [text])
    (span,) = row["spans"]
    assert span["label"] == label
    assert float(span["value"]["amount"]) == float(amount)
    assert run([*peers.command(peer), "--label", "DURATION"], [text]) == [{"id": "0", "spans": []}]
