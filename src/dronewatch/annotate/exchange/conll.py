"""CoNLL-2003 with IOB2 tags: one token a line, four columns, a blank line after each sentence.

    -DOCSTART- -X- O O

    3,5 -X- _ B-MONEY

Part of speech and chunk, which this program does not know, are `-X-` and `_`. The format holds no ids, blanks, values,
refused passages or overlaps: which article a document is, and where its tokens stand, its words say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from dronewatch.annotate.exchange import records, tokens, whole
from dronewatch.annotate.exchange.document import Document, ordered
from dronewatch.errors import DataError, DronewatchError
from dronewatch.language import sentences
from dronewatch.messages import tr

Report = Callable[[DronewatchError], None]
_START = "-DOCSTART-"
_ENOUGH = 20  # characters of a part of an article by which it is known
_Row = tuple[int, str, str]  # line, token, tag


def write(documents: Iterable[Document], target: Path, report: Report) -> int:
    """All documents in one file; spans that tokens cannot say go to `report`."""
    lines: list[str] = []
    count = 0
    for document in documents:
        if not whole.writable(document.text):
            report(DataError(tr("{id}: the text has a lone surrogate, which CoNLL cannot hold", id=document.id)))
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
        report(
            DataError(
                tr(
                    "{id}: {label} “{exact}” from {start} to {end} {why}",
                    id=document.id,
                    label=span.label,
                    exact=span.exact,
                    start=span.start,
                    end=span.end,
                    why=why,
                )
            )
        )
    ends = [end for _, end in sentences(text)]
    yield f"{_START} -X- O O"
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


def read(source: Path, texts: Mapping[str, str], report: Report) -> Iterator[Document]:
    """The documents of one file. Columns may be parted by blanks or tabs; the first is the token, the last the tag."""
    rows: list[_Row] = []
    solid = {article: "".join(text.split()) for article, text in texts.items()}
    started = False
    for number, line in enumerate(whole.get(source).split("\n"), 1):
        columns = line.split()
        if not columns:
            continue
        if columns[0] == _START and columns[2:3] != ["_"]:  # else it is a word of the text
            if started:
                yield from _document(source, rows, texts, solid, report)
            rows, started = [(number, "", "O")], True
        elif not started:
            raise DataError(tr("does not begin with {start}", start=_START), file=str(source), line=number)
        elif len(columns) < 2:
            report(DataError(tr("a token without a tag"), file=str(source), line=number))
        else:
            rows.append((number, columns[0], columns[-1]))
    if started:
        yield from _document(source, rows, texts, solid, report)


def _document(
    source: Path, rows: Sequence[_Row], texts: Mapping[str, str], solid: Mapping[str, str], report: Report
) -> Iterator[Document]:
    """The document of `rows`, of which the first is where it begins; `solid` are `texts` without blanks."""
    words = "".join(token for _, token, _ in rows)
    found = [article for article, text in solid.items() if text == words]
    if not found and len(words) >= _ENOUGH:
        found = [article for article, text in solid.items() if words in text]
    if len(found) != 1:
        which = (
            tr("are those of {count} articles: {found}", count=len(found), found=", ".join(found))
            if found
            else tr("are of no article of the corpus")
        )
        first = " ".join(token for _, token, _ in rows[1:7])
        report(
            DataError(tr("the words “{first}…” {which}", first=first, which=which), file=str(source), line=rows[0][0])
        )
        return
    [article] = found
    text = texts[article]
    places = [place for place, char in enumerate(text) if not char.isspace()]
    at = solid[article].index(words)
    bounds = []
    for _, token, _ in rows[1:]:
        bounds.append((places[at], places[at + len(token) - 1] + 1))
        at += len(token)
    spans = tokens.spans(bounds, [tag for _, _, tag in rows[1:]])
    yield Document(article, text, ordered([records.marked(text, *span) for span in spans]))
