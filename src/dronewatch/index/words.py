"""The words by which an article is found: runs of letters and digits, without case, accents and ligatures."""

from __future__ import annotations

import re
import zlib
from fnmatch import translate

from dronewatch import view

MARKS = "\u0300-\u036f"  # combining accents, which texts from some systems carry after the letter
_MARK = re.compile(f"[{MARKS}]+")
_APART = re.compile(r"[\W_]+")
_NO_STAR = re.compile(r"[?\[]")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})


def spelled(text: str) -> str:
    """`text` as words are looked up: folded (`view.fold`), ligatures apart, combining accents gone. Lengths change."""
    low = view.fold(text)
    return low if low.isascii() else _MARK.sub("", low).translate(_LIGATURES)


def lookup(name: str) -> str:
    """The same for names that differ in case, accents, apostrophes, hyphens, ligatures and blanks only."""
    return " ".join(spelled(name).replace("-", " ").split())


def starred(typed: str) -> re.Pattern[str]:
    """What names have to fit that are meant by `typed`, both by `lookup`: `*` stands for anything, all else for itself.

    `fnmatch` looks for each part once, so that many stars cost no more than one.
    """
    return re.compile(translate(_NO_STAR.sub(r"[\g<0>]", lookup(typed))))


def words(text: str) -> set[str]:
    """The distinct words of `text`, as `spelled`."""
    found = set(_APART.split(spelled(text)))
    found.discard("")
    return found


def phrase(text: str) -> str:
    """The words of `text` in order, apart by blanks."""
    return " ".join(part for part in _APART.split(spelled(text)) if part).encode("utf-8", "ignore").decode()


def count(text: str) -> int:
    """How many words `text` has: runs of letters and digits, so that `l’État` has two."""
    return sum(1 for part in _APART.split(view.fold(text)) if part)


def signature() -> int:
    """Changes when `words` would find others: an index made before cannot be updated word by word."""
    sample = "".join(map(chr, range(0x20, 0x2200)))
    return zlib.crc32((spelled(sample) + _APART.pattern).encode())


def indexed(text: str) -> str:
    """What the full-text index is given for a text: each word once; surrogates, which SQLite refuses, left out."""
    return " ".join(sorted(words(text))).encode("utf-8", "ignore").decode()
