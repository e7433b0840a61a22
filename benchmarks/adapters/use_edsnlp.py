"""EDS-NLP: quantities and dates. It has no money, and of percentages the sign only: both get a unit with its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import edsnlp
from contract import Task, main, number, span
from edsnlp.pipes.misc.quantities.patterns import units_config


def unit(dimension: str, *terms: str) -> dict[str, Any]:
    return {"dim": dimension, "degree": 1, "scale": 1, "terms": list(terms), "followed_by": None}


UNITS = {
    **units_config,
    "euro": unit("money", "€", "euro", "euros", "EUR"),
    "%": unit("%", "%", "pour cent", "pour-cent", "pourcent"),
}


def pipeline(name: str, **settings: Any) -> Any:
    nlp = edsnlp.blank("eds")
    nlp.add_pipe("eds.normalizer")
    nlp.add_pipe("eds.sentences")
    nlp.add_pipe(name, config=settings)
    return nlp


def quantities(label: str, wanted: str | dict[str, Any]) -> Task:
    nlp = pipeline("eds.quantities", quantities=wanted, units_config=UNITS, extract_ranges=True, use_tables=False)

    def spans(text: str) -> Iterator[dict[str, Any]]:
        for found in nlp(text).spans["quantities"]:
            value = found._.value
            noun = value[0].unit
            if label == "QUANTITY" and noun in ("euro", "%"):
                continue
            ends = {"amount": number(value.value)} if len(value) == 1 else {}
            if len(value) == 2:
                ends = {"low": number(value[0].value), "high": number(value[1].value)}
            currency = "EUR" if noun == "euro" else None
            yield span(found.start_char, found.end_char, label, **ends, currency=currency, noun=noun)

    return Task(nlp, spans)


def dates() -> Task:
    nlp = pipeline("eds.dates")

    def spans(text: str) -> Iterator[dict[str, Any]]:
        for found in nlp(text).spans["dates"]:
            written = found._.date.norm() if found._.date.mode == "absolute" else None
            yield span(found.start_char, found.end_char, "DATE", edtf=edtf(written))

    return Task(nlp, spans)


def edtf(written: str | None) -> str | None:
    """Its `2019-04-??` is 2019-04, its `????-04-12 20h` is XXXX-04-12; relative dates have no EDTF."""
    return written and re.sub(r"(-XX)+$", "", written.split()[0].replace("?", "X"))


if __name__ == "__main__":
    main(
        {
            "MONEY": lambda: quantities("MONEY", {"money": {"unit": "euro"}}),
            "PERCENT": lambda: quantities("PERCENT", {"percent": {"unit": "%"}}),
            "QUANTITY": lambda: quantities("QUANTITY", "all"),
            "DATE": dates,
        }
    )
