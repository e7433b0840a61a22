"""Component `dronewatch_numbers`: money, quantities, percentages, dates and durations, with their values."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from dronewatch import language
from dronewatch.model import NUMBER_LABELS
from dronewatch.pipeline.candidates import propose, text_of
from dronewatch.pipeline.component import Component


@Language.factory("dronewatch_numbers", default_config={"labels": list(NUMBER_LABELS)}, retokenizes=False)
def create(nlp: Language, name: str, labels: Sequence[str]) -> Component:
    """`labels`: those of `NUMBER_LABELS`, and `NUMBER` where every numeral is wanted."""

    def numbers(doc: Doc) -> Doc:
        propose(doc, "numbers", language.find(text_of(doc), labels, date=doc.user_data.get("date")))
        return doc

    return Component(name, numbers)
