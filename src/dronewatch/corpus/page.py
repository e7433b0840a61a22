"""A web page is one article: its text, title, date and publisher as trafilatura finds them.

Offsets count in the text that is extracted: the title on its first line, a paragraph on each of the next. An export
of Europresse or Factiva is known by its marks and read as what it is.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from dronewatch import view
from dronewatch.corpus import europresse, factiva, htmltext, metadata
from dronewatch.corpus.source import Source
from dronewatch.errors import DataError
from dronewatch.messages import marked, tr
from dronewatch.model import Article

_LOGGERS = ("trafilatura", "htmldate", "courlan", "justext")
_HINT = marked("is it a list of links, or filled in by a script? Save the article itself, or its text as .txt")
# The date at which it was published, where the page says so; no guess from the text or from today's date.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1600-01-01", "max_date": "2100-01-01"}
_MOST = 50_000  # elements, more than any article has: trafilatura compares them, in time that grows with their square
_TITLE_WITHIN = 400  # characters in which the title may already stand


def read(source: Source, stream: BinaryIO) -> Iterator[Article]:
    """The page's article; the articles of an export of a press database.

    Raises `DataError` for a page without an article.
    """
    html = htmltext.decoded(source, stream)
    for export in (europresse, factiva):
        if export.known(html):
            yield from export.articles(source, html)
            return
    found = _extracted(source, html)
    text = str(found.text).strip()
    title = " ".join(str(found.title or "").split())
    if title and _key(title) not in _key(text[:_TITLE_WITHIN]):
        text = f"{title}\n\n{text}"
    fields = {
        "title": title,
        "date": found.date,
        "publisher": found.sitename or found.hostname,
        "url": found.url,
        "author": found.author,
        "description": found.description,
        "categories": found.categories,
        "tags": found.tags,
        "licence": found.license,
    }
    yield metadata.own(source, text, {key: value for key, value in fields.items() if value})


def _key(text: str) -> str:
    return " ".join(view.fold(text).split())


def _extracted(source: Source, html: str) -> Any:
    """What trafilatura finds. Raises `DataError` where it finds nothing."""
    import trafilatura

    for name in _LOGGERS:  # what they have to say is said here, once and with the file's name
        logger = logging.getLogger(name)
        if not any(isinstance(handler, logging.NullHandler) for handler in logger.handlers):
            logger.addHandler(logging.NullHandler())
    root = htmltext.tree(source, html)
    if sum(1 for _ in islice(root.iter(), _MOST + 1)) > _MOST:
        message = tr("the page has more than {most} elements", most=_MOST)
        raise DataError(message, file=source.file, hint=tr("save its text as .txt"))
    try:
        found: Any = trafilatura.bare_extraction(
            html, include_comments=False, with_metadata=True, date_extraction_params=_DATES
        )
    except Exception as problem:  # a page can be broken in ways for which the libraries have no error of their own
        message = tr("the page cannot be taken apart ({name})", name=type(problem).__name__)
        raise DataError(message, file=source.file, hint=tr("save its text as .txt")) from None
    if found is None or _links_alone(str(found.text or ""), root):
        raise DataError(tr("no article was found in the page"), file=source.file, hint=tr(_HINT))
    return found


def _links_alone(text: str, root: Any) -> bool:
    """Whether each line that was found is a link or a title of the page: a front page or a list, or nothing at all."""
    links = {_bare(" ".join(htmltext.paragraphs(link))) for link in root.iter("a", "title", "h1")}
    return all(_bare(line) in links for line in text.splitlines() if line.strip())


def _bare(line: str) -> str:
    return _key(line.strip(" -–|•*#"))
