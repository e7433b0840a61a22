"""Cuts press French into tokens, several times faster than spaCy's rules.

What stands between two blanks is cut by one regular expression, and once: the pieces of the many words that come again
are kept. Tokens only carry features and the alignment of spans; no span's offsets depend on them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry

from dronewatch.pipeline import punctuation
from dronewatch.pipeline.candidates import remember

_TOKEN = re.compile("|".join(f"(?:{token})" for token in punctuation.TOKENS), re.DOTALL)
_CLITIC = re.compile(f"({punctuation.LETTER}.*?)({punctuation.CLITIC})$", re.DOTALL)
_PREFIX = re.compile(f"({punctuation.PREFIX})(.+)", re.DOTALL)
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_HYPHENS = ("-", "\u2010", "\u2011")
# Every run of blanks but the single space between two words: line breaks, no-break spaces, two spaces.
_BREAK = re.compile(r"(\s(?:(?<! )\s*|\s+))")
_MANY = 100_000
_LONG = 40


def _followed(tokens: int) -> tuple[bool, ...]:
    """Whether a space follows each of so many tokens: the last one."""
    return (False,) * (tokens - 1) + (True,)


_FOLLOWED = {tokens: _followed(tokens) for tokens in range(1, 10)}


class _Pieces(dict[str, tuple[tuple[Any, ...], tuple[bool, ...]]]):
    """What stands between two blanks as `coded` tokens, and whether a space follows each.

    It is found out when it is met; what is long hardly comes again.
    """

    def __init__(self, coded: Callable[[str], Any]):
        super().__init__()
        self.coded = coded

    def __missing__(self, chunk: str) -> tuple[tuple[Any, ...], tuple[bool, ...]]:
        # The blank behind is seen by patterns that look ahead, and is no token.
        tokens = (chunk,) if chunk.isalpha() else _tokens(chunk + " ")[:-1]
        found = tuple(map(self.coded, tokens)), _FOLLOWED.get(len(tokens)) or _followed(len(tokens))
        if len(chunk) <= _LONG:
            if len(self) >= _MANY:
                self.clear()
            self[chunk] = found
        return found


def split(text: str) -> tuple[list[str], list[bool]]:
    """The tokens of `text` and whether a space follows each; put together again they are exactly `text`."""
    return _split(text, _Pieces(str))


def _split(text: str, pieces: _Pieces) -> tuple[list[Any], list[bool]]:
    """`split(text)`, each token as `pieces` has it coded."""
    words: list[Any] = []
    spaces: list[bool] = []
    if text[:1] == " ":
        lead = len(text) - len(text.lstrip())
        words.append(pieces.coded(text[:lead]))
        spaces.append(False)
        text = text[lead:]
    parts = _BREAK.split(text)
    last = len(parts) - 1
    for at in range(0, last + 1, 2):
        if parts[at]:
            chunks = parts[at].split(" ")
            final = chunks.pop() if at == last else ""
            for chunk in chunks:
                codes, followed = pieces[chunk]
                words += codes
                spaces += followed
            if final:  # no blank follows the last word of a text
                tokens = _tokens(final)
                words += map(pieces.coded, tokens)
                spaces += [False] * len(tokens)
        if at < last:
            blanks = parts[at + 1]
            if words and blanks[0] == " ":
                blanks = blanks[1:]
            elif words:
                spaces[-1] = False
            words.append(pieces.coded(blanks))
            spaces.append(False)
    return words, spaces


def _tokens(text: str) -> list[str]:
    found: list[str] = _TOKEN.findall(text)
    if not any(hyphen in text for hyphen in _HYPHENS):
        return found
    return [part for word in found for part in (_parts(word) if any(map(word.__contains__, _HYPHENS)) else (word,))]


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
    """A spaCy tokenizer without settings: nothing to save, nothing to load."""

    def __init__(self, vocab: Any):
        self.vocab = vocab
        # Words by the numbers that spaCy knows them by: a `Doc` of numbers is made three times as fast.
        self._pieces = _Pieces(vocab.strings.add)

    def __call__(self, text: str) -> Doc:
        """A `Doc` whose `text` is exactly the text given, but for lone surrogates, which spaCy cannot hold."""
        whole = _encodable(text)
        words, spaces = _split(whole, self._pieces)
        try:
            doc = Doc(self.vocab, words=words, spaces=spaces)
        except KeyError:  # the vocabulary has forgotten words, as it does at the end of a memory zone
            self._pieces.clear()
            words, spaces = split(whole)
            doc = Doc(self.vocab, words=words, spaces=spaces)
        return remember(doc, text)

    def __reduce__(self) -> tuple[type[Tokenizer], tuple[Any]]:
        return Tokenizer, (self.vocab,)


def _encodable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return LONE_SURROGATE.sub("\ufffd", text)
    return text


@registry.tokenizers("dronewatch.tokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Any:
    """The tokenizer as `config.cfg` names it."""
    return lambda nlp: Tokenizer(nlp.vocab)
