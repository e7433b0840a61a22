"""spaCy's DocBin (`.spacy`), as `spacy train` reads it: `doc.ents`, and every span in `doc.spans["dronewatch"]`.

Tokens are the pipeline's. A span that does not fit them is reported; it stays, with its exact offsets, in
`doc.user_data["dronewatch"]`, beside ids, values, refused passages, reviewed sections and annotators, so that reading
back loses nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dronewatch.annotate.exchange import prodigy, records, whole
from dronewatch.annotate.exchange.document import Document, ordered
from dronewatch.annotate.model import Annotation
from dronewatch.errors import DataError, DronewatchError
from dronewatch.messages import tr
from dronewatch.model import SECTIONS

Report = Callable[[DronewatchError], None]
_KEY = "dronewatch"
_MOST = 1024**3  # bytes unpacked
_CHUNK = 1024 * 1024


def write(documents: Iterable[Document], target: Path, report: Report) -> int:
    """All documents in one file; lone surrogates, which spaCy cannot hold, keep an article out."""
    from spacy.tokens import DocBin

    from dronewatch.pipeline import FrenchPress

    nlp = FrenchPress()
    nlp.max_length = 10**9
    store = DocBin(store_user_data=True)
    for document in documents:
        if whole.writable(document.text):
            store.add(_doc(nlp, document, report))
        else:
            report(DataError(tr("{id}: the text has a lone surrogate, which spaCy cannot hold", id=document.id)))
    whole.put(target, store.to_bytes())
    return len(store)


def _doc(nlp: Any, document: Document, report: Report) -> Any:
    from spacy.tokens import Doc
    from spacy.util import filter_spans

    made = nlp.make_doc(document.text)
    doc = Doc(nlp.vocab, words=[token.text for token in made], spaces=[bool(token.whitespace_) for token in made])
    fitting = []
    loose = []
    for span in document.spans:
        found = doc.char_span(span.start, span.end, label=span.label)
        if found is None:
            place = tr(
                "{label} “{exact}” from {start} to {end}",
                label=span.label,
                exact=span.exact,
                start=span.start,
                end=span.end,
            )
            report(
                DataError(
                    tr(
                        "{id}: {place} does not begin and end with a token; kept in user_data alone",
                        id=document.id,
                        place=place,
                    )
                )
            )
            loose.append(span)
        else:
            fitting.append(found)
    doc.spans[_KEY] = fitting
    doc.ents = filter_spans(fitting)
    task = prodigy.task(document)
    doc.user_data[_KEY] = {
        "id": document.id,
        "values": [region for region in task["spans"] if "value" in region],
        "loose": [records.region(span) for span in loose],
        **{key: task[key] for key in ("rejected", "reviewed", "by")},
    }
    return doc


def read(source: Path, texts: Mapping[str, str], report: Report) -> Iterator[Document]:
    """The documents of one file: the spans of `doc.spans["dronewatch"]`, else of `doc.ents`."""
    from spacy.tokens import DocBin

    from dronewatch.pipeline import FrenchPress

    try:
        content = source.read_bytes()
        if _bomb(content):
            message = tr("would unpack to more than {most} MB, and was left alone", most=_MOST >> 20)
            raise DataError(message, file=str(source), hint=tr("export fewer documents at a time"))
        store = DocBin(store_user_data=True).from_bytes(content)
        docs = list(store.get_docs(FrenchPress().vocab))
    except DataError:
        raise
    except OSError as problem:
        raise DataError(
            tr("cannot be read: {strerror}", strerror=(problem.strerror or str(problem)).lower()), file=str(source)
        ) from None
    except Exception:  # zlib, msgpack and spaCy each have their own
        raise DataError(
            tr("is not a DocBin"), file=str(source), hint=tr("a .spacy file, as spacy convert writes it")
        ) from None
    for number, doc in enumerate(docs, 1):

        def complain(problem: DronewatchError, number: int = number) -> None:
            message = tr("document {number}: {message}", number=number, message=problem.message)
            report(DataError(message, file=str(source), hint=problem.hint))

        try:
            document = _document(doc, complain)
        except (ValueError, LookupError):  # labels and spans are only looked at when they are asked for
            complain(DataError(tr("its spans are damaged, and it is not read")))
        else:
            yield document


def _bomb(packed: bytes) -> bool:
    """Whether `packed` would unpack to more than `_MOST`."""
    unpacking = zlib.decompressobj()
    left, size = packed, 0
    while left and size <= _MOST:
        size += len(unpacking.decompress(left, _CHUNK))
        left = unpacking.unconsumed_tail
    return size > _MOST


def _document(doc: Any, report: Report) -> Document:
    text = doc.text
    more = doc.user_data.get(_KEY)
    more = more if isinstance(more, dict) else {}
    known = {(span.start, span.end, span.label): span for span in prodigy.regions(text, more.get("values"), report)}
    found: list[Annotation] = prodigy.regions(text, more.get("loose"), report)
    for entry in doc.spans.get(_KEY, doc.ents):
        try:
            span = records.marked(text, entry.start_char, entry.end_char, entry.label_)
        except DataError as problem:
            report(problem)
        else:
            found.append(span)
    spans = [known.get((span.start, span.end, span.label), span) for span in found]
    return Document(
        str(more.get("id") or ""),
        text,
        ordered(spans),
        ordered(prodigy.regions(text, more.get("rejected"), report)),
        prodigy.names(more.get("reviewed"), SECTIONS),
        prodigy.names(more.get("by")),
    )
