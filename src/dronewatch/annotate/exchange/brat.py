"""brat standoff: `<article>.txt` with `<article>.ann` in one folder (https://brat.nlplab.org/standoff.html).

    T1	MONEY 8 27	3,5 millions d’euros
    #1	AnnotatorNotes T1	{"modifier": "exact", "amount": "3500000", "currency": "EUR"}
    T2	COMPANY 40 46	Mistral
    A1	Rejected T2

Values travel as notes, refused passages carry the attribute `Rejected`. A passage over several lines is written as brat
does it, in one piece a line. The format has no place for reviewed sections and annotators. Offsets: see `offsets`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, unquote

from dronewatch.annotate.exchange import offsets, records, whole
from dronewatch.annotate.exchange.document import Document, ordered
from dronewatch.annotate.model import Annotation
from dronewatch.errors import DataError, DronewatchError
from dronewatch.messages import tr
from dronewatch.model import LABELS, Value

Report = Callable[[DronewatchError], None]

_LINE = re.compile(r"[^\r\n]+")
_ENDS = re.compile(r"[\t\v\f\x1c-\x1e\x85\u2028\u2029]")  # tabs end a field, the others some reader's line
_BOUND = re.compile(r"(\S+) (\d{1,12} \d{1,12}(?:;\d{1,12} \d{1,12})*)")
_CONFIGURATION = "[entities]\n{labels}\n\n[relations]\n\n[events]\n\n[attributes]\nRejected\tArg:<ENTITY>\n"


def file_name(article: str) -> str:
    """`article` as a file's name without suffix: what a file system may not like is percent-encoded."""
    safe = "".join(char if char.isalnum() or char in " -_,'’()" else quote(char, safe=".") for char in article)
    return re.sub(r"^\.", "%2E", safe)


def write(documents: Iterable[Document], target: Path, report: Report) -> int:
    """Two files a document, and the `annotation.conf` that tells brat the labels."""
    target.mkdir(parents=True, exist_ok=True)
    whole.put(target / "annotation.conf", _CONFIGURATION.format(labels="\n".join(LABELS)))
    count = 0
    for document in documents:
        if not whole.writable(document.text):
            report(DataError(tr("{id}: the text has a lone surrogate, which brat cannot hold", id=document.id)))
            continue
        name = file_name(document.id)
        whole.put(target / f"{name}.txt", document.text)
        whole.put(target / f"{name}.ann", "".join(_lines(document, report)))
        count += 1
    return count


def _lines(document: Document, report: Report) -> Iterator[str]:
    notes = attributes = 0
    spans = [(span, False) for span in document.spans] + [(span, True) for span in document.rejected]
    for number, (span, refused) in enumerate(spans, 1):
        pieces = [(span.start + piece.start(), span.start + piece.end()) for piece in _LINE.finditer(span.exact)]
        if not pieces or (pieces[0][0], pieces[-1][1]) != (span.start, span.end):
            place = tr("{label} from {start} to {end}", label=span.label, start=span.start, end=span.end)
            report(
                DataError(
                    tr(
                        "{id}: {place} begins or ends with a line break, which brat cannot hold",
                        id=document.id,
                        place=place,
                    )
                )
            )
            continue
        bounds = ";".join(f"{start} {end}" for start, end in pieces)
        # brat joins the pieces by a blank
        passage = _ENDS.sub(" ", " ".join(_LINE.findall(span.exact)))
        yield f"T{number}\t{span.label} {bounds}\t{passage}\n"
        if (value := records.dumped(span)) is not None:
            notes += 1
            yield f"#{notes}\tAnnotatorNotes T{number}\t{value}\n"
        if refused:
            attributes += 1
            yield f"A{attributes}\tRejected T{number}\n"


def read(source: Path, texts: Mapping[str, str], report: Report) -> Iterator[Document]:
    """Every `.ann` of the folder `source`, or the one file, with the `.txt` beside it."""
    if not source.exists():
        raise DataError(tr("is not there"), file=str(source))
    for path in sorted(source.glob("*.ann")) if source.is_dir() else [source.with_suffix(".ann")]:
        try:
            article, text = unquote(path.stem), whole.get(path.with_suffix(".txt"))
            yield _document(article, text, path, whole.get(path), report)
        except DronewatchError as problem:
            report(problem)


def _document(article: str, text: str, path: Path, content: str, report: Report) -> Document:
    bound: dict[str, tuple[int, str, list[tuple[int, int]], str | None]] = {}
    notes: dict[str, tuple[int, str]] = {}
    rejected: set[str] = set()

    def complain(line: int, message: str) -> None:
        report(DataError(message, file=str(path), line=line))

    for number, line in enumerate(content.split("\n"), 1):
        fields = line.rstrip("\r").split("\t")
        head, rest = fields[0], fields[1] if len(fields) > 1 else ""
        if not line.strip():
            continue
        if head.startswith("T") and (found := _BOUND.fullmatch(rest)):
            numbers = [int(offset) for offset in re.findall(r"\d+", found[2])]
            pieces = list(zip(numbers[::2], numbers[1::2], strict=True))
            bound[head] = (number, found[1], pieces, fields[2] if len(fields) > 2 else None)
        elif head.startswith("#") and rest.startswith("AnnotatorNotes T") and len(fields) > 2:
            notes[rest.split()[1]] = (number, fields[2])
        elif head.startswith(("A", "M")) and rest.split()[:1] == ["Rejected"] and len(rest.split()) > 1:
            rejected.add(rest.split()[1])
        else:
            complain(
                number,
                tr("{head} is not read: only passages (T), their notes and the attribute Rejected are", head=head),
            )

    def value_of(key: str, label: str) -> Value | None:
        line, note = notes.get(key, (0, ""))
        if not note.startswith("{"):
            return None
        return records.kept(label, note, lambda problem: complain(line, str(problem)))

    settled = offsets.settle(text, [(pieces[0][0], pieces[-1][1], quoted) for _, _, pieces, quoted in bound.values()])
    spans: list[Annotation] = []
    refused: list[Annotation] = []
    for (key, (number, label, pieces, quoted)), place in zip(bound.items(), settled, strict=True):
        if place is None:
            why = tr("has several parts") if len(pieces) > 1 else tr("has not the bounds of its words")
            complain(
                number,
                tr(
                    "{key} {why}: “{quoted}” is not there in one piece, whichever way characters are counted",
                    key=key,
                    why=why,
                    quoted=quoted,
                ),
            )
            continue
        try:
            span = records.marked(text, *place, label, value_of(key, label))
        except DataError as problem:
            complain(number, problem.message)
            continue
        (refused if key in rejected else spans).append(span)
    for key, (number, note) in notes.items():
        if key not in bound or not note.startswith("{"):
            complain(number, tr("the note on {key} is not a value, and not read", key=key))
    return Document(article, text, ordered(spans), ordered(refused))
