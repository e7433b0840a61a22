"""What the components propose before `merge` decides: spans of one source each, in `doc.user_data`, gone afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from dronewatch.model import Span

_KEY = "dronewatch_candidates"


def propose(doc: Doc, source: str, spans: Sequence[Span]) -> None:
    """Put `spans` forward under the name of the component that found them."""
    doc.user_data.setdefault(_KEY, {})[source] = list(spans)


def proposed(doc: Doc, source: str) -> list[Span]:
    """What `source` has put forward so far."""
    found: list[Span] = doc.user_data.get(_KEY, {}).get(source, [])
    return found


def take(doc: Doc) -> dict[str, list[Span]]:
    """All that was put forward; the doc forgets it, so that it can be serialised."""
    found: dict[str, list[Span]] = doc.user_data.pop(_KEY, {})
    return found
