"""The spaCy language `fr_press`: own code and own tokenizer, because `spacy.lang.fr` takes two seconds to import."""

from __future__ import annotations

from spacy.language import BaseDefaults, Language
from spacy.util import load_config_from_str, registry

_CONFIG = """
[nlp]
lang = "fr_press"

[nlp.tokenizer]
@tokenizers = "dronewatch.tokenizer.v1"
"""


class FrenchPressDefaults(BaseDefaults):
    """What differs from spaCy's defaults: the tokenizer alone."""

    config = load_config_from_str(_CONFIG)


@registry.languages("fr_press")
class FrenchPress(Language):  # type: ignore[no-untyped-call]
    """French as the press writes it."""

    lang = "fr_press"
    Defaults = FrenchPressDefaults
