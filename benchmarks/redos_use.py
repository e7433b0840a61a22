"""Every pattern that the package makes, and how it is used: seen, not guessed.

`watch()` has to come before the package is imported. From then on `re` hands the package's modules a stand-in for each
pattern, those made late, from data or by `re.sub(…)` as well, which notes how it is asked and how far it may look.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeGuard

PACKAGE = "dronewatch"
# From one place on; all others look for a place too, and cost as much as finding all of them.
_FROM_ONE_PLACE = ("match", "fullmatch")
_METHODS = (*_FROM_ONE_PLACE, "search", "finditer", "findall", "sub", "subn", "split")


@dataclass
class Use:
    """A pattern, where it was made, its names there, and how it was used so far."""

    pattern: re.Pattern[Any]
    module: str
    function: str
    names: set[str] = field(default_factory=set)
    methods: set[str] = field(default_factory=set)
    widest: int = 0  # characters that one call could look at, the most so far

    @property
    def where(self) -> str:
        """`language.dates._CUE`; of one without a name, the function that makes it."""
        name = "/".join(sorted(self.names)) or f"{self.function}()"
        return f"{self.module.removeprefix(PACKAGE + '.')}.{name}"

    @property
    def source(self) -> str:
        """The pattern's own text; that of bytes as Latin-1."""
        text = self.pattern.pattern
        return text.decode("latin-1") if isinstance(text, bytes) else str(text)

    @property
    def ways(self) -> list[str]:
        """The ways to try it: of those that use it, `finditer` for all that look for a place."""
        ways = {method if method in _FROM_ONE_PLACE else "finditer" for method in self.methods | _written(self)}
        return sorted(ways) or ["finditer"]


class Watched:
    """Stands in for a pattern and notes its use."""

    def __init__(self, use: Use):
        self.use = use

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.use.pattern, name)
        if name not in _METHODS:
            return value
        use = self.use

        def noted(*arguments: Any, **named: Any) -> Any:
            use.methods.add(name)
            at = 1 if name in ("sub", "subn") else 0
            text = arguments[at] if len(arguments) > at else named["string"]
            start, end = 0, len(text)
            if name in ("match", "fullmatch", "search", "finditer", "findall"):
                start = arguments[1] if len(arguments) > 1 else named.get("pos", start)
                end = arguments[2] if len(arguments) > 2 else named.get("endpos", end)
            use.widest = max(use.widest, min(end, len(text)) - start)
            return value(*arguments, **named)

        return noted

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Watched) and self.use.pattern == other.use.pattern

    def __hash__(self) -> int:
        return hash(self.use.pattern)


_made: dict[tuple[Any, int, str], Watched] = {}
_sites: set[tuple[str, int]] = set()  # module and line


def watch() -> None:
    """Let `re` note the patterns of the package from now on. Raises RuntimeError where that is too late."""
    if any(name.startswith(f"{PACKAGE}.") for name in sys.modules):
        raise RuntimeError(f"{PACKAGE} is imported already: its patterns are made")
    compiled = re._compile  # type: ignore[attr-defined]

    def noting(pattern: Any, flags: Any) -> Any:
        if isinstance(pattern, Watched):
            return pattern
        frame = sys._getframe(2)  # below the function of `re`
        module = frame.f_globals.get("__name__", "")
        made = compiled(pattern, flags)
        if not module.startswith(f"{PACKAGE}."):
            return made
        _sites.add((module, frame.f_lineno))
        return _made.setdefault((made.pattern, made.flags, module), Watched(Use(made, module, frame.f_code.co_name)))

    re._compile = noting  # type: ignore[attr-defined]


def uses(texts: Iterable[str]) -> tuple[list[Use], list[str]]:
    """All patterns, each once, after everything is imported and `texts` are read and tagged; and where the source makes
    one that was not made.

    Those that the source writes out within a function that was not called are made here.
    """
    for found in pkgutil.walk_packages(importlib.import_module(PACKAGE).__path__, f"{PACKAGE}."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    for name, module in sorted(sys.modules.items()):
        if name.startswith(f"{PACKAGE}."):
            for key, value in vars(module).items():
                for watched in _within(value, 4):
                    if watched.use.module == name:
                        watched.use.names.add(key)
    tag = tagger()
    for text in texts:
        tag(text)
    _late()
    made = [watched.use for watched in _made.values()]
    missed = []
    for module, source in _sources().items():
        for node in ast.walk(source):
            if not _makes(node) or any((module, line) in _sites for line in range(node.lineno, node.end_lineno + 1)):
                continue
            try:
                made.append(Use(re.compile(ast.literal_eval(node.args[0])), module, "", {f"line {node.lineno}"}))
            except ValueError:
                missed.append(f"{module}:{node.lineno}")
    return made, missed


def _makes(node: ast.AST) -> TypeGuard[Any]:
    """Whether `node` calls a function of `re` that takes a pattern."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in ("compile", *_METHODS)
    )


def _late() -> None:
    """Make what is made when a name comes up or something is typed, and use it where much could be looked at."""
    from dronewatch.gazetteer import build, context
    from dronewatch.index.words import starred
    from dronewatch.query import matching

    long = "mot " * 5_000
    contexts = {name.context for names in build.load().names.values() for name in names if name.context is not None}
    for each in contexts:
        context.fits(each, long, len(long) // 2, len(long) // 2 + 3)
    build.entry("nobody", build.files()[0].rpartition("/")[2].removesuffix(".yaml"))
    starred("*mot*a*b*c").fullmatch(long)
    matching.normalized(long)
    for typed in ("mot", "mot*", "*mot", "un mot", "m*t", "œil"):
        for literal in (False, True):
            found = matching.pattern(typed, literal=literal)
            for pattern in (found.plain, found.marked):
                pattern.search(long)


def tagger() -> Any:
    """A function that reads and tags a text as `dronewatch tag --no-model FILE` does; gives the number of spans."""
    from dronewatch import corpus, engine
    from dronewatch.engine.local import Tagger
    from dronewatch.resolve.tag import named

    pipeline = Tagger(engine.Options(model="none"))
    folder = tempfile.TemporaryDirectory()
    file = Path(folder.name) / "a.txt"

    def tag(text: str, _folder: Any = folder) -> int:
        file.write_text(text, encoding="utf-8", newline="")
        articles = list(corpus.read((str(file),), on_error=lambda *_: None))
        return sum(len(named(tagged).spans) for tagged in pipeline.tag(articles))

    return tag


def _within(value: object, depth: int) -> Iterator[Watched]:
    if isinstance(value, Watched):
        yield value
    elif depth and isinstance(value, dict):
        for each in list(value.values())[:5000]:
            yield from _within(each, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for each in list(value)[:5000]:
            yield from _within(each, depth - 1)


@cache
def _sources() -> dict[str, ast.Module]:
    """The source of every module, parsed."""
    root = Path(importlib.import_module(PACKAGE).__path__[0])
    files = {file: [PACKAGE, *file.relative_to(root).with_suffix("").parts] for file in sorted(root.rglob("*.py"))}
    return {
        ".".join(parts[:-1] if parts[-1] == "__init__" else parts): ast.parse(file.read_text(encoding="utf-8"))
        for file, parts in files.items()
    }


@cache
def _calls() -> dict[str, set[tuple[str, str]]]:
    """By what it is called on (`_WORD` of `_WORD.match`): the modules and methods."""
    found: dict[str, set[tuple[str, str]]] = {}
    for module, source in _sources().items():
        for node in ast.walk(source):
            if isinstance(node, ast.Attribute) and node.attr in _METHODS:
                holder = getattr(node.value, "id", None) or getattr(node.value, "attr", "")
                found.setdefault(holder, set()).add((module, node.attr))
    return found


def _written(use: Use) -> set[str]:
    """The methods by which the source calls a pattern of that name, in its module and, if it is public, in others."""
    return {
        method
        for name in use.names
        for module, method in _calls().get(name, ())
        if module == use.module or not name.startswith("_")
    }
