"""Component `dronewatch_sections`: where title, body, promo and comments of an article are."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dronewatch import corpus
from dronewatch.pipeline import records
from dronewatch.pipeline.candidates import text_of
from dronewatch.pipeline.component import Component


def sections(doc: Doc) -> Doc:
    """Set `doc._.dronewatch_sections` and `doc.spans["sections"]`; `doc.user_data["title"]` helps where it is known."""
    found = corpus.sections(text_of(doc), doc.user_data.get("title"))
    doc.user_data[records.SECTIONS] = [[section.start, section.end, section.kind] for section in found]
    spans = (doc.char_span(part.start, part.end, label=part.kind, alignment_mode="expand") for part in found)
    doc.spans["sections"] = [span for span in spans if span is not None]
    return doc


@Language.factory("dronewatch_sections", retokenizes=False)
def create(nlp: Language, name: str) -> Component:
    """The factory that spaCy finds by name."""
    return Component(name, sections)
