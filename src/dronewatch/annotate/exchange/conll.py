"""CoNLL-2003 with IOB2 tags: one token a line, four columns, a blank line after each sentence.

    -DOCSTART- 001_article O O

    3,5 -X- _ B-MONEY

The second column of `-DOCSTART-` is the article's id, percent-encoded (there a part of speech would stand, which this
program does not know). The format holds no blanks, values, refused passages or overlaps; reading it back needs the text
of the article, in which the tokens are looked for one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

from dronewatch.annotate.exchange import records, tokens, whole
from dronewatch.annotate.exchange.document import Document, ordered
from dronewatch.annotate.model import Annotation
from dronewatch.errors import DataError, DronewatchError
from dronewatch.language import sentences

Report = Callable[[DronewatchError], None]
_START = "-DOCSTART-"


def write(documents: Iterable[Document], target: Path, report: Report) -> int:
    """All documents in one file; spans that tokens cannot say go to `report`."""
    lines: list[str] = []
    count = 0
    for document in documents:
        if not whole.writable(document.text):
            report(DataError(f"{document.id}: the text has a lone surrogate, which CoNLL cannot hold"))
            continue
        lines += _lines(document, report)
        count += 1
    whole.put(target, "".join(line + "\n" for line in lines))
    return count


def _lines(document: Document, report: Report) -> Iterator[str]:
    text = document.text
    bounds = tokens.tokens(text)
    said, refused = tokens.tags(bounds, document.spans)
    for span, why in refused:
        report(DataError(f"{document.id}: {span.label} “{span.exact}” from {span.start} to {span.end} {why}"))
    ends = [end for _, end in sentences(text)]
    article = quote(document.id, errors="replace")
    yield f"{_START} {article} O O"
    yield ""
    at = 0
    for (start, end), tag in zip(bounds, said, strict=True):
        crossed = at
        while at < len(ends) and start >= ends[at]:
            at += 1
        # a sentence that ends inside a span would cut it in two for every reader
        if at > crossed and not tag.startswith("I-"):
            yield ""
        yield f"{text[start:end]} -X- _ {tag}"
    yield ""


def read(source: Path, text_of: Callable[[str], str | None], report: Report) -> Iterator[Document]:
    """The documents of one file. Columns may be parted by blanks or tabs; the first is the token, the last the tag."""
    article, first, rows = "", 0, list[tuple[int, str, str]]()
    started = False
    for number, line in enumerate(whole.get(source).split("\n"), 1):
        columns = line.split()
        if not columns:
            continue
        if columns[0] == _START and columns[2:3] != ["_"]:  # else it is a word of the text
            if started:
                yield from _document(article, source, first, rows, text_of, report)
            article, first, rows, started = unquote(columns[1]) if len(columns) > 1 else "", number, [], True
        elif not started:
            raise DataError(f"does not begin with {_START}", file=str(source), line=number)
        elif len(columns) < 2:
            report(DataError("a token without a tag", file=str(source), line=number))
        else:
            rows.append((number, columns[0], columns[-1]))
    if started:
        yield from _document(article, source, first, rows, text_of, report)


def _document(
    article: str,
    source: Path,
    first: int,
    rows: list[tuple[int, str, str]],
    text_of: Callable[[str], str | None],
    report: Report,
) -> Iterator[Document]:
    text = text_of(article)
    if text is None:
        hint = f"the second column of {_START} must be an article's id"
        report(DataError(f"no article “{article}”", file=str(source), line=first, hint=hint))
        return
    bounds, at = [], 0
    for number, token, _ in rows:
        start = text.find(token, at)
        if start == -1 or text[at:start].strip():
            report(DataError(f"“{token}” is not the next word of {article}", file=str(source), line=number))
            return
        at = start + len(token)
        bounds.append((start, at))
    lines = {start: number for (start, _), (number, _, _) in zip(bounds, rows, strict=True)}
    spans: list[Annotation] = []
    for start, end, label in tokens.spans(bounds, [tag for _, _, tag in rows]):
        try:
            spans.append(records.marked(text, start, end, label))
        except DataError as problem:
            report(DataError(problem.message, file=str(source), line=lines[start], hint=problem.hint))
    yield Document(article, text, ordered(spans))
