"""What a number counts: a unit of measure or a head noun, and the whole phrase around it."""

from __future__ import annotations

import re
from typing import NamedTuple

from dronewatch.language import quantities_data as data
from dronewatch.language.numerals import Numeral
from dronewatch.language.tokens import NUMBER_WORDS
from dronewatch.language.words import alternatives, branches


class Counted(NamedTuple):
    """What stands behind a numeral: where the span ends, the noun, whether it is a unit, whether `de` links them."""

    end: int
    noun: str
    measure: bool
    noun_start: int
    noun_end: int
    partitive: bool = False


def _unaccented(pattern: str) -> str:
    """The pattern with every accent optional, for capitals and careless typing."""
    return pattern.replace("é", "[ée]").replace("è", "[èe]")


_SYMBOL = re.compile(rf"[ -]?(?P<unit>{branches(data.UNIT_SYMBOLS)})(?![\w²³])(?!/[a-z]|'[a-z]|\.[a-z])")
_UNIT = re.compile(
    r"(?P<unit>(?:"
    + "|".join(
        _unaccented(re.escape(word)).replace("\\ ", "s?[ -]")
        for word in sorted(data.UNIT_WORDS, key=lambda word: (-len(word), word))
    )
    + r")s?(?:[ -](?:"
    + alternatives(data.UNIT_TAILS)
    + r"))?)(?!\w)"
)
_HEAD = re.compile(r"[^\W\d_]{1,40}(?:-[^\W_]{1,40}){0,4}(?!\w)")
_LINK = re.compile(r" (?:d'|de |\(de |\(d')")
_PARTITIVE = re.compile(
    r" (?:des|de (?:ces|ses|leurs|nos|vos|mes|tes)|parmi (?:les|ses|ces)) (?:plus |moins |très )?(?![0-9])"
)
_GOES_ON = re.compile(r"[\w-]")
_QUOTE = re.compile(r"[\"«“‘'] ?")
_INVERTED = re.compile(r"-(?:ils?|elles?|on|t-.*|ci|là|vous|nous|je|tu)$")
_TIME = re.compile(
    rf" (?:d'|de )?(?:[\"«] ?)?(?:(?:{branches(data.TIME_ADJECTIVES)}) ){{0,2}}"
    rf"(?:{branches({*data.TIME_WORDS, *data.TIMES_AND_TERMS})})(?![\w-])"
)
_AFTER_PARTICIPLE = re.compile(rf" (?:{alternatives(data.AFTER_PARTICIPLE)})(?!\w)")
_NAME_TAIL = re.compile(r"(?: (?:[A-Z][\w-]*|[a-z]-[A-Z][\w-]*|[0-9]+[A-Za-z]*))(?![\w'])")


def find_counted(norm: str, low: str, numeral: Numeral) -> Counted | None:
    """The unit or head noun behind `numeral`, or None where none stands there."""
    end = numeral.end
    if numeral.glued:
        symbol = _SYMBOL.match(norm, end)
        if symbol:
            return Counted(symbol.end(), symbol["unit"].strip(), True, symbol.start("unit"), symbol.end())
        unit = _UNIT.match(low, end + 1) if numeral.glued[0] == "-" else None
        if unit and numeral.form in ("digits", "words", "fraction"):
            return Counted(unit.end(), norm[unit.start("unit") : unit.end()], True, unit.start("unit"), unit.end())
        return None
    if not numeral.scaled:
        symbol = _SYMBOL.match(norm, end)
        if (
            symbol
            and numeral.form in ("digits", "mixed", "words")
            and (symbol["unit"] not in ("l", "t", "A") or numeral.form != "words")
        ):
            return Counted(symbol.end(), symbol["unit"].strip(), True, symbol.start("unit"), symbol.end())
    partitive = False
    link: re.Match[str] | None = None
    if numeral.scaled:
        link = _LINK.match(low, end)
        if link is None:
            symbol = _SYMBOL.match(norm, end)
            if symbol and (len(symbol["unit"]) > 1 or low[end - 2].isdigit()):
                return Counted(symbol.end(), symbol["unit"], True, symbol.start("unit"), symbol.end())
            return None
        at = link.end()
    elif low[end : end + 1] == " ":
        at = end + 1
        link = _PARTITIVE.match(low, end)
        if link:
            partitive, at = True, link.end()
    else:
        return None
    quote = _QUOTE.match(low, at)
    if quote:
        at = quote.end()
    unit = _UNIT.match(low, at)
    if unit:
        stop = unit.end()
        return Counted(stop, norm[unit.start("unit") : stop], True, unit.start("unit"), unit.end())
    if numeral.alone and partitive:
        return None
    found = _noun(norm, low, at, numeral, partitive or numeral.scaled)
    if found is None:
        return None
    start, stop = found
    if link and "(" in link.group() and low[stop : stop + 1] == ")":
        return Counted(stop + 1, norm[start:stop], False, start, stop, partitive)
    if quote and low[stop : stop + 1] == quote.group()[0] == '"':
        stop += 1
        return Counted(stop, norm[start : stop - 1], False, start, stop - 1, partitive)
    return Counted(stop, norm[start:stop], False, start, stop, partitive)


def counts_time(low: str, numeral: Numeral) -> bool:
    """Whether a numeral counts time or times (`fois`), which is a duration or a multiple, no quantity."""
    return _TIME.match(low, numeral.end) is not None


def _noun(norm: str, low: str, at: int, numeral: Numeral, linked: bool) -> tuple[int, int] | None:
    """Start and end of the head noun from `at`, adjectives before it skipped; None where no noun stands there."""
    held: tuple[int, int] | None = None
    for _ in range(5):
        head = _HEAD.match(low, at)
        if head is None:
            return held
        word, end = head.group(), head.end()
        if low[end : end + 1] == "'" or word in data.NOT_NOUN or word in data.MONTHS:
            if linked and not held and low[end : end + 1] != "'" and word in data.AFTER_OF:
                at = end + 1
                continue
            return held
        if word in data.PRENOMINAL and low[end : end + 1] == " ":
            if word not in data.ONLY_ADJECTIVES and _countable(norm, word, at, numeral, linked):
                held = (at, end)
            at = end + 1
            quote = _QUOTE.match(low, at)
            at = quote.end() if quote else at
            continue
        if word in data.PRENOMINAL:
            return (at, end) if word not in data.ONLY_ADJECTIVES and word[-1] in "sx" else held
        if word in data.TIME_WORDS:
            return None
        if not _countable(norm, word, at, numeral, linked):
            return held
        if held and _participle(word):
            return held
        if _elided_before(low, numeral) and _participle(word) and _AFTER_PARTICIPLE.match(low, end):
            return held
        for tail in data.COMPOUNDS.get(word, ()):
            if low.startswith(" " + tail, end) and not _GOES_ON.match(low, end + 1 + len(tail)):
                return at, end + 1 + len(tail)
        if norm[at].isupper() and not word.endswith("s") and not norm[at:end].isupper():
            for _ in range(3):
                tail_match = _NAME_TAIL.match(norm, end)
                if tail_match is None:
                    break
                end = tail_match.end()
        return at, end
    return held


def _elided_before(low: str, numeral: Numeral) -> bool:
    """Whether the words before lead one to expect a number whose noun was said before."""
    start = numeral.start
    return low.endswith(data.LEADS_TO_NUMBER, 0, start) or (_large(numeral) and low.endswith("les ", 0, start))


def _participle(word: str) -> bool:
    """Whether a plural looks like a participle and not like a noun (`municipalités`, `blessés`)."""
    if word in data.PARTICIPLES:
        return True
    return word.endswith(("és", "ées")) and word not in data.NOUN_PARTICIPLES and not word.endswith(data.NOUN_ENDINGS)


def _large(numeral: Numeral) -> bool:
    """Whether a number in digits is written with thousands apart; a noun without its plural is a slip there."""
    return (
        numeral.form == "digits"
        and numeral.value is not None
        and numeral.value >= 1000
        and numeral.end - numeral.start > 4
    )


def _countable(norm: str, word: str, at: int, numeral: Numeral, linked: bool) -> bool:
    """Whether `word` may be the noun of this number: plural in form, a name, or linked by `de`."""
    if len(word) < 2 or word in data.TIME_WORDS or (_INVERTED.search(word) and word != "rendez-vous"):
        return False
    if word in NUMBER_WORDS:
        return False
    if linked:
        return True
    if (
        _large(numeral)
        and len(word) > 4
        and not norm[at].isupper()
        and not word.endswith(data.NO_NOUN_ENDINGS)
        and word not in data.WEEKDAYS
    ):
        return True
    if word.endswith("ez") and word != "nez":
        return False
    if numeral.value is not None and abs(numeral.value) < 2:
        return not (
            norm[at].isupper()
            and numeral.form == "digits"
            and numeral.value == int(numeral.value)
            and norm[at : at + len(word)].isupper()
        ) and not word.endswith(data.VERB_ENDINGS)
    if any(part[-1] in "sxz" and part not in data.PREFIXES for part in word.split("-")) or word in data.PLURALS:
        return True
    if not norm[at].isupper():
        return False
    whole = norm[at : at + len(word)]
    if len(whole) > 1 and whole.isupper() and numeral.form == "digits":
        return word in data.ACRONYMS or (word[-1] in "sx" and norm[numeral.start - 3 : numeral.start - 1].isupper())
    return numeral.value is None or numeral.value == int(numeral.value)
