"""All entries in one lookup: by their first word, then by the whole name as the matcher sees it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, NoReturn

from dronewatch.first_names_data import BESIDE_A_SURNAME
from dronewatch.gazetteer.source import Context, Entry, Source, fail, read
from dronewatch.messages import tr
from dronewatch.view import fold

DATA = Path(__file__).parent / "data"
SLOT = "\x01"
"""Stands in a key for the word that fills a slot, such as the nationality in `ministère iranien de la Santé`."""
BEYOND = 4
"""How many signs after its first word tell a longer name from others: `le mon` is enough to look for `le monde`."""

_WORD = re.compile(r"[^\W_]+")
_HEAD = re.compile(r"[^\W_]+(?:[^a-z0-9\x01]{1,3}[^\W_]+)?")
ARTICLES = {"le ": ("le ", "du ", "au "), "la ": ("la ",), "l'": ("l'",), "les ": ("les ", "des ", "aux ")}


class Name(NamedTuple):
    """One way to write an entry. `form` has the length of its key; `article` must stand before a name cut from it."""

    form: str
    name: str
    label: str
    source: str
    case: str
    context: Context | None = None
    article: str = ""
    article_inside: bool = False
    chain: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What `find` looks names up in. Keys are folded, with blanks for hyphens; lengths (see `_lengths`) fall.

    `small` holds how names begin that need no capital: one or two words, by the longer with the other.
    """

    names: Mapping[str, Sequence[Name]]
    lengths: Mapping[str, tuple[int, ...]]
    small: Mapping[str, tuple[tuple[str, str], ...]]
    slots: Mapping[str, Mapping[str, str]]
    slot_lengths: Mapping[str, tuple[int, ...]]
    links: frozenset[str]
    link_lengths: tuple[int, ...]
    first_names: frozenset[str]


def files(paths: Sequence[str] = ()) -> list[str]:
    """The data files that `load(paths)` reads, shipped ones first: what an index has to watch."""
    return [*_shipped_files(), *paths]


def load(paths: Sequence[str] = ()) -> Gazetteer:
    """The shipped gazetteers and those of `paths`; a later file wins over an earlier one, and all over the shipped.

    DataError with file and line where a file is not as `docs/gazetteers.md` says, or where two entries of one file
    (or two shipped ones) claim the same name.
    """
    if not paths:
        return _shipped()
    return _build([_shipped_sources(), *([read(path)] for path in paths)])


def entry(canonical: str, stem: str, paths: Sequence[str] = ()) -> tuple[str, Entry] | None:
    """The file called `stem` of `load(paths)` and its entry for the name `canonical`, None where it has none.

    Of files of one name the user's wins, as in `load`. A name with a slot is found by what stands around it.
    """
    for path in reversed(files(paths)):
        if Path(path).stem == stem:
            source = read(path)
            for each in source.entries:
                name = _expand(source.forms[0], each.name) if source.forms else each.name
                pattern = ".+".join(re.escape(part) for part in re.split(r"\{\w+\}", name))
                if re.fullmatch(pattern, canonical):
                    return path, each
    return None


def _shipped_files() -> list[str]:
    return [str(path) for path in sorted(DATA.glob("*.yaml"))]


@lru_cache(maxsize=1)
def _shipped_sources() -> list[Source]:
    return [read(path) for path in _shipped_files()]


@lru_cache(maxsize=1)
def _shipped() -> Gazetteer:
    from dronewatch.gazetteer import compiled

    return compiled.kept(_shipped_files(), lambda: _build([_shipped_sources()]))


def key(text: str) -> str:
    """The name as it is looked up; same length as `text`."""
    return fold(text).replace("-", " ")


def _build(layers: list[list[Source]]) -> Gazetteer:
    sources = [source for layer in layers for source in layer]
    slots = _slots(sources)
    names: dict[str, list[Name]] = {}
    for layer in layers:
        found: dict[str, list[Name]] = defaultdict(list)
        for at, name in _layer(layer, slots):
            found[at].append(name)
        for at, group in found.items():
            if len(group) > 1:
                group.sort(key=_rank)
            names[at] = [*group, *names[at]] if at in names else group
    lengths, slot_lengths = _lengths(names)
    links = {
        key(contract("de", alias)) for source in sources if source.chain for e in source.entries for alias in e.aliases
    }
    return Gazetteer(
        names=names,
        lengths=lengths,
        slot_lengths=slot_lengths,
        small=_small(names),
        slots=slots,
        links=frozenset(links),
        link_lengths=tuple(sorted({len(link) for link in links}, reverse=True)),
        first_names=BESIDE_A_SURNAME
        | frozenset(
            key(alias)
            for source in sources
            if source.kind == "first_names"
            for entry in source.entries
            for alias in entry.aliases
        ),
    )


def _layer(layer: list[Source], slots: Mapping[str, object]) -> Iterator[tuple[str, Name]]:
    """The keys and names of files of the same rank. DataError where two of their entries claim the same name."""
    found: list[tuple[Name, Source, Entry]] = []
    for source in layer:
        if source.kind == "names":
            for entry in source.entries:
                found.extend((name, source, entry) for name in _names(entry, source, slots))
    if not found:
        return
    # Folding all forms at once, a line each, takes a fifth of the time.
    keys = key("\n".join(name.form for name, _, _ in found)).split("\n")
    claimed: dict[str, tuple[Name, Source, Entry]] = {}
    for at, claim in zip(keys, found, strict=True):
        name = claim[0]
        if name.context is None and not name.article:
            first = claimed.setdefault(at, claim)
            if first[0].form == name.form and (first[0].name, first[0].label) != (name.name, name.label):
                _refuse(claim, first)
        yield at, name


def _refuse(claim: tuple[Name, Source, Entry], first: tuple[Name, Source, Entry]) -> NoReturn:
    name, source, entry = claim
    where = (
        tr("line {line}", line=first[2].line)
        if first[1] is source
        else tr("{name}, line {line}", name=Path(first[1].file).name, line=first[2].line)
    )
    fail(
        tr(
            "`{form}` belongs to another entry already, {name} in {where}",
            form=name.form,
            name=first[0].name,
            where=where,
        ),
        source.file,
        line=entry.line,
        hint=tr("give one of them a context, or drop it"),
    )


def _rank(name: Name) -> int:
    """Names in context first: what they leave is for the others; cut names last, as `la Provence` is the region."""
    return 0 if name.context is not None else 2 if name.article else 1


def _slots(sources: Iterable[Source]) -> dict[str, dict[str, str]]:
    """For every slot, its words as looked up, and the first form of the entry that they belong to."""
    slots: dict[str, dict[str, str]] = {}
    for source in sources:
        if source.kind == "slot":
            words = slots.setdefault(source.slot, {})
            for entry in source.entries:
                words.update((key(alias), entry.name) for alias in entry.aliases)
    return slots


def _names(entry: Entry, source: Source, slots: Mapping[str, object]) -> Iterator[Name]:
    """Every way to write `entry`: its aliases in the forms of its file, and without their leading article."""
    label, stem, case = entry.label, source.stem, entry.case
    canonical = _expand(source.forms[0], entry.name) if source.forms else entry.name
    if "{" in canonical:
        canonical = _with_slot(canonical, slots, source.file, entry.line)
    inside = source.article == "inside"
    for alias, context in _written(entry):
        for form in [_expand(form, alias) for form in source.forms] or [alias]:
            if "{" in form:
                form = _with_slot(form, slots, source.file, entry.line)
            elif form == "":
                continue
            yield Name(form, canonical, label, stem, case, context, "", False, source.chain)
            if form[0] == "L" and (rest := _without_article(form)):
                article = form[: -len(rest)].lower()
                yield Name(rest, canonical, label, stem, case, context, article, inside, source.chain)


def _written(entry: Entry) -> Iterator[tuple[str, Context | None]]:
    for alias in entry.aliases:
        yield alias, None
    for alias in entry.ambiguous:
        yield alias, entry.context


def _without_article(form: str) -> str:
    """`Monde` of `Le Monde`; empty where there is no article, or no capital after it."""
    for article in ("Le ", "La ", "Les ", "L'"):
        if form.startswith(article):
            rest = form[len(article) :]
            return rest if rest[:1].isupper() else ""
    return ""


def _with_slot(form: str, slots: Mapping[str, object], file: str, line: int) -> str:
    """The form with its `{slot}` as one character. DataError for an unknown slot."""
    head, _, tail = form.partition("{")
    slot, _, tail = tail.partition("}")
    if slot not in slots or "{" in tail:
        fail(
            tr("unknown slot `{{{slot}}}`", slot=slot),
            file,
            line=line,
            hint=tr("one of {slots}", slots=", ".join(sorted(slots)) or "none"),
        )
    return f"{head}{SLOT}{tail}"


def _expand(form: str, name: str) -> str:
    """A form with the name in it: `{}` as it is, `{de}` and `{à}` with the preposition, contracted."""
    if "{de}" in form:
        form = form.replace("{de}", contract("de", name))
    if "{à}" in form:
        form = form.replace("{à}", contract("à", name))
    return form.replace("{}", name)


def contract(preposition: str, name: str) -> str:
    """`de` or `à` before a name that may have its article: `du Travail`, `aux Armées`, `de l'Intérieur`."""
    article, _, rest = name.partition(" ")
    if article == "le":
        return ("du " if preposition == "de" else "au ") + rest
    if article == "les":
        return ("des " if preposition == "de" else "aux ") + rest
    if preposition == "de" and fold(name[0]) in "aeiouh":
        return f"d'{name}"
    return f"{preposition} {name}"


def _lengths(names: Mapping[str, list[Name]]) -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]:
    """Where to look: lengths of names by how they begin, and the same for names with a slot.

    The first holds the first word of every name, with the lengths of the names that end with it or soon after, and the
    first word with the `BEYOND` signs after it, with the lengths of all others.
    """
    lengths: dict[str, set[int]] = defaultdict(set)
    slotted: dict[str, set[int]] = defaultdict(set)
    for name in names:
        first = _WORD.match(name)
        word = first[0] if first else ""
        if SLOT in name:
            slotted[word].add(len(name))
            lengths[word].update(())
        elif len(name) < len(word) + BEYOND:
            lengths[word].add(len(name))
        else:
            lengths[word].update(())
            lengths[name[: len(word) + BEYOND]].add(len(name))
    return _longest_first(lengths), _longest_first(slotted)


def _small(names: Mapping[str, list[Name]]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Beginnings of the names that may stand without a capital, each under its longer word and with the shorter."""
    heads: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name, group in names.items():
        if any(may_be_small(form) for form in group) and (head := _HEAD.match(name)):
            parts = sorted(_WORD.findall(head[0]), key=len)
            heads[parts[-1]].add((head[0], parts[0]))
    return {word: tuple(sorted(found)) for word, found in heads.items()}


def may_be_small(name: Name) -> bool:
    """Whether the name is found where it begins with neither a capital nor a digit."""
    first = name.form[0]
    return (name.case == "any" and compound(name.form)) if first.isupper() else not first.isdigit()


def compound(form: str) -> bool:
    """Whether a name has several parts: then `case: any` needs no capitals."""
    return " " in form or "-" in form or "'" in form


def _longest_first(lengths: Mapping[str, set[int]]) -> dict[str, tuple[int, ...]]:
    return {
        word: tuple(sorted(found, reverse=True)) if len(found) > 1 else tuple(found) for word, found in lengths.items()
    }
