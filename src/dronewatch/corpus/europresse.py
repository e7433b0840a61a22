"""Europresse: the HTML that its “save” gives, many articles in one file.

Each article is an `<article>`: the publication in `.DocPublicationName`, the section, date and page in `.DocHeader`,
the title in `.titreArticle` or `.rdp__articletitle`, the text in `.docOcurrContainer` or `.DocText`, the document's
number in `.publiC-lblNodoc`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from dronewatch.corpus import dates, htmltext, metadata
from dronewatch.corpus.identity import unfit
from dronewatch.corpus.source import Source
from dronewatch.errors import DataError
from dronewatch.messages import tr
from dronewatch.model import Article

if TYPE_CHECKING:
    Element = Any

_MARK = re.compile(r"""class=["'][^"']{0,200}\b(?:rdp__DocPublicationName|DocPublicationName|docOcurrContainer)\b""")
_TITLES = ("titreArticle", "titreArticleVisu", "rdp__articletitle", "grandTitre")
_TEXTS = ("docOcurrContainer", "DocText")
# Behind the name of a publication stand the number of the issue, the edition and the kind of site.
_ISSUE = re.compile(
    r"(?<!\s)\s*(?:,? (?:no|n°|nº|vol)\b[.°]? ?.*|\((?:site (?:web|internet)|réf)[^)]{0,200}\).*| ; .*)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\b\w{2,12}(?:[·.]\w{1,20}){2,6}\b")


def read(source: Source, stream: BinaryIO) -> Iterator[Article]:
    """The articles of an export. Raises `DataError` where there is none."""
    return articles(source, htmltext.decoded(source, stream))


def known(html: str) -> bool:
    """Whether a page is an export of Europresse."""
    return "<article" in html and _MARK.search(html) is not None


def articles(source: Source, html: str) -> Iterator[Article]:
    """The articles in order, numbered from 1; one without text is reported and the next one read.

    The text is the title, an empty line and the paragraphs, a line each.
    """
    root = htmltext.tree(source, html)
    number = 0
    for number, element in enumerate(root.iter("article"), 1):
        lines = _lines(element)
        if not lines:
            message = tr("the article has no text")
            source.report(DataError(message, file=source.file, line=number))
            continue
        fields = _fields(element)
        title = fields.get("title")
        identity = fields.pop("id", "") or f"{source.stem}-{number}"
        text = "\n".join([title, "", *lines] if title else lines)
        yield metadata.article(identity, text, metadata.shared(source.entry) | fields, file=source.file, record=number)
    if not number:
        hint = tr("in Europresse, select the articles and save them as HTML")
        raise DataError(tr("holds no article of a Europresse export"), file=source.file, hint=hint)


def _lines(element: Element) -> list[str]:
    for name in _TEXTS:
        lines = [line for part in _outermost(element, name) for line in htmltext.paragraphs(part)]
        if lines:
            return lines
    return []


def _outermost(element: Element, name: str) -> Iterator[Element]:
    """The elements of a class that lie in no other of it, or a text would be read twice."""
    seen: set[Element] = set()
    for part in htmltext.named(element, name):
        if not any(above in seen for above in part.iterancestors()):
            yield part
        seen.add(part)


def _fields(element: Element) -> dict[str, str]:
    publication = htmltext.first(element, "DocPublicationName", "rdp__DocPublicationName")
    header = htmltext.first(element, "DocHeader", "rdp__DocHeader")
    numbered = _NUMBER.search(htmltext.first(element, "publiC-lblNodoc"))
    fields = {
        "title": htmltext.first(element, *_TITLES),
        "date": dates.find(header) or "",
        "publisher": _ISSUE.sub("", publication).strip(" ,"),
        "publication": publication,
        "header": header,
        "subtitle": htmltext.first(element, "rdp__subtitle"),
        "author": htmltext.first(element, "docAuthors", "sm-margin-bottomNews"),
        "copyright": htmltext.first(element, "Doc-LegalInfo"),
        "url": _link(element),
        "id": numbered[0] if numbered and not unfit(numbered[0]) else "",
    }
    if header and not fields["date"]:
        fields["date"] = header  # said as one that cannot be read
    return {key: value for key, value in fields.items() if value}


def _link(element: Element) -> str:
    """Where the article stands on its publisher's site, if the export says so."""
    for link in element.iter("a"):
        text = " ".join(htmltext.paragraphs(link)).casefold()
        if link.get("href", "").startswith("http") and ("cet article est paru" in text or "article original" in text):
            return str(link.get("href"))
    return ""
