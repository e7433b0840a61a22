"""price-parser: one price a text, made for shop pages. Its finds have no offsets: the amount's text is looked up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contract import Task, main, number, span
from price_parser import Price

ISO = {"€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD", "us$": "USD", "£": "GBP", "¥": "JPY"}


def spans(text: str) -> Iterator[dict[str, Any]]:
    price = Price.fromstring(text)
    if price.amount is not None:
        start = max(0, text.find(price.amount_text))
        currency = ISO.get((price.currency or "").lower(), price.currency)
        yield span(start, start + len(price.amount_text), "MONEY", amount=number(price.amount), currency=currency)


if __name__ == "__main__":
    main({"MONEY": lambda: Task(Price.fromstring, spans)})
