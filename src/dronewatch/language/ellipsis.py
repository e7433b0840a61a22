"""Numbers whose noun or currency is left out: `5 400 à la police`, `8,5 millions du ministère`, `2,1 et 3 M€`."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from decimal import Decimal

from dronewatch.language import ellipsis_data as data
from dronewatch.language.figure import Figure, year_like
from dronewatch.language.modifiers import before as modifier_at
from dronewatch.language.quantities_data import PRENOMINAL
from dronewatch.language.ranges import same_scale
from dronewatch.language.words import alternatives

REACH_BACK = 900  # how far back, in code points, the noun may have been said
_RIGHT = re.compile(r" (?:" + "|".join(data.RIGHT) + r")(?!\w)")
_LEFT = re.compile(r"(?<!\w)(?:" + "|".join(data.LEFT) + r") ?[\"«(]? ?$")
_DETERMINED = re.compile(r"(?<!\w)" + data.DETERMINERS + r" ?\"? ?$")
_IDIOM = re.compile(r"(?<!\w)(?:" + data.IDIOMS + r") ?$")
_ONWARD = re.compile(rf" (?:{alternatives(data.ONWARD)}) | ?, ")
_PLACE = re.compile(rf" (?:{alternatives(data.PLACE)})(?!\w)|[,)]| \(")
_LISTED = re.compile(
    rf"(?:[,;]|\(contre| (?:{alternatives(data.LISTED)})) (?:[\"«]|(?:{alternatives(data.BLURRED)}) )?$"
)
_TOUS = re.compile(r"(?<!\w)(?:tous|toutes|l'une?)(?: les| des)? ?$")
_MONEY_NEAR = re.compile(r" (?:de |d'|en )(?:" + "|".join(sorted(data.MONEY_NOUNS)) + r")(?!\w)")
_AMONG = re.compile(r"parmi (?:les|ces|ses|leurs) (?P<words>[^\W\d_]+(?: [^\W\d_]+){0,4}), $")
_MONEY_BEFORE = re.compile(r"(?<!\w)(?:" + alternatives(data.MONEY_WORDS) + r")(?!\w)")
_NAMED_NOUN = re.compile(
    rf"(?:{alternatives(data.TOTALS)})s?(?: (?:{alternatives(data.TOTAL_ADJECTIVES)}))?"
    rf" (?:de |d'|des |du nombre de |du nombre d')(?:(?:{alternatives(data.NOUN_ADJECTIVES)}) )?"
    r"(?P<noun>[^\W\d_]{3,}(?:-[^\W_]+)*)"
)
_NAME_BEFORE = re.compile(r"(?:^|[^\w.!?…\n»\"])[ ]?(?P<word>[A-ZÉÈÀÇ][\w'-]{0,30}) $")
_CHANGE = re.compile(
    rf"(?:{alternatives(data.CHANGES)})\w{{0,60}}(?: [^\W\d_]+){{0,5}} [\"«]?de [\"«]?$|(?<!\w)de [\"«]?$"
)


@dataclass(slots=True)
class _Heard:
    """What has been said before a number: the last counted things, the last money, the last time, the last of all."""

    counts: deque[Figure] = field(default_factory=lambda: deque(maxlen=8))
    money: Figure | None = None
    time: Figure | None = None
    previous: Figure | None = None

    def hear(self, figure: Figure) -> None:
        """Remember `figure`."""
        if figure.kind == "T":
            self.time = figure
        elif figure.kind == "MONEY":
            self.money = figure
        elif figure.kind == "QUANTITY" and figure.noun:
            self.counts.appendleft(figure)
        self.previous = figure

    def count(self, start: int, at_least: Decimal | None = None, things: bool = False) -> Figure | None:
        """The last count within reach of `start`: of things rather than units, of at least so many, if asked."""
        near = [figure for figure in self.counts if figure.start > start - REACH_BACK]
        fitting = [
            figure
            for figure in near
            if not (things and figure.measure)
            and (at_least is None or figure.value is None or figure.value >= at_least)
        ]
        return next(iter(fitting or near), None)


def resolve(norm: str, low: str, figures: list[Figure]) -> None:
    """Give the figures without unit that count something their noun or currency, from the sentence and before."""
    _forward(low, figures)
    heard = _Heard()
    for figure in figures:
        if figure.kind == "" and not (figure.numeral.form in ("digits", "words") and _of_time(low, figure, heard)):
            _backward(norm, low, figure, heard)
        heard.hear(figure)


def _of_time(low: str, figure: Figure, heard: _Heard) -> bool:
    """Whether a bare number goes with the time named before it (`30 mois dont 20 avec sursis`)."""
    time = heard.time
    if time is None or figure.value is None or figure.value >= 100 or figure.start - time.end > 60:
        return False
    if heard.counts and heard.counts[0].start > time.start:
        return False
    return "." not in low[time.end : figure.start]


def _forward(low: str, figures: list[Figure]) -> None:
    """A bare number joined to the next takes its unit: `9,27 et 5,1 kg`, `3.000 et 15.000 euros`."""
    for place in range(len(figures) - 2, -1, -1):
        figure, following = figures[place], figures[place + 1]
        if figure.kind == "" and _of_those(low, figure, following):
            continue
        if (
            figure.kind
            or following.kind not in ("MONEY", "QUANTITY", "PERCENT", "T")
            or following.start - figure.end > 10
        ):
            continue
        if figure.numeral.alone or figure.numeral.glued or not _ONWARD.fullmatch(low, figure.end, following.start):
            continue
        first, second = figure.numeral, following.numeral
        if (first.form == "words") != (second.form == "words"):
            continue
        if following.kind == "T":
            figure.kind = "T"
            continue
        comma = low[figure.end] == ","
        if comma and not (following.elided or first.scaled or _separated(low, figure)):
            continue
        if year_like(low, figure.numeral) or (
            following.kind == "QUANTITY" and first.scaled != second.scaled and first.scaled
        ):
            continue
        if low.startswith(" à ", figure.end) and not following.elided and not _changes(low, figure.start):
            continue
        said = _named_by(following).numeral
        if figure.value is not None and said.value is not None and not first.scaled:
            figure.value = same_scale(low, first, said)
        figure.take(following)
        figure.elided, figure.origin = True, following
        if following.money is not None and following.money.cents and figure.value is not None:
            figure.value = figure.value.scaleb(-2)


def _named_by(figure: Figure) -> Figure:
    """The figure that says the unit: that of `300` in `200, 300 et 400 k€` is `400 k€`."""
    return _named_by(figure.origin) if figure.elided and figure.origin is not None else figure


def _of_those(low: str, figure: Figure, following: Figure) -> bool:
    """`24 des 434 comtés`, `15 des 100 milliards d'euros`: a part of what follows; whether that was found."""
    if figure.value is None or low[figure.end : following.start] not in data.OF_THOSE or figure.numeral.glued:
        return False
    if following.kind not in ("MONEY", "QUANTITY") or following.value is None or figure.numeral.alone:
        return False
    if following.kind == "MONEY":
        figure.value = same_scale(low, figure.numeral, following.numeral)
    figure.take(following)
    figure.elided, figure.origin = True, following
    return True


def _changes(low: str, start: int) -> bool:
    """Whether the words before a number tell of a change (`passer de 8 à 7`)."""
    return _CHANGE.search(low, max(0, start - 60), start) is not None


def _separated(low: str, figure: Figure) -> bool:
    """Whether a whole number is written with thousands apart, as no year, name or rank is."""
    written = low[figure.numeral.start : figure.numeral.end]
    value = figure.value
    return len(written) > 4 and not written.isdigit() and value is not None and value >= 1000 and value == int(value)


def _backward(norm: str, low: str, figure: Figure, heard: _Heard) -> None:
    numeral, start, end = figure.numeral, figure.start, figure.end
    if numeral.glued or (low[end : end + 1] and low[end] in "/:h°x") or (start and low[start - 1] in "/:-#x."):
        return
    if low.startswith((" x ", " × "), end) or (start > 1 and low[start - 1] == " " and low[start - 2].isdigit()):
        return
    if (numeral.form == "mixed" and low[end - 1] in "kmg") or (
        low.endswith("quarantaine", start, end) and not modifier_at(low, start)
    ):
        return
    if numeral.form == "collective" and low.endswith("par ", 0, start):
        return
    strong = numeral.scaled or _separated(low, figure)
    modified = modifier_at(low, start)
    if not strong:
        if (
            low[end : end + 1] in ("-", "–")
            or low.startswith(" - ", end)
            or (low.startswith(" sur ", end) and low[end + 5 : end + 6].isdigit())
        ):
            return
        if low.startswith(" à ", end) and low[end + 3 : end + 4].isdigit():
            return
        if figure.value is not None and figure.value != int(figure.value):
            return
        if year_like(low, figure.numeral) and not low.startswith(" d'entre", end):
            return
        if numeral.form == "digits":
            if low.endswith((" la ", " le ", "\nla ", "\nle "), 0, start):
                return
            named = _NAME_BEFORE.search(norm, max(0, start - 30), start)
            if (named and named["word"].lower() not in data.FUNCTION_WORDS) or low[start - 1 : start] == "(":
                return
        if low.endswith(" sur ", 0, start):  # `deux enfants sur trois`
            return
    if numeral.alone and modified is None:
        return
    begins = modified[1] if modified else start
    evident = _evident(low, figure, heard.previous, begins)
    if not strong and not evident:
        return
    verb = _RIGHT.match(low, end) is not None
    part = low.startswith(" d'entre", end) or low.endswith(("dont ", "dont seuls "), 0, begins)
    count = heard.count(start, figure.value if part else None, verb)
    money = heard.money if heard.money is not None and heard.money.start > start - REACH_BACK else None
    named_noun = _noun_named(norm, low, start, end)
    if named_noun and named_noun.lower() in data.MONEY_NOUNS:
        named_noun = None
    if named_noun is None and _is_money(low, figure, strong, count, money):
        figure.kind, figure.elided, figure.origin = "MONEY", True, money
        figure.currency = money.currency if money is not None else "EUR"
        return
    if named_noun is None and count is None and not strong and evident < 2:
        return
    figure.kind, figure.elided = "QUANTITY", True
    figure.origin = count if named_noun is None else None
    figure.noun = named_noun or (count.noun if count is not None else None)
    figure.measure = count is not None and named_noun is None and count.measure


def _is_money(low: str, figure: Figure, strong: bool, count: Figure | None, money: Figure | None) -> bool:
    """Whether a number without a unit is an amount of money: money was named last, or the words around speak of it."""
    start, end = figure.start, figure.end
    if not strong:
        return False
    if _MONEY_NEAR.match(low, end):
        return True
    if figure.numeral.scaled:
        if "milliard" in low[start:end] and not (count is not None and count.numeral.scaled):
            return True
        about = None
        for match in _MONEY_BEFORE.finditer(low, max(0, start - 90), start):
            about = match
        if about and "." not in low[about.end() : start] and (count is None or count.start < about.start()):
            return True
    big = figure.value is None or figure.value >= 1000
    return money is not None and big and (count is None or money.start > count.start)


def _evident(low: str, figure: Figure, previous: Figure | None, start: int) -> int:
    """How clearly the words around a bare number show that it counts: 0 not, 1 with a noun before it, 2 in any case.

    `start` is where the modifier before it begins, or the number itself.
    """
    end = figure.end
    if low.startswith(" d'entre", end):
        return 2
    if _TOUS.search(low, max(0, start - 14), start):
        return 0
    left = _LEFT.search(low, max(0, start - 80), start)
    if left:
        return 2 if left.group().startswith(("dont", "parmi lesq")) or " en " in left.group() else 1
    if figure.numeral.form == "words" and _DETERMINED.search(low, max(0, start - 8), start):
        return 1
    if _IDIOM.search(low, max(0, start - 14), start):
        return 0
    if _RIGHT.match(low, end):
        return 1
    listed = (
        previous is not None
        and previous.kind == "QUANTITY"
        and start - previous.end < 80
        and "." not in low[previous.end : start]
        and _LISTED.search(low, max(0, start - 24), start)
        and _PLACE.match(low, end)
    )
    return 1 if listed else 0


def _noun_named(norm: str, low: str, start: int, end: int) -> str | None:
    """The noun of `le nombre de décès est de 4.632` or of `porte à 4.632 le bilan des décès`."""
    behind = _NAMED_NOUN.search(low, end, end + 40)
    if behind and low[end : behind.start()].strip() in ("le", "", "leur", "son"):
        return norm[behind.start("noun") : behind.end("noun")]
    found = None
    for match in _NAMED_NOUN.finditer(low, max(0, start - 70), start):
        found = match
    if found and "." not in low[found.end() : start]:
        return norm[found.start("noun") : found.end("noun")]
    among = _AMONG.search(low, max(0, start - 70), start)
    if among:
        return next((word for word in among["words"].split() if word not in PRENOMINAL and word[-1] in "sx"), None)
    return None
