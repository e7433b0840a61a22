"""Equal-length views of a text, so that matching can ignore typography while offsets stay those of the text as read."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache

_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4\u0060\uff07"
_HYPHENS = "\u2010\u2011\u2043\ufe63\uff0d\u00ad"
_SPACES = (
    "\t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000\ufeff\u200b\u2060"
)

_TYPOGRAPHY = (
    {ord(char): "'" for char in _APOSTROPHES}
    | {ord(char): "-" for char in _HYPHENS}
    | {ord(char): " " for char in _SPACES}
)


def _bare(char: str) -> str:
    """One character without case and accents, or itself where that would not be exactly one character."""
    base = unicodedata.normalize("NFD", char)[0]
    low = base.lower()
    return low if len(low) == 1 else base


_LATIN = [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)]
_CASE = {code: low for code in [*_LATIN, *range(0x370, 0x530)] if len(low := chr(code).lower()) == 1}
_FOLD = _CASE | {code: _bare(chr(code)) for code in _LATIN} | _TYPOGRAPHY

# Words and names: below this it takes longer to look for every odd character than to translate all.
_SHORT = 32
_BEYOND_LATIN = re.compile("([\u0100-\U0010ffff]+)")
_ODD = tuple((chr(code), plain) for code, plain in _TYPOGRAPHY.items())


def _bytes_table(table: dict[int, str]) -> bytes:
    return bytes(ord(table.get(code, chr(code))) for code in range(256))


class _Blanks(dict[int, int]):
    """A blank for every character that is neither a letter nor a digit, found out when it is met."""

    def __missing__(self, code: int) -> int:
        blank = code if chr(code).isalnum() else 0x20
        if code < 0x3000:
            self[code] = blank
        return blank


_BLANKS = _Blanks()
_BLANKS_BYTES = bytes(_BLANKS[code] for code in range(256))
_FOLD_BYTES = _bytes_table(_FOLD)


def _translate(text: str, table: Mapping[int, str | int], latin: bytes) -> str:
    """`text.translate(table)`, many times faster: `latin` is the same table for the bytes of Latin-1 stretches."""
    try:
        return text.encode("latin-1").translate(latin).decode("latin-1")
    except UnicodeEncodeError:
        parts = _BEYOND_LATIN.split(text)
    parts[::2] = [part.encode("latin-1").translate(latin).decode("latin-1") for part in parts[::2]]
    parts[1::2] = [part.translate(table) for part in parts[1::2]]
    return "".join(parts)


def normalize(text: str) -> str:
    """`text` with every apostrophe `'`, every hyphen `-` and every blank a space; line breaks, case and length stay."""
    return _kept_normalized(text) if _KEPT[0] <= len(text) <= _KEPT[1] else _normalize(text)


def lower(text: str) -> str:
    """`normalize(text)` in lower case, accents kept; same length for every input (`İ` would grow, so it stays)."""
    low = normalize(text).lower()
    return low if len(low) == len(text) else normalize(text).translate(_CASE)


def fold(text: str) -> str:
    """`normalize(text)` in lower case without accents; same length, ligatures (`œ`) stay."""
    return _kept_folded(text) if _KEPT[0] <= len(text) <= _KEPT[1] else _fold(text)


def words(text: str) -> frozenset[str]:
    """The words of `fold(text)`: its longest runs of letters and digits."""
    return _kept_words(text) if _KEPT[0] <= len(text) <= _KEPT[1] else _words(text)


def _normalize(text: str) -> str:
    if len(text) < _SHORT:
        return text.translate(_TYPOGRAPHY)
    for odd, plain in _ODD:
        if odd in text:
            text = text.replace(odd, plain)
    return text


def _fold(text: str) -> str:
    return _translate(normalize(text), _FOLD, _FOLD_BYTES)


def letters(text: str) -> str:
    """`text` with a blank for every character that is neither a letter nor a digit; same length."""
    return _translate(text, _BLANKS, _BLANKS_BYTES)


def _words(text: str) -> frozenset[str]:
    return frozenset(letters(fold(text)).split())


# Several components ask for the same view of an article, a batch of articles at a time: views of this length are kept.
_KEPT = (200, 100_000)
_BATCH = 64
_kept_normalized = lru_cache(_BATCH)(_normalize)
_kept_folded = lru_cache(_BATCH)(_fold)
_kept_words = lru_cache(_BATCH)(_words)


def line_starts(text: str) -> list[int]:
    """Offsets at which the lines of `text` begin; `\\n`, `\\r\\n` and a lone `\\r` end a line."""
    starts = [0]
    if "\r" not in text:
        at = text.find("\n")
        while at != -1:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        return starts
    for at, char in enumerate(text):
        if char == "\n" or (char == "\r" and text[at + 1 : at + 2] != "\n"):
            starts.append(at + 1)
    return starts


def position(starts: list[int], offset: int) -> tuple[int, int]:
    """Line and column of `offset`, both 1-based and in code points, given the text's `line_starts`."""
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1
