"""Cuts press French into tokens with one pass of one regular expression, several times faster than spaCy's rules.

Tokens only carry features and the alignment of spans; no span's offsets depend on them.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry

from dronewatch.pipeline import punctuation
from dronewatch.pipeline.candidates import remember

_TOKEN = re.compile(f"({'|'.join(f'(?:{token})' for token in punctuation.TOKENS)})( ?)", re.DOTALL)
_CLITIC = re.compile(f"({punctuation.LETTER}.*?)({punctuation.CLITIC})$", re.DOTALL)
_PREFIX = re.compile(f"({punctuation.PREFIX})(.+)", re.DOTALL)
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_HYPHENS = ("-", "\u2010", "\u2011")


def split(text: str) -> tuple[list[str], list[bool]]:
    """The tokens of `text` and whether a space follows each; put together again they are exactly `text`."""
    words: list[str] = []
    spaces: list[bool] = []
    for word, space in _TOKEN.findall(text):
        if "-" in word or _HYPHENS[1] in word or _HYPHENS[2] in word:
            parts = _parts(word)
            words += parts
            spaces += [False] * (len(parts) - 1)
        else:
            words.append(word)
        spaces.append(bool(space))
    return words, spaces


def _parts(word: str) -> list[str]:
    """A hyphenated word without its clitic (`dit` `-il`) and its prefix (`ex-` `ministre`)."""
    if word.lower() in punctuation.KEPT_WHOLE or not word[0].isalpha():
        return [word]
    prefix = _PREFIX.fullmatch(word)
    if prefix:
        return [prefix[1], *_parts(prefix[2])]
    clitic = _CLITIC.fullmatch(word)
    return [clitic[1], clitic[2]] if clitic else [word]


class Tokenizer(DummyTokenizer):
    """A spaCy tokenizer without state: nothing to save, nothing to load."""

    def __init__(self, vocab: Any):
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A `Doc` whose `text` is exactly the text given, but for lone surrogates, which spaCy cannot hold."""
        words, spaces = split(LONE_SURROGATE.sub("\ufffd", text))
        return remember(Doc(self.vocab, words=words, spaces=spaces), text)


@registry.tokenizers("dronewatch.tokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Any:
    """The tokenizer as `config.cfg` names it."""
    return lambda nlp: Tokenizer(nlp.vocab)
