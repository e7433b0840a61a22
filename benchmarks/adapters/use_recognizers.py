"""Recognizers-Text: numbers, percentages, currencies, dimensions and dates, French culture.

Its ends are inclusive, its values are written with a decimal comma.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from contract import Task, main, number, span
from recognizers_date_time import recognize_datetime
from recognizers_number import recognize_number, recognize_percentage
from recognizers_number_with_unit import recognize_currency, recognize_dimension, recognize_temperature
from recognizers_suite import Culture

# Names that it gives currencies, those of the suites and of news
ISO = {
    "Euro": "EUR",
    "Dollar": "USD",
    "Dollar États-Unis": "USD",
    "Livre sterling": "GBP",
    "Livre britannique": "GBP",
    "Franc suisse": "CHF",
    "Yen japonais": "JPY",
    "Yen": "JPY",
    "Rouble russe": "RUB",
    "Dollar canadien": "CAD",
}


def task(label: str, *recognizers: Callable[..., Any]) -> Task:
    def call(text: str) -> list[Any]:
        return [found for recognize in recognizers for found in recognize(text, Culture.French)]

    def spans(text: str) -> Iterator[dict[str, Any]]:
        for found in call(text):
            resolution = found.resolution or {}
            if label == "DATE":
                if found.type_name.rpartition(".")[2] in ("date", "daterange", "datetime", "datetimerange"):
                    yield span(found.start, found.end + 1, label, edtf=edtf(resolution["values"][0]["timex"]))
                continue
            amount = number((resolution.get("value") or "").removesuffix("%"))
            currency = ISO.get(resolution.get("unit"), resolution.get("unit"))
            yield span(found.start, found.end + 1, label, amount=amount, currency=currency, noun=resolution.get("unit"))

    return Task(call, spans)


def edtf(timex: str) -> str:
    """`(2019-04-12,2019-04-14,P2D)` is an interval; the time of the day is no part of a date."""
    ends = re.match(r"\(([^,]+),([^,]+),", timex)
    return "/".join(part.split("T")[0] for part in (ends.groups() if ends else (timex,)))


if __name__ == "__main__":
    main(
        {
            "NUMBER": lambda: task("NUMBER", recognize_number),
            "PERCENT": lambda: task("PERCENT", recognize_percentage),
            "MONEY": lambda: task("MONEY", recognize_currency),
            "QUANTITY": lambda: task("QUANTITY", recognize_dimension, recognize_temperature),
            "DATE": lambda: task("DATE", recognize_datetime),
        }
    )
