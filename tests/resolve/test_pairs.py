"""The resolver judged by people: pairs of mentions in real news that name the same entity, or do not.

`pairs.yaml` are mentions of the annotated news: the gold's, with the name that the shipped gazetteer gives to exactly
these words, as in the pipeline. `pairs_raw.yaml` and `pairs_fresh.yaml` are mentions in other articles, as the shipped
pipeline finds them. Entities across articles are those of all annotated articles, or of all in the file, so that other
articles may mislead as well as help.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from tests.resolve import judged
from tests.resolve.judged import PRECISION, RECALL, Local, Mention, Pair

from dronewatch import engine, gazetteer
from dronewatch.model import NAME_LABELS, Article, Span

PAIRS = judged.read("pairs.yaml")
RAW = judged.read("pairs_raw.yaml")
FRESH = judged.read("pairs_fresh.yaml")


@pytest.fixture(scope="module")
def news(shared: Path) -> Mapping[str, Mapping[str, Any]]:
    """The annotated articles by id."""
    file = shared / "news" / "train.jsonl"
    if not file.is_file():
        pytest.skip("needs the annotated news in shared/news/train.jsonl beside the project, which is not there")
    with file.open(encoding="utf-8") as lines:
        return {record["id"]: record for record in map(json.loads, lines)}


@pytest.fixture(scope="module")
def raw(shared: Path) -> Mapping[str, str]:
    """The texts of the articles in `pairs_raw.yaml` and `pairs_fresh.yaml`."""
    file = shared / "news" / "articles.jsonl.gz"
    if not file.is_file():
        pytest.skip("needs the raw news in shared/news/articles.jsonl.gz beside the project, which is not there")
    wanted = {mention.article for pair in (*RAW, *FRESH) for mention in (pair.one, pair.other)}
    # Parsing only what is wanted: the id stands first in every line.
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        records = (json.loads(line) for line in lines if line.split('"', 4)[3] in wanted)
        return {record["id"]: record["text"] for record in records}


@pytest.fixture(scope="module")
def mentions(news: Mapping[str, Mapping[str, Any]]) -> dict[Mention, tuple[Local, str]]:
    known = gazetteer.load()
    spans = {article: _gold(record, known) for article, record in news.items()}
    return judged.resolved(PAIRS, spans, {article: record["text"] for article, record in news.items()})


@pytest.fixture(scope="module")
def raw_mentions(raw: Mapping[str, str]) -> dict[Mention, tuple[Local, str]]:
    return _resolved(RAW, raw)


@pytest.fixture(scope="module")
def fresh_mentions(raw: Mapping[str, str]) -> dict[Mention, tuple[Local, str]]:
    return _resolved(FRESH, raw)


def _resolved(pairs: Sequence[Pair], texts: Mapping[str, str]) -> dict[Mention, tuple[Local, str]]:
    """What the pipeline and the resolver make of the articles of `pairs`."""
    wanted = {mention.article: texts[mention.article] for pair in pairs for mention in (pair.one, pair.other)}
    tagged = engine.run(Article(id=article, text=text) for article, text in wanted.items())
    return judged.resolved(pairs, {one.article.id: one.spans for one in tagged}, wanted)


def _gold(record: Mapping[str, Any], known: gazetteer.Gazetteer) -> list[Span]:
    text = record["text"]
    names = {(span.start, span.end, span.label): span.name for span in gazetteer.find(text, known)}
    return [
        Span(start, end, text[start:end], label, "gold", name=names.get((start, end, label)))
        for entity in record["entities"]
        for start, end, label in ((entity["start"], entity["end"], entity["label"]),)
        if label in NAME_LABELS
    ]


@pytest.mark.parametrize(
    ("pairs", "least"), [(PAIRS, 100), (RAW, 60), (FRESH, 60)], ids=["pairs", "pairs_raw", "pairs_fresh"]
)
def test_the_set_is_large_varied_and_balanced(pairs: list[Pair], least: int) -> None:
    assert len(pairs) >= 200
    assert len({frozenset((pair.one, pair.other)) for pair in pairs}) == len(pairs)
    assert len({mention.article for pair in pairs for mention in (pair.one, pair.other)}) >= 100
    for scope in ("within", "across"):
        counts = Counter(pair.same for pair in pairs if pair.scope == scope)
        assert min(counts.values()) >= least
        assert 0.4 <= counts[True] / counts.total() <= 0.65


def test_every_mention_is_where_it_was_judged(news: Mapping[str, Mapping[str, Any]], raw: Mapping[str, str]) -> None:
    assert not judged.stale(PAIRS, {article: record["text"] for article, record in news.items()})
    assert not judged.stale((*RAW, *FRESH), raw)


def test_no_article_is_in_two_sets() -> None:
    articles = [
        {mention.article for pair in pairs for mention in (pair.one, pair.other)} for pairs in (PAIRS, RAW, FRESH)
    ]
    assert not any(some & others for some, others in combinations(articles, 2))


def test_same_is_said_rarely_in_vain_and_seldom_missed(mentions: dict[Mention, tuple[Local, str]]) -> None:
    precision, recall, report = judged.measure(PAIRS, mentions)
    print(report)
    assert precision >= PRECISION and recall >= RECALL, report


def test_so_it_is_in_articles_as_the_pipeline_tags_them(raw_mentions: dict[Mention, tuple[Local, str]]) -> None:
    precision, recall, report = judged.measure(RAW, raw_mentions)
    print(report)
    assert precision >= PRECISION and recall >= RECALL, report


def test_and_in_a_third_set_whose_articles_nobody_had_looked_at(
    fresh_mentions: dict[Mention, tuple[Local, str]],
) -> None:
    precision, recall, report = judged.measure(FRESH, fresh_mentions)
    print(report)
    assert precision >= PRECISION and recall >= RECALL, report
