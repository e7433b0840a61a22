"""One gazetteer file: YAML in, checked entries out. Whatever is wrong is a DataError with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import yaml

from dronewatch import suggest, yaml_lines
from dronewatch.errors import DataError
from dronewatch.messages import tr
from dronewatch.model import NAME_LABELS
from dronewatch.view import fold, normalize

CASES = ("name", "any", "exact")
CONTEXT_LISTS = ("before", "after", "near", "not_before", "not_after", "not_near")
MAX_BYTES = 20_000_000
MAX_NAME = 200

_FILE_KEYS = (
    "label",
    "slot",
    "ignore",
    "first_names",
    "case",
    "context",
    "forms",
    "chain",
    "article",
    "entries",
    "note",
)
_ENTRY_KEYS = ("name", "aliases", "ambiguous", "label", "case", "context", "wikidata", "note")

_BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_BASE):  # type: ignore[misc]
    """Every scalar is the text it is: nobody wants the country code NO to become False, or 20 a number.

    Without looking for types, which nobody asks for, the shipped files load in two thirds of the time. The depth is
    counted because libyaml's composer calls itself, to the end of the stack, which no exception tells.
    """

    depth = 0

    def resolve(self, kind: type, value: str | None, implicit: object) -> str:
        return "tag:yaml.org,2002:str"

    def descend_resolver(self, parent: object, index: object) -> None:
        self.depth += 1
        if self.depth > yaml_lines.MAX_DEPTH:
            raise RecursionError

    def ascend_resolver(self) -> None:
        self.depth -= 1


_ANCHOR = re.compile(r"(?:^|[\s,\[{:])[&*]\S")
_ODD = re.compile(r"[^\w '.,&!+-]|\s\s|^\s|\s$")


@dataclass(frozen=True, slots=True)
class Context:
    """Where an ambiguous name means the entry. Lists of words or phrases, `*` at the end of a word for any ending.

    `before` and `after` touch the name, `near` stands on the same line within 100 characters. One hit of any of the
    three is enough; one hit of a `not_` list is too much. With `inside_sentence`, a small letter before the name is a
    hit too, as its capital then is no matter of grammar. With `spread`, one occurrence that fits vouches for all
    others of the same text.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    inside_sentence: bool = False
    spread: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as written: `aliases` are found anywhere, `ambiguous` ones only where `context` allows.

    Both hold the name itself where it is to be found. `line` is 1-based. An empty `label` means: not a name.
    """

    name: str
    label: str
    aliases: tuple[str, ...]
    ambiguous: tuple[str, ...] = ()
    context: Context | None = None
    case: str = "name"
    line: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """One checked file. `kind` is `names`, `slot` (values for `{slot}` in forms and aliases) or `first_names`."""

    file: str
    stem: str
    kind: str
    slot: str
    forms: tuple[str, ...]
    chain: bool
    article: str
    entries: tuple[Entry, ...]


def fail(
    message: str, file: str, node: yaml.Node | None = None, *, line: int | None = None, hint: str | None = None
) -> NoReturn:
    """Raise the DataError for `node` or `line` of `file`."""
    raise DataError(message, file=file, line=node.start_mark.line + 1 if node is not None else line, hint=hint)


def read(path: str) -> Source:
    """Read and check one gazetteer file. DataError with file and line for anything that is not as documented."""
    root = _compose(path)
    if not isinstance(root, yaml.MappingNode):
        fail(tr("a gazetteer file begins with `label:` and `entries:`"), path, root)
    keys = _mapping(root, _FILE_KEYS, path)
    kind, label, slot = _kind(keys, root, path)
    case = _choice(keys.get("case"), CASES, "case", path) or "name"
    article = _choice(keys.get("article"), ("inside", "outside"), "article", path) or "outside"
    if "entries" not in keys:
        fail(tr("no `entries:`"), path, root)
    listed = keys["entries"]
    if not isinstance(listed, yaml.SequenceNode):
        fail(tr("`entries:` is a list"), path, listed)
    common = _context(keys["context"], path) if "context" in keys else None
    reader = _Reader(path, label, case, common)
    entries = tuple(reader.entries(listed.value))
    return Source(
        file=path,
        stem=Path(path).stem,
        kind=kind,
        slot=slot,
        forms=tuple(_texts(keys["forms"], "forms", path)) if "forms" in keys else (),
        chain=_flag(keys.get("chain"), "chain", path),
        article=article,
        entries=entries,
    )


def _compose(path: str) -> yaml.Node:
    """The file's YAML nodes, which know their lines; aliases are refused, so that nothing can unfold without end."""
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise DataError(
            tr("cannot read the gazetteer: {strerror}", strerror=error.strerror or error), file=path
        ) from None
    if len(data) > MAX_BYTES:
        fail(tr("a gazetteer file has at most {max_bytes:,} bytes", max_bytes=MAX_BYTES), path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        fail(tr("not UTF-8"), path, line=data.count(b"\n", 0, error.start) + 1, hint=tr("save the file as UTF-8"))
    if _ANCHOR.search(text):
        _refuse_anchors(text, path)
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        fail(
            tr("not valid YAML: {problem}", problem=error.problem or error.context),
            path,
            line=mark.line + 1 if mark else None,
        )
    except yaml.YAMLError as error:
        fail(tr("not valid YAML: {split}", split=" ".join(str(error).split())), path)
    except RecursionError:
        fail(tr("nested too deeply"), path)
    if node is None:
        fail(tr("the file is empty"), path)
    return node


def _refuse_anchors(text: str, path: str) -> None:
    """DataError for the first anchor or alias. Broken YAML is left to `compose`, which words it."""
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if getattr(event, "anchor", None) is not None:
                mark = event.start_mark
                line = mark.line + 1 if mark is not None else None
                fail(tr("YAML anchors (&) and aliases (*) are not allowed"), path, line=line, hint=tr("quote the text"))
    except yaml.YAMLError:
        return


def _kind(keys: dict[str, yaml.Node], root: yaml.Node, path: str) -> tuple[str, str, str]:
    """What the file lists, from its head: (kind, label or "", slot's name or "")."""
    heads = [key for key in ("label", "slot", "ignore", "first_names") if key in keys]
    if len(heads) != 1:
        problem = (
            tr("no `label:`")
            if not heads
            else tr("`{heads}:` and `{heads2}:` exclude each other", heads=heads[0], heads2=heads[1])
        )
        fail(problem, path, root, hint=tr("one of {name_labels}", name_labels=", ".join(NAME_LABELS)))
    head = heads[0]
    node = keys[head]
    if head == "label":
        return "names", _label(node, path), ""
    if head == "slot":
        return "slot", "", _text(node, "slot", path)
    if not _flag(node, head, path):
        fail(tr("`{head}:` is `true` or left out", head=head), path, node)
    return ("names" if head == "ignore" else head), "", ""


@dataclass
class _Reader:
    """Checks the entries of one file against each other."""

    path: str
    label: str
    case: str
    common: Context | None

    def entries(self, nodes: list[yaml.Node]) -> Iterator[Entry]:
        names: dict[str, int] = {}
        for node in nodes:
            entry = self._entry(node)
            first = names.setdefault(entry.name, entry.line)
            if first != entry.line:
                fail(tr("`{name}` is there already, in line {first}", name=entry.name, first=first), self.path, node)
            yield entry

    def _entry(self, node: yaml.Node) -> Entry:
        line = node.start_mark.line + 1
        if isinstance(node, yaml.ScalarNode):
            names = tuple(self._name(part, node) for part in node.value.split(" | "))
            self._distinct(names, node)
            if self.common is None:
                return Entry(names[0], self.label, names, case=self.case, line=line)
            return Entry(names[0], self.label, (), names, self.common, self.case, line)
        if not isinstance(node, yaml.MappingNode):
            fail(tr("an entry is `Name | alias | alias` or a mapping with `name:`"), self.path, node)
        keys = _mapping(node, _ENTRY_KEYS, self.path)
        if "name" not in keys:
            fail(tr("an entry without `name:`"), self.path, node)
        name = self._name(_text(keys["name"], "name", self.path), keys["name"])
        aliases = self._names(keys.get("aliases"), "aliases")
        ambiguous = self._names(keys.get("ambiguous"), "ambiguous")
        context = _context(keys["context"], self.path) if "context" in keys else self.common
        if ambiguous and context is None:
            fail(tr("`ambiguous:` needs a `context:`"), self.path, keys["ambiguous"])
        if context is not None and "ambiguous" not in keys:
            aliases, ambiguous = (), (name, *aliases)
        elif name not in ambiguous:
            aliases = (name, *aliases)
        self._distinct((*aliases, *ambiguous), node)
        if "wikidata" in keys:
            _wikidata(keys["wikidata"], self.path)
        if "note" in keys:
            _text(keys["note"], "note", self.path)
        label = _label(keys["label"], self.path) if "label" in keys else self.label
        case = _choice(keys.get("case"), CASES, "case", self.path) or self.case
        return Entry(name, label, aliases, ambiguous, context, case, line)

    def _names(self, node: yaml.Node | None, key: str) -> tuple[str, ...]:
        if node is None:
            return ()
        return tuple(self._name(text, node) for text in _texts(node, key, self.path))

    def _name(self, text: str, node: yaml.Node) -> str:
        name = " ".join(normalize(text).split()) if _ODD.search(text) else text
        if not name:
            fail(tr("an empty name"), self.path, node)
        if "|" in name:
            fail(tr("`{name}`: a name is missing beside the `|`", name=name), self.path, node)
        if not name[0].isalnum():
            fail(tr("a name begins with a letter or a digit: `{name}`", name=name), self.path, node)
        if len(name) > MAX_NAME:
            fail(tr("a name of more than {max_name} characters", max_name=MAX_NAME), self.path, node)
        return name

    def _distinct(self, names: tuple[str, ...], node: yaml.Node) -> None:
        if len(set(names)) != len(names):
            twice = next(name for at, name in enumerate(names) if name in names[:at])
            fail(tr("`{twice}` is listed twice in one entry", twice=twice), self.path, node)


def _mapping(node: yaml.MappingNode, allowed: tuple[str, ...], path: str) -> dict[str, yaml.Node]:
    keys: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name not in allowed:
            fail(tr("unknown key `{name}`", name=name), path, key, hint=suggest.hint(name, allowed))
        if name in keys:
            fail(tr("`{name}:` twice", name=name), path, key)
        keys[name] = value
    return keys


def _text(node: yaml.Node, key: str, path: str) -> str:
    if not isinstance(node, yaml.ScalarNode):
        fail(tr("`{key}:` is a text", key=key), path, node)
    return str(node.value)


def _texts(node: yaml.Node, key: str, path: str) -> list[str]:
    if not isinstance(node, yaml.SequenceNode):
        fail(tr("`{key}:` is a list", key=key), path, node, hint=tr("{key}: [one, another]", key=key))
    return [_text(item, key, path) for item in node.value]


def _flag(node: yaml.Node | None, key: str, path: str) -> bool:
    return _choice(node, ("true", "false"), key, path) == "true"


def _choice(node: yaml.Node | None, allowed: tuple[str, ...], key: str, path: str) -> str:
    if node is None:
        return ""
    text = _text(node, key, path)
    if text not in allowed:
        fail(f"`{key}: {text}`", path, node, hint=tr("one of {allowed}", allowed=", ".join(allowed)))
    return text


def _label(node: yaml.Node, path: str) -> str:
    text = _text(node, "label", path)
    if text not in NAME_LABELS:
        fail(tr("unknown label `{text}`", text=text), path, node, hint=suggest.hint(text.upper(), NAME_LABELS))
    return text


def _context(node: yaml.Node, path: str) -> Context:
    if not isinstance(node, yaml.MappingNode):
        fail(tr("`context:` is a mapping"), path, node, hint=tr("context: {near: [opérateur, fibre]}"))
    keys = _mapping(node, (*CONTEXT_LISTS, "inside_sentence", "spread"), path)
    lists = {key: _phrases(keys[key], key, path) for key in CONTEXT_LISTS if key in keys}
    inside = _flag(keys.get("inside_sentence"), "inside_sentence", path)
    if not inside and not any(lists.values()):
        fail(tr("an empty `context:`"), path, node)
    return Context(**lists, inside_sentence=inside, spread=_flag(keys.get("spread"), "spread", path))


def _phrases(node: yaml.Node, key: str, path: str) -> tuple[str, ...]:
    phrases = tuple(" ".join(fold(text).replace("-", " ").split()) for text in _texts(node, key, path))
    if not all(phrases):
        fail(tr("an empty word in `{key}:`", key=key), path, node)
    return phrases


def _wikidata(node: yaml.Node, path: str) -> None:
    text = _text(node, "wikidata", path)
    if not (text[:1] == "Q" and text[1:].isascii() and text[1:].isdigit()):
        fail(tr("`wikidata: {text}` is no Wikidata item", text=text), path, node, hint=tr("such as Q142"))
