"""What an entity is called, given the variants of which it is made, how often each occurs, and why they are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from dronewatch.names import acronyms
from dronewatch.resolve import people
from dronewatch.resolve.joins import COMMON
from dronewatch.resolve.keys import key
from dronewatch.resolve.nodes import Node, Variant, canonical, is_of_one_article, why_called

# Of the names of an office, those that are at least so frequent as the commonest, and no slip of one article.
_USUAL = 0.2
_TWICE = 2


@dataclass(frozen=True, slots=True)
class Named:
    """An entity without its members. `merges` are the variants that say so by (name, into, reason), in this order."""

    id: str
    label: str
    name: str
    names: tuple[str, ...]
    merges: Mapping[tuple[str, str, str], Sequence[Variant]]


def named(counts: Mapping[Variant, int], why: Mapping[Node, str]) -> Named:
    """The entity that variants make, each of which stands for so many local entities."""
    nodes = {one.node for one in counts}
    label = next(iter(nodes))[0]
    count: Counter[str] = Counter()
    main: Counter[str] = Counter()
    listed: Counter[str] = Counter()
    for one, times in counts.items():
        main[one.name] += times
        for name in set(one.names):
            count[name] += times
        if (found := canonical(one)) is not None:
            listed[found] += times
    name = _preferred(label, listed or main, main)
    others = sorted((other for other in count if other != name), key=lambda other: (-count[other], other))
    return Named(
        id=_id(min(nodes) if all(map(is_of_one_article, nodes)) else (label, key(label, name))),
        label=label,
        name=name,
        names=(name, *others) if name in count else tuple(others),
        merges=_merges(label, name, counts, why),
    )


def _id(node: Node) -> str:
    """Twelve hexadecimal digits from label and key of the preferred name, the same on every build."""
    return blake2b("\n".join(node).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _preferred(label: str, names: Counter[str], main: Counter[str]) -> str:
    """The name by which an entity goes: of a list's names the commonest, else the commonest in articles.

    Of an office or a ministry the fullest, so that `Éducation nationale` goes before `Éducation`, among those that are
    not rare.
    """
    if label in COMMON:
        commonest = max(names.values())
        usual = [name for name, number in names.items() if number >= min(commonest, max(_TWICE, _USUAL * commonest))]
        full = max(len(key(label, name)) for name in usual)
        fullest = Counter({name: names[name] for name in usual if len(key(label, name)) == full})
        return min(fullest, key=lambda name: (_is_metonym(label, name), -fullest[name], *_rank(label, name)))
    if names is not main:
        return min(names, key=lambda name: (-names[name], name))
    return min(main, key=lambda name: (-main[name], *_rank(label, name)))


def _is_metonym(label: str, name: str) -> bool:
    """Whether a ministry's name does not say that it is one: `Éducation nationale`."""
    return label == "MINISTRY" and not name.lower().startswith(("minist", "secrétariat", "département"))


def _rank(label: str, name: str) -> tuple[bool, bool, int, str]:
    """Among names equally frequent: not in capitals, an office or ministry in lower case, the longest."""
    return name.isupper(), label in COMMON and name[0].isupper(), -len(name), name


def _merges(
    label: str, name: str, counts: Mapping[Variant, int], why: Mapping[Node, str]
) -> dict[tuple[str, str, str], list[Variant]]:
    """Why every other form is the preferred name's: by its article, its canonical name or its spelling."""
    reasons: dict[tuple[str, str, str], list[Variant]] = defaultdict(list)
    for one in counts:
        for form in one.names:
            if form != one.name:
                reasons[form, one.name, reason(label, form, one.name, one.canonical)].append(one)
        if one.name != name:
            same = key(label, one.name) == key(label, name)
            why_joined = "same name" if same else why.get(one.node, why_called(label, one.canonical or ""))
            reasons[one.name, name, why_joined].append(one)
    if sum(counts.values()) > 1 and (called := [one for one in counts if one.name == name]):
        reasons[name, name, "same name"] += called
    return dict(sorted(reasons.items()))


def reason(label: str, name: str, into: str, canonical: str | None) -> str:
    """Why `name` was taken for `into` within one article."""
    if key(label, name) == key(label, into):
        return "same name"
    if label == "PERSON":
        if people.surname_of(into, name):
            return "surname in same article"
        return "first name in same article" if people.first_name_of(into, name) else "spelling variant"
    if acronyms.fits(name, into):
        return "acronym"
    if canonical is not None:
        return f"gazetteer: {canonical}"
    return "short name"
