"""The spaCy language `fr_press`: own code and own tokenizer, because `spacy.lang.fr` takes two seconds to import."""

from __future__ import annotations

from collections.abc import Callable

from spacy.attrs import NORM, PREFIX, SHAPE, SUFFIX
from spacy.lang.lex_attrs import word_shape
from spacy.language import BaseDefaults, Language
from spacy.util import load_config_from_str, registry

from dronewatch.view import lower, normalize

_CONFIG = """
[nlp]
lang = "fr_press"

[nlp.tokenizer]
@tokenizers = "dronewatch.tokenizer.v1"
"""


def _prefix(word: str) -> str:
    return normalize(word)[0]


def _suffix(word: str) -> str:
    return normalize(word)[-3:]


def _shape(word: str) -> str:
    return word_shape(normalize(word))


class FrenchPressDefaults(BaseDefaults):
    """What differs from spaCy's defaults: the tokenizer, and features that no apostrophe or hyphen changes."""

    config = load_config_from_str(_CONFIG)
    lex_attr_getters: dict[int, Callable[[str], str]] = {  # noqa: RUF012  (spaCy declares it so)
        NORM: lower,
        PREFIX: _prefix,
        SUFFIX: _suffix,
        SHAPE: _shape,
    }


@registry.languages("fr_press")
class FrenchPress(Language):  # type: ignore[no-untyped-call]
    """French as the press writes it."""

    lang = "fr_press"
    Defaults = FrenchPressDefaults
