"""What the components propose before `merge` decides: spans of one source each, in `doc.user_data`, gone afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from dronewatch.model import Span

_SPANS = "dronewatch_candidates"
_TEXT = "dronewatch_text"


def remember(doc: Doc, text: str) -> Doc:
    """Keep the text from which `doc` was made until `take`."""
    doc.user_data[_TEXT] = text
    return doc


def text_of(doc: Doc) -> str:
    """`doc.text`, which spaCy puts together from the tokens every time, as the tokenizer got it."""
    text: str | None = doc.user_data.get(_TEXT)
    return doc.text if text is None else text


def propose(doc: Doc, source: str, spans: Sequence[Span]) -> None:
    """Put `spans` forward under the name of the component that found them."""
    doc.user_data.setdefault(_SPANS, {})[source] = list(spans)


def proposed(doc: Doc, source: str) -> list[Span]:
    """What `source` has put forward so far."""
    found: list[Span] = doc.user_data.get(_SPANS, {}).get(source, [])
    return found


def peek(doc: Doc) -> dict[str, list[Span]]:
    """All that was put forward so far, by source."""
    found: dict[str, list[Span]] = doc.user_data.get(_SPANS, {})
    return found


def take(doc: Doc) -> dict[str, list[Span]]:
    """All that was put forward; the doc forgets it, so that it can be serialised."""
    doc.user_data.pop(_TEXT, None)
    found: dict[str, list[Span]] = doc.user_data.pop(_SPANS, {})
    return found
