"""Dates of articles as sites, newspapers and press databases write them, to ISO 8601.

`2019-04-12`, `20190412`, `12/04/2019` (the day first, as in France), `vendredi 12 avril 2019`, `1er mai 2017`,
`April 12, 2019`, `avril 2019`; a time of day behind them is passed over. Dates in an article's text are not these:
they have a grammar of their own in `language`.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from dronewatch import view

# Beginnings of the months' names in French and English, without accents, which no other word of theirs has.
_MONTHS = {
    "jan": 1,
    "fev": 2,
    "feb": 2,
    "mar": 3,
    "avr": 4,
    "apr": 4,
    "mai": 5,
    "may": 5,
    "juin": 6,
    "jun": 6,
    "juil": 7,
    "jul": 7,
    "aou": 8,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_NAMES = (
    "janvier|janv|january|jan|fevrier|fevr|fev|february|feb|mars|march|mar|avril|avr|april|apr|mai|may|juin|june|jun|"
    "juillet|juil|july|jul|aout|august|aug|septembre|september|sept|sep|octobre|october|oct|novembre|november|nov|"
    "decembre|december|dec"
)
_DAYS = (
    r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lun|mer|jeu|ven|sam|dim|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
)
_WRITTEN = (
    rf"(?:(?:{_DAYS})\b[.,]? ?)?(?:le )?(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?[ -](?P<month>{_NAMES})\b[.,]?[ -]"
    r"(?P<year>\d{4})",
    rf"(?:(?:{_DAYS})\b[.,]? ?)?(?P<month>{_NAMES})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
    rf"(?P<month>{_NAMES})\b\.? (?P<year>\d{{4}})",
)
_FIGURES = (
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?",
    r"(?P<year>\d{4})[/.](?P<month>\d\d?)[/.](?P<day>\d\d?)",
    r"(?P<day>\d\d?)[/.-](?P<month>\d\d?)[/.-](?P<year>\d{4})",
    r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)",
)
_TIME = r"(?:,? ?(?:t|a|at|-)? ?\d{1,2} ?[:h].{0,40})?"
_WHOLE = [re.compile(pattern + _TIME) for pattern in (*_FIGURES, *_WRITTEN)]
_WITHIN = [re.compile(rf"\b{pattern}\b") for pattern in (*_WRITTEN, r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")]
_LONGEST = 100


def iso(raw: object) -> str | None:
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD` for a value that is a date, None for anything else."""
    if not isinstance(raw, str | int) or isinstance(raw, bool):
        return None
    return _iso(str(raw))


@lru_cache(maxsize=4096)
def _iso(raw: str) -> str | None:
    folded = _folded(raw)
    return next((found for pattern in _WHOLE if (match := pattern.fullmatch(folded)) and (found := _date(match))), None)


def find(line: str) -> str | None:
    """The first date within a line such as `Politique, vendredi 12 avril 2019, p. 7`; None where there is none."""
    folded = _folded(line[:1000], len(line))
    for pattern in _WITHIN:
        for match in pattern.finditer(folded):
            found = _date(match)
            if found:
                return found
    return None


def _folded(raw: str, longest: int = _LONGEST) -> str:
    return " ".join(view.fold(raw).split()) if len(raw) <= longest else ""


def _date(match: re.Match[str]) -> str | None:
    """The date that a match names; None where the calendar has none such."""
    parts = match.groupdict()
    year, month, day = parts["year"], parts.get("month"), parts.get("day")
    number = next((n for name, n in _MONTHS.items() if month.startswith(name)), 0) if month else None
    if month and month.isdecimal():
        number = int(month)
    try:
        date(int(year), 1 if number is None else number, int(day or 1))
    except ValueError:
        return None
    return year + ("" if number is None else f"-{number:02}") + (f"-{int(day):02}" if day else "")
