"""The objective of `spacy pretrain --code training/pretraining.py`: guess the vectors of masked words in raw news.

spaCy's own objective (`spacy.PretrainVectors.v1`) makes new docs of the masked words and so loses what the rules
propose, which the names model reads as `token.tag_`. This one keeps it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import reader  # noqa: F401  (registers the corpus reader)
import spacy
from spacy.ml.models.multi_task import _apply_mask, _RandomWords, get_vectors_loss
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import CosineDistance, Linear, Maxout, Model, chain, list2array, zero_init

MASKED = 0.15  # share of the words


@spacy.registry.architectures("dronewatch.PretrainVectors.v1")
def create(maxout_pieces: int, hidden_size: int) -> Callable[[Vocab, Model], Model]:
    """What makes, of a vocabulary and a tok2vec, the model that guesses vectors, with its loss."""

    def objective(vocab: Vocab, tok2vec: Model) -> Model:
        width = tok2vec.get_dim("nO")
        output = chain(
            list2array(),
            Maxout(nO=hidden_size, nI=width, nP=maxout_pieces, normalize=True, dropout=0.0),
            Linear(nO=vocab.vectors.shape[1], nI=hidden_size, init_W=zero_init),
        )
        model = _masked(vocab, chain(tok2vec, output))
        model.set_ref("tok2vec", tok2vec)
        model.set_ref("output_layer", output)
        model.attrs["loss"] = partial(get_vectors_loss, distance=CosineDistance(normalize=True, ignore_zeros=True))
        return model

    return objective


def _masked(vocab: Vocab, guess: Model) -> Model:
    """`guess` given docs in which some words are masked, learning from those words alone."""
    random_words = _RandomWords(vocab)

    def forward(model: Model, docs: list[Doc], is_train: bool) -> tuple[object, Callable[[object], object]]:
        shown, masked = _apply_mask(docs, random_words, mask_prob=MASKED)
        for doc, original in zip(masked, docs, strict=True):
            doc.from_array(["TAG"], original.to_array(["TAG"]).reshape(-1, 1))
        hidden = 1 - model.ops.asarray(shown, dtype="f").reshape((-1, 1))
        output, backprop = model.layers[0](masked, is_train)
        return output, lambda gradient: backprop(gradient * hidden)

    def initialize(model: Model, X: object = None, Y: object = None) -> None:  # noqa: N803  (thinc's names)
        model.layers[0].initialize(X=X, Y=Y)

    return Model("dronewatch_masked", forward, layers=[guess], init=initialize)
