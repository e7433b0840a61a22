"""Right and fast, against the libraries that do the same: accuracy on third-party suites and news, characters a second.

    python benchmarks/peers.py [--shared ../shared] [--articles 300] [--gold 60] [--rounds 3]

Installs the peers into .venv-peers and writes benchmarks/results/peers.md; `make docs` takes the tables over into
docs/peers.md. Without the folder of suites and news it says so and leaves the page alone.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import re
import shlex
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import measure
import peers_tables as tables

HERE = Path(__file__).resolve().parent
ROOT = measure.ROOT
REQUIREMENTS = HERE / "peers-requirements.txt"
RESULTS = measure.RESULTS / "peers.md"
ENVIRONMENT = ROOT / ".venv-peers"
PYTHON = ENVIRONMENT / "bin" / "python"
LONGEST_PASS = 4.0  # seconds: a slow library passes over fewer of the articles
FEWEST = 10  # articles, however slow
# Rows of score.py: `euro_sentences   MONEY   22/22   1.000`; label, gold, P, R, F1, partial F1, number, value
SUITE = re.compile(r"^(\S+) +([A-Z]+) +(\d+)/(\d+) +[\d.]+$", re.M)
ENTITY = re.compile(r"^([A-Z]+) +\d+ +[\d.]+ +[\d.]+ +([\d.]+) +([\d.]+) +[\d.]+ +([\d.]+)$", re.M)


@dataclass(frozen=True)
class Library:
    """A library, its adapter, and for each label that it knows the call that is timed."""

    name: str
    package: str
    adapter: str
    calls: dict[str, str]
    finds_in_text: bool = True  # more than one a text, with their places


OURS = Library(
    "dronewatch",
    "dronewatch",
    "use_dronewatch.py",
    dict.fromkeys(("NUMBER", "MONEY", "PERCENT", "QUANTITY", "DATE"), "language.find"),
)
PEERS = (
    Library(
        "Recognizers-Text",
        "recognizers-text-suite",
        "use_recognizers.py",
        {
            "NUMBER": "recognize_number",
            "MONEY": "recognize_currency",
            "PERCENT": "recognize_percentage",
            "QUANTITY": "recognize_dimension, recognize_temperature",
            "DATE": "recognize_datetime",
        },
    ),
    Library(
        "EDS-NLP",
        "edsnlp",
        "use_edsnlp.py",
        dict.fromkeys(("MONEY", "PERCENT", "QUANTITY"), "eds.quantities") | {"DATE": "eds.dates"},
    ),
    Library("text2num", "text2num", "use_text2num.py", {"NUMBER": "alpha2digit"}),
    Library("price-parser", "price-parser", "use_price_parser.py", {"MONEY": "Price.fromstring"}, finds_in_text=False),
    Library("dateparser", "dateparser", "use_dateparser.py", {"DATE": "search_dates"}),
)


def install() -> dict[str, str]:
    """Put the peers into their environment. By package, why each that is not there could not be installed."""
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", str(REQUIREMENTS)]
    refused = {}
    for peer in PEERS:
        done = subprocess.run([*pip, peer.package], capture_output=True, text=True, check=False)
        if done.returncode:
            errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR:")]
            refused[peer.package] = (errors or ["ERROR: pip failed"])[-1].removeprefix("ERROR:").strip()
    return refused


def command(library: Library) -> list[str]:
    """How to start its adapter: ours with this Python, a peer's with that of the peers."""
    python = sys.executable if library is OURS else str(PYTHON)
    return [python, str(HERE / "adapters" / library.adapter)]


def score(shared: Path, what: str, path: Path, library: Library) -> str:
    """What score.py prints about a library's adapter."""
    _say(f"{what}: {library.name}")
    done = subprocess.run(
        [sys.executable, str(shared / "tools" / "score.py"), what, str(path)],
        env=os.environ | {"TAGGER": shlex.join(command(library))},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"peers: score.py could not score {library.name}")
    return done.stdout


def suite_cases(printed: str, library: Library) -> dict[tuple[str, str], tuple[int, int]]:
    """(suite, label) → cases right, cases, from what score.py printed; only of labels that the library knows."""
    rows = SUITE.findall(printed)
    return {(name, label): (int(good), int(cases)) for name, label, good, cases in rows if label in library.calls}


def entity_figures(printed: str, library: Library) -> dict[str, tuple[str, str, str]]:
    """Label → strict F1, F1 of overlaps and share of right values, as score.py printed them."""
    rows = ENTITY.findall(printed)
    return {label: (strict, partial, value) for label, strict, partial, value in rows if label in library.calls}


class Clock:
    """An adapter that waits for orders to pass over the sample, so that two can be timed in turns."""

    def __init__(self, library: Library, label: str, sample: Path) -> None:
        self._name = library.name
        self._process = subprocess.Popen(
            [*command(library), "--label", label, "--time", str(sample)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def seconds(self, articles: int) -> float:
        """Processor time of one pass over the first `articles`."""
        assert self._process.stdin
        assert self._process.stdout
        try:
            print(articles, file=self._process.stdin, flush=True)
            return float(self._process.stdout.readline())
        except (BrokenPipeError, ValueError):
            sys.exit(f"peers: the adapter of {self._name} stopped")

    def close(self) -> None:
        self._process.communicate()


def speed(peer: Library, label: str, sample: Path, lengths: Sequence[int], rounds: int) -> tables.Speed:
    """Medians of passes in turns over the same articles: as many as the peer reads in `LONGEST_PASS`.

    `lengths` are those of the sample's articles, in characters.
    """
    _say(f"speed: {peer.name} {label}")
    them, us = Clock(peer, label, sample), Clock(OURS, label, sample)
    articles = min(FEWEST, len(lengths))
    while articles < len(lengths) and them.seconds(articles) < LONGEST_PASS / 2:
        articles = min(2 * articles, len(lengths))
    passes = [(them.seconds(articles), us.seconds(articles)) for _ in range(rounds)]
    them.close()
    us.close()
    theirs, ours = (statistics.median(times) for times in zip(*passes, strict=True))
    characters = sum(lengths[:articles])
    return tables.Speed(label, peer.name, peer.calls[label], characters, characters / theirs, characters / ours)


def on_suites(peers: Sequence[Library], shared: Path) -> str:
    libraries = [library for library in (OURS, *peers) if set(library.calls) != {"DATE"}]
    folder = shared / "suites"
    found = {one.name: suite_cases(score(shared, "suites", folder, one), one) for one in libraries}
    note = "Share of cases whose set of values is exactly the expected one; – is not its task. No suite has dates."
    return f"{note}\n\n{tables.suites(found)}"


def on_gold(peers: Sequence[Library], shared: Path, articles: int) -> str:
    libraries = [library for library in (OURS, *peers) if library.finds_in_text and set(library.calls) != {"NUMBER"}]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as part:
        with (shared / "news" / "train.jsonl").open(encoding="utf-8") as whole:
            part.writelines(itertools.islice(whole, articles))
        part.flush()
        gold = Path(part.name)
        found = {one.name: entity_figures(score(shared, "entities", gold, one), one) for one in libraries}
    note = (
        f"{articles} articles: F1 of exact spans / F1 of spans that overlap / values right, doubt and unit included."
        " dronewatch was developed on these articles, the peers for other texts: the figures of the peers say what"
        " they do for news, those of dronewatch what it can do at best. PERCENT is annotated here as a bare number and"
        " `%`, without doubt: who reads `plus de 8 %` as more than 8 is counted wrong, who never reads doubt is not."
    )
    return f"{note}\n\n{tables.entities(found)}"


def on_raw(peers: Sequence[Library], shared: Path, articles: int, rounds: int) -> str:
    with gzip.open(shared / "news" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in itertools.islice(lines, articles)]
    lengths = [len(text) for text in texts]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as sample:
        sample.writelines(json.dumps({"text": text}) + "\n" for text in texts)
        sample.flush()
        found = [
            speed(peer, label, Path(sample.name), lengths, rounds)
            for label in OURS.calls
            for peer in peers
            if label in peer.calls
        ]
        everything = Clock(OURS, "ALL", Path(sample.name))
        seconds = statistics.median(everything.seconds(articles) for _ in range(rounds))
        everything.close()
    note = (
        f"Million characters a second of processor time, one process, raw news; medians of {rounds} passes, peer and"
        " dronewatch in turns over the same articles (slow peers over fewer). A ratio below 1: the peer is slower."
        f" Money, quantities, percentages, dates and durations in one call of `language.find`:"
        f" {sum(lengths) / seconds / 1e6:.2f}."
    )
    return f"{note}\n\n{tables.speeds(found)}"


def versions(refused: dict[str, str]) -> str:
    """One line a library: its version, or why it is not in the tables."""
    lines = [f"- dronewatch {version('dronewatch')}"]
    for peer in PEERS:
        if reason := refused.get(peer.package):
            lines.append(f"- {peer.name}: left out, it does not install here: {reason}")
            continue
        ask = f"from importlib.metadata import version; print(version({peer.package!r}))"
        done = subprocess.run([str(PYTHON), "-c", ask], capture_output=True, text=True, check=True)
        lines.append(f"- {peer.name} {done.stdout.strip()}")
    return "\n".join(lines)


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of suites, news and tools")
    parser.add_argument("--articles", type=int, default=300, help="raw articles that speed is measured on")
    parser.add_argument("--gold", type=int, default=60, help="annotated articles")
    parser.add_argument("--rounds", type=int, default=3, help="passes of each")
    options = parser.parse_args()
    shared: Path = options.shared
    missing = [name for name in ("suites", "tools/score.py", "news") if not (shared / name).exists()]
    if missing:
        _say(f"peers: skipped, {shared} has no {', '.join(missing)}")
        return 0
    refused = install()
    peers = [peer for peer in PEERS if peer.package not in refused]
    text = f"""# dronewatch and its peers

Measured by `make bench-peers` on: {measure.machine()}.

{versions(refused)}

## Third-party suites

{on_suites(peers, shared)}
## News annotated by hand

{on_gold(peers, shared, options.gold)}
## Speed

{on_raw(peers, shared, options.articles, options.rounds)}"""
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(text, encoding="utf-8")
    print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
