"""Pairs of mentions judged by people, and what the resolver makes of them: read, checked and counted in one place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import yaml

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


def read(file: str) -> list[Pair]:
    """The pairs of one file beside this module."""
    rows = yaml.load(Path(__file__).with_name(file).read_text("utf-8"), Loader=yaml.CSafeLoader)
    return [Pair(Mention(*row["one"]), Mention(*row["other"]), row["same"], row["kind"]) for row in rows]


def stale(pairs: Iterable[Pair], texts: Mapping[str, str]) -> str:
    """The mentions that are no longer what was judged, as a message; empty where all are."""
    wrong = [
        str(mention)
        for pair in pairs
        for mention in (pair.one, pair.other)
        for words in (texts[mention.article][mention.start : mention.end],)
        if sha256(words.encode()).hexdigest()[: len(mention.mark)] != mention.mark
    ]
    return "the corpus has changed; judge these again: " + ", ".join(wrong) if wrong else ""


def resolved(
    pairs: Iterable[Pair], spans: Mapping[str, Sequence[Span]], texts: Mapping[str, str]
) -> dict[Mention, tuple[Local, str]]:
    """The local entity of each mention in `pairs`, and the id of its entity across all articles of `spans`.

    A mention that is not among the spans is put in the place of those that overlap it, so that the resolver is judged
    whatever the tagger says.
    """
    wanted: dict[str, set[Mention]] = defaultdict(set)
    for pair in pairs:
        for mention in (pair.one, pair.other):
            wanted[mention.article].add(mention)
    forms: dict[Local, set[str]] = defaultdict(set)
    canonical: dict[Local, Counter[str]] = defaultdict(Counter)
    places: dict[tuple[str, int, int, str], Local] = {}
    for article, found in spans.items():
        for span in within(_with(wanted[article], found, texts[article]), texts[article]):
            local = article, span.label, span.entity or span.text
            places[article, span.start, span.end, span.label] = local
            forms[local].add(span.text)
            if span.name is not None:
                canonical[local][span.name] += 1
    entities = across(
        LocalEntity(*local, tuple(sorted(names)), _commonest(canonical[local])) for local, names in forms.items()
    )
    ids = {(member.article, member.label, member.name): entity.id for entity in entities for member in entity.members}
    return {
        mention: (local, ids[local])
        for mentions in wanted.values()
        for mention in mentions
        for local in (places[mention.article, mention.start, mention.end, mention.label],)
    }


def _with(mentions: Iterable[Mention], spans: Iterable[Span], text: str) -> list[Span]:
    names = [span for span in spans if span.label in NAME_LABELS]
    for mention in mentions:
        if not any((s.start, s.end, s.label) == (mention.start, mention.end, mention.label) for s in names):
            names = [span for span in names if span.end <= mention.start or span.start >= mention.end]
            words = text[mention.start : mention.end]
            names.append(Span(mention.start, mention.end, words, mention.label, "judged"))
    return names


def _commonest(names: Counter[str]) -> str | None:
    return min(names, key=lambda name: (-names[name], name)) if names else None


def measure(pairs: Sequence[Pair], mentions: Mapping[Mention, tuple[Local, str]]) -> tuple[float, float, str]:
    """Precision and recall of `same`, and a report with every pair that the resolver gets wrong."""
    said = {pair for pair in pairs if _same(pair, mentions)}
    report = []
    for scope in ("within", "across"):
        some = [pair for pair in pairs if pair.scope == scope]
        figures = _figures(some, said)
        report.append(f"{scope}: precision {figures[0]:.3f}, recall {figures[1]:.3f}, {len(some)} pairs")
    wrong = [pair for pair in pairs if pair.same != (pair in said)]
    report += [f"{'missed' if pair.same else 'merged'} ({pair.kind}): {pair.one} | {pair.other}" for pair in wrong]
    return (*_figures(pairs, said), "\n".join(report))


def _same(pair: Pair, mentions: Mapping[Mention, tuple[Local, str]]) -> bool:
    """What the resolver says: the same entity of the article, or the same across articles."""
    level = 0 if pair.scope == "within" else 1
    return mentions[pair.one][level] == mentions[pair.other][level]


def _figures(pairs: Sequence[Pair], said: set[Pair]) -> tuple[float, float]:
    merged = [pair for pair in pairs if pair in said]
    right = sum(pair.same for pair in merged)
    return right / max(len(merged), 1), right / sum(pair.same for pair in pairs)
