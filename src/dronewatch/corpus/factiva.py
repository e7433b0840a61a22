"""Factiva: the HTML that its “save” gives, many articles in one file.

Each article is a `<div class="article frArticle">` (the letters are those of its language) in one of two shapes. The
full one is a table of fields: `HD` headline, `SN` source, `PD` date, `LP` and `TD` text, `AN` the document's number.
The other has the headline in a `.frHeadline`, then lines without marks (words, date, time, source, its code, page,
language, copyright), the text in `.articleParagraph`, and `Document …` at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from dronewatch.corpus import dates, htmltext, metadata
from dronewatch.corpus.source import Source
from dronewatch.errors import DataError
from dronewatch.messages import tr
from dronewatch.model import Article

if TYPE_CHECKING:
    Element = Any

_BLOCK = re.compile(r"[a-z]{2}Article")
_MARK = re.compile(r"""class=["']article [a-z]{2}Article\b""")
_HEADLINE = re.compile(r"[a-z]{2}Headline")
_PARAGRAPH = "articleParagraph"
_CODE = re.compile(r"[A-Z]{2,4}")
_DOCUMENT = re.compile(r"\b(?:Document|Dokument|Documento) ([A-Za-z0-9]{10,40})\b")
_WORDS = re.compile(r"[\d., \u00a0\u202f]{1,12} (?:mots?|words?|Wörter|palabras|parole|palavras)", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}(?:er|\.)? [^\W\d]{3,12}\.? \d{4}")  # as it looks; whether it is one is said later
_TIME = re.compile(r"\d{1,2}[:h]\d\d(?: ?[AP]M)?")
_SOURCE_CODE = re.compile(r"[A-Z0-9]{2,10}")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b)", re.IGNORECASE)
# The fields of the full shape; others are kept under their codes.
_FIELDS = {
    "HD": "title",
    "PD": "date",
    "SN": "publisher",
    "BY": "author",
    "WC": "words",
    "ET": "time",
    "SC": "source code",
    "SE": "section",
    "ED": "edition",
    "PG": "page",
    "LA": "language",
    "CY": "copyright",
}


def read(source: Source, stream: BinaryIO) -> Iterator[Article]:
    """The articles of an export. Raises `DataError` where there is none."""
    return articles(source, htmltext.decoded(source, stream))


def known(html: str) -> bool:
    """Whether a page is an export of Factiva."""
    return _MARK.search(html) is not None


def articles(source: Source, html: str) -> Iterator[Article]:
    """The articles in order, numbered from 1; one without text is reported and the next one read.

    The text is the title, an empty line and the paragraphs, a line each.
    """
    root = htmltext.tree(source, html)
    number = 0
    for element in root.iter("div"):
        classes = (element.get("class") or "").split()
        if "article" not in classes or not any(map(_BLOCK.fullmatch, classes)):
            continue
        number += 1
        lines, fields = _table(element) or _plain(element)
        if not lines:
            source.report(DataError(tr("the article has no text"), file=source.file, line=number))
            continue
        title = fields.get("title")
        identity = fields.pop("id", "") or f"{source.stem}-{number}"
        text = "\n".join([title, "", *lines] if title else lines)
        yield metadata.article(identity, text, metadata.shared(source.entry) | fields, file=source.file, record=number)
    if not number:
        hint = tr("in Factiva, select the articles and save them as HTML, full text")
        raise DataError(tr("holds no article of a Factiva export"), file=source.file, hint=hint)


def _table(element: Element) -> tuple[list[str], dict[str, str]] | None:
    """Text and fields of the full shape, None where the article has the other."""
    lines: list[str] = []
    fields: dict[str, str] = {}
    for row in element.iter("tr"):
        cells = [cell for cell in row if cell.tag == "td"]
        code = " ".join(htmltext.paragraphs(cells[0])).strip("\u00a0 ") if len(cells) == 2 else ""
        if not _CODE.fullmatch(code):
            continue
        found = htmltext.paragraphs(cells[1])
        if code in ("LP", "TD"):
            lines += found
        elif code == "AN":
            fields["id"] = _number(" ".join(found))
        elif found:
            fields[_FIELDS.get(code, code)] = " ".join(found)
    return (lines, {key: value for key, value in fields.items() if value}) if fields else None


def _plain(element: Element) -> tuple[list[str], dict[str, str]]:
    """Text and fields of the other shape: what its lines are is told by what they look like, and by their order."""
    paragraphs = list(htmltext.named(element, _PARAGRAPH))
    lines = [line for paragraph in paragraphs for line in htmltext.paragraphs(paragraph)]
    headline = next((part for part in element.iter() if any(map(_HEADLINE.fullmatch, _classes(part)))), None)
    fields = {"title": "" if headline is None else " ".join(htmltext.paragraphs(headline))}
    author = htmltext.first(element, "author")
    if author:
        fields["author"] = author
    for part in element.iter("div"):
        if part.attrib or len(part):
            continue
        line = " ".join(htmltext.paragraphs(part))
        key = _kind(line, fields)
        if line and key:
            fields.setdefault(key, line)
    fields["id"] = _number(" ".join(htmltext.paragraphs(element)[-5:]))
    return lines, {key: value for key, value in fields.items() if value}


def _kind(line: str, fields: dict[str, str]) -> str | None:
    """What a line of the heading is; the source's name is the first one behind the date that is nothing else."""
    if _WORDS.fullmatch(line):
        return "words"
    if "date" not in fields:
        return "date" if dates.iso(line) or _DATE.fullmatch(line) else None
    if _TIME.fullmatch(line):
        return "time"
    if _COPYRIGHT.match(line):
        return "copyright"
    if "publisher" not in fields:
        return "publisher"
    if "source code" not in fields and _SOURCE_CODE.fullmatch(line):
        return "source code"
    if line.isdecimal():
        return "page"
    return "language" if "source code" in fields and line.isalpha() else None


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def _number(line: str) -> str:
    match = _DOCUMENT.search(line)
    return match[1] if match else ""
