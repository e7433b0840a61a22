"""How much of a corpus people have read and annotated, and how many of the pipeline's spans they have decided.

The one number is words in reviewed sections of fresh annotation files ÷ words in titles and bodies of all articles. The
pipeline has no part in it: a better model never moves it. Beside it stand the documents that are annotated, and for
each label the share of predicted spans on which a person has spoken.

Pure functions: `query.documents` brings the articles, `annotate.pairs` their annotations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Literal

from dronewatch.annotate.model import AnnotationFile
from dronewatch.annotate.pairs import Matched
from dronewatch.annotate.percent import ratio
from dronewatch.errors import DataError
from dronewatch.messages import tr
from dronewatch.model import DEFAULT_LABELS, DEFAULT_SECTIONS

Place = tuple[int, int, str]  # start, end, label
State = Literal["read", "partly", "stale", "none"]


@dataclass(frozen=True, slots=True)
class Document:
    """What coverage needs to know of an article: where it is, its hash, its words by kind of section (title and body
    alone count), and how many spans are predicted in these. `line` is the record's number, 1 where the file is the
    article.
    """

    article: str
    file: str
    line: int
    sha256: str
    words: Mapping[str, int]
    predicted: int


@dataclass(frozen=True, slots=True)
class Decided:
    """Predicted spans, and what people said: taken as they are, taken with other bounds or label, refused."""

    predicted: int = 0
    accepted: int = 0
    corrected: int = 0
    rejected: int = 0

    @property
    def decided(self) -> int:
        """On how many a person has spoken."""
        return self.accepted + self.corrected + self.rejected

    @property
    def share(self) -> Fraction | None:
        """Decided ÷ predicted; None where nothing is predicted."""
        return ratio(self.decided, self.predicted)

    def __add__(self, other: Decided) -> Decided:
        return Decided(
            self.predicted + other.predicted,
            self.accepted + other.accepted,
            self.corrected + other.corrected,
            self.rejected + other.rejected,
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One document. `state`: read (title and body), partly, stale (annotated for another text), none. `decided` are its
    predicted spans on which a person has spoken.
    """

    document: Document
    state: State
    annotation: str | None
    read: int
    words: int
    decided: int

    @property
    def share(self) -> Fraction | None:
        """Words read ÷ words; None for a document without words in title and body."""
        return ratio(self.read, self.words)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The numbers, which add: rows to the total, labels to the total of decided spans."""

    rows: tuple[Row, ...]
    labels: Mapping[str, Decided]
    matched: Matched
    corpus: str

    @property
    def read(self) -> int:
        """Words in reviewed sections of fresh files."""
        return sum(row.read for row in self.rows)

    @property
    def words(self) -> int:
        """Words in titles and bodies."""
        return sum(row.words for row in self.rows)

    @property
    def share(self) -> Fraction:
        """The one number."""
        return Fraction(self.read, self.words)

    @property
    def annotated(self) -> int:
        """Documents of which a person has read the title, the body or both."""
        return sum(row.state in ("read", "partly") for row in self.rows)

    @property
    def decided(self) -> Decided:
        """All labels together."""
        return sum(self.labels.values(), Decided())


def decide(spans: Sequence[Place], annotation: AnnotationFile) -> dict[str, Decided]:
    """How many of the predicted spans a person has decided, by label; `Decided.predicted` is not counted here.

    Accepted: marked with the same bounds and label. Rejected: refused with the same bounds and label. Corrected:
    overlaps a marked span in any other way. The rest is undecided, whether or not the section is read.
    """
    marked = {(each.start, each.end, each.label) for each in annotation.spans}
    refused = {(each.start, each.end, each.label) for each in annotation.rejected}
    bounds = sorted((each.start, each.end) for each in annotation.spans)
    counts: dict[str, Counter[str]] = {}
    for start, end, label in spans:
        count = counts.setdefault(label, Counter())
        if (start, end, label) in marked:
            count["accepted"] += 1
        elif (start, end, label) in refused:
            count["rejected"] += 1
        elif any(low < end and start < high for low, high in bounds):
            count["corrected"] += 1
    return {label: Decided(**count) for label, count in counts.items()}


def measure(
    documents: Sequence[Document], predicted: Mapping[str, int], matched: Matched, spans: Mapping[str, Sequence[Place]]
) -> Coverage:
    """The coverage of `documents`, in their order, given how many spans of each label are predicted in them, and those
    spans of the articles that have a fresh file.

    Raises `DataError` where there is nothing to measure: no article, no word in titles and bodies, no annotation file
    that belongs to one of the articles.
    """
    if not documents:
        raise DataError(tr("the corpus has no articles"), hint=tr("name another with --corpus"))
    if not any(_words(each) for each in documents):
        raise DataError(tr("the corpus has no words in titles and bodies"))
    if not matched.fresh and not matched.stale:
        missing = (
            tr("; the annotations are of {unchecked}", unchecked=", ".join(sorted(matched.unchecked)))
            if matched.unchecked
            else ""
        )
        raise DataError(
            tr("no article of the corpus has an annotation file{missing}", missing=missing),
            hint=tr("make one with dronewatch annotate start, or name another corpus with --corpus"),
        )
    fresh, stale = matched.by_article, {each.article: each for each in matched.stale}
    rows, labels = [], {label: Decided(predicted.get(label, 0)) for label in (*DEFAULT_LABELS, *predicted)}
    for document in documents:
        decided = 0
        gold = fresh.get(document.article)
        if gold is not None:
            for label, each in decide(spans.get(document.article, ()), gold).items():
                labels[label] += each
                decided += each.decided
        rows.append(_row(document, gold, stale.get(document.article), decided))
    return Coverage(tuple(rows), labels, matched, fingerprint((each.article, each.sha256) for each in documents))


def fingerprint(parts: Iterable[tuple[str, ...]]) -> str:
    """A SHA-256 that changes when one of `parts` does, whatever their order."""
    lines = sorted("\t".join(part) for part in parts)
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _words(document: Document) -> int:
    return sum(document.words.get(section, 0) for section in DEFAULT_SECTIONS)


def _row(document: Document, fresh: AnnotationFile | None, stale: AnnotationFile | None, decided: int) -> Row:
    words = _words(document)
    if fresh is None:
        return Row(document, "stale" if stale else "none", stale.path if stale else None, 0, words, decided)
    kinds = [section for section in DEFAULT_SECTIONS if section in fresh.reviewed]
    read = sum(document.words.get(section, 0) for section in kinds)
    state: State = "none" if not kinds else "read" if read == words else "partly"
    return Row(document, state, fresh.path, read, words, decided)
