"""Whether annotation files are what they say: of this text, at these offsets, with these words and these values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dronewatch import view
from dronewatch.annotate import files, pairs, readings
from dronewatch.annotate.model import Annotation, AnnotationFile
from dronewatch.errors import DataError
from dronewatch.messages import tr
from dronewatch.model import Article

Problem = DataError


@dataclass(frozen=True)
class Validation:
    """What was found: how many files and spans were read, how many files have their article in the corpus (`checked`),
    and every problem, by file and line.

    `unchecked` names folders of which no file has its article in the corpus, with the number of their files: the corpus
    is not there, so that nothing can be said about them but what the files say alone.
    """

    files: int
    checked: int
    spans: int
    problems: tuple[Problem, ...]
    unchecked: tuple[tuple[str, int], ...] = ()


def validate(paths: Iterable[str | Path], articles: Iterable[Article]) -> Validation:
    """Check annotation files against the articles that they are about; all problems, not the first.

    `paths` are annotation files and folders of them, `articles` the corpora, read once and one at a time. UsageError
    for a path that is not there.
    """
    problems: list[Problem] = []
    found = list(dict.fromkeys(file for path in paths for file in files.paths(path)))
    golds = [gold for file in found if (gold := files.load(file, problems.append)) is not None]
    waiting = defaultdict(list)
    for gold in golds:
        problems += own_problems(gold)
        waiting[gold.article, gold.sha256].append(gold)
    hashes: dict[str, set[str]] = {}
    for article in articles:
        hashes.setdefault(article.id, set()).add(article.sha256)
        for gold in waiting.pop((article.id, article.sha256), ()):
            problems += text_problems(gold, article)
    matched = pairs.match(hashes, golds)
    problems += matched.problems
    said = {problem.file for problem in matched.problems} | {gold.path for gold in matched.orphans}
    problems += (problem for gold in golds if gold.path not in said for problem in _misnamed(gold))
    problems += map(pairs.stale, matched.stale)
    problems += (pairs.orphan(gold, _nearest(gold.article, hashes)) for gold in matched.orphans)
    problems.sort(key=lambda problem: (problem.file or "", problem.line or 0, problem.message))
    return Validation(
        files=len(found),
        checked=len(matched.fresh) + len(matched.stale),
        spans=sum(len(gold.spans) for gold in golds),
        problems=tuple(problems),
        unchecked=tuple(sorted(matched.unchecked.items())),
    )


def own_problems(gold: AnnotationFile) -> Iterator[Problem]:
    """What is wrong with a file whatever the text says: spans given twice, overlapping, both accepted and refused."""
    accepted = {_key(span): span for span in gold.spans}
    for span in gold.rejected:
        same = accepted.get(_key(span))
        if same is not None and (span.value is None or span.value == same.value):
            hint = tr("accepted in line {line}; keep one", line=same.line) if same.line else tr("keep one")
            yield _problem(gold, span.line, tr("{span} is both accepted and refused", span=_shown(span)), hint)
    for spans in (gold.spans, gold.rejected):
        seen: dict[tuple[object, ...], Annotation] = {}
        for span in spans:
            key = (*_key(span), None if spans is gold.spans else span.value)
            if key in seen:
                yield _problem(
                    gold,
                    span.line,
                    tr("{span} is given twice", span=_shown(span)),
                    tr("first in line {line}", line=seen[key].line),
                )
            seen.setdefault(key, span)
    yield from _overlaps(gold, [span for span in _once(gold.spans) if span.label != "NUMBER"])
    yield from _overlaps(gold, [span for span in _once(gold.spans) if span.label == "NUMBER"])


def _once(spans: Iterable[Annotation]) -> list[Annotation]:
    """Spans in the order of the text, each place and label once."""
    once = {_key(span): span for span in reversed(list(spans))}
    return sorted(once.values(), key=lambda span: (span.start, -span.end))


def _overlaps(gold: AnnotationFile, spans: Sequence[Annotation]) -> Iterator[Problem]:
    widest: Annotation | None = None
    for span in spans:
        if widest is not None and span.start < widest.end:
            first, last = sorted((widest, span), key=lambda each: each.line or 0)
            message = tr(
                "{last} overlaps {first} of line {line}", last=_shown(last), first=_shown(first), line=first.line
            )
            yield _problem(gold, last.line, message, tr("the longer one stays"))
        if widest is None or span.end > widest.end:
            widest = span


def _misnamed(gold: AnnotationFile) -> Iterator[Problem]:
    """A name under which nobody would look for the annotations of this article."""
    if pairs.misnamed(gold):
        message = tr("holds the annotations of “{article}”", article=gold.article)
        hint = tr("rename it to {name}", name=files.path_for(".", gold.article).name)
        yield _problem(gold, gold.lines.get("article"), message, hint)


def _nearest(article: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(article, sorted(known)[:10_000], 1)
    return (
        tr("did you mean {names}?", names=near[0]) if near else tr("remove the file, or name its corpus with --corpus")
    )


def text_problems(gold: AnnotationFile, article: Article) -> Iterator[Problem]:
    """What is wrong with a file given the article, of this very text, that it is about: offsets, words, values."""
    yield from misplaced(gold, article.text)
    spans = [span for span in gold.spans if _misplaced(span, article.text) is None]
    refused = {(*_key(span), span.value) for span in gold.rejected}
    for span, reading in readings.differing(spans, article):
        if (*_key(span), reading) not in refused:
            message = tr(
                "{span} is worth {reading}, not {value}",
                span=_shown(span),
                reading=readings.shown(reading),
                value=readings.shown(span.value),
            )
            yield _problem(gold, span.line, message, tr("if you mean it, list that reading under rejected"))


def misplaced(gold: AnnotationFile, text: str) -> Iterator[Problem]:
    """The spans that are not where they say, or not what a span may be."""
    for span in (*gold.spans, *gold.rejected):
        if problem := _misplaced(span, text):
            yield _problem(gold, span.line, *problem)


def _misplaced(span: Annotation, text: str) -> tuple[str, str | None] | None:
    """Message and hint for a span that is not where it says, or not what a span may be."""
    if span.end > len(text) and span.exact not in text:
        return tr("{span} ends at {end}, the text at {count}", span=_shown(span), end=span.end, count=len(text)), None
    there = files.quoted(text[span.start : span.end])
    if there != span.exact:
        return tr(
            "at {start}–{end} the text reads “{there}”, not {span}",
            start=span.start,
            end=span.end,
            there=_short(there),
            span=_shown(span),
        ), _moved(span, text)
    if "\n" in there or "\r" in there:
        return tr("{span} crosses a line break", span=_shown(span)), tr("mark what stands on one line")
    if there != there.strip():
        return tr("{span} begins or ends with a blank", span=_shown(span)), tr("mark the words alone")
    return None


def _moved(span: Annotation, text: str) -> str | None:
    """Where the words of a span are instead, and why its offsets may be off."""
    plain = files.quoted(text)
    places = [at for at in (plain.rfind(span.exact, 0, span.end), plain.find(span.exact, span.start)) if at != -1]
    if not span.exact or not places:
        same = view.normalize(plain[span.start : span.end]) == view.normalize(span.exact)
        return tr("apostrophes, hyphens or blanks are others") if same else None
    at = min(places, key=lambda place: (abs(place - span.start), place))
    where = tr("it stands at {at}–{at2}", at=at, at2=at + len(span.exact))
    before = plain[:at]
    if at + sum(ord(char) > 0xFFFF for char in before) == span.start:
        return tr("{where}: the offsets count UTF-16 units, they must count code points", where=where)
    if len(before.encode()) == span.start:
        return tr("{where}: the offsets count bytes, they must count code points", where=where)
    if at - before.count("\r\n") == span.start:
        return tr("{where}: the offsets count \\r\\n as one, they must count both", where=where)
    if abs(at - span.start) == 1:
        return tr("{where}: off by one", where=where)
    return where


def _key(span: Annotation) -> tuple[int, int, str]:
    return span.start, span.end, span.label


def _shown(span: Annotation) -> str:
    return f"{span.label} “{_short(span.exact)}”"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _problem(gold: AnnotationFile, line: int | None, message: str, hint: str | None = None) -> Problem:
    return DataError(message, file=gold.path, line=line, hint=hint)
