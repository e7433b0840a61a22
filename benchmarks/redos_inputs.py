"""Inputs for a pattern, made from its own parse: what may come again, again and again, and then what does not fit."""

from __future__ import annotations

from typing import Any

try:
    from re import _constants as constants
    from re import _parser as parser
except ImportError:  # before Python 3.11
    import sre_constants as constants  # type: ignore[no-redef]
    import sre_parse as parser  # type: ignore[no-redef]

ENDS = ("!", "", "\n", "\x00", "é")
MOST = 60  # inputs a pattern
# Tried with every pattern, whatever it is made of.
COMMON = (" ", "a", "A", "1", "a ", "A ", "1 ", "-", "'", "é", "\n")


def inputs(pattern: str, flags: int) -> list[tuple[str, str, str]]:
    """What to try a pattern with: what stands before, what is repeated, what ends it. At most `MOST`, the endings that
    tell most first.
    """
    tree = parser.parse(pattern, flags)
    repeated: dict[tuple[str, str], None] = {}
    _repeats(tree, "", repeated)
    whole = _sample(tree)
    # Many places to begin at: the whole, the whole without its end, all that leads to a part that may come again.
    begun = [whole, f"{whole} ", whole[:-1], whole[:1], *(before + unit for before, unit in repeated)]
    units = [*repeated, *(("", unit) for unit in (*COMMON, *begun))]
    distinct = [pair for pair in dict.fromkeys(units) if pair[1]]
    return [(before, unit, end) for end in ENDS for before, unit in distinct][:MOST]


def _repeats(tree: Any, before: str, found: dict[tuple[str, str], None], depth: int = 0) -> str:
    """Note each part of `tree` that may come again, with a text that leads to it; a text that fits `tree`."""
    if depth > 60:
        return ""
    text = ""
    for operation, argument in tree:
        here = before + text
        if operation in (constants.MAX_REPEAT, constants.MIN_REPEAT, getattr(constants, "POSSESSIVE_REPEAT", None)):
            least, most, part = argument
            unit = _sample(part)
            if most is constants.MAXREPEAT or most > 8:
                found[here, unit] = None
                for other in _others(part):
                    found[here, other] = None
            _repeats(part, here, found, depth + 1)
            text += unit * min(max(least, 1), 3)
        elif operation is constants.SUBPATTERN:
            text += _repeats(argument[-1], here, found, depth + 1)
        elif operation is constants.BRANCH:
            samples = [_repeats(branch, here, found, depth + 1) for branch in argument[1][:200]]
            text += samples[0] if samples else ""
        elif operation is getattr(constants, "ATOMIC_GROUP", None):
            text += _repeats(argument, here, found, depth + 1)
        elif operation in (constants.ASSERT, constants.ASSERT_NOT):
            asserted = _repeats(argument[1], here, found, depth + 1)
            if operation is constants.ASSERT and argument[0] < 0 and not text:
                text = asserted  # what has to stand before
        else:
            text += _one(operation, argument)
    return text


def _sample(tree: Any) -> str:
    return _repeats(tree, "", {})


def _others(part: Any) -> list[str]:
    """Other texts that a repeated part fits: a second member of its class, another branch."""
    if len(part) == 1 and part[0][0] is constants.IN:
        return [char for item in part[0][1][:6] if (char := _member(item))]
    if len(part) == 1 and part[0][0] is constants.SUBPATTERN:
        return _others(part[0][1][-1])
    if len(part) == 1 and part[0][0] is constants.BRANCH:
        return [_sample(branch) for branch in part[0][1][1][:4]]
    return []


def _one(operation: Any, argument: Any) -> str:
    if operation is constants.LITERAL:
        return chr(argument)
    if operation is constants.NOT_LITERAL:
        return "a" if argument != ord("a") else "b"
    if operation is constants.ANY:
        return "a"
    if operation is constants.IN:
        if argument and argument[0][0] is constants.NEGATE:
            return next((char for char in "a1 é.-(x" if not any(_holds(item, char) for item in argument[1:])), "~")
        return next((char for item in argument if (char := _member(item))), "")
    return ""


def _member(item: Any) -> str:
    operation, argument = item
    if operation is constants.LITERAL:
        return chr(argument)
    if operation is constants.RANGE:
        return chr(argument[0])
    if operation is constants.CATEGORY:
        return {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a"}.get(
            str(argument), "-" if "WORD" in str(argument) else "a"
        )
    return ""


def _holds(item: Any, char: str) -> bool:
    operation, argument = item
    if operation is constants.LITERAL:
        return ord(char) == argument
    if operation is constants.RANGE:
        return argument[0] <= ord(char) <= argument[1]
    if operation is constants.CATEGORY:
        tests = {"CATEGORY_DIGIT": str.isdigit, "CATEGORY_SPACE": str.isspace}
        name = str(argument)
        word = char.isalnum() or char == "_"
        return tests[name](char) if name in tests else word if name == "CATEGORY_WORD" else not word
    return False
