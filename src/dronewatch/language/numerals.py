"""French numerals in running text: digits, words and both mixed, each with its value. One scan, shared by all grammars.

How it works: `tokens` finds number tokens (a run of digits with its separators, or one number word) and joins those
that only a blank, a hyphen or `et` separates into runs; here a small left-to-right parser cuts a run into numerals,
with `cardinals` for whole numbers and `digits` for figures. All steps are linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from dronewatch import view as views
from dronewatch.language import numerals_data as data
from dronewatch.language.cardinals import Cardinal, cardinal, decimals
from dronewatch.language.digits import quotient, rounded, without_exponent
from dronewatch.language.tokens import CARDINAL_KINDS, OF, QUOTED, Token, Written, runs
from dronewatch.language.words import alternatives

Form = Literal["digits", "words", "mixed", "collective", "fraction", "ordinal"]


class Numeral(NamedTuple):
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


_GLUED = re.compile(r"[^\W\d_]{1,24}(?:[23](?![0-9]))?[²³]?|-[^\W\d_][\w-]{0,24}|[²³°]")
_ORDINAL_ENDING = re.compile(r"ers?|[èe]res?|re|nde?s?|es?|[èe]mes?|i[èe]mes?")
_LETTER_SCALE = re.compile(r" ?(?P<letters>k|m|g|mds?|mrds?|mio)(?![\w²³])")
_MONEY_AHEAD = re.compile(r" ?(?:[€$£¥₽₹₿]|d'euros?\b|d'€|de (?:dollars?|livres|francs)\b|eur\b|usd\b)")
_FRACTION_AHEAD = re.compile(r" d[eu']|s?[,.;:!?)]|$")
_DEGREES = (" degr", "°", " °")
_CHAIN = 8  # collectives that make one number: `des dizaines de milliers`
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
    for run, written in runs(low):
        _parse(text, low, run, written, found)
    return _ratios(low, found)


def _parse(text: str, low: str, run: Sequence[Token], written: Written, found: list[Numeral]) -> None:
    """Cut one run of tokens into numerals and append them to `found`."""
    at = 0
    while at < len(run):
        numeral, after = _one(text, low, run, at, written)
        if numeral is not None:
            found.append(numeral)
        at = max(after, at + 1)


def _one(text: str, low: str, run: Sequence[Token], at: int, written: Written) -> tuple[Numeral | None, int]:
    """The numeral that begins at token `at` (None where there is none) and the index after it."""
    first = run[at]
    kind = first.kind
    if kind == "G":
        numerator, denominator = data.VULGAR_FRACTIONS[text[first.start]]
        return Numeral(first.start, first.end, quotient(numerator, denominator), "fraction"), at + 1
    if kind == "Q":
        numerator, denominator = map(int, low[first.start : first.end].split("/"))
        return Numeral(first.start, first.end, quotient(numerator, denominator), "fraction"), at + 1
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
            head = Cardinal(Decimal(0), at, 1, False, True)
        else:
            head = cardinal(run, at, written)
    elif kind == "D" and (at + 1 == len(run) or run[at + 1].kind == "D"):
        return _figures(text, low, run, at, written), at + 1
    else:
        head = cardinal(run, at, written)
    if head.stop <= at and kind != "Z":
        return None, at + 1
    value, stop, scaled = head.value, head.stop, run[head.stop - 1].kind == "S"
    form: Form = "mixed" if head.digits and head.words else "digits" if head.digits else "words"
    if stop < len(run):
        token = run[stop]
        if token.kind == "V" and token.gap == " " and value == int(value):
            figures, after = decimals(run, stop + 1, written)
            if figures:
                value, stop = Decimal(f"{value}.{figures}"), after
                if stop < len(run) and run[stop].kind == "S" and run[stop].gap == " ":
                    value, stop, scaled = without_exponent(value * run[stop].value), stop + 1, True
        elif token.kind == "C" and token.gap in (" ", "-", *QUOTED):
            return _collective(low, run, stop, head, start)
        elif "et" in token.gap:
            part, after = _part(run, stop)
            if part is not None:
                value, stop = rounded(value + part * head.scale), after
            elif token.kind == "F":
                return None, stop + 1  # `vingt et unième`
            if part is not None:
                form = "mixed" if head.digits else "words"
        elif token.kind == "F":
            if low.startswith("demi", token.start) and value == 1:
                return _half(low, run, stop, start)
            return _fraction(low, run, stop, start, value)
        elif token.gap == " " and token.kind in "UTXHK" and value == int(value):
            share, after = _share(low, run, stop, value, written)
            if share is not None:
                return Numeral(start, run[after - 1].end, share, "fraction"), after
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


def _figures(text: str, low: str, run: Sequence[Token], at: int, written: Written) -> Numeral:
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
            value, other = without_exponent(value * data.LETTER_SCALES[letters["letters"]]), None
            end, form = letters.end(), "mixed"
            following = low[end : end + 1]
    if following and (following in "-²³°" or following.isalpha()):
        glued = _glued(low, end)
        if _ORDINAL_ENDING.fullmatch(glued):
            return Numeral(start, end + len(glued), value, "ordinal")
    start, value = _signed(text, low, start, end, value)
    return Numeral(start, end, value, form, glued=glued, other=other, scaled=form == "mixed")


def _is_scale(text: str, low: str, token: Token, letters: re.Match[str]) -> bool:
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


def _part(run: Sequence[Token], at: int) -> tuple[Decimal | None, int]:
    """`et demi`, `et quart`, `et trois quarts`, `et deux tiers` as a part of one, from the token after `et`."""
    token = run[at]
    if token.kind == "F" and token.value in (2, 4):
        return Decimal(1) / token.value, at + 1
    following = run[at + 1] if at + 1 < len(run) else token
    if token.kind == "U" and following.kind == "F" and following.gap in (" ", "-") and token.value < following.value:
        return quotient(token.value, following.value), at + 2
    return None, at


def _half(low: str, run: Sequence[Token], at: int, start: int) -> tuple[Numeral | None, int]:
    """`un demi-million`, `une demi-douzaine`, `une demi-tonne`, `un demi`; `at` is the index of `demi`."""
    after = at + 1
    end = run[at].end
    if after < len(run) and run[after].kind in ("S", "C") and run[after].gap in (" ", "-"):
        token = run[after]
        value = without_exponent(Decimal(token.value) / 2)
        while after + 1 < len(run) and run[after + 1].kind in ("S", "C") and run[after + 1].gap in OF:
            after += 1
            value *= run[after].value
        modifier: Literal["exact", "about"] = "about" if token.kind == "C" else "exact"
        return Numeral(start, run[after].end, value, "collective", modifier, scaled=True), after + 1
    return Numeral(start, end, Decimal("0.5"), "fraction", glued=_glued(low, end)), after


def _fraction(low: str, run: Sequence[Token], at: int, start: int, numerator: Decimal) -> tuple[Numeral | None, int]:
    """A number before a denominator at token `at`: a fraction (`deux tiers`), else an ordinal (`vingt et unième`)."""
    token = run[at]
    end = token.end
    plural = low[end - 1] == "s"
    regular = low.endswith(("ième", "ieme", "ièmes", "iemes"), token.start, end)
    # `une deuxième.` is an ordinal: shares are masculine.
    ordinal = regular and (low.startswith("une", start) or not _FRACTION_AHEAD.match(low, end))
    single = numerator == 1 and not ordinal
    apart = token.gap == " " and numerator < 10 and numerator != 1 and _FRACTION_AHEAD.match(low, end)
    if token.value > 1 and numerator == int(numerator) and (single or apart or (plural and numerator > 1)):
        share = quotient(int(numerator), token.value)
        if at + 1 < len(run) and run[at + 1].kind == "S" and run[at + 1].gap in OF:
            share = rounded(share * run[at + 1].value)
            return Numeral(start, run[at + 1].end, share, "collective", scaled=True), at + 2
        return Numeral(start, end, share, "fraction"), at + 1
    return None, at + 1


def _share(low: str, run: Sequence[Token], at: int, numerator: Decimal, written: Written) -> tuple[Decimal | None, int]:
    """A fraction whose denominator has several words, from token `at`: `un vingt-cinquième`, `trois dix-millièmes`."""
    last = cardinal(run, at, written).stop
    if last == len(run) or run[last].kind != "F" or run[last].value not in CARDINAL_KINDS:
        return None, at
    if numerator != 1 and low[run[last].end - 1] != "s":
        return None, at
    # An ordinal in several words is the cardinal of which its last word is the ordinal.
    words = [*run[at:last], run[last]._replace(kind=CARDINAL_KINDS[run[last].value])]
    denominator = cardinal(words, 0, written)
    if denominator.stop < len(words):
        return None, at
    return quotient(int(numerator), int(denominator.value)), last + 1


def _collective(
    low: str, run: Sequence[Token], at: int, head: Cardinal | None, start: int
) -> tuple[Numeral | None, int]:
    """A number that ends in collectives: `une centaine`, `deux douzaines`, `des dizaines de milliers`.

    `head` is the number before the collective, None where only a determiner stands there.
    """
    factor, stop = 1, at
    # Nobody counts in millions of millions of millions …, whose product takes the square of their number.
    longest = min(len(run), at + _CHAIN)
    while stop < longest and run[stop].kind in ("C", "S") and (stop == at or run[stop].gap in OF):
        factor *= run[stop].value
        stop += 1
    token, end = run[at], run[stop - 1].end
    plural = low[token.end - 1] == "s"
    if head is not None:
        single = head.value == 1
        about: Literal["about", "exact"] = "about" if single or token.value != 12 else "exact"
        return Numeral(start, end, without_exponent(head.value * factor), "collective", about, scaled=True), stop
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
        value = without_exponent(value / 2)
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
            and numeral.start - before.end == 5
            and before.value is not None
            and numeral.value is not None
            and low[before.end : numeral.start] == " sur "
            and 0 < before.value < numeral.value <= 10**6
            and before.value == int(before.value)
            and numeral.value == int(numeral.value)
            and not numeral.glued
        ):
            joined[-1] = Numeral(before.start, numeral.end, quotient(int(before.value), int(numeral.value)), "fraction")
        else:
            joined.append(numeral)
    return joined
