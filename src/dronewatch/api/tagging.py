"""A text in, its spans out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from dronewatch import suggest
from dronewatch.engine import Options
from dronewatch.errors import UsageError
from dronewatch.messages import tr
from dronewatch.model import DEFAULT_LABELS, LABELS, Article, Span

if TYPE_CHECKING:
    from dronewatch.engine.local import Tagger

_PIPELINES = 4  # kept in memory, each some dozen megabytes


def tag(
    text: str,
    *,
    label: str | Sequence[str] = DEFAULT_LABELS,
    title: str | None = None,
    gazetteers: str | Sequence[str] = (),
    model: str | None = None,
) -> tuple[Span, ...]:
    """The spans of `text`, by start, then longest first, with `text[span.start:span.end] == span.text`.

    `label` are those that are wanted (NUMBER only if it is named), `title` the article's where it stands in
    the text. `gazetteers` and `model` are as the options of `dronewatch tag`. The pipeline is built at the first call,
    which takes a second or two, and kept.

    Raises UsageError for an unknown label or model, DataError for a gazetteer that is bad.
    """
    labels = (label,) if isinstance(label, str) else tuple(label)
    for each in labels:
        if each not in LABELS:
            raise UsageError(tr("no label {each!r}", each=each), hint=suggest.hint(each, LABELS))
    lists = (gazetteers,) if isinstance(gazetteers, str) else tuple(map(str, gazetteers))
    from dronewatch.resolve.within import within

    tagger = _tagger(Options(gazetteers=lists, model=model, labels=labels))
    identity = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    (tagged,) = tagger.tag([Article(identity, text, title=title)])
    return tuple(within(tagged.spans, text))


@lru_cache(maxsize=_PIPELINES)
def _tagger(options: Options) -> Tagger:
    from dronewatch.engine.local import Tagger

    return Tagger(options)
