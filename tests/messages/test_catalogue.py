"""The French messages: complete, fresh, with the placeholders and the typography that they must have."""

from __future__ import annotations

import ast
import importlib.util
import re
import string
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message

PACKAGE = Path(__file__).parents[2] / "src" / "dronewatch"
ERRORS = {"DronewatchError", "UsageError", "DataError", "StorageError", "BadParameter"}
NOTES = {"note", "complain"}
_QUOTED = re.compile(r"`[^`]*`|'\{[^}]*\}'|dronewatch\[[^]]*\]'|pip install '")  # verbatim, whatever the language


@pytest.fixture(scope="module")
def tool(root: Path) -> ModuleType:
    """docs/messages.py."""
    spec = importlib.util.spec_from_file_location("renew_messages", root / "docs" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def french(tool: ModuleType) -> Catalog:
    catalog = tool.read("fr")
    assert isinstance(catalog, Catalog)
    return catalog


def _forms(message: Message) -> list[tuple[str, str]]:
    """Each form of a message beside its translation."""
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return list(zip(ids, strings, strict=True))


def _messages(catalog: Catalog) -> list[tuple[str, str]]:
    return [pair for message in catalog if message.id for pair in _forms(message)]


def _ours(catalog: Catalog) -> set[object]:
    """All that click alone does not say: its words differ from version to version."""
    return {
        message.id
        for message in catalog
        if message.id and not all(place.startswith("click/") for place, _ in message.locations)
    }


def test_nothing_is_missing_and_nothing_is_stale(tool: ModuleType, french: Catalog) -> None:
    """`make messages` brings it up to date: every sentence of the source, of every help page, and no other."""
    assert _ours(french) == _ours(tool.collected())


def test_everything_is_translated(french: Catalog) -> None:
    assert [english for english, said in _messages(french) if not said] == []


def test_the_compiled_catalogue_is_that_of_the_source(tool: ModuleType) -> None:
    source = tool.file("fr")
    assert source.with_suffix(".mo").read_bytes() == tool.compiled(tool.read("fr"))
    assert b"Creation-Date" not in source.with_suffix(".mo").read_bytes()  # or it is another one every minute


def _placeholders(text: str) -> set[str]:
    """The names in braces, with how a number is written; {x!r} and {x} are the same to a translator."""
    return {f"{name}:{form}" for _, name, form, _ in string.Formatter().parse(text) if name}


def test_placeholders_are_those_of_the_english(french: Catalog) -> None:
    wrong = []
    for message in french:
        pairs = _forms(message) if message.id and "python-brace-format" in message.flags else []
        known = {name for english, _ in pairs for name in _placeholders(english)}
        for english, said in pairs:  # a plural may leave out the number that its singular means
            wanted = _placeholders(said) <= known if len(pairs) > 1 else _placeholders(said) == _placeholders(english)
            wrong += [] if wanted else [(english, said)]
    assert wrong == []


def test_french_typography(french: Catalog) -> None:
    """No-break spaces before : ; ! ? % and within « »; typographic apostrophes; no English quotation marks."""
    wrong = []
    for english, said in _messages(french):
        plain = _QUOTED.sub("", said)
        if re.search(r" [;!?»%](?=[\s.,)]|$)| :(?=\s|$)|«[^\u00a0]|[“”]", plain) or re.search(r"\w'\w", plain):
            wrong.append((english, said))
    assert wrong == []


def test_options_and_examples_stay_as_they_are(french: Catalog) -> None:
    option = re.compile(r"(?<!\S)--?[a-z][\w-]*")
    wrong = [
        (english, said)
        for english, said in _messages(french)
        if set(option.findall(english)) - set(option.findall(said.replace("\u00a0", " ").replace("\u202f", " ")))
    ]
    assert [pair for pair in wrong if "(--" not in pair[0]] == []


def _literals(node: ast.expr) -> list[str]:
    """English that stands bare where a message is wanted."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) and re.search(r"[a-z]{2,}", node.value) else []
    if isinstance(node, ast.JoinedStr):
        words = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        return [ast.unparse(node)] if re.search(r"[a-z]{2,}", words) else []
    if isinstance(node, ast.IfExp):
        return _literals(node.body) + _literals(node.orelse)
    if isinstance(node, ast.BoolOp):
        return [each for value in node.values for each in _literals(value)]
    return []


def test_no_error_and_no_note_is_said_in_english_alone() -> None:
    """Messages and hints of errors, and notes, are in tr(): else nobody could translate them."""
    bare = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if called in ERRORS | NOTES:
                said = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "hint")]
                bare += [
                    f"{path.relative_to(PACKAGE)}:{node.lineno}: {each}" for one in said for each in _literals(one)
                ]
    assert bare == []


def test_messages_stand_where_they_are_found() -> None:
    """In f-strings and behind conditions nothing looks for messages, and a message that is put together is none."""
    wrong = []
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        hidden = {id(below) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for below in ast.walk(node)}
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id not in ("tr", "trn", "marked"):
                continue
            said = node.args[0]
            literal = isinstance(said, ast.Constant)
            bare = any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in ast.walk(said))
            looked_up = isinstance(said, ast.Call) or id(node) in hidden
            if (literal and id(node) in hidden) or (bare and not literal and not looked_up):
                wrong.append(f"{path.relative_to(PACKAGE)}:{node.lineno}")
    assert wrong == []
