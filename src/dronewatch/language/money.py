"""Money: which currency stands beside a numeral, where the expression ends, what tax and period belong to it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from dronewatch.language import money_data as data
from dronewatch.language.numerals import Numeral
from dronewatch.language.words import alternatives, branches


class Money(NamedTuple):
    """A currency beside a numeral: the whole span, the ISO code, and whether it counts hundredths."""

    start: int
    end: int
    currency: str | None
    cents: bool = False
    before: bool = False


_LETTER_SIGNS = [sign for sign in data.SIGNS if len(sign) > 1]
_MARKS = "".join(sign for sign in data.SIGNS if len(sign) == 1)
_CODES = branches(code.lower() for code in data.CODES)
_RIGHT = re.compile(
    rf"""[ ]?["«“]?[ ]?(?:(?P<open>\()?(?P<of>d'|de[ ])["«“]?[ ]?)?(?:
      (?P<sign>{alternatives(_LETTER_SIGNS)})(?!\w)
    | (?P<mark>[{_MARKS}])(?P<country>us|ca|can|a|hk)?(?![^\W\d_])
    | (?P<code>{_CODES})(?:s|os)?(?!\w)
    | (?:(?:{"|".join(data.BETWEEN)})[ ])?(?P<word>{branches(data.WORDS)})s?(?!\w)(?P<close>[ ]sterling)?
    | (?P<cents>{branches(data.CENTS)})s?(?!\w)
    )""",
    re.VERBOSE,
)
_LEFT = re.compile(
    rf"(?:(?P<sign>{alternatives(_LETTER_SIGNS)}|[{_MARKS}])"
    rf"|(?<!\w)(?P<code>{_CODES})) ?$"
)
_TAX = re.compile(r" ?\(?(?:net |brut )?(?P<tax>" + alternatives(data.TAX) + r")(?!\w)")
_PAST = re.compile(r" (?:derni[eè]re?|prochaine?|passée?|suivante?|précédente?|d'avant|d'après)(?!\w)")
_PER_HEAD = r"[ ]?(?:(?:nets?|bruts?|ht|ttc|en moyenne) )?"
_PER_FIRST = re.compile(
    _PER_HEAD + r"(?:par|chaque|/|l[ea'u]|à l|pour un|an|me|he|qu|jo"
    r"|de |br|ne|ho|p|un|ch|au|du)"
)


def find_money(norm: str, low: str, numeral: Numeral, floor: int) -> Money | None:
    """The currency beside `numeral`, or None. `floor` is where the expression before ends: its sign is not ours."""
    start, end = numeral.start, numeral.end
    if start > floor:
        before = _LEFT.search(low, max(floor, start - 6), start)
        if before and (before["sign"] or norm[before.start("code") : before.end("code")].isupper()):
            code = data.SIGNS.get(before["sign"] or "") or _code(before["code"])
            return Money(before.start(), end, code, before=True)
    match = _RIGHT.match(low, end)
    if match is None or (match["of"] and not numeral.scaled):
        return None
    end = match.end()
    if match["open"]:
        if low[end : end + 1] != ")":
            return None
        end += 1
    if match["sign"] or match["mark"]:
        sign = match["sign"] or match["mark"]
        return Money(
            start, end, data.SIGNS.get(match["mark"] + match["country"]) if match["country"] else data.SIGNS[sign]
        )
    if match["code"]:
        written = norm[match.start("code") : match.end("code")]
        return Money(start, end, _code(match["code"])) if written.isupper() or match["code"] == "eur" else None
    if match["cents"]:
        if match["cents"] in ("cent", "ct", "cts") and numeral.form == "words":
            return None
        code = data.CENTS[match["cents"]]
        return Money(
            start, end, _cent_currency(low, code) if match["cents"] in ("cent", "centime") else code, cents=True
        )
    return _word(low, numeral, match, end)


_BASES = {
    "réai": "réal",
    "reai": "real",
    "reais": "real",
    "réais": "réal",
    "nouveau franc": "franc",
    "ancien franc": "franc",
}


def _word(low: str, numeral: Numeral, match: re.Match[str], end: int) -> Money | None:
    """Which currency a word means: by its adjective, else by the words of the article, else by habit."""
    word, start = match["word"], numeral.start
    if numeral.alone and word in ("livre", "franc") and _article(low, numeral, match):
        return None
    if word in ("livre sterling", "sterling") or match["close"]:
        return Money(start, end, "GBP")
    base = _BASES.get(word, word)
    adjective = _adjectives(base).match(low, end) if base in data.ADJECTIVES else None
    if adjective:
        return Money(start, adjective.end(), data.ADJECTIVES[base][adjective["adjective"]])
    if base in data.CONTEXT:
        code = _context(low, base)
        if code:
            return Money(start, end, code)
    if base in data.AMBIGUOUS and not numeral.scaled:
        return None
    return Money(start, end, data.WORDS[word])


def _article(low: str, numeral: Numeral, match: re.Match[str]) -> bool:
    """Whether `un` before `livre` or `franc` is the article of a book or of an adjective (`un franc succès`)."""
    if match["word"] == "livre":
        return low[numeral.start : numeral.end] == "un" or not match["close"]
    return re.match(r" [a-zéè]{4,}", low[match.end() : match.end() + 6]) is not None


def _code(code: str) -> str:
    return data.CODE_ALIASES.get(code.upper(), code.upper())


@cache
def _adjectives(word: str) -> re.Pattern[str]:
    return re.compile(" (?P<adjective>" + alternatives(data.ADJECTIVES[word]) + r")(?:e|s|es|ne|nes)?(?!\w)")


@lru_cache(maxsize=64)
def _context(low: str, word: str) -> str | None:
    """The currency that the words of the article decide for, None where they do not."""
    return next((code for code, pattern in data.CONTEXT[word] if re.search(pattern, low)), None)


@cache
def _per() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(f"{_PER_HEAD}(?:{pattern})"), per) for pattern, per in data.PER]


@lru_cache(maxsize=8)
def _cent_currency(low: str, default: str) -> str:
    """Whose hundredths `centimes` and `cents` are in this text: of euros, unless it speaks of another currency only."""
    if "euro" in low or "€" in low:
        return default
    if "dollar" in low or "$" in low:
        return "USD"
    if "francs" in low:
        return _context(low, "franc") or "FRF"
    return default


def tax_and_per(low: str, end: int) -> tuple[Literal["excluded", "included"] | None, str | None]:
    """What stands right behind an amount: `excluded`/`included` tax, and what it is paid for or how often (`per`)."""
    tax: Literal["excluded", "included"] | None = None
    match = _TAX.match(low, end)
    if match:
        tax = data.TAX[match["tax"]]
        end = match.end()
    if _PER_FIRST.match(low, end):
        for pattern, per in _per():
            match = pattern.match(low, end)
            if match:
                return tax, None if _PAST.match(low, match.end()) else per
    return tax, None


def hundredths(value: Decimal) -> Decimal:
    """`value` centimes in whole units of the currency."""
    return value.scaleb(-2)
