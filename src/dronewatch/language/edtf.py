"""Partial dates, what they become when the day of publication is known, and how EDTF (ISO 8601-2) writes them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

NEAR = 92  # days: a quarter; the same date of another year is three times as far


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as it is said.

    `year` has four characters, X for unknown digits (`198X`); `month` is 1 to 12, or a season (21 to 24), quarter (33
    to 36) or semester (40, 41); `weekday` is 0 for Monday; `later` says that it is the last or next such date.
    """

    year: str | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    later: Literal["last", "next"] | None = None

    @property
    def is_weekday(self) -> bool:
        """Whether nothing but a weekday is said."""
        return self.weekday is not None and self.year is None and self.month is None and self.day is None

    def write(self) -> str | None:
        """The EDTF string, X for what is not said; None where only a weekday is."""
        if self.day is None and self.month is None:
            return self.year
        year = self.year or "XXXX"
        month = "XX" if self.month is None else f"{self.month:02}"
        return f"{year}-{month}" if self.day is None else f"{year}-{month}-{self.day:02}"


def published(date: str | None) -> datetime.date | None:
    """The day of an ISO 8601 date or time, None where it is missing or no full date."""
    try:
        day = datetime.date.fromisoformat((date or "")[:10])
    except ValueError:
        return None
    # the dates around it must exist as well
    return day if datetime.MINYEAR + 9 < day.year < datetime.MAXYEAR - 9 else None


def _known(day: datetime.date) -> Date:
    return Date(f"{day.year:04}", day.month, day.day, day.weekday())


def resolve(date: Date, day: datetime.date) -> Date:
    """`date` with its year (a weekday: as a whole), as read on `day`; unchanged where nothing in it is relative.

    A bare weekday is the latest one up to `day`; `dernier` and `prochain` exclude the day or month of publication.
    A day of a month or a month alone gets its year where only one is near (`NEAR`); with its weekday, the nearest year
    in which it is one.
    """
    if date.is_weekday and date.weekday is not None:
        back = (day.weekday() - date.weekday) % 7
        if date.later == "next":
            return _known(day + datetime.timedelta(days=7 - back))
        return _known(day - datetime.timedelta(days=back or (7 if date.later == "last" else 0)))
    if date.year is not None or date.month is None or date.month > 12:
        return date
    if date.later is None:
        return _nearest(date, day)
    here, there = (day.month, day.day), (date.month, date.day or 0)
    if date.day is None:
        here = (day.month, 0)
    step = -1 if date.later == "last" else 1
    year = day.year if (there < here if step == -1 else there > here) else day.year + step
    while date.month == 2 and date.day == 29 and (year % 4 or (year % 100 == 0 and year % 400)):
        year += step
    return replace(date, year=f"{year:04}")


def _nearest(date: Date, day: datetime.date) -> Date:
    """A date without a year in the year next to `day`; unchanged where none fits."""
    found: list[tuple[int, int]] = []
    for year in (day.year - 1, day.year, day.year + 1):
        there = _day(replace(date, year=f"{year:04}", day=date.day or min(day.day, 28)))
        if there is not None and (date.weekday is None or date.day is None or there.weekday() == date.weekday):
            found.append((abs((there - day).days), year))
    if not found:
        return date
    distance, year = min(found)
    return replace(date, year=f"{year:04}") if distance <= NEAR or date.weekday is not None else date


def complete(left: Date, right: Date) -> Date:
    """The earlier date `left` with what only the later one says: `juin à décembre 2019`, `mardi à jeudi 28 mai`."""
    if left.is_weekday and left.weekday is not None and right.weekday is not None and right.day is not None:
        back = (right.weekday - left.weekday) % 7
        if right.year is not None and right.month is not None:
            last = _day(right)
            return _known(last - datetime.timedelta(days=back)) if last else left
        return replace(right, day=right.day - back, weekday=left.weekday) if right.day > back else left
    if left.year is None and right.year is not None and left.month is not None and right.month is not None:
        earlier = (left.month, left.day or 0) > (right.month, right.day or 31)
        return replace(left, year=f"{int(right.year) - earlier:04}")
    return left


def _day(date: Date) -> datetime.date | None:
    try:
        return datetime.date(int(date.year or ""), date.month or 0, date.day or 0)
    except ValueError:
        return None


def write(dates: Sequence[Date], join: str = "", uncertain: bool = False) -> str | None:
    """One EDTF string: a date, `a/b` for an interval (join `/`), `{a,b}` for all of (`,`), `[a,b]` for one of (`|`).

    `uncertain` adds `?` to each date. None where a date says nothing but a weekday.
    """
    forms = [date.write() for date in dates]
    known = [form + "?" * uncertain for form in forms if form is not None]
    if not known or len(known) < len(forms):
        return None
    if len(known) == 1:
        return known[0]
    if join == "/":
        return "/".join(known)
    return "[" + ",".join(known) + "]" if join == "|" else "{" + ",".join(known) + "}"
