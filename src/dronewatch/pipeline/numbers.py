"""Component `dronewatch_numbers`: money, quantities, percentages, dates and durations, with their values."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from dronewatch.language import spans
from dronewatch.language.dates import find_dates
from dronewatch.model import NUMBER_LABELS
from dronewatch.pipeline.candidates import propose, proposed, text_of
from dronewatch.pipeline.component import Component

_READING = "dronewatch_reading"


def read(doc: Doc) -> Doc:
    """Find the numerals, from which the other steps go on."""
    doc.user_data[_READING] = spans.read(text_of(doc))
    return doc


def amounts(doc: Doc) -> Doc:
    """Put money, quantities and percentages forward."""
    propose(doc, "amounts", spans.amounts(doc.user_data[_READING]))
    return doc


def dates(doc: Doc) -> Doc:
    """Put dates forward; `doc.user_data["date"]` is the day of publication, where it is known."""
    propose(doc, "dates", find_dates(text_of(doc), date=doc.user_data.get("date")))
    return doc


def durations(doc: Doc) -> Doc:
    """Put durations forward."""
    propose(doc, "durations", spans.durations(doc.user_data[_READING]))
    return doc


@Language.factory("dronewatch_numbers", default_config={"labels": list(NUMBER_LABELS)}, retokenizes=False)
def create(nlp: Language, name: str, labels: Sequence[str]) -> Component:
    """`labels`: those of `NUMBER_LABELS`, and `NUMBER` where every numeral is wanted."""

    def numbers(doc: Doc) -> Doc:
        found = [span for source in ("amounts", "dates", "durations") for span in proposed(doc, source)]
        propose(doc, "numbers", spans.chosen(doc.user_data.pop(_READING), found, labels))
        return doc

    return Component(name, read, amounts, dates, durations, numbers)
