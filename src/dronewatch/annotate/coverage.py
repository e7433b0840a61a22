"""How much of a corpus people have read and annotated, and how many of the pipeline's spans they have decided.

The one number is words in reviewed sections of fresh annotation files ÷ words in titles and bodies of all articles. The
pipeline has no part in it: a better model never moves it. Beside it stand the documents that are annotated, and for
each label the share of predicted spans on which a person has spoken.

Pure functions: `query.documents` brings the articles, `annotate.files` the annotations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Literal

from dronewatch.annotate.model import AnnotationFile
from dronewatch.annotate.percent import ratio
from dronewatch.errors import DataError
from dronewatch.model import DEFAULT_LABELS, DEFAULT_SECTIONS

Place = tuple[int, int, str]  # start, end, label
State = Literal["read", "partly", "stale", "none"]


@dataclass(frozen=True, slots=True)
class Document:
    """What coverage needs to know of an article: where it is, its hash, words by kind of section, predictions by label.

    Predictions are those in titles and bodies. `line` is the record's number, 1 where the file is the article.
    """

    article: str
    file: str
    line: int
    sha256: str
    words: Mapping[str, int]
    predicted: Mapping[str, int]


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
    """One document. `state`: read (title and body), partly, stale (annotated for another text), none."""

    document: Document
    state: State
    annotation: str | None
    read: int
    words: int
    decided: Decided

    @property
    def share(self) -> Fraction | None:
        """Words read ÷ words; None for a document without words in title and body."""
        return ratio(self.read, self.words)


@dataclass(frozen=True, slots=True)
class Matched:
    """Annotation files beside the corpus: `fresh` and `stale` by article, `orphans` have no article.

    `checked` are the folders of which the corpus has articles, `unchecked` those of which it has none: their corpus is
    not there. `problems` are articles with two files.
    """

    fresh: Mapping[str, AnnotationFile]
    stale: Mapping[str, AnnotationFile]
    orphans: tuple[AnnotationFile, ...]
    checked: tuple[str, ...]
    unchecked: tuple[str, ...]
    problems: tuple[DataError, ...]


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


def folder(annotation: AnnotationFile) -> str:
    """The corpus that an annotation file belongs to: the name of the folder that it lies in."""
    return Path(annotation.path).parent.name


def match(hashes: Mapping[str, str], annotations: Iterable[AnnotationFile]) -> Matched:
    """Which annotation file speaks of which article, given the articles' `sha256` by id.

    Of files in different folders for one article (two corpora may use the same ids) the one that is fresh counts; two
    that are fresh, or two of which none is, are a problem, and neither counts.
    """
    by_article: dict[str, list[AnnotationFile]] = {}
    folders: dict[str, bool] = {}
    for each in annotations:
        by_article.setdefault(each.article, []).append(each)
        folders[folder(each)] = folders.get(folder(each), False) or each.article in hashes
    fresh, stale, problems = {}, {}, []
    orphans: list[AnnotationFile] = []
    for article, files in by_article.items():
        if article not in hashes:
            orphans += (each for each in files if folders[folder(each)])
            continue
        good = [each for each in files if each.sha256 == hashes[article]]
        if len(good) == 1 and len({folder(each) for each in files}) == len(files):
            fresh[article] = good[0]
        elif len(files) > 1:
            first, second = sorted(files, key=lambda each: each.path)[:2]
            hint = f"the other one is {first.path}; remove one"
            problems.append(DataError(f"second file for the article “{article}”", file=second.path, line=1, hint=hint))
        else:
            stale[article] = files[0]
    used = {folder(each) for each in fresh.values()} | {folder(each) for each in stale.values()}
    return Matched(
        fresh,
        stale,
        tuple(sorted(orphans, key=lambda each: each.path)),
        tuple(sorted(used)),
        tuple(sorted(set(folders) - used)),
        tuple(problems),
    )


def decide(spans: Sequence[Place], annotation: AnnotationFile) -> dict[str, Decided]:
    """What a person said about predicted spans, by label.

    Accepted: marked with the same bounds and label. Rejected: refused with the same bounds and label. Corrected:
    overlaps a marked span in any other way. The rest is undecided, whether or not the section is read.
    """
    marked = {(each.start, each.end, each.label) for each in annotation.spans}
    refused = {(each.start, each.end, each.label) for each in annotation.rejected}
    bounds = sorted((each.start, each.end) for each in annotation.spans)
    counts: dict[str, Counter[str]] = {}
    for start, end, label in spans:
        count = counts.setdefault(label, Counter())
        count["predicted"] += 1
        if (start, end, label) in marked:
            count["accepted"] += 1
        elif (start, end, label) in refused:
            count["rejected"] += 1
        elif any(low < end and start < high for low, high in bounds):
            count["corrected"] += 1
    return {label: Decided(**count) for label, count in counts.items()}


def measure(documents: Sequence[Document], matched: Matched, spans: Mapping[str, Sequence[Place]]) -> Coverage:
    """The coverage of `documents`, in their order, given the predicted spans of those that have a fresh file.

    Raises `DataError` where there is nothing to measure: no article, no word in titles and bodies, no annotation file
    that belongs to one of the articles.
    """
    if not documents:
        raise DataError("the corpus has no articles", hint="name another with --corpus")
    if not sum(_words(each) for each in documents):
        raise DataError("the corpus has no words in titles and bodies")
    if not matched.fresh and not matched.stale:
        missing = f"; the annotations are of {', '.join(matched.unchecked)}" if matched.unchecked else ""
        raise DataError(
            f"no article of the corpus has an annotation file{missing}",
            hint="make one with dronewatch annotate start, or name another corpus with --corpus",
        )
    rows, labels = [], dict.fromkeys(DEFAULT_LABELS, Decided())
    for document in documents:
        row, decided = _row(document, matched, spans)
        rows.append(row)
        for label, each in decided.items():
            labels[label] = labels.get(label, Decided()) + each
    return Coverage(tuple(rows), labels, matched, fingerprint((each.article, each.sha256) for each in documents))


def fingerprint(parts: Iterable[tuple[str, ...]]) -> str:
    """A SHA-256 that changes when one of `parts` does, whatever their order."""
    lines = sorted("\t".join(part) for part in parts)
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _words(document: Document) -> int:
    return sum(document.words.get(section, 0) for section in DEFAULT_SECTIONS)


def _row(document: Document, matched: Matched, spans: Mapping[str, Sequence[Place]]) -> tuple[Row, dict[str, Decided]]:
    words = _words(document)
    decided = {label: Decided(predicted) for label, predicted in document.predicted.items()}
    annotation = matched.fresh.get(document.article)
    if annotation is None:
        stale = matched.stale.get(document.article)
        state: State = "stale" if stale else "none"
        row = Row(document, state, stale.path if stale else None, 0, words, sum(decided.values(), Decided()))
        return row, decided
    decided |= decide(spans.get(document.article, ()), annotation)
    kinds = [section for section in DEFAULT_SECTIONS if section in annotation.reviewed]
    read = sum(document.words.get(section, 0) for section in kinds)
    state = "read" if read == words and kinds else "partly" if kinds else "none"
    return Row(document, state, annotation.path, read, words, sum(decided.values(), Decided())), decided
