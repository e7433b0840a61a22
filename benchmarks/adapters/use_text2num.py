"""text2num: numerals in words, and the figures beside them, as it would leave both in the text that it rewrites.

`alpha2digit`, which rewrites, is timed; it gives neither offsets nor values. Those come from `text2num` where the whole
text is one numeral, from `find_numbers` elsewhere. Of the ways tried to cut tokens, to set the threshold (its default
is 3) and to leave figures out, this one scores best on the six numeral suites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from contract import Task, main, number, span
from text_to_num import alpha2digit, find_numbers, text2num

WORD = re.compile(r"\w+(?:-\w+)*|[^\w\s]")
FIGURES = re.compile(r"(?<![\d.,])-?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?")


class Token:
    def __init__(self, match: re.Match[str]) -> None:
        self.start, self.end, self._text = match.start(), match.end(), match[0]

    def text(self) -> str:
        return self._text

    def nt_separated(self, previous: Token) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


def spans(text: str) -> Iterator[dict[str, Any]]:
    try:
        yield span(0, len(text), "NUMBER", amount=number(text2num(text, "fr")))
        return
    except ValueError:
        pass
    tokens = [Token(match) for match in WORD.finditer(text)]
    words = [
        (tokens[found.start].start, tokens[found.end - 1].end, number(found.value))
        for found in find_numbers(tokens, "fr")
    ]
    for figures in FIGURES.finditer(text):
        start, end = figures.span()
        if not any(first < end and start < last for first, last, _ in words):
            words.append((start, end, number(re.sub(r"\s", "", figures[0]))))
    for start, end, amount in sorted(words, key=lambda found: found[:2]):
        yield span(start, end, "NUMBER", amount=amount)


if __name__ == "__main__":
    main({"NUMBER": lambda: Task(lambda text: alpha2digit(text, "fr"), spans)})
