"""Component `dronewatch_patterns`: names that French writes regularly."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dronewatch import names
from dronewatch.pipeline.candidates import propose, proposed, text_of
from dronewatch.pipeline.component import Component

_BY_WORDS = "dronewatch_by_words"


def by_words(doc: Doc) -> Doc:
    """Find the names that a word announces, given those of the gazetteer."""
    doc.user_data[_BY_WORDS] = names.by_words(text_of(doc), proposed(doc, "gazetteer"))
    return doc


def patterns(doc: Doc) -> Doc:
    """Put them and the people forward: all that `names.find` finds."""
    found = names.with_people(text_of(doc), doc.user_data.pop(_BY_WORDS), proposed(doc, "gazetteer"))
    propose(doc, "patterns", found)
    return doc


@Language.factory("dronewatch_patterns", retokenizes=False)
def create(nlp: Language, name: str) -> Component:
    """The factory that spaCy finds by name."""
    return Component(name, by_words, patterns)
