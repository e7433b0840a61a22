"""French dates with their EDTF values, found on text.

One pass of one pattern over the folded view finds the points (`mardi 12 avril`, `juin 2019`, `2016`, `années 80`); a
second, over neighbours only, joins the two ends of a range (`du 3 mars au 4 mai`, `entre 2008 et 2016`). Values follow
EDTF (ISO 8601-2), unknown parts as X; what depends on the day of publication is resolved only where that is given.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Literal, NamedTuple

from dronewatch.language import dates_data as data
from dronewatch.language import edtf
from dronewatch.language.edtf import Date
from dronewatch.language.words import alternatives, branches
from dronewatch.model import Span, Value
from dronewatch.view import fold, normalize

_MONTH = f"(?:{alternatives(data.MONTHS)})(?![^\\W_])"
_SHORT = f"(?:{alternatives(data.SHORT_MONTHS)})(?:\\.|(?![^\\W_]))"
_WEEKDAY = f"(?:{alternatives(data.WEEKDAYS)})s?(?![^\\W_])"
_DAY = r"(?:1 ?er|premier|[12]\d|3[01]|0?[1-9])(?!\d)"
_YEAR = r"(?:1\d|20|21)\d\d(?![^\W_])"
_LATER = r"(?: (?:derniers?|prochains?)(?![^\W_]))"
_FIRST = f"(?:{_WEEKDAY},? (?:le )?)?{_DAY}"
_ITEM = f"(?:le )?{_FIRST}"
_JOINT = r"(?:,? (?:et|ou|puis) (?:(?:le|au|du) )?| (?:au|a) |/| ?[-–] ?)"

_IN_YEAR = rf"(?:(?: |-| de l'annee ){_YEAR})"
_DECADE = rf"(?:(?:1\d|20)?\d0|{alternatives(data.DECADES)})(?![^\W_])"
_PART = alternatives({*data.QUARTERS, *data.SEMESTERS})

# What a point can be, tried in this order.
_KINDS = {
    "day": rf"(?:(?:{_FIRST}, (?:{_ITEM}, ){{0,5}}{_ITEM}|{_FIRST}){_JOINT}{_ITEM}|{_FIRST})"
    rf"[ -](?:{_MONTH}|{_SHORT}){_IN_YEAR}?{_LATER}?",
    "iso": rf"{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![^\W_])",
    "numeric": rf"(?:0?[1-9]|[12]\d|3[01])(?P<mark>[/.-])(?:0?[1-9]|1[0-2])(?P=mark)(?:{_YEAR}|\d\d(?![^\W_]))",
    "years": rf"{_YEAR} ?[-–/] ?(?:{_YEAR}|\d\d(?![^\W_]))",
    "year": rf"(?:mi-)?{_YEAR}",
    "nth": rf"(?:{alternatives(data.NTH)}) {_WEEKDAY} (?:de |d'|du mois de |du mois d'){_MONTH}(?: {_YEAR})?",
    "month": rf"(?:mi[- ])?{_MONTH}(?:{_IN_YEAR}| 68(?![^\W_]))?{_LATER}?",
    "weekday": rf"{_WEEKDAY}(?: {_DAY}(?= ?[,.;:!?)»\"\n](?!\d)| (?:a|et|au|ou|en|dans|par|sur|pour) |$))?{_LATER}?",
    "quarter": rf"(?:{_PART}) (?:trimestre|semestre)(?: (?:de |de l'annee )?{_YEAR})?",
    "season": rf"(?:{alternatives(data.SEASONS)}) (?:de |de l'annee )?{_YEAR}(?:[-/]{_YEAR})?",
    "feast": rf"(?:{alternatives(data.FEASTS)}) {_YEAR}",
    "decade": rf"annees {_DECADE}(?:(?:, | et | ou |-|/){_DECADE}){{0,4}}",
}
_INITIALS = sorted(
    {"annee", "mi-", "mi "}
    | {
        word[:5]
        for words in (data.MONTHS, data.WEEKDAYS, data.SEASONS, data.FEASTS, data.QUARTERS, data.SEMESTERS)
        for word in words
        if not word[0].isdigit()
    }
)
# What stands before a point is read with it, and what words begin with looked at first: both only make it fast.
_POINT = re.compile(
    rf"[^a-z0-9](?=\d|{branches(_INITIALS)})(?<=[\W_])"
    rf"(?:{'|'.join(f'(?P<{kind}>{form})' for kind, form in _KINDS.items())})"
)
_RANGE = re.compile(r" (?:au|a|a la) (?:fin |debut |fin de |debut de |le )?| ?[-–] ?|/")
_BOTH = re.compile(r" et (?:le |la )?")
_BETWEEN = re.compile(r"(?<![^\W_])entre (?:le |les |la |fin |debut |la fin |le debut )?(?:de |du )?$")
_TITLE_DAY = re.compile(f"{_WEEKDAY},? (?:le )?(?={_DAY})")
_FIND_DAY = re.compile(rf"(?<!\d){_DAY}")
_FIND_MONTH = re.compile(f"{_MONTH}|{_SHORT}")
_FIND_WEEKDAY = re.compile(_WEEKDAY)
_FIND_YEAR = re.compile(rf"(?<!\d){_YEAR}")

# A name that ends in its year: `Mondial 2022`, `Coupe du monde de rugby 2023`, `"Ma Santé 2022"`, `Kronenbourg 1664`.
_NAME_BEFORE = re.compile(
    rf"(?<![^\W_])(?:(?:{alternatives(data.EVENTS)})"
    rf"(?: (?:de |d'|du |des )[a-z-]+| (?:{alternatives(data.EVENT_KINDS)})){{0,3}}"
    rf"|{alternatives(data.NUMBERED_NAMES)}|(?<!de )(?<!a )(?<!d')(?:{alternatives(data.GAMES)}))[ -]$"
)
_WORD = re.compile(r"[^\W_]+")
# The words with which such a name can begin, as a first test.
_NAME_HEADS = frozenset(
    head[0] for name in (*data.EVENTS, *data.NUMBERED_NAMES, *data.GAMES) if (head := _WORD.match(name))
)
_QUOTED_NAME = re.compile(r"[\"«“] ?[A-ZÀ-Ý][^\"«»“”.,;:]{0,40} $")
_CAPITALISED = re.compile(r"(?<![^\W_])[A-ZÀ-Ý][^\W\d_][\w-]{0,24}(?<![A-Z]{2}) $")
_QUOTES = ('"', "»", "”")
_NO_YEAR_BEFORE = re.compile(r"(?:\d[.,  ]|[a-z](?<!mi)(?<!post)(?<!pre)-|[$€£#/°])$")
_NO_YEAR_AFTER = re.compile(r"[.,]\d|'[a-z]| ?[%€$£°]|[/-]\d")
_DECIMAL = re.compile(r"\d[.,]$")
_SECOND_YEAR = re.compile(rf"(?:entre|de) {_YEAR} (?:et|a) $")
_COUNTED = re.compile(r" ([a-z²]+)(?!['a-z])")
_CUE = re.compile(r"(?<![^\W_])([^\W_]++)(?: |'|\(| \()$")


class _Point(NamedTuple):
    """What one match says: its place, its kind, its dates, and whether they bound a range or stand side by side."""

    start: int
    end: int
    kind: str
    dates: tuple[Date, ...]
    join: str = ""


def _day_number(form: str) -> int:
    return 1 if form[:3] in ("1er", "1 e", "pre") else int(form)


def _month_number(form: str) -> int:
    form = form.rstrip(".")
    return data.MONTHS.get(form) or data.SHORT_MONTHS[form]


def _later(form: str) -> Literal["last", "next"] | None:
    return "last" if "dernier" in form[-9:] else "next" if "prochain" in form[-10:] else None


def _read_days(form: str) -> tuple[tuple[Date, ...], str]:
    """`samedi 20 et dimanche 21 juillet 2019`: its dates, and `/` for a range, `,` for both, `|` for one of them."""
    name = next(found for found in _FIND_MONTH.finditer(form) if form[found.start() - 1] in " -")
    year = _FIND_YEAR.search(form, name.end())
    month = _month_number(name[0])
    days: list[Date] = []
    numbers, joints, at = [], "", 0
    for found in _FIND_DAY.finditer(form, 0, name.start()):
        weekday = _FIND_WEEKDAY.search(form, at, found.start())
        joints += form[at : found.start()] if days else ""
        numbers.append(_day_number(found[0]))
        named = data.WEEKDAYS[weekday[0].rstrip("s")] if weekday else None
        days.append(Date(year[0] if year else None, month, numbers[-1], named, _later(form)))
        at = found.end()
    if len(days) == 2 and re.search(r"^ (?:au|a) |[-–/]", joints) and numbers[0] < numbers[1]:
        return tuple(days), "/"
    return tuple(days), "" if len(days) == 1 else "|" if " ou " in joints else ","


def _full_year(short: str, pivot: int = 30) -> str:
    """Two digits of a year as four: `19` is 2019, `98` is 1998."""
    return short if len(short) == 4 else ("20" if int(short) < pivot else "19") + short


@lru_cache(maxsize=4096)
def _read(kind: str, form: str) -> tuple[tuple[Date, ...], str]:
    """The dates of one point of the folded view, and how they are joined."""
    year = _FIND_YEAR.search(form)
    said = year[0] if year else None
    if kind == "day":
        return _read_days(form)
    if kind == "iso":
        return (Date(form[:4], int(form[5:7]), int(form[8:])),), ""
    if kind == "numeric":
        day, month, short = re.split(r"[/.-]", form)
        return (Date(_full_year(short), int(month), int(day)),), ""
    if kind == "years":
        low, high = re.split(r" ?[-–/] ?", form)
        return (Date(low), Date(high if len(high) == 4 else _after(low, high))), "/"
    if kind == "year":
        return (Date(said),), ""
    if kind in ("month", "nth"):
        month = next(number for name, number in data.MONTHS.items() if re.search(f"(?<![^\\W_]){name}", form))
        return (Date("1968" if form.endswith(" 68") else said, month, later=_later(form)),), ""
    if kind == "weekday":
        day = _FIND_DAY.search(form)
        name = re.match("[a-z]+", form)[0].rstrip("s")  # type: ignore[index]
        return (Date(day=_day_number(day[0]) if day else None, weekday=data.WEEKDAYS[name], later=_later(form)),), ""
    if kind == "quarter":
        which, length = form.split(" ")[:2]
        table = data.QUARTERS if length == "trimestre" else data.SEMESTERS
        return (Date(said, table.get(which)),), ""
    if kind == "feast":
        return (Date(said, *data.FEASTS[form[:-5]]),), ""
    if kind == "season":
        return (Date(said, data.SEASONS[form.split(" ")[0]]),), ""
    decades = [_decade(word) for word in re.split(r", | et | ou |(?<=\d)-|/", form.removeprefix("annees "))]
    return tuple(Date(decade) for decade in decades), "," if len(decades) > 1 else ""


def _after(low: str, short: str) -> str:
    """The year that `short` (two digits) abbreviates after `low`: `1958-59`, `1999-00`."""
    high = low[:2] + short
    return high if high > low else f"{int(low[:2]) + 1}{short}"


def _decade(word: str) -> str:
    """`80`, `1980`, `quatre-vingt`: 198X; `00`, `10` and `2000` are of this century."""
    if word in data.DECADES:
        return f"19{data.DECADES[word]}X"
    if len(word) == 4:
        return f"{word[:3]}X"
    return f"{'20' if word in ('00', '10') else '19'}{word[0]}X"


def _is_year(text: str, view: str, start: int, end: int) -> bool:
    """Whether the four digits are a year: nothing is counted by them, and no name ends in them."""
    if _NO_YEAR_BEFORE.search(view, max(0, start - 2), start) or _NO_YEAR_AFTER.match(view, end):
        return False
    counted = _COUNTED.match(view, end)
    noun = counted[1] if counted else ""
    if noun in data.UNITS_AFTER_YEAR or noun.rstrip("s") in data.UNITS_AFTER_YEAR:
        return False
    before = view[max(0, start - 48) : start]
    cue = _CUE.search(before)
    if cue and cue[1] in data.YEAR_CUES:
        return True
    named = not (cue and cue[1] in data.LINKS)
    if not _NAME_HEADS.isdisjoint(_WORD.findall(before)) and _NAME_BEFORE.search(before):
        return False
    if named and text[end : end + 2].strip()[:1] in _QUOTES and _QUOTED_NAME.search(text, max(0, start - 48), start):
        return False
    if not 1500 <= int(view[start:end]) <= 2060 or (
        view[start] != "2" and view[start + 1] < "9" and _CAPITALISED.search(text, max(0, start - 24), start)
    ):
        return False
    if noun[-1:] not in ("s", "x") or noun in data.NOT_COUNTED:
        return True
    # "les modèles de 1957 vendus": people count in round numbers more often than they date by them
    participle = text.endswith(("és", "ées"), 0, end + 1 + len(noun))
    return (participle and view[end - 2 : end] not in ("00", "50")) or bool(_SECOND_YEAR.search(before))


def _is_date(text: str, view: str, kind: str, start: int, end: int) -> bool:
    """Whether the point is a date where it stands, not a name or a count."""
    form = view[start:end]
    before = view[max(0, start - 32) : start]
    if kind == "year":
        return _is_year(text, view, end - 4, end)
    if kind == "years":
        low, high = re.split(r" ?[-–/] ?", form)
        if len(high) == 2 and high <= low[2:] and not (high < "30" and low[2:] > "90"):
            return False
        return (len(high) == 2 or low < high) and not re.search(r"\d[.,  ]$|[a-z]-$", before)
    if kind in ("day", "numeric", "iso"):
        if _DECIMAL.search(before):
            return False
        street = re.search(r"(?<![^\W_])([^\W_]++) du $", before)
        return not (street and street[1] in data.PLACES)
    if kind in ("weekday", "month"):
        titled = _is_title(text, view, start) if kind == "weekday" else before.rstrip().endswith(data.TITLES_BEFORE)
        if titled or view[end + 1 : end + 13].startswith(data.TITLES_AFTER):
            return False
        if kind == "month" and not re.search(r"^mi| ", form) and text[start].isupper():
            return _is_capital_month(text, view, start, end)
    return True


def _is_title(text: str, view: str, start: int) -> bool:
    """Whether the weekday at `start` ends a title: `Journal du dimanche`, `France Dimanche`."""
    if view[max(0, start - 32) : start].rstrip().endswith(data.TITLES_BEFORE):
        return True
    return text[start : start + 2].istitle() and bool(_CAPITALISED.search(text, max(0, start - 24), start))


def _without_title(text: str, view: str, start: int) -> int:
    """Where a date begins whose weekday may belong to a title: at `4 juin` in `Journal du dimanche 4 juin`."""
    weekday = _TITLE_DAY.match(view, start)
    return weekday.end() if weekday and _is_title(text, view, start) else start


def _is_capital_month(text: str, view: str, start: int, end: int) -> bool:
    """Whether a month with a capital is one, not a name (`Mars`, `Avril Lavigne`, `le maréchal Juin`)."""
    before = text[max(0, start - 24) : start].rstrip(" '")
    word = re.search(r"(?<![^\W\d_])[^\W\d_]++$", before)
    following = text[end : end + 2]
    if following[:1] == " " and following[1:].isupper() and not text[start:end].isupper():
        return False
    if word is None:
        return view[start:end] != "mars"
    return word[0].lower() in data.MONTH_CUES


def _points(text: str, view: str) -> Iterator[_Point]:
    """The single dates of a text, in order, without overlap; `text` is normalised, `view` folded as well."""
    at, size, named = 0, len(view), -1
    # One line break before: a match begins one character before its point, so that offsets of its start stay the same.
    after_break = "\n" + view
    while at < size and (found := _POINT.search(after_break, at)):
        kind, start, end = found.lastgroup or "", found.start(), found.end() - 1
        kind = "numeric" if kind == "mark" else kind
        at = end
        if kind == "years" and not _is_date(text, view, kind, start, end):
            kind, end = "year", start + 4
            at = end
        if (kind == "year" and start - named < 5 and view[named:start] in data.AND) or not _is_date(
            text, view, kind, start, end
        ):
            named = end
            if kind == "day" and _DECIMAL.search(view, max(0, start - 2), start):
                at = start + 1
            continue
        if kind == "day":
            start = _without_title(text, view, start)
        dates, join = _read(kind, view[start:end])
        if join == "," and kind == "day" and len(dates) == 2 and _BETWEEN.search(view[max(0, start - 24) : start]):
            join = "/"
        yield _Point(start, end, kind, dates, join)


_JOINABLE = {
    "day": ("day", "month"),
    "month": ("month", "day", "year"),
    "weekday": ("weekday", "day"),
    "year": ("year",),
    "years": ("years",),
    "numeric": ("numeric",),
    "iso": ("iso",),
    "season": ("season",),
    "quarter": ("quarter",),
}


def _joined(view: str, points: Iterator[_Point]) -> Iterator[_Point]:
    """The points, with two that are the ends of one range made one."""
    held: _Point | None = None
    for point in points:
        if held is None:
            held = point
            continue
        if _is_range(view, held, point):
            yield _Point(held.start, point.end, "range", (held.dates[0], point.dates[-1]), "/")
            held = None
        else:
            yield _dated_by(held, point) if _BOTH.fullmatch(view, held.end, point.start) else held
            held = point
    if held is not None:
        yield held


def _dated_by(left: _Point, right: _Point) -> _Point:
    """The left one of two side by side, with the year that only the right one names: `septembre et octobre 2019`."""
    if left.kind not in ("month", "day") or right.kind != left.kind:
        return left
    return left._replace(dates=tuple(replace(date, year=date.year or right.dates[0].year) for date in left.dates))


def _is_range(view: str, left: _Point, right: _Point) -> bool:
    """Whether two neighbours are the ends of one range."""
    gap = view[left.end : right.start] if right.start - left.end < 16 else "\n"
    if right.kind not in _JOINABLE.get(left.kind, ()) or (left.join == "/" and left.kind != "years"):
        return False
    if _RANGE.fullmatch(gap):
        return not (gap == "-" and left.kind == "year")
    return bool(_BOTH.fullmatch(gap)) and bool(_BETWEEN.search(view[max(0, left.start - 24) : left.start]))


def _value(point: _Point, published: datetime.date | None) -> Value:
    """The EDTF value of a point, relative dates resolved where the day of publication is known."""
    dates = list(point.dates)
    joint = point.join == "/"
    if joint and dates[0].later is None and dates[0].weekday is None:
        dates[0] = replace(dates[0], later=dates[1].later)
    uncertain = False
    if published is not None:
        uncertain = dates[-1].is_weekday and dates[-1].later is None
        # the last one is resolved, those before it follow from it
        said, dates[-1] = dates[-1], edtf.resolve(dates[-1], published)
        joint = joint or dates[-1] != said
    for at in range(len(dates) - 2, -1, -1):
        if joint or dates[at].later is not None:
            dates[at] = edtf.complete(dates[at], dates[-1])
    return Value(edtf=edtf.write(dates, point.join, uncertain))


def find_dates(text: str, *, date: str | None = None) -> list[Span]:
    """The dates of `text`, by start, without overlap, never across a line break.

    Offsets are half-open and count code points; `value.edtf` is an EDTF string (ISO 8601-2: X for unknown digits, `a/b`
    an interval, `{a,b}` all of, `[a,b]` one of, seasons 21 to 24, quarters 33 to 36, semesters 40 and 41), None where
    nothing but a weekday is said. `date` is the ISO 8601 day of publication: only with it are `mardi` (then with `?`,
    for it may be the next one), `12 avril dernier`, and `12 avril` within a quarter of it given their year.
    """
    view = fold(text)
    published = edtf.published(date)
    return [
        Span(point.start, point.end, text[point.start : point.end], "DATE", "date", _value(point, published))
        for point in _joined(view, _points(normalize(text), view))
    ]
