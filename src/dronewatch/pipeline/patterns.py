"""Component `dronewatch_patterns`: names that French writes regularly."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dronewatch import names
from dronewatch.pipeline.candidates import propose, proposed, text_of
from dronewatch.pipeline.component import Component


def patterns(doc: Doc) -> Doc:
    """Put the names forward that `names.find` finds, given those of the gazetteer."""
    propose(doc, "patterns", names.find(text_of(doc), proposed(doc, "gazetteer")))
    return doc


@Language.factory("dronewatch_patterns", retokenizes=False)
def create(nlp: Language, name: str) -> Component:
    """The factory that spaCy finds by name."""
    return Component(name, patterns)
