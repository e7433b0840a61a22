"""Component `dronewatch_features`: tells the statistical model what lists, patterns and number grammars propose.

The model reads it as `token.tag_`, beside the words themselves, and so learns how far each kind of proposal holds.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from dronewatch import names
from dronewatch.pipeline.candidates import peek, text_of
from dronewatch.pipeline.component import Component
from dronewatch.pipeline.precedence import add, choose


def features(doc: Doc) -> Doc:
    """Write `B-` and `I-` with the label on every token of a proposed span; other tokens have no tag."""
    chosen = choose(peek(doc))
    for span in add(chosen, names.echo(text_of(doc), chosen)):
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand") if span.label != "NUMBER" else None
        for at, token in enumerate(tokens or ()):
            token.tag_ = f"{'I' if at else 'B'}-{span.label}"
    return doc


@Language.factory("dronewatch_features", assigns=["token.tag"], retokenizes=False)
def create(nlp: Language, name: str) -> Component:
    """The factory that spaCy finds by name."""
    return Component(name, features)
