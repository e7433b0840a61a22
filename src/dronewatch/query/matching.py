"""Words with `*`, phrases and literal text as patterns on the text as it is, whatever its case, accents and typography.

A pattern is built of character classes (`e` stands for e, é, è, E …), so that the text need not be folded: offsets are
its own. The same words, as the index has them, say in which articles to look.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dronewatch import view
from dronewatch.index.words import MARKS, spelled

_LETTER = r"[^\W_]"
_LONGEST = 64  # letters that `*` stands for
_MOST_TERMS = 400
_MOST_PATTERNS = 200  # in one expression, whose depth SQLite limits
_LIGATURES = {"oe": "œ", "ae": "æ"}
MARK = re.compile(f"[{MARKS}]")
_PIECES = re.compile(r"[^\W_*]*(?:\*+[^\W_*]*)*")
_PLURAL = re.compile(r"[^\W_]{3}[sx]$", re.IGNORECASE)
_GLOB = re.compile(r"([*?\[\]])")


Case = Literal["smart", "ignore", "exact"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What was typed, as regular expressions: `plain`, and `marked` for texts with combining accents.

    `words` are those that an article must have, as `index.words.spelled`, with `*` for any letters.
    """

    plain: re.Pattern[str]
    marked: re.Pattern[str]
    words: tuple[str, ...]

    def on(self, text: str) -> re.Pattern[str]:
        """The expression that finds matches in `text`."""
        return self.marked if MARK.search(text) else self.plain


@cache
def pattern(
    typed: str, *, literal: bool = False, either: bool = False, whole: bool = False, case: Case = "smart"
) -> Pattern:
    """The pattern for `typed`: whole words and phrases with `*` for any letters of a word, or `literal` text anywhere.

    A blank stands for any blanks or a line break, an apostrophe or hyphen for any of them, a letter for itself with any
    accent. Case is ignored unless `typed` has a capital (`smart`), in any case, or never (`exact`). `either`: the last
    word in singular or plural. `whole`: literal text too begins and ends where words do.
    """
    normal = view.normalize(typed).strip() if not literal else view.normalize(typed)
    sensitive = case == "exact" or (case == "smart" and normal != normal.lower())
    either = either and not literal and normal[-1:].isalnum()
    if either and _PLURAL.search(normal):
        normal = normal[:-1]
    found = _words(normal + "*" if either else normal, literal, whole)
    words = tuple(word for word in found if word.strip("*"))
    plain, marked = (_expression(normal, literal, whole, sensitive, marks, either) for marks in ("", f"[{MARKS}]*"))
    return Pattern(re.compile(plain), re.compile(marked), words)


def _expression(normal: str, literal: bool, whole: bool, sensitive: bool, marks: str, either: bool) -> str:
    parts, at = [], 0
    while at < len(normal):
        char, pair = normal[at], spelled(normal[at : at + 2])
        at += 1
        if char == "*" and not literal:
            parts.append(f"{_LETTER}{{0,{_LONGEST}}}" if not marks else f"(?:{_LETTER}|[{MARKS}]){{0,{_LONGEST}}}")
        elif char.isspace():
            while not literal and normal[at : at + 1].isspace():
                at += 1
            parts.append(_class(" ", False)[:-1] + (r"\n\r]" if literal else r"\s]+"))
        elif pair[:2] in _LIGATURES:
            at += char not in "œŒæÆ"
            # The case of the pair is that of its first letter: Œuvre, Oeuvre, OEUVRE.
            first, second = pair[0], pair[1]
            exact = sensitive and char.isupper()
            one = _class(first.upper() if exact else first, sensitive) + marks + _class(second, False) + marks
            ligature = _LIGATURES[pair[:2]]
            parts.append(f"(?:{one}|{_class(ligature.upper() if exact else ligature, sensitive)}{marks})")
        else:
            if MARK.match(char):
                continue  # the letter before it stands for itself with any accent
            parts.append(_class(char, sensitive) + (marks if char.isalnum() else ""))
    body = "".join(parts)
    if literal and not whole:
        return body
    mark = rf"(?<![{MARKS}])" if marks else ""
    before = rf"(?<!{_LETTER})" + mark if normal[:1].isalnum() or (normal[:1] == "*" and not literal) else ""
    ends = normal[-1:].isalnum() or (normal[-1:] == "*" and not literal)
    after = rf"(?!{_LETTER})" + (rf"(?![{MARKS}])" if marks else "") if ends else ""
    first, rest = "".join(parts[:1]), "".join(parts[1:])
    if before and first.startswith("[") and first.endswith("]"):
        # A first letter is looked for three times as fast as a place without a letter before it.
        return f"{first}(?<!{_LETTER}{first}){rest}" + ("[sxSX]?" if either else "") + after
    return before + body + ("[sxSX]?" if either else "") + after


def _class(char: str, sensitive: bool) -> str:
    """The characters that `char` stands for, as a class."""
    same = _same().get(view.fold(char), set()) | {char, char.lower(), char.upper()}
    chars = {each for each in same if len(each) == 1 and (not sensitive or each.isupper() == char.isupper())}
    return "[" + "".join(sorted(re.escape(each) for each in chars)) + "]"


@cache
def _same() -> dict[str, set[str]]:
    """Characters by what they are folded to."""
    every = "".join(map(chr, [*range(0x530), *range(0x1E00, 0x2070), 0x3000, 0xFE63, 0xFEFF, 0xFF07, 0xFF0D]))
    found: dict[str, set[str]] = {}
    for char, folded in zip(every, view.fold(every), strict=True):
        found.setdefault(folded, set()).add(char)
    return found


@cache
def _typography() -> re.Pattern[str]:
    every = "".join(map(chr, range(0x10000)))
    changed = (char for char, plain in zip(every, view.normalize(every), strict=True) if char != plain)
    return re.compile("[" + "".join(map(re.escape, changed)) + "]")


def normalized(text: str) -> str:
    """`view.normalize(text)`, at the cost of a search where nothing is to be changed."""
    return view.normalize(text) if _typography().search(text) else text


def _words(normal: str, literal: bool, whole: bool) -> list[str]:
    """The words that a matching text must have. The ends of a literal may lie within words unless it is `whole`."""
    text = spelled(normal)
    if not literal:
        return [piece for piece in _PIECES.findall(text) if piece]
    pieces = re.split(r"[\W_]+", text)
    if pieces[0] and not whole:
        pieces[0] = "*" + pieces[0]
    if pieces[-1] and not whole:
        pieces[-1] += "*"
    return [piece for piece in pieces if piece]


def match_expression(connection: sqlite3.Connection, patterns: Iterable[Pattern]) -> str | None:
    """The full-text query for articles that may hold a match of every pattern; None where all may.

    An empty string stands for none at all.
    """
    conditions = []
    for word in dict.fromkeys(word for each in patterns for word in each.words):
        stem = word.rstrip("*")
        if "*" not in stem:
            conditions.append(f'"{stem}"' + (" *" if stem != word else ""))
            continue
        glob = _GLOB.sub(lambda found: "*" if found[0] == "*" else f"[{found[0]}]", word)
        terms = connection.execute(
            "SELECT term FROM vocabulary WHERE term GLOB ? LIMIT ?", (glob, _MOST_TERMS + 1)
        ).fetchall()
        if not terms:
            return ""
        if len(terms) <= _MOST_TERMS:
            conditions.append("(" + " OR ".join(f'"{term}"' for (term,) in terms) + ")")
    return " AND ".join(conditions) if conditions else None


def candidates(connection: sqlite3.Connection, patterns: Sequence[Pattern], column: str) -> tuple[str, tuple[str, ...]]:
    """SQL and its parameters: `AND column` is an article that may hold a match of every pattern."""
    expression = match_expression(connection, patterns)
    if expression is None:
        return "", ()
    if not expression:
        return " AND 0", ()
    return f" AND {column} IN (SELECT rowid FROM words WHERE words MATCH ?)", (expression,)


def any_candidates(
    connection: sqlite3.Connection, patterns: Sequence[Pattern], column: str
) -> tuple[str, tuple[str, ...]]:
    """SQL and its parameters: `AND column` is an article that may hold a match of one of the patterns."""
    expressions = []
    for each in patterns:
        expression = match_expression(connection, [each])
        if expression is None:
            return "", ()
        if expression:
            expressions.append(f"({expression})")
    if not expressions:
        return " AND 0", ()
    some = [" OR ".join(expressions[at : at + _MOST_PATTERNS]) for at in range(0, len(expressions), _MOST_PATTERNS)]
    if len(some) > _MOST_PATTERNS:
        return "", ()
    found = " UNION ".join(["SELECT rowid FROM words WHERE words MATCH ?"] * len(some))
    return f" AND {column} IN ({found})", tuple(some)


def word_globs(noun: str) -> list[str]:
    """GLOB patterns for ` word word ` in which the words of `noun` follow each other, in singular or plural."""
    phrases = [""]
    for piece in _PIECES.findall(spelled(view.normalize(noun))):
        if piece:
            forms = [piece] if "*" in piece else _inflected(piece)
            phrases = [f"{phrase} {form}" for phrase in phrases for form in forms][:_MOST_TERMS]
    return [f"*{phrase} *" for phrase in phrases if phrase]


def _inflected(word: str) -> list[str]:
    """The word, its plural and its singular, as far as their spelling tells: over-generous, which costs nothing."""
    forms = {word, f"{word}s", f"{word}x"}
    if word[-1:] in "sx" and len(word) > 2:
        forms.add(word[:-1])
    if word.endswith("al"):
        forms.add(f"{word[:-1]}ux")
    if word.endswith("aux"):
        forms.add(f"{word[:-2]}l")
    return sorted(forms)
