"""Documents of other tools, brought to the corpus: those of one annotator, with labels of this program, placed in the
articles by id, else by text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dronewatch.annotate.exchange import Document
from dronewatch.annotate.model import Annotation
from dronewatch.annotate.rebase import carry
from dronewatch.errors import DataError, DronewatchError
from dronewatch.messages import tr
from dronewatch.model import LABELS, Article

Report = Callable[[DronewatchError], None]


def of_one(documents: Iterable[Document], annotator: str | None = None) -> list[Document]:
    """The documents that one person made: `annotator`, or whoever it was where no text has several.

    Raises DataError, with those there are, where a text has several and none is named, or the named one has none.
    """
    found = list(documents)
    names = Counter(document.annotator for document in found)
    nobody = tr("unnamed")
    listed = ", ".join(f"{name or nobody} ({count})" for name, count in sorted(names.items()))
    if annotator is not None:
        if annotator not in names:
            raise DataError(
                tr("“{annotator}” has made no document; there are: {listed}", annotator=annotator, listed=listed)
            )
        return [document for document in found if document.annotator == annotator]
    texts = {(document.id, document.text, document.annotator) for document in found}
    several = sum(count > 1 for count in Counter(key[:2] for key in texts).values())
    if several:
        hint = tr("--annotator WHO reads one, into a folder (--annotations) of its own if agreement is the question")
        raise DataError(
            tr("{several} texts were annotated by several people: {listed}", several=several, listed=listed), hint=hint
        )
    return found


def renamed(documents: Iterable[Document], names: Mapping[str, str | None], report: Report) -> Iterator[Document]:
    """The documents with the labels of this program: `names` says what another's are here (None: left out).

    Passages with a label that is neither goes are left out; at the end each such label goes to `report`, with how many.
    """
    unknown: Counter[str] = Counter()

    def known(spans: Sequence[Annotation]) -> Iterator[Annotation]:
        for span in spans:
            label = names.get(span.label, span.label)
            if label in LABELS:
                yield replace(span, label=label, value=span.value if label == span.label else None)
            elif label is not None:
                unknown[label] += 1

    for document in documents:
        yield replace(document, spans=tuple(known(document.spans)), rejected=tuple(known(document.rejected)))
    for label, count in sorted(unknown.items()):
        passages = "1 passage" if count == 1 else f"{count} passages"
        hint = tr("--rename {label}=LABEL says which of ours it is, {label}=- leaves it out", label=label)
        report(DataError(tr("unknown label “{label}”: {passages} not read", label=label, passages=passages), hint=hint))


def place(documents: Iterable[Document], articles: Sequence[Article], report: Report) -> list[tuple[Article, Document]]:
    """Each document with its article, its spans in the article's text; several of one article become one.

    A document's text may be a part of the article's (tools cut texts), or have lost its `\\r`. Spans that are not
    found again, or not for sure, and documents without an article go to `report`.
    """
    by_id = {article.id: article for article in articles}
    by_text: dict[str, Article] = {}
    for article in articles:
        by_text.setdefault(article.text, article)
    found: dict[str, tuple[Article, Document]] = {}
    for document in documents:
        match = by_id.get(document.id) or by_text.get(document.text) or _containing(document, articles)
        if match is None:
            name = document.id or f"{document.text[:30]}…"
            report(DataError(tr("no article “{name}” in the corpus", name=name), hint=tr("--corpus says where it is")))
            continue
        moved = _moved(document, match, report)
        if match.id in found:
            moved = _together(found[match.id][1], moved)
        found[match.id] = (match, moved)
    return list(found.values())


def _containing(document: Document, articles: Sequence[Article]) -> Article | None:
    """The one article of which the document is a part, if it is long enough to be sure."""
    if len(document.text) < 20:
        return None
    found = [article for article in articles if document.text in article.text]
    return found[0] if len(found) == 1 else None


def _moved(document: Document, article: Article, report: Report) -> Document:
    if document.text == article.text:
        return document
    spans = _found(document, document.spans, article, report)
    rejected = _found(document, document.rejected, article, report)
    return replace(document, spans=spans, rejected=rejected, reviewed=())


def _found(document: Document, spans: Sequence[Annotation], article: Article, report: Report) -> tuple[Annotation, ...]:
    if article.text.count(document.text) == 1:
        shift = article.text.index(document.text)
        return tuple(replace(span, start=span.start + shift, end=span.end + shift) for span in spans)
    kept = []
    for carried in carry(spans, article.text, document.text):
        if carried.mark == "good" and carried.after is not None:
            kept.append(carried.after)
        else:
            where = tr(
                "{label} “{exact}” from {start}",
                label=carried.before.label,
                exact=carried.before.exact,
                start=carried.before.start,
            )
            report(
                DataError(
                    tr(
                        "{id}: {where} is {mark}: the corpus has another text",
                        id=article.id,
                        where=where,
                        mark=carried.mark,
                    ),
                    file=article.file,
                )
            )
    return tuple(kept)


def _together(one: Document, other: Document) -> Document:
    return replace(
        one,
        spans=tuple(dict.fromkeys((*one.spans, *other.spans))),
        rejected=tuple(dict.fromkeys((*one.rejected, *other.rejected))),
        by=tuple(dict.fromkeys((*one.by, *other.by))),
    )
