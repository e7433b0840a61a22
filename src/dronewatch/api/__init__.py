"""dronewatch from Python: `open` a corpus and get DataFrames, `tag` a text and get spans. See docs/python.md."""

from __future__ import annotations

from dronewatch.api.corpus import Corpus, CorpusWarning, open
from dronewatch.api.tagging import tag

__all__ = ["Corpus", "CorpusWarning", "open", "tag"]
