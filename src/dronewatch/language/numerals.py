"""French numerals in running text: digits, words and both mixed, each with its value. One scan, shared by all grammars.

How it works: one regular expression finds number tokens (a run of digits with its separators, or one number word);
tokens that only a blank, a hyphen or `et` separates form a run; a small left-to-right parser cuts a run into numerals.
All steps are linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from dronewatch import view as views
from dronewatch.language import numerals_data as data
from dronewatch.language.words import alternatives

Form = Literal["digits", "words", "mixed", "collective", "fraction", "ordinal"]

MAX_DIGITS = 27  # longer runs of digits are codes, not numbers; and Decimal stays exact up to 28


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written, half-open in code points of the text.

    `value` is None where the words leave it open (`des dizaines`); `low` and `high` bound it where they fix it.
    `modifier` is `exact`, `about` (`une centaine`) or `vague`. `form`: `mixed` has digits and words (`3,5 millions`),
    `collective` ends in or rests on a collective noun or a vague determiner, `fraction` is a part or ratio
    (`deux tiers`, `un sur dix`), `ordinal` counts nothing (`1er`). `scaled`: a noun follows with `de` (`millions de`).
    `glued` is what stands directly behind digits without a blank: a unit (`km`), a clock's `h`, or a compound's tail
    (`-roues`). `alone` marks `un`/`une`, which are numbers only where the context says so. `other` is the second
    reading of an ambiguous separator (`73,460`: 73.460, other 73460).
    """

    start: int
    end: int
    value: Decimal | None
    form: Form
    modifier: Literal["exact", "about", "vague"] = "exact"
    low: Decimal | None = None
    high: Decimal | None = None
    scaled: bool = False
    glued: str = ""
    alone: bool = False
    other: Decimal | None = None


class _Token(NamedTuple):
    kind: str
    value: int
    start: int
    end: int
    gap: str  # what stands between the token before and this one; "" at the head of a run


_DIGITS = (
    r"[1-9][0-9]{0,2}(?:(?:[ ][0-9]{3}(?![0-9]))+|(?:'[0-9]{3}(?![0-9]))+)(?:[.,][0-9]+)?"
    r"|[1-9][0-9]{0,2}(?:\.[0-9]{3}(?![0-9]))+(?!\.[0-9])(?:,[0-9]+)?"
    r"|[1-9][0-9]{0,2}(?:,[0-9]{3}(?![0-9])){2,}(?:\.[0-9]+)?"
    r"|[1-9][0-9]{0,2},[0-9]{3}\.[0-9]{1,2}(?![0-9])"
    r"|[0-9]+(?:[.,][0-9]+)?"
    r"|(?:(?<=\s)|(?<=[-(])|(?<![\s\S]))[.,][0-9]+"
)
_ORDINAL = "|".join(sorted(data.ORDINAL_STEMS, key=len, reverse=True))
_SMALL = {**data.UNITS, **data.TEENS, **data.TENS, **data.ZERO, **data.HUNDRED, **data.THOUSAND}
NUMBER_WORDS = frozenset(_SMALL) - {"un", "une"}
_VULGAR = "".join(data.VULGAR_FRACTIONS)


_TOKEN = re.compile(
    rf"""(?:(?<!\w)|(?<=\beur)|(?<=\busd)|(?<=\bgbp)|(?<=\bchf))(?=[0-9.,bcdhmnoqstuvz])(?:
      (?P<Q>(?:1/[2-9]|2/[35]|3/[458]|4/5|5/[68]|7/8|1/10)(?![0-9/]))
    | (?P<I>(?![0-9]{{1,3}}(?:\.[0-9]{{3}})+(?!\.?[0-9]))[0-9]+(?:\.[0-9]+){{2,}})
    | (?P<D>{_DIGITS})
    | (?P<W>{alternatives(_SMALL)})(?!\w)
    | (?P<S>{alternatives(data.SCALES)})s?(?!\w)
    | (?P<C>{alternatives(data.COLLECTIVES)})s?(?!\w)
    | (?P<F>(?:{_ORDINAL}|un)i[èe]mes?|tiers|quarts?|demi(?:e|s|es)?)(?!\w)
    | (?P<V>virgule)(?!\w)
    | (?P<M>moiti[ée])(?!\w)
    )
    | (?P<G>[{_VULGAR}])
    """,
    re.VERBOSE,
)
_KINDS = {
    **dict.fromkeys(data.UNITS, "U"),
    **dict.fromkeys(data.TEENS, "T"),
    **dict.fromkeys(data.TENS, "X"),
    **dict.fromkeys(data.ZERO, "Z"),
    **dict.fromkeys(data.HUNDRED, "H"),
    **dict.fromkeys(data.THOUSAND, "K"),
}
_JOINS = {" ", "-", " et ", "-et-", "  "}
_OF = (" de ", " d'")
_QUOTED = (' "', " «", " « ", " “")
_GLUED = re.compile(r"[^\W\d_]{1,24}(?:[23](?![0-9]))?[²³]?|-[^\W\d_][\w-]{0,24}|[²³°]")
_ORDINAL_ENDING = re.compile(r"ers?|[èe]res?|re|nde?s?|es?|[èe]mes?|i[èe]mes?")
_URL = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]+|[#@]\w+")
_LETTER_SCALE = re.compile(r" ?(?P<letters>k|m|g|mds?|mrds?|mio)(?![\w²³])")
_MONEY_AHEAD = re.compile(r" ?(?:[€$£¥₽₹₿]|d'euros?\b|d'€|de (?:dollars?|livres|francs)\b|eur\b|usd\b)")
_FRACTION_AHEAD = re.compile(r" d[eu']|s?[,.;:!?)]|$")
_DEGREES = (" degr", "°", " °")
_WORD = re.compile(r"[^\W\d_]+")
# What makes `un`/`une` at the head of a run worth a look: what follows, or what stands before.
_UN_AHEAD = re.compile(
    r"[ -](?:[\"«“] ?)?(?:cent|mille|million|milliard|billion|billiard|trillion|demi|tiers|quart|virgule|sur |ou deux"
    r"|à |et demi|et un demi|et un quart|et trois quarts|et deux tiers"
    r"|(?:" + alternatives(data.COLLECTIVES) + "|" + _ORDINAL + r"i[èe]me))|, ?deux\b|$"
)
_UN_BEHIND = ("moins ", "plus d'", "moins d'", "moins qu'", "l'", "jusqu'à ", " ou ", "négatif ", "maximum ", "numéro ")
_Written = dict[int, tuple[Decimal, Decimal | None]]


def plain(value: Decimal) -> Decimal:
    """The same number written without an exponent and, where whole, without decimals (`3.5E+6` becomes `3500000`)."""
    return Decimal(int(value)) if value == value.to_integral_value() else value


def _digits(written: str) -> tuple[Decimal | None, Decimal | None]:
    """Value of a run of digits with its separators, and the other reading where one comma may divide thousands.

    French habit: blank, dot and apostrophe divide thousands where exactly three digits follow, the comma is decimal.
    """
    if len(written) > MAX_DIGITS + MAX_DIGITS // 3:
        return None, None
    if written.isdigit():
        return (Decimal(written), None) if len(written) <= MAX_DIGITS else (None, None)
    bare = written.replace(" ", "").replace("'", "")
    dots, commas = bare.count("."), bare.count(",")
    other = None
    if dots and commas:
        comma_last = bare.rfind(",") > bare.rfind(".")
        bare = bare.replace(".", "").replace(",", ".") if comma_last else bare.replace(",", "")
    elif commas > 1:
        bare = bare.replace(",", "")
    elif commas:
        whole, _, decimals = bare.partition(",")
        if len(decimals) == 3 and 0 < len(whole) <= 3 and whole[0] != "0" and whole == written[: len(whole)]:
            other = Decimal(whole + decimals)
        bare = f"{whole}.{decimals}"
    elif dots > 1:
        bare = bare.replace(".", "")
    elif dots and bare == written:
        whole, _, decimals = bare.partition(".")
        if len(decimals) == 3 and 0 < len(whole) <= 3 and whole[0] != "0":
            other, bare = Decimal(bare), whole + decimals
    if len(bare) > MAX_DIGITS:
        return None, None
    return plain(Decimal("0" + bare if bare[0] == "." else bare)), other


def _quotient(numerator: int, denominator: int) -> Decimal:
    return plain(Decimal(f"{Decimal(numerator) / Decimal(denominator):.15g}"))


def _rounded(value: Decimal) -> Decimal:
    """At most 15 significant digits where a fraction has no end; written plainly."""
    return plain(value if len(value.as_tuple().digits) <= 15 else Decimal(f"{value:.15g}"))


def _denominator(word: str) -> int:
    if word in data.DENOMINATORS:
        return data.DENOMINATORS[word]
    return data.ORDINAL_STEMS.get(re.sub(r"i[èe]mes?$", "", word), 1)


class _Cardinal(NamedTuple):
    value: Decimal
    stop: int  # index of the first token that does not belong
    scale: int  # the last power of a thousand named, 1 if none
    digits: bool
    words: bool


def _cardinal(tokens: list[_Token], first: int, written: _Written) -> _Cardinal:
    """Read one whole number from `tokens[first:]`: the longest that French grammar allows.

    Linear: no token is read twice but those of one group below a thousand.
    """
    total, thousands, group = Decimal(0), 0, Decimal(0)
    has_digits = has_words = False
    scale, last, last_value, hundreds = 10**30, "", 0, False
    group_at, part_at, before_part = first, first, (Decimal(0), 0)
    at, stop_scale = first, 1
    while at < len(tokens):
        kind, value, _, _, gap = tokens[at]
        fresh, et = at == first, "et" in gap and at > first
        below = int(group) % 100 if group == int(group) else -1
        if kind == "U":
            if fresh or (last in ("H", "K", "S") and (not et or value == 1)):
                pass
            elif last == "X" and below in (20, 30, 40, 50, 60, 70, 80, 90) and not (et and value != 1):
                if value == 1 and not et and below != 80:
                    break
            elif not (last == "T" and last_value == 10 and value in (7, 8, 9) and not et):
                break
            if last in ("K", "S"):
                group_at = at
            group += value
        elif kind == "T":
            if fresh or (last in ("H", "K", "S") and not et):
                pass
            elif not (last == "X" and below in (60, 80) and last_value in (60, 20) and (not et or value == 11)):
                break
            if last in ("K", "S"):
                group_at = at
            group += value
        elif kind == "X":
            if last == "U" and below == 4 and value == 20 and not et:
                group += 76
            elif fresh or (last in ("H", "K", "S") and not et):
                if last in ("K", "S"):
                    group_at = at
                group += value
            else:
                break
        elif kind == "H":
            if et or hundreds or (last == "D" and not (thousands or total)):
                break
            if fresh or last in ("K", "S"):
                group_at = at if not fresh else group_at
                group = Decimal(100)
            elif 2 <= group < 100 and group == int(group):
                group *= 100
            else:
                break
            hundreds = True
        elif kind == "K":
            if et and not fresh:
                break
            if thousands:  # `deux cent mille quatorze mille`: the second number begins at its group
                return _Cardinal(total + thousands, group_at, 1000, has_digits, has_words)
            if group == 0 and (fresh or last == "S"):
                thousands = 1000
            elif 1 < group < 1000 and (group == int(group) or last == "D"):
                thousands = int(group * 1000) if group * 1000 == int(group * 1000) else 0
                if not thousands:
                    break
            else:
                break
            group, hundreds = Decimal(0), False
            group_at = at + 1
        elif kind == "S":
            part = group + thousands
            if et or not part:
                if not fresh:
                    break
                part = Decimal(1)
            if value >= scale:
                return _Cardinal(before_part[0], part_at, before_part[1], has_digits, has_words)
            before_part = (total + plain(part * value), value)
            total, scale = before_part[0], value
            thousands, group, hundreds = 0, Decimal(0), False
            group_at = part_at = at + 1
        elif kind == "D":
            amount = written[tokens[at].start][0]
            if fresh:
                group = amount
            elif (
                last in ("S", "K")
                and gap == " "
                and amount == int(amount)
                and amount < min(scale, 1000 if last == "K" else scale)
            ):
                group_at = at
                group = amount
            elif last == "X" and gap == " " and below in (20, 30, 40, 50, 60, 80) and 2 <= amount <= 9:
                group += amount
            else:
                break
            has_digits = True
        else:
            break
        has_words = has_words or kind != "D"
        stop_scale = {"K": 1000, "S": value}.get(kind, 1)
        last, last_value = kind, value
        at += 1
    return _Cardinal(plain(total + thousands + group), at, stop_scale, has_digits, has_words)


def _decimals(tokens: list[_Token], at: int, written: _Written) -> tuple[str, int]:
    """Digits after `virgule`: `quatre huit six`, `zéro trois`, `quatre-vingt`; and where they stop."""
    figures = ""
    while at < len(tokens) and tokens[at].kind == "Z" and tokens[at].gap in _JOINS:
        figures, at = figures + "0", at + 1
    while at < len(tokens) and len(figures) < 12 and tokens[at].gap in (" ", "-"):
        kind, value = tokens[at].kind, tokens[at].value
        if kind == "Z":
            figures, at = figures + "0", at + 1
            continue
        if kind not in ("U", "T", "X", "H"):
            break
        end = at + 1
        if not (kind == "U" and end < len(tokens) and tokens[end].kind in ("U", "Z")):
            part = _cardinal(tokens[: _group_end(tokens, at)], at, written)
            value, end = int(part.value), part.stop
        figures, at = figures + str(value), end
        if value > 9:
            break
    return figures, at


def _group_end(tokens: list[_Token], at: int) -> int:
    """Index after the tokens from `at` that can belong to one number below a thousand."""
    end = at
    while end < len(tokens) and end - at < 8 and tokens[end].kind in ("U", "T", "X", "H"):
        end += 1
    return end


_COLLECTIVE_BEFORE = re.compile(
    r"(?<!\w)(?:(?P<vague>des|de|d'|plusieurs|quelques|certaines)|(?P<one>une?)|(?P<the>la|le|cette|ce"
    r"|sa|son|leur|chaque|du|au|l'))"
    r"(?:(?<=')| )(?P<adjective>(?:" + alternatives(data.COLLECTIVE_ADJECTIVES) + r")s?[ -])?$"
)
_INCISE = re.compile(r"[^\n-]{0,120}[\w\"»]-(?:[ ,.;:]|$)")
_MINUS_BEFORE = ("au ", "du ", "ou ", "de ", "d'", "à ", "plus ", "pas ", "le ", "les ", "en ", "d'au ", "néanmoins ")


def find_numerals(text: str, view: str | None = None) -> list[Numeral]:
    """Every numeral of `text`, in order, without overlap. `view` is `view.lower(text)`, if the caller has it.

    Ordinals in digits (`1er`) come with form `ordinal`; ordinals in words and roman numerals are left out. Numbers
    glued to the end of a word (`A320`, `Covid-19`), in web addresses and in hashtags are left out; those glued to what
    follows have `glued` set. `un` and `une` come only as parts of a number, or with `alone`
    where the context may need them.
    """
    low = views.lower(text) if view is None else view
    found: list[Numeral] = []
    run: list[_Token] = []
    written: dict[int, tuple[Decimal, Decimal | None]] = {}
    webs = _web_addresses(low)
    last_end = -10
    for match in _TOKEN.finditer(low):
        kind = match.lastgroup or ""
        start, end = match.span()
        if kind == "I":  # a date or an address: `12.04.2019`, `192.168.1.2`
            continue
        while webs and webs[-1][1] <= start:
            webs.pop()
        if webs and webs[-1][0] <= start:
            continue
        gap = low[last_end:start] if run and start - last_end <= 4 else ""
        if (
            gap
            and gap not in _JOINS
            and not (kind in "CS" and gap in _QUOTED and run[-1].kind == "U")
            and not (gap in _OF and kind in "CS" and run[-1].kind in "CSF")
        ):
            gap = ""
        word = match.group()
        if word in ("un", "une") and gap == " " and run[-1].kind == "S" and low[end : end + 1] == " ":
            gap = ""  # `7 milliards un grand groupe`
        if not gap:
            if run:
                _parse(text, low, run, written, found)
                run, written = [], {}
            if start > 1 and low[start - 1] in ".," and low[start - 2].isdigit():
                continue
            if start > 1 and low[start - 1] == "-" and low[start - 2].isalnum() and not low[start - 2].isdigit():
                continue
            if kind == "V" or (kind == "F" and not word.startswith("demi")):
                continue
            if word in ("un", "une") and not _worth_a_look(low, start, end):
                continue
        value = 0
        if kind == "W":
            kind, value = _KINDS[word], _SMALL[word]
        elif kind == "S":
            value = data.SCALES[match["S"]]
        elif kind == "C":
            value = data.COLLECTIVES[match["C"]]
        elif kind == "F":
            value = _denominator(word)
        elif kind == "D":
            amount, other = _digits(word)
            if amount is None:
                continue
            written[start] = (amount, other)
        run.append(_Token(kind, value, start, end, gap))
        last_end = end
    if run:
        _parse(text, low, run, written, found)
    return _ratios(low, found)


def _web_addresses(low: str) -> list[tuple[int, int]]:
    """Bounds of web and mail addresses, hashtags and handles, the last one first."""
    if "http" in low or "www." in low or "@" in low or "#" in low:
        return [match.span() for match in _URL.finditer(low)][::-1]
    return []


def _worth_a_look(low: str, start: int, end: int) -> bool:
    """Whether `un`/`une` at the head of a run may be a number: cheap tests of both sides."""
    if _UN_AHEAD.match(low, end) or low.endswith(_UN_BEHIND, 0, start):
        return True
    following = _WORD.match(low, end + 1)
    return following is not None and following.group().removesuffix("s") in data.UN_FOLLOWERS


def _parse(text: str, low: str, run: list[_Token], written: _Written, found: list[Numeral]) -> None:
    """Cut one run of tokens into numerals and append them to `found`."""
    at = 0
    while at < len(run):
        numeral, after = _one(text, low, run, at, written)
        if numeral is not None:
            found.append(numeral)
        at = max(after, at + 1)


def _one(text: str, low: str, run: list[_Token], at: int, written: _Written) -> tuple[Numeral | None, int]:
    """The numeral that begins at token `at` (None where there is none) and the index after it."""
    first = run[at]
    kind = first.kind
    if kind == "G":
        numerator, denominator = data.VULGAR_FRACTIONS[text[first.start]]
        return Numeral(first.start, first.end, _quotient(numerator, denominator), "fraction"), at + 1
    if kind == "Q":
        numerator, denominator = map(int, low[first.start : first.end].split("/"))
        return Numeral(first.start, first.end, _quotient(numerator, denominator), "fraction"), at + 1
    if kind == "M":
        return Numeral(first.start, first.end, Decimal("0.5"), "fraction"), at + 1
    if kind == "V":
        return None, at + 1
    if kind == "H" and low[first.start - 2 : first.start - 1].isdigit() and first.gap == " ":
        return None, at + 1  # `20 cents` are money
    if kind == "F":
        return _half(low, run, at, first.start) if first.value == 2 and low[first.start] == "d" else (None, at + 1)
    if kind == "C" or (kind == "S"):
        return _collective(low, run, at, None, first.start)
    start = first.start
    if kind == "Z":
        while at < len(run) and run[at].kind == "Z" and (run[at].start == start or run[at].gap == " "):
            at += 1
        if at == len(run) or run[at].kind not in ("U", "T", "X", "H", "K") or run[at].gap != " ":
            head = _Cardinal(Decimal(0), at, 1, False, True)
        else:
            head = _cardinal(run, at, written)
    elif kind == "D" and (at + 1 == len(run) or run[at + 1].kind == "D"):
        return _figures(text, low, run, at, written), at + 1
    else:
        head = _cardinal(run, at, written)
    if head.stop <= at and kind != "Z":
        return None, at + 1
    value, stop, scaled = head.value, head.stop, run[head.stop - 1].kind == "S"
    form: Form = "mixed" if head.digits and head.words else "digits" if head.digits else "words"
    if stop < len(run):
        token = run[stop]
        if token.kind == "V" and token.gap == " " and value == int(value):
            figures, after = _decimals(run, stop + 1, written)
            if figures:
                value, stop = Decimal(f"{value}.{figures}"), after
                if stop < len(run) and run[stop].kind == "S" and run[stop].gap == " ":
                    value, stop, scaled = plain(value * run[stop].value), stop + 1, True
        elif token.kind == "C" and token.gap in (" ", "-", *_QUOTED):
            return _collective(low, run, stop, head, start)
        elif "et" in token.gap:
            part, after = _part(run, stop)
            if part is not None:
                value, stop = _rounded(value + part * head.scale), after
            elif token.kind == "F":
                return None, stop + 1  # `vingt et unième`
            if part is not None:
                form = "mixed" if head.digits else "words"
        elif token.kind == "F":
            if token.value == 2 and low[token.start] == "d" and value == 1:
                return _half(low, run, stop, start)
            return _fraction(low, run, stop, start, value)
        elif value == 1 and stop == at + 1 and token.gap == " " and token.kind in "UTXHK":
            whole = _cardinal(run, stop, written)
            if whole.stop < len(run) and run[whole.stop].kind == "F" and run[whole.stop].value < 100:
                ordinal = run[whole.stop]
                return Numeral(
                    start, ordinal.end, _quotient(1, int(whole.value) + ordinal.value), "fraction"
                ), whole.stop + 1
        elif token.kind in "QG" and token.gap in (" ", "  ") and head.digits:
            rest, after = _one(text, low, run, stop, written)
            if rest is not None and rest.value is not None:
                value, stop = value + rest.value, after
    end = run[stop - 1].end
    start, value = _signed(text, low, start, end, value)
    glued = ""
    if low[end : end + 1] == "-" or (run[stop - 1].kind == "D" and low[end : end + 1].isalpha()):
        glued = _glued(low, end)
    if kind == "U" and first.value == 1 and first.gap == "-":
        return None, stop
    alone = stop - at == 1 and kind == "U" and first.value == 1 and value == 1
    return Numeral(start, end, value, form, scaled=scaled, glued=glued, alone=alone), stop


def _figures(text: str, low: str, run: list[_Token], at: int, written: _Written) -> Numeral:
    """A number in digits alone, with its sign and a letter for thousands, millions or milliards (`100k`, `3,5 M€`)."""
    token = run[at]
    start, end = token.start, token.end
    value, other = written[start]
    form: Form = "digits"
    following = low[end : end + 1]
    glued = ""
    if following.isalpha() or (following == " " and low[end + 1 : end + 2] in ("k", "m", "g", "b")):
        letters = _LETTER_SCALE.match(low, end)
        if letters and _is_scale(text, low, token, letters):
            value, other = plain(value * data.LETTER_SCALES[letters["letters"]]), None
            end, form = letters.end(), "mixed"
            following = low[end : end + 1]
    if following and (following in "-²³°" or following.isalpha()):
        glued = _glued(low, end)
        if _ORDINAL_ENDING.fullmatch(glued):
            return Numeral(start, end + len(glued), value, "ordinal")
    start, value = _signed(text, low, start, end, value)
    return Numeral(start, end, value, form, glued=glued, other=other, scaled=form == "mixed")


def _is_scale(text: str, low: str, token: _Token, letters: re.Match[str]) -> bool:
    """Whether the letters behind a number are a power of ten (`k€`, `M`, `Mds`) and not a unit (`m`, `4G`, `g`)."""
    name, capital = letters["letters"], text[letters.start("letters")].isupper()
    if _MONEY_AHEAD.match(low, letters.end()):
        return name != "b" and (capital or name != "m")
    if name not in ("k", "m", "g", "b"):
        return True
    if letters.group()[0] == " ":
        return False
    if name == "g":
        return capital and token.end - token.start > 1
    return name == "k" or (name == "m" and capital)


def _signed(text: str, low: str, start: int, end: int, value: Decimal) -> tuple[int, Decimal]:
    """Where the number begins with its sign, and its value with it: `-60`, `moins quinze`, `négatif cinq`."""
    if low.endswith("moins ", 0, start):
        return (start, value) if low.endswith(_MINUS_BEFORE, 0, start - 6) else (start - 6, -value)
    if low.endswith(("négatif ", "négative "), 0, start):
        return low.rfind("n", 0, start), -value
    if low[start : start + 1].isdigit():
        if _minus(text, low, start, end):
            return start - 1, value if text[start - 1] == "+" else -value
        if low.endswith("- ", 0, start) and (start < 3 or low[start - 3] == " ") and low.startswith(_DEGREES, end):
            return start - 2, -value
    return start, value


def _minus(text: str, low: str, start: int, end: int) -> bool:
    """Whether the character before `start` is a sign: not a dash between two numbers, of an aside or of a list."""
    if start == 0 or text[start - 1] not in "-\u2212+\u2013":
        return False
    if start > 1 and low[start - 2] not in " (\"'«/:>\n\r":
        return False
    if text[start - 1] in "-\u2013":
        line_head = start == 1 or low[start - 2] in "\n\r"
        if (
            line_head
            and low[end : end + 1] not in ("", "\n", "\r", "%")
            and not low.startswith((" %", " point", "°", " °", " degr"), end)
        ):
            return False
        if _INCISE.match(low, end):
            return False
    return True


def _glued(low: str, end: int) -> str:
    match = _GLUED.match(low, end)
    return match.group() if match else ""


def _part(run: list[_Token], at: int) -> tuple[Decimal | None, int]:
    """`et demi`, `et quart`, `et trois quarts`, `et deux tiers` as a part of one, from the token after `et`."""
    token = run[at]
    if token.kind == "F" and token.value in (2, 4):
        return Decimal(1) / token.value, at + 1
    following = run[at + 1] if at + 1 < len(run) else token
    if token.kind == "U" and following.kind == "F" and following.gap in (" ", "-") and token.value < following.value:
        return _quotient(token.value, following.value), at + 2
    return None, at


def _half(low: str, run: list[_Token], at: int, start: int) -> tuple[Numeral | None, int]:
    """`un demi-million`, `une demi-douzaine`, `une demi-tonne`, `un demi`; `at` is the index of `demi`."""
    after = at + 1
    end = run[at].end
    if after < len(run) and run[after].kind in ("S", "C") and run[after].gap in (" ", "-"):
        token = run[after]
        value = plain(Decimal(token.value) / 2)
        while after + 1 < len(run) and run[after + 1].kind in ("S", "C") and run[after + 1].gap in _OF:
            after += 1
            value *= run[after].value
        modifier: Literal["exact", "about"] = "about" if token.kind == "C" else "exact"
        return Numeral(start, run[after].end, value, "collective", modifier, scaled=True), after + 1
    return Numeral(start, end, Decimal("0.5"), "fraction", glued=_glued(low, end)), after


def _fraction(low: str, run: list[_Token], at: int, start: int, numerator: Decimal) -> tuple[Numeral | None, int]:
    """A number before a denominator at token `at`: a fraction (`deux tiers`), else an ordinal (`vingt et unième`)."""
    token = run[at]
    end = token.end
    plural = low[end - 1] == "s"
    regular = low.endswith(("ième", "ieme", "ièmes", "iemes"), token.start, end)
    single = numerator == 1 and (not regular or _FRACTION_AHEAD.match(low, end))
    apart = token.gap == " " and numerator < 10 and numerator != 1 and _FRACTION_AHEAD.match(low, end)
    if token.value > 1 and numerator == int(numerator) and (single or apart or (plural and numerator > 1)):
        share = _quotient(int(numerator), token.value)
        if at + 1 < len(run) and run[at + 1].kind == "S" and run[at + 1].gap in _OF:
            share = _rounded(share * run[at + 1].value)
            return Numeral(start, run[at + 1].end, share, "collective", scaled=True), at + 2
        return Numeral(start, end, share, "fraction"), at + 1
    return None, at + 1


def _collective(low: str, run: list[_Token], at: int, head: _Cardinal | None, start: int) -> tuple[Numeral | None, int]:
    """A number that ends in collectives: `une centaine`, `deux douzaines`, `des dizaines de milliers`.

    `head` is the number before the collective, None where only a determiner stands there.
    """
    factor, stop = 1, at
    while stop < len(run) and run[stop].kind in ("C", "S") and (stop == at or run[stop].gap in _OF):
        factor *= run[stop].value
        stop += 1
    token, end = run[at], run[stop - 1].end
    plural = low[token.end - 1] == "s"
    if head is not None:
        single = head.value == 1
        about: Literal["about", "exact"] = "about" if single or token.value != 12 else "exact"
        return Numeral(start, end, plain(head.value * factor), "collective", about, scaled=True), stop
    before = _COLLECTIVE_BEFORE.search(low, max(0, start - 32), start)
    adjective = before["adjective"] if before else None
    if before and before["vague"] and plural:
        vague_start = start if before["vague"] in ("de", "d'") else before.start()
        return Numeral(vague_start, end, None, "collective", "vague", scaled=True), stop
    if plural:
        return Numeral(start, end, None, "collective", "vague", scaled=True), stop
    if before is None:
        return None, stop
    value = Decimal(factor)
    if adjective and adjective.startswith("demi"):
        value = plain(value / 2)
    if before and before["one"]:
        return Numeral(
            before.start(), end, value, "collective", "about" if token.kind == "C" else "exact", scaled=True
        ), stop
    return Numeral(start, end, value, "collective", "about" if token.kind == "C" else "exact", scaled=True), stop


def _ratios(low: str, numerals: list[Numeral]) -> list[Numeral]:
    """Join `un sur dix` and the like, where both numbers stand side by side, into one fraction."""
    if " sur " not in low:
        return numerals
    joined: list[Numeral] = []
    for numeral in numerals:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.value is not None
            and numeral.value is not None
            and numeral.start - before.end == 5
            and low[before.end : numeral.start] == " sur "
            and 0 < before.value < numeral.value <= 10**6
            and before.value == int(before.value)
            and numeral.value == int(numeral.value)
            and not numeral.glued
        ):
            joined[-1] = Numeral(
                before.start, numeral.end, _quotient(int(before.value), int(numeral.value)), "fraction"
            )
        else:
            joined.append(numeral)
    return joined
