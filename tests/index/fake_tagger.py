"""A tagger that needs no spaCy: capitalised words are places, `N drones` and `N euros` are numbers.

Run as a script it indexes a corpus with this tagger, slowly: `fake_tagger.py FOLDER CORPUS SECONDS_AN_ARTICLE`.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Iterator
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path
from typing import Any

from dronewatch import corpus
from dronewatch.model import Article, Span, TaggedArticle, Value

_NAME = re.compile(r"\b[A-ZÉ][a-zéè]+(?: [A-Z][a-z]+)?")
_NUMBER = re.compile(r"\b(\d+) (drones|euros)\b")


def fingerprint(options: Any) -> str:
    """As `engine.fingerprint`, but of the gazetteers alone: the code may be at work while the tests run."""
    lists = "".join(Path(path).read_text(encoding="utf-8") for path in options.gazetteers)
    return blake2b(lists.encode(), digest_size=16).hexdigest()


def tag(
    articles: Iterable[Article], *, pause: float = 0.0, tagged: list[str] | None = None, **_: Any
) -> Iterator[TaggedArticle]:
    """As `resolve.tag`; the ids that it tags are added to `tagged`."""
    for article in articles:
        time.sleep(pause)
        if tagged is not None:
            tagged.append(article.id)
        sections = corpus.sections(article.text, article.title)
        yield TaggedArticle(article, sections, tuple(_spans(article.text, sections)))


def _spans(text: str, sections: Any) -> list[Span]:
    found = [
        Span(m.start(), m.end(), m[0], "LOCATION", "fake", section=_section(sections, m.start()), entity=m[0])
        for m in _NAME.finditer(text)
    ]
    for m in _NUMBER.finditer(text):
        money = m[2] == "euros"
        value = (
            Value(amount=Decimal(m[1]), currency="EUR")
            if money
            else Value(amount=Decimal(m[1]), noun=m[2], object=m[2])
        )
        label = "MONEY" if money else "QUANTITY"
        found.append(Span(m.start(), m.end(), m[0], label, "fake", value, section=_section(sections, m.start())))
    return sorted(found, key=lambda span: (span.start, -span.end))


def _section(sections: Any, at: int) -> str:
    return next(part.kind for part in sections if part.start <= at < part.end)


if __name__ == "__main__":
    from dronewatch import engine, index, resolve, settings
    from dronewatch.index import build

    folder, source, pause = sys.argv[1:]
    slow = float(pause)
    resolve.tag = lambda articles, **options: tag(articles, pause=slow)  # type: ignore[assignment]
    engine.fingerprint = fingerprint
    build._BATCH = 3
    index.update(settings.load(cwd=folder, corpus=[source]), progress=lambda done, total: print(done, flush=True))
