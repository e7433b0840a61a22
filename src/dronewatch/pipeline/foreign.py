"""Component `dronewatch_model`: names from any other spaCy pipeline, whatever its tokenizer and language code."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from types import MappingProxyType

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dronewatch.errors import UsageError
from dronewatch.messages import tr
from dronewatch.model import NAME_LABELS, Span
from dronewatch.pipeline.candidates import propose, text_of

# What other models call their names. Those without a counterpart (MISC) are left out.
LABELS = MappingProxyType(
    {label: label for label in NAME_LABELS}
    | {"PER": "PERSON", "LOC": "LOCATION", "GPE": "LOCATION", "FAC": "LOCATION", "ORG": "ORGANIZATION"}
)


def load(model: str) -> Language:
    """A spaCy pipeline by name or path. UsageError where there is none, or where it finds no names."""
    try:
        with warnings.catch_warnings():
            # A model of another minor version of spaCy is the user's choice.
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            nlp = spacy.load(model)
    except (OSError, ValueError, ImportError) as error:
        reason = str(error).splitlines()[0]
        raise UsageError(
            tr("model {model!r} cannot be loaded: {reason}", model=model, reason=reason),
            hint=tr("a spaCy pipeline's name or folder"),
        ) from error
    if not any("doc.ents" in nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names):
        raise UsageError(
            tr("model {model!r} finds no names", model=model),
            hint=tr("it has {pipe_names}", pipe_names=", ".join(nlp.pipe_names) or tr("nothing")),
        )
    return nlp


@Language.factory("dronewatch_model", retokenizes=False)
def create(nlp: Language, name: str, model: str) -> Callable[[Doc], Doc]:
    """`model`: the other pipeline's name or path. Its names are proposed; lists and patterns go before them."""
    other = load(model)

    def foreign(doc: Doc) -> Doc:
        text = text_of(doc)
        spans = [
            Span(ent.start_char, ent.end_char, ent.text, LABELS[ent.label_], f"model:{other.meta['name']}")
            for ent in other(text).ents
            if ent.label_ in LABELS and "\n" not in ent.text
        ]
        propose(doc, "model", spans)
        return doc

    return foreign
