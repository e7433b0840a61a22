"""The house has layers, and imports go down only: every import statement of the package is read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "src" / "dronewatch"

# From the top. A room may import those below it and itself. A room that is not named here fails the test.
LAYERS = [
    ["__main__"],
    ["cli", "api"],
    ["report", "export"],
    ["health"],
    ["query"],
    ["index"],
    ["annotate"],
    ["cluster"],
    ["resolve"],
    ["engine"],
    ["facts"],
    ["pipeline"],
    ["language", "names"],
    ["corpus"],
    ["gazetteer"],
    ["settings"],
    ["yaml_lines"],
    ["view"],
    ["model", "errors", "first_names_data", "suggest"],
    ["messages"],
]
LEVEL = {room: len(LAYERS) - height for height, rooms in enumerate(LAYERS) for room in rooms}
SPACY_ROOMS = {"pipeline", "engine"}
SPACY_WHEN_CALLED = "annotate/exchange/docbin.py"  # spaCy's own file format
RICH_ROOMS = {"report", "export"}


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def _imports(path: Path) -> Iterator[tuple[str, int, bool]]:
    return _imports_of(path.read_text(encoding="utf-8"), path)


def _imports_of(source: str, path: Path) -> Iterator[tuple[str, int, bool]]:
    """Absolute name, line and whether it is imported when the module is (not only for types, not inside a function)."""
    tree = ast.parse(source)
    parts = ["dronewatch", *path.relative_to(PACKAGE).with_suffix("").parts]

    def walk(node: ast.AST, eager: bool) -> Iterator[tuple[str, int, bool]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                for alias in child.names:
                    yield alias.name, child.lineno, eager
            elif isinstance(child, ast.ImportFrom):
                base = ".".join(parts[: len(parts) - child.level]) if child.level else ""
                module = ".".join(part for part in (base, child.module) if part)
                yield module, child.lineno, eager
                for alias in child.names:
                    yield f"{module}.{alias.name}", child.lineno, eager
            else:
                lazy = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)) or (
                    isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
                )
                yield from walk(child, eager and not lazy)

    yield from walk(tree, True)


def test_every_room_has_its_layer() -> None:
    rooms = {_room(path) for path in _modules()} - {"__init__"}
    assert rooms <= set(LEVEL), f"say in LAYERS where these stand: {sorted(rooms - set(LEVEL))}"


def test_imports_go_down_only() -> None:
    wrong = []
    for path in _modules():
        room = _room(path)
        if room == "__init__":
            continue
        for name, line, _ in _imports(path):
            parts = name.split(".")
            if parts[0] != "dronewatch" or len(parts) < 2 or parts[1] not in LEVEL or parts[1] == room:
                continue
            if LEVEL[parts[1]] >= LEVEL[room]:
                wrong.append(f"{path.relative_to(PACKAGE)}:{line}: {room} imports {parts[1]}")
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_spacy_and_rich_stay_in_their_rooms() -> None:
    wrong = []
    for path in _modules():
        for name, line, eager in _imports(path):
            top = name.split(".")[0]
            lent = path.relative_to(PACKAGE).as_posix() == SPACY_WHEN_CALLED and not eager
            if top == "spacy" and _room(path) not in SPACY_ROOMS and not lent:
                wrong.append(f"{path.relative_to(PACKAGE)}:{line}: {top}")
            if top == "rich" and _room(path) not in RICH_ROOMS:
                wrong.append(f"{path.relative_to(PACKAGE)}:{line}: {top}")
            if top in ("pandas", "numpy", "pyarrow", "charset_normalizer", "rapidfuzz") and eager:
                wrong.append(f"{path.relative_to(PACKAGE)}:{line}: {top} when the module is imported")
    assert not wrong, "\n".join(sorted(set(wrong)))


def test_the_walk_sees_what_it_should() -> None:
    """The test would be worthless if it missed an import: every way to write one is seen."""
    source = "import dronewatch.cli\nfrom dronewatch import index\nfrom ..query import x\n"
    source += "if TYPE_CHECKING:\n    import pandas\ndef f():\n    from rich import box\n"
    seen = {(name, eager) for name, _, eager in _imports_of(source, PACKAGE / "language" / "example.py")}
    assert {
        ("dronewatch.cli", True),
        ("dronewatch.index", True),
        ("dronewatch.query.x", True),
        ("pandas", False),
        ("rich.box", False),
    } <= seen
