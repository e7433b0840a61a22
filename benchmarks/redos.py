"""Does any pattern take more than linear time? Every pattern of the package, on growing inputs made from itself.

    python benchmarks/redos.py [--quick] [--only WORDS]

Patterns are found by importing every module and looking through what it holds, functions' caches and constants too.
For each, inputs are made from its own parse: every repeated part and class, filled and followed by something that does
not fit. Each grows until searching takes long enough to be measured, in processor time (what is done with a quarter of
a million characters before that passes); doubled, it may take at most 2.5 times as long. Writes
benchmarks/results/redos.md; exits with 1 where a pattern does not hold.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dronewatch

try:
    from re import _constants as constants
    from re import _parser as parser
except ImportError:  # before Python 3.11
    import sre_constants as constants  # type: ignore[no-redef]
    import sre_parse as parser  # type: ignore[no-redef]

RESULTS = Path(__file__).parent / "results" / "redos.md"
LIMIT = 2.5
LONGEST = 1 << 18  # characters
FLOOR = 0.004  # seconds below which a measurement is noise
ENOUGH = 0.02  # seconds after which doubling has shown what it can
ENDS = ("", "!", "\n", "\x00", "é")
MOST = 40  # inputs a pattern


def patterns() -> dict[tuple[str, int], str]:
    """Every pattern that the package makes when it is imported and used, and where it was found."""
    compiled: dict[tuple[str, int], str] = {}
    for module in pkgutil.walk_packages(dronewatch.__path__, "dronewatch."):
        if module.name.endswith("__main__"):
            continue
        try:
            loaded = importlib.import_module(module.name)
        except ImportError as problem:
            print(f"{module.name} is left out: {problem}", file=sys.stderr)
            continue
        for name, value in vars(loaded).items():
            for found in _within(value, 4):
                if isinstance(found.pattern, str):
                    compiled.setdefault(
                        (found.pattern, found.flags), f"{module.name.removeprefix('dronewatch.')}.{name}"
                    )
    _use()
    for thing in gc.get_objects():  # what functions keep, in caches and defaults
        for found in _within(thing, 1) if isinstance(thing, dict | tuple | list) else ():
            if isinstance(found.pattern, str) and _ours(found):
                compiled.setdefault((found.pattern, found.flags), "made when used")
    return compiled


def _use() -> None:
    """Use what makes patterns when it is asked."""
    from dronewatch import corpus, engine, language, resolve
    from dronewatch.model import Article

    text = "Le ministère de l’Intérieur (DGA) paie près de 4 à 5 millions d’euros pour 240 drones le 12 avril 2019.\n"
    list(resolve.tag([Article("a", text, "a.txt", None)], options=engine.Options()))
    language.find(text)
    corpus.sections(text)


def _within(value: object, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        for each in list(value.values())[:5000]:
            yield from _within(each, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for each in list(value)[:5000]:
            yield from _within(each, depth - 1)
    elif depth and hasattr(value, "__slots__") and type(value).__module__.startswith("dronewatch"):
        for name in type(value).__slots__:
            yield from _within(getattr(value, name, None), depth - 1)


_SEEN: set[int] = set()


def _ours(pattern: re.Pattern[Any]) -> bool:
    """Whether a pattern that was found anywhere is of this package: French, or long, and in no other module."""
    if not _SEEN:
        for name, module in list(sys.modules.items()):
            if not name.startswith("dronewatch") and module is not None:
                for value in list(vars(module).values()):
                    _SEEN.update(id(found) for found in _within(value, 2))
    return id(pattern) not in _SEEN and len(pattern.pattern) > 60 and bool(re.search("[éèàç’€]", pattern.pattern))


def inputs(pattern: str, flags: int) -> list[tuple[str, str, str]]:
    """What to try a pattern with: what stands before, what is repeated, what ends it."""
    tree = parser.parse(pattern, flags)
    prefixes: dict[tuple[str, str], None] = {}
    _repeats(tree, "", prefixes)
    whole = _sample(tree)
    pairs = [(before, unit) for before, unit in prefixes if unit]
    units = [*pairs, ("", whole), ("", whole[:-1]), ("", whole[:1]), ("", " "), ("", "a"), ("", "1"), ("", "1 ")]
    distinct = list(dict.fromkeys(unit for unit in units if unit[1]))
    tries = [(before, unit, end) for before, unit in distinct for end in ENDS[: 2 if len(distinct) > 12 else 5]]
    step = max(len(tries) // MOST, 1)
    return tries[::step]


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
            _repeats(argument[1], here, found, depth + 1)
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


def method(name: str) -> str:
    """How the package uses the pattern of that name: `match` and `fullmatch` begin at one place, others at each."""
    package = Path(dronewatch.__file__).parent
    if not _SOURCES:
        _SOURCES.append("\n".join(file.read_text(encoding="utf-8") for file in sorted(package.rglob("*.py"))))
    used = set(re.findall(rf"\b{re.escape(name)}\.(\w+)\(", _SOURCES[0]))
    return used.pop() if len(used) == 1 and used <= {"match", "fullmatch"} else "finditer"


_SOURCES: list[str] = []


def taken(pattern: re.Pattern[str], how: str, text: str) -> float:
    """Seconds of processor time for all matches in `text`, the least of two."""
    best = float("inf")
    use = getattr(pattern, how)
    for _ in range(2):
        began = time.process_time()
        found = use(text)
        if how == "finditer":
            for _ in found:
                pass
        best = min(best, time.process_time() - began)
        if best < FLOOR:
            break
    return best


def worst(pattern: re.Pattern[str], how: str, longest: int) -> tuple[float, str, int]:
    """The largest ratio of two doublings, with the input's repeated part and its length; 0 where none took long."""
    result = (0.0, "", 0)
    for before, unit, end in inputs(pattern.pattern, pattern.flags):

        def text(length: int, before: str = before, unit: str = unit, end: str = end) -> str:
            return before + unit * max(length // len(unit), 1) + end

        length = 1 << 10
        while length < longest and taken(pattern, how, text(length)) < ENOUGH / 2:
            length *= 4
        long = taken(pattern, how, text(length))
        if long < FLOOR:
            continue
        # Others use the machine too: an excess has to show three times.
        ratio = long / max(taken(pattern, how, text(length // 2)), FLOOR / 10)
        for _ in range(3):
            if ratio > LIMIT:
                ratio = min(
                    ratio, taken(pattern, how, text(length)) / max(taken(pattern, how, text(length // 2)), 1e-9)
                )
        if ratio > result[0]:
            result = (ratio, unit, length)
    return result


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--quick", action="store_true", help="inputs of at most 16,000 characters")
    arguments.add_argument("--only", help="patterns whose place or text holds these words")
    asked = arguments.parse_args()
    found = patterns()
    ratios: list[tuple[float, str, str]] = []
    tried = 0
    for (text, flags), where in found.items():
        if asked.only and asked.only not in where and asked.only not in text:
            continue
        pattern = re.compile(text, flags)
        tried += len(inputs(text, flags))
        ratio, unit, length = worst(pattern, method(where.rpartition(".")[2]), LONGEST >> 4 if asked.quick else LONGEST)
        ratios.append((ratio, where, f"{unit[:30]!r} × {length:,} in {text[:60]!r}"))
        if ratio > LIMIT:
            print(f"{ratio:.1f}  {where}: {unit[:40]!r} × {length:,} in {text[:120]!r}", flush=True)
    ratios.sort(reverse=True)
    bad = sum(ratio > LIMIT for ratio, _, _ in ratios)
    print(
        f"{len(ratios)} patterns, {tried:,} kinds of input, {bad} beyond {LIMIT}; the largest ratio {ratios[0][0]:.2f}"
    )
    if not asked.only:
        lines = [f"{len(ratios)} patterns, {tried:,} kinds of input, the largest ratios of two doublings:\n\n",
                 "| ratio | pattern |\n| ---: | :--- |\n",
                 *(f"| {ratio:.2f} | `{where}` |\n" for ratio, where, _ in ratios[:10])]  # fmt: skip
        RESULTS.write_text("".join(lines), encoding="utf-8")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
