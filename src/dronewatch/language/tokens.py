"""The parts of numerals in a text: runs of figures with their separators, and number words, each with what it is worth.

One regular expression finds them all. It begins with the sign or blank before a token and looks at the first letter
next, which is what makes it fast: nothing is tried within words, little at the head of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from dronewatch.language import digits
from dronewatch.language import numerals_data as data
from dronewatch.language.words import alternatives, branches


class Token(NamedTuple):
    """One part of a numeral, half-open in code points.

    `kind`: D figures, Q a quotient (`3/4`), G a vulgar fraction (`½`), U units, T teens, X tens, H hundred, K thousand,
    S a power of a thousand (`million`), C a collective (`dizaine`), F a denominator, Z zero, V `virgule`, M `moitié`.
    `gap` is what stands between the token before and this one; empty at the head of a run.
    """

    kind: str
    value: int
    start: int
    end: int
    gap: str


# What figures are worth, and their second reading, by where they begin.
Written = dict[int, tuple[Decimal, Decimal | None]]

JOINS = frozenset([" ", "-", " et ", "-et-", "  "])
OF = (" de ", " d'")
QUOTED = (' "', " «", " « ", " “")

_DIGITS = (
    r"[1-9][0-9]{0,2}(?:(?:[ ][0-9]{3}(?![0-9]))+|(?:'[0-9]{3}(?![0-9]))+)(?:[.,][0-9]+)?"
    r"|[1-9][0-9]{0,2}(?:\.[0-9]{3}(?![0-9]))+(?!\.[0-9])(?:,[0-9]+)?"
    r"|[1-9][0-9]{0,2}(?:,[0-9]{3}(?![0-9])){2,}(?:\.[0-9]+)?"
    r"|[1-9][0-9]{0,2},[0-9]{3}\.[0-9]{1,2}(?![0-9])"
    r"|[0-9]+(?:[.,][0-9]+)?"
    r"|(?:(?<=\s)|(?<=[-(]))[.,][0-9]+"
)
_ORDINALS = frozenset(stem + ending for stem in (*data.ORDINAL_STEMS, "un") for ending in ("ième", "ieme"))
_SMALL = {
    word: (kind, value)
    for kind, listed in (
        ("U", data.UNITS),
        ("T", data.TEENS),
        ("X", data.TENS),
        ("Z", data.ZERO),
        ("H", data.HUNDRED),
        ("K", data.THOUSAND),
    )
    for word, value in listed.items()
}


def _denominator(word: str) -> int:
    if word in data.DENOMINATORS:
        return data.DENOMINATORS[word]
    return data.ORDINAL_STEMS.get(re.sub(r"i[èe]mes?$", "", word), 1)


def _plurals(words: dict[str, int]) -> dict[str, int]:
    return words | {word + "s": value for word, value in words.items()}


# Every number word with its kind and value.
_WORDS: dict[str, tuple[str, int]] = {
    **_SMALL,
    **{word: ("S", value) for word, value in _plurals(data.SCALES).items()},
    **{word: ("C", value) for word, value in _plurals(data.COLLECTIVES).items()},
    **{
        word: ("F", _denominator(word))
        for stem in _ORDINALS | {"quart", "demi", "demie"}
        for word in (stem, stem + "s")
    },
    "tiers": ("F", _denominator("tiers")),
    "virgule": ("V", 0),
    "moitié": ("M", 0),
    "moitie": ("M", 0),
}
# What kind of word the cardinal of a denominator is: `vingt` of `vingtième`.
CARDINAL_KINDS = {value: kind for kind, value in (*_SMALL.values(), *(("S", value) for value in data.SCALES.values()))}
NUMBER_WORDS = frozenset(_SMALL) - {"un", "une"}
_VULGAR = "".join(data.VULGAR_FRACTIONS)
_CODES = ("chf", "eur", "gbp", "usd")  # before figures without a blank: `EUR10`
_HEADS = "0-9.," + "".join(sorted({word[0] for word in _WORDS}))
_TOKEN = re.compile(
    rf"""[^a-z0-9à-öø-ÿ](?:(?=[{_HEADS}{"".join(code[0] for code in _CODES)}])(?<=\W)
    (?:(?=[{_HEADS}])|{"|".join(_CODES)})(?:(?=[0-9.,])(?:
      (?P<Q>(?:1/[2-9]|2/[35]|3/[458]|4/5|5/[68]|7/8|1/10)(?![0-9/]))
    | (?P<I>(?![0-9]{{1,3}}(?:\.[0-9]{{3}}){{1,40}}(?!\.?[0-9]))[0-9]+(?:\.[0-9]+){{2,}})
    | (?P<D>{_DIGITS})
    )
    | (?P<W>{branches(_WORDS)})(?!\w)
    )
    | (?<=[{_VULGAR}])(?P<G>)
    )""",
    re.VERBOSE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_HANDLE = re.compile(r"[#@]\w+")
_MAIL = re.compile(r"@(?<=[\w.+-]@)[\w.-]+")
_MAIL_NAME = re.compile(r"[\w.+-]{1,64}$")
# What makes `un`/`une` at the head of a run worth a look: what follows, or what stands before.
_UN_AHEAD = re.compile(
    r"[ -](?:[\"«“] ?)?(?:cent|mille|million|milliard|billion|billiard|trillion|demi|tiers|quart|virgule|sur |ou deux"
    r"|à |et demi|et un demi|et un quart|et trois quarts|et deux tiers"
    rf"|(?:{alternatives(data.COLLECTIVES)}|(?:{branches(data.ORDINAL_STEMS)})i[èe]me|(?:{branches(NUMBER_WORDS)})(?!\w)))"
    r"|, ?deux\b|$"
    rf"|.(?:{branches(data.UN_FOLLOWERS)})s?(?![^\W\d_])",
    re.DOTALL,
)
_UN_BEHIND = ("moins ", "plus d'", "moins d'", "moins qu'", "l'", "jusqu'à ", " ou ", "négatif ", "maximum ", "numéro ")


def runs(low: str) -> Iterator[tuple[list[Token], Written]]:
    """The tokens of `low` (a text as `view.lower` writes it) in runs: only a blank, a hyphen or `et` between two.

    With each run what its figures are worth.
    """
    run: list[Token] = []
    written: Written = {}
    webs = _web_addresses(low)
    last_end = -10
    # One line break before, so that the first character has one before it as all others do.
    for match in _TOKEN.finditer("\n" + low):
        kind: str = match.lastgroup or ""
        if kind == "I":  # a date or an address: `12.04.2019`, `192.168.1.2`
            continue
        start, end = match.start(kind) - 1, match.end() - 1
        if kind == "G":
            start -= 1
        while webs and webs[-1][1] <= start:
            webs.pop()
        if webs and webs[-1][0] <= start:
            continue
        value, word = 0, low[start:end]
        if kind == "W":
            kind, value = _WORDS[word]
        gap = low[last_end:start] if run and start - last_end <= 4 else ""
        if gap and not _joined(gap, kind, run[-1]):
            gap = ""
        one = kind == "U" and value == 1
        if one and gap == " " and run[-1].kind == "S" and low[end : end + 1] == " ":
            gap = ""  # `7 milliards un grand groupe`
        if not gap:
            if run:
                yield run, written
                run, written = [], {}
            if start > 1 and low[start - 1] in ".," and low[start - 2].isdigit():
                continue
            if start > 1 and low[start - 1] == "-" and low[start - 2].isalnum() and not low[start - 2].isdigit():
                continue
            if kind == "V" or (kind == "F" and not word.startswith("demi")):
                continue
            if one and not _worth_a_look(low, start, end):
                continue
        if kind == "D":
            amount, other = digits.read(word)
            if amount is None:
                continue
            written[start] = (amount, other)
        run.append(Token(kind, value, start, end, gap))
        last_end = end
    if run:
        yield run, written


def _joined(gap: str, kind: str, before: Token) -> bool:
    """Whether what stands between two tokens keeps them in one run."""
    if gap in JOINS:
        return True
    return kind in "CS" and ((gap in QUOTED and before.kind == "U") or (gap in OF and before.kind in "CSF"))


def _web_addresses(low: str) -> list[tuple[int, int]]:
    """Bounds of web and mail addresses, hashtags and handles, the last one first."""
    found: list[tuple[int, int]] = []
    if "://" in low or "www." in low:
        found += (match.span() for match in _ADDRESS.finditer(low))
    if "@" in low:
        for match in _MAIL.finditer(low):
            name = _MAIL_NAME.search(low, max(0, match.start() - 64), match.start())
            found.append((name.start() if name else match.start(), match.end()))
    if "#" in low or "@" in low:
        found += (match.span() for match in _HANDLE.finditer(low))
    return sorted(found, reverse=True)


def _worth_a_look(low: str, start: int, end: int) -> bool:
    """Whether `un`/`une` at the head of a run may be a number: cheap tests of both sides."""
    return _UN_AHEAD.match(low, end) is not None or low.endswith(_UN_BEHIND, 0, start)
