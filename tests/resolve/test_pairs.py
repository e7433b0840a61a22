"""The resolver judged by people: pairs of mentions in real news that name the same entity, or do not (`pairs.yaml`).

Mentions are the gold's, with the name that the shipped gazetteer gives to exactly these words, as in the pipeline.
Entities across articles are those of the whole corpus, so that other articles may mislead as well as help.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

from dronewatch import gazetteer
from dronewatch.model import NAME_LABELS, LocalEntity, Span
from dronewatch.resolve import across, within

PRECISION = 0.98
RECALL = 0.85

Local = tuple[str, str, str]  # article, label, fullest name there


@dataclass(frozen=True)
class Mention:
    article: str
    start: int
    end: int
    label: str
    mark: str

    def __str__(self) -> str:
        return f"{self.article} {self.start}:{self.end} {self.label}"


@dataclass(frozen=True)
class Pair:
    one: Mention
    other: Mention
    same: bool
    kind: str

    @property
    def scope(self) -> str:
        return "within" if self.one.article == self.other.article else "across"


def _pairs() -> list[Pair]:
    rows = yaml.safe_load(Path(__file__).with_name("pairs.yaml").read_text("utf-8"))
    return [Pair(Mention(*row["one"]), Mention(*row["other"]), row["same"], row["kind"]) for row in rows]


PAIRS = _pairs()


@pytest.fixture(scope="module")
def news(shared: Path) -> Mapping[str, Mapping[str, Any]]:
    """The annotated articles by id."""
    file = shared / "news" / "train.jsonl"
    if not file.is_file():
        pytest.skip("needs the annotated news in shared/news/train.jsonl beside the project, which is not there")
    with file.open(encoding="utf-8") as lines:
        return {record["id"]: record for record in map(json.loads, lines)}


@pytest.fixture(scope="module")
def mentions(news: Mapping[str, Mapping[str, Any]]) -> dict[Mention, tuple[Local, str]]:
    """The local entity of each mention in the pairs, and the id of its entity across all articles."""
    known = gazetteer.load()
    forms: dict[Local, set[str]] = defaultdict(set)
    canonical: dict[Local, Counter[str]] = defaultdict(Counter)
    places: dict[tuple[str, int, int, str], Local] = {}
    for article, record in news.items():
        for span in within(_gold(record, known), record["text"]):
            local = article, span.label, span.entity or span.text
            places[article, span.start, span.end, span.label] = local
            forms[local].add(span.text)
            if span.name is not None:
                canonical[local][span.name] += 1
    entities = across(
        LocalEntity(*local, tuple(sorted(names)), _commonest(canonical[local])) for local, names in forms.items()
    )
    ids = {(member.article, member.label, member.name): entity.id for entity in entities for member in entity.members}
    wanted = {mention for pair in PAIRS for mention in (pair.one, pair.other)}
    return {
        mention: (local, ids[local])
        for mention in wanted
        for local in (places[mention.article, mention.start, mention.end, mention.label],)
    }


def _gold(record: Mapping[str, Any], known: gazetteer.Gazetteer) -> list[Span]:
    text = record["text"]
    names = {(span.start, span.end, span.label): span.name for span in gazetteer.find(text, known)}
    return [
        Span(start, end, text[start:end], label, "gold", name=names.get((start, end, label)))
        for entity in record["entities"]
        for start, end, label in ((entity["start"], entity["end"], entity["label"]),)
        if label in NAME_LABELS
    ]


def _commonest(names: Counter[str]) -> str | None:
    return min(names, key=lambda name: (-names[name], name)) if names else None


def test_the_set_is_large_varied_and_balanced() -> None:
    assert len(PAIRS) >= 200
    assert len({frozenset((pair.one, pair.other)) for pair in PAIRS}) == len(PAIRS)
    assert len({mention.article for pair in PAIRS for mention in (pair.one, pair.other)}) >= 100
    for scope in ("within", "across"):
        counts = Counter(pair.same for pair in PAIRS if pair.scope == scope)
        assert min(counts.values()) >= 100
        assert 0.4 <= counts[True] / counts.total() <= 0.65


def test_every_mention_is_where_it_was_judged(news: Mapping[str, Mapping[str, Any]]) -> None:
    stale = [
        str(mention)
        for pair in PAIRS
        for mention in (pair.one, pair.other)
        for text in (news[mention.article]["text"][mention.start : mention.end],)
        if sha256(text.encode()).hexdigest()[: len(mention.mark)] != mention.mark
    ]
    assert not stale, "the corpus has changed; judge these again: " + ", ".join(stale)


def test_same_is_said_rarely_in_vain_and_seldom_missed(mentions: dict[Mention, tuple[Local, str]]) -> None:
    said = [pair for pair in PAIRS if _same(pair, mentions)]
    precision, recall = _figures(PAIRS, said)
    report = []
    for scope in ("within", "across"):
        pairs = [pair for pair in PAIRS if pair.scope == scope]
        figures = _figures(pairs, [pair for pair in said if pair.scope == scope])
        report.append(f"{scope}: precision {figures[0]:.3f}, recall {figures[1]:.3f}, {len(pairs)} pairs")
    wrong = [pair for pair in PAIRS if pair.same != (pair in said)]
    report += [f"{'missed' if pair.same else 'merged'} ({pair.kind}): {pair.one} | {pair.other}" for pair in wrong]
    print("\n".join(report))
    assert precision >= PRECISION and recall >= RECALL, "\n".join(report)


def _same(pair: Pair, mentions: dict[Mention, tuple[Local, str]]) -> bool:
    """What the resolver says: the same entity of the article, or the same across articles."""
    level = 0 if pair.scope == "within" else 1
    return mentions[pair.one][level] == mentions[pair.other][level]


def _figures(pairs: Sequence[Pair], said: Sequence[Pair]) -> tuple[float, float]:
    """Precision and recall of `same`."""
    right = sum(pair.same for pair in said)
    return right / max(len(said), 1), right / sum(pair.same for pair in pairs)
