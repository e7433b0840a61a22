"""From the bytes of a page to its tree, and from an element to its text: what the readers of HTML share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from dronewatch.corpus import encoding
from dronewatch.corpus.source import Source, whole
from dronewatch.errors import DataError
from dronewatch.messages import tr

if TYPE_CHECKING:
    Element = Any

_HEAD = 4096
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s{0,5}=\s{0,5}["']([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARATION = re.compile(r"\s{0,100}<\?xml[^>]{0,200}\?>")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("table", "td", "th", "tr", "ul"),
    )
)
_SILENT = frozenset(("aside", "figure", "footer", "head", "noscript", "script", "style", "template", "title"))
_MOST = 32 * 1024 * 1024  # bytes of one page or export, whose tree takes many times as much


def decoded(source: Source, stream: BinaryIO) -> str:
    """A page's text: in the encoding of its byte order mark, else the one it names itself, else what it reads as.

    Raises `DataError` for what is no text or longer than 32 MB.
    """
    data = whole(stream, source.file, hint=tr("export fewer articles at a time"))
    if len(data) > _MOST:
        message = tr("is longer than {most} MB", most=_MOST >> 20)
        raise DataError(message, file=source.file, hint=tr("export fewer articles at a time"))
    named = _CHARSET.search(data[:_HEAD]) or _XML.match(data[:_HEAD].lstrip())
    if named and not encoding.mark(data) and not encoding.magic(data):
        name = named[1].decode("ascii", "replace").lower()
        try:  # as browsers do, who take Latin-1 for Windows-1252
            return data.decode("cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii") else name)
        except (LookupError, UnicodeError):
            pass
    try:
        return encoding.decode(data)[0]
    except encoding.NotTextError as problem:
        line = None if problem.offset is None else data.count(b"\n", 0, problem.offset) + 1
        raise DataError(problem.reason, file=source.file, line=line, hint=tr("save the page again")) from None


def tree(source: Source, html: str) -> Element:
    """The page's root element. Raises `DataError` where there is none, as in an empty file."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        declared = _DECLARATION.match(html)  # of an encoding that was undone
        data = html[declared.end() if declared else 0 :].encode("utf-8", "replace")
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        raise DataError(tr("is no HTML page"), file=source.file)
    return root


def named(root: Element, *classes: str) -> Iterator[Element]:
    """The elements of any of these classes, in the order of the page."""
    for element in root.iter():
        if any(name in classes for name in (element.get("class") or "").split()):
            yield element


def first(root: Element, *classes: str) -> str:
    """The text, on one line, of the first element of the first of these classes that has some; empty without one."""
    for name in classes:
        for element in named(root, name):
            line = " ".join(paragraphs(element))
            if line:
                return line
    return ""


def paragraphs(root: Element) -> list[str]:
    """The text of an element, a string for each block that is not empty; blanks are run together as browsers do."""
    parts: list[str] = [""]
    for text, block in _texts(root):
        if block:
            parts.append("")
        else:
            parts[-1] += text
    lines = (_BLANKS.sub(" ", part).strip(" ") for part in parts)
    return [line for line in lines if line.strip()]


def _texts(root: Element) -> Iterator[tuple[str, bool]]:
    """Stretches of text and ends of blocks, without recursion: pages may be nested as deeply as they like."""
    waiting: list[tuple[Element, bool]] = [(root, False)]
    while waiting:
        element, left = waiting.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if left:
            if tag in _BLOCKS:
                yield "", True
            if element is not root and element.tail:
                yield element.tail, False
            continue
        if tag in _BLOCKS:
            yield "", True
        waiting.append((element, True))
        if tag and (tag not in _SILENT or element is root):
            if element.text:
                yield element.text, False
            waiting.extend((child, False) for child in reversed(element))
