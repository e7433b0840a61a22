"""Text of strangers on a user's screen: what a terminal would obey is shown instead.

An article may hold escape sequences that recolour a screen or rename its window, and direction marks that turn a line
around (CVE-2021-42574). They stay in the data; a reader sees a sign in their place.
"""

from __future__ import annotations

_BIDI = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_OBEYED = [*range(0x80, 0xA0), *_BIDI]

# C0 controls have pictures in Unicode (ESC is ␛); the others are named by their code point.
_SIGNS: dict[int, str] = {code: chr(0x2400 + code) for code in range(0x20)}
_SIGNS |= {0x7F: "␡"} | {code: f"⟨U+{code:04X}⟩" for code in _OBEYED}
_SIGNS |= {0x2028: "⏎", 0x2029: "⏎"}

_CELL = _SIGNS | {0x09: " ", 0x0A: "⏎", 0x0D: ""}
_LINES = _SIGNS | {0x09: "\t", 0x0A: "\n", 0x0D: "\n"}
_FIELD = _SIGNS | {0x09: "\\t", 0x0A: "\\n", 0x0D: "\\r", 0x5C: "\\\\", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def cell(text: str) -> str:
    """`text` for one line of a table: controls as signs (␛), line breaks as ⏎, tabs as blanks."""
    return text if text.isprintable() else text.replace("\r\n", "\n").replace("\r", "\n").translate(_CELL)


def lines(text: str) -> str:
    """`text` for several lines: controls as signs, line breaks (`\\r\\n` and `\\r` too) and tabs kept."""
    return text if text.isprintable() else text.replace("\r\n", "\n").translate(_LINES)


def field(text: str) -> str:
    """`text` as one field of a tab-separated line: `\\t`, `\\n`, `\\r` and `\\\\` as in C, other controls as signs."""
    return text if text.isprintable() and "\\" not in text else text.translate(_FIELD)
