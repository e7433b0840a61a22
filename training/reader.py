"""Training data as `spacy train` reads it: what the rules propose is given, not learned."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example


@spacy.registry.readers("dronewatch.names.v1")
def create(paths: Sequence[Path], repeat_first: int = 1) -> Callable[[Language], Iterator[Example]]:
    """Examples of all `paths`, the first repeated so that annotations of people weigh more than those of a teacher.

    The predicted side keeps `token.tag_`, where component `dronewatch_features` has written what lists and patterns
    propose.
    """

    def read(nlp: Language) -> Iterator[Example]:
        for number, path in enumerate(paths):
            for reference in DocBin().from_disk(path).get_docs(nlp.vocab):
                for _ in range(repeat_first if number == 0 else 1):
                    yield Example(_given(reference), reference)

    return read


def _given(reference: Doc) -> Doc:
    """The tokens and tags of `reference`, without its names."""
    return Doc(
        reference.vocab,
        words=[token.text for token in reference],
        spaces=[bool(token.whitespace_) for token in reference],
        tags=[token.tag_ for token in reference],
    )
