"""The only room that knows spaCy: tokenizer, components and factories. Importing it registers them all."""

from __future__ import annotations

from dronewatch.pipeline import features, foreign, gazetteer, merge, numbers, patterns, records, sections, tokenizer
from dronewatch.pipeline.build import NO_MODEL, SHIPPED, build, documents, tagged
from dronewatch.pipeline.french import FrenchPress

__all__ = [
    "NO_MODEL", "SHIPPED", "FrenchPress", "build", "documents", "features", "foreign", "gazetteer", "merge", "numbers",
    "patterns", "records", "sections", "tagged", "tokenizer",
]  # fmt: skip
