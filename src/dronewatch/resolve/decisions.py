"""What people have decided about entities, applied to what the resolver made of the mentions.

Four kinds: `merge` (these are one), `split` (that name is another's), `rename` (call it so), `relabel` (it is a …).
A decision names entities by label and name, as people see them: a name stands for all entities of that label whose
preferred name it is, else for the one that goes by it among others. Case, accents, apostrophes, hyphens do not count.

The result depends on the set of decisions only, not on their order: splits come first, then labels, merges and names,
and a decision is understood through the others (what was renamed is found by both names, what was relabelled by both
labels, what was merged by the names of all parts).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from typing import Literal

from dronewatch.model import Entity, LocalEntity, Merge
from dronewatch.resolve.groups import Groups
from dronewatch.view import fold

Kind = Literal["merge", "split", "rename", "relabel"]
KINDS: tuple[Kind, ...] = ("merge", "split", "rename", "relabel")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on the entity that `label` and `name` stand for.

    `merge`: `others` are that entity too. `split`: `others` are names that are not its. `rename`: it is called `to`.
    `relabel`: its label is `to`. `article` (an id): of several entities of a name only the one that this article
    mentions; of a split, only what that article says. `by`, `date` (ISO 8601) and `reason` tell people why.
    """

    kind: Kind
    label: str
    name: str
    others: tuple[str, ...] = ()
    to: str | None = None
    article: str | None = None
    by: str | None = None
    date: str | None = None
    reason: str | None = None

    @property
    def content(self) -> tuple[str, ...]:
        """What is decided, without who, when and why; decisions are applied in its order."""
        return self.kind, self.label, self.name, *sorted(self.others), self.to or "", self.article or ""


@dataclass(frozen=True, slots=True)
class Decided:
    """Entities as people see them.

    Their members keep the label that they were tagged with. `parts` are the members that hold only some of the names of
    a local entity, with that one; `idle` the decisions that name nothing (any more) or change nothing.
    """

    entities: list[Entity]
    parts: dict[LocalEntity, LocalEntity] = field(default_factory=dict)
    idle: tuple[Decision, ...] = ()


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """The same for names that differ in case, accents, apostrophes, hyphens, ligatures and blanks only."""
    return " ".join(fold(name).replace("œ", "oe").replace("æ", "ae").replace("-", " ").split())


def wanted(decisions: Iterable[Decision]) -> frozenset[str]:
    """The names (`plain`) that decisions are about: no entity that goes by none of them is changed by any."""
    return frozenset(plain(name) for each in decisions for name in (each.name, *each.others, each.to or ""))


def decide(entities: Sequence[Entity], decisions: Iterable[Decision]) -> Decided:
    """Apply `decisions` to the `entities` of `across`. Pure; what no decision names is returned as it is."""
    found = sorted(set(decisions), key=lambda decision: decision.content)
    if not found:
        return Decided(list(entities))
    work = _Work(found, entities)
    work.split()
    work.relabel()
    work.merge()
    work.rename()
    changed = work.entities()
    result = [*work.untouched, *changed]
    result.sort(key=lambda entity: (entity.label, -len(entity.members), entity.name, entity.id))
    return Decided(result, work.parts, tuple(decision for decision in found if decision not in work.effective))


@dataclass(eq=False)
class _Group:
    """An entity that is being changed. `label` is the one that it was tagged with, `final` the one it gets."""

    id: str
    label: str
    name: str
    members: list[LocalEntity]
    merges: list[Merge]
    final: str
    original: Entity | None = None
    plains: frozenset[str] = frozenset()

    def spell(self) -> _Group:
        """Note the names by which it is found."""
        names = {self.name, *(name for member in self.members for name in member.names)}
        self.plains = frozenset(map(plain, names))
        return self


class _Work:
    """One application of decisions: the entities that they may be about, and what became of them."""

    def __init__(self, decisions: list[Decision], entities: Sequence[Entity]):
        self.decisions = decisions
        self.effective: set[Decision] = set()
        self.parts: dict[LocalEntity, LocalEntity] = {}
        self.untouched: list[Entity] = []
        self.groups: list[_Group] = []
        self.renamed: dict[int, tuple[str, str]] = {}
        about = wanted(decisions)
        for entity in entities:
            names = {entity.name, *entity.names}
            if about.isdisjoint(map(plain, names)):
                self.untouched.append(entity)
                continue
            members, merges = list(entity.members), list(entity.merges)
            group = _Group(entity.id, entity.label, entity.name, members, merges, entity.label, entity)
            self.groups.append(group.spell())
        self.joined: Groups[int] = Groups(range(len(self.groups)))
        self.heads: set[int] = set()
        self.guests: set[int] = set()

    def _of(self, kind: Kind) -> list[Decision]:
        return [decision for decision in self.decisions if decision.kind == kind]

    def _addresses(self, label: str, name: str, *, merged: bool) -> set[tuple[str, str]]:
        """Labels and plain names that stand for the same, by what was renamed and relabelled (and merged)."""
        known: set[tuple[str, str]] = set()
        waiting = [(label, plain(name))]
        while waiting:
            here = waiting.pop()
            if here in known:
                continue
            known.add(here)
            for each in self.decisions:
                mine = each.label, plain(each.name)
                if each.kind == "rename":
                    linked = [mine] if here == (each.label, plain(each.to or "")) else []
                elif each.kind == "relabel":
                    linked = [mine] if here == (each.to, mine[1]) else []
                else:
                    linked = [mine, *((each.label, plain(other)) for other in each.others)]
                    linked = linked if merged and each.kind == "merge" and here in linked else []
                waiting += linked
        return known

    def _meant(self, label: str, name: str, article: str | None = None, *, merged: bool = False) -> list[int]:
        """The groups that a name stands for."""
        found: list[int] = []
        for tagged, spelled in sorted(self._addresses(label, name, merged=merged)):
            called = [
                number
                for number, group in enumerate(self.groups)
                if group.label == tagged
                and spelled in group.plains
                and (article is None or any(member.article == article for member in group.members))
            ]
            first = [number for number in called if plain(self.groups[number].name) == spelled]
            # A name that several entities go by among others stands for none of them.
            found += first or (called if len(called) == 1 else [])
        return list(dict.fromkeys(found))

    def split(self) -> None:
        """Names that leave; those that leave one entity by one decision become one entity."""
        for decision in self._of("split"):
            for other in decision.others:
                gone: list[LocalEntity] = []
                sources = self._meant(decision.label, decision.name, merged=True)
                for number in sources:
                    gone += self._leaving(self.groups[number], decision, plain(other))
                if gone:
                    self._add_split_off(decision, other, gone, self.groups[sources[0]].label)
                    self.effective.add(decision)

    def _leaving(self, group: _Group, decision: Decision, other: str) -> list[LocalEntity]:
        """Take out of a group what `other` names there; nothing where that would be all of it."""
        own = {plain(decision.name), plain(group.name)}
        stay: list[LocalEntity] = []
        gone: list[LocalEntity] = []
        parts: dict[LocalEntity, LocalEntity] = {}
        for member in group.members:
            leaving = tuple(name for name in member.names if plain(name) == other)
            rest = tuple(name for name in member.names if plain(name) != other)
            if not leaving or (decision.article is not None and member.article != decision.article):
                stay.append(member)
            elif not rest or (plain(member.name) == other and not any(plain(name) in own - {other} for name in rest)):
                gone.append(member)
            else:
                whole = self.parts.get(member, member)
                part = LocalEntity(member.article, member.label, leaving[0], leaving)
                name = member.name if member.name in rest else max(rest, key=lambda each: (len(each), each))
                remaining = replace(member, name=name, names=rest)
                parts |= {part: whole, remaining: whole}
                stay.append(remaining)
                gone.append(part)
        if not stay:
            return []
        group.members, group.original = stay, None
        if plain(group.name) == other:
            group.name = _commonest(stay)
        group.merges = _that_remain(group.merges, stay, group.name)
        group.spell()
        self.parts |= parts
        return gone

    def _add_split_off(self, decision: Decision, other: str, gone: list[LocalEntity], label: str) -> None:
        name = Counter(name for member in gone for name in member.names if plain(name) == plain(other))
        chosen = min(name, key=lambda each: (-name[each], each))
        identity = "\n".join((label, plain(other), "split", plain(decision.name), decision.article or ""))
        articles = tuple(sorted({member.article for member in gone}))
        merges = _that_remain([], gone, chosen)
        merges.append(Merge(chosen, chosen, _why(f"split from {decision.name}", decision), articles))
        digest = blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
        self.joined.add(len(self.groups))
        self.groups.append(_Group(digest, label, chosen, gone, merges, label).spell())

    def relabel(self) -> None:
        """Labels; what then has the name and label of another entity is that entity."""
        for decision in self._of("relabel"):
            assert decision.to is not None
            for number in self._meant(decision.label, decision.name, decision.article, merged=True):
                group = self.groups[number]
                if group.final != group.label or group.label == decision.to:
                    continue
                articles = tuple(sorted({member.article for member in group.members}))
                reason = _why(f"relabelled from {group.label}", decision)
                group.merges.append(Merge(group.name, group.name, reason, articles))
                group.final, group.original = decision.to, None
                self.effective.add(decision)
        for number, group in enumerate(self.groups):
            if group.final != group.label:
                same = [
                    other
                    for other, each in enumerate(self.groups)
                    if each.label == each.final == group.final and plain(each.name) == plain(group.name)
                ]
                if len(same) == 1:
                    self.joined.join(same[0], number)
                    self.heads.add(same[0])
                    self.guests.add(number)

    def merge(self) -> None:
        """Entities that are one; never of two labels."""
        for decision in self._of("merge"):
            everywhere = self._meant(decision.label, decision.name)
            into = self._meant(decision.label, decision.name, decision.article) or everywhere
            if not into:
                continue
            labels = {self.groups[number].final for number in into}
            for other in decision.others:
                for number in self._meant(decision.label, other, decision.article):
                    group = self.groups[number]
                    if number == into[0] or {group.final} != labels:
                        continue
                    self.effective.add(decision)
                    self.joined.join(into[0], number)
                    head = self.groups[into[0]]
                    articles = tuple(sorted({member.article for member in group.members}))
                    group.merges.append(Merge(group.name, head.name, _why("merged", decision), articles))
                    self.heads.add(into[0])
                    self.guests.add(number)

    def rename(self) -> None:
        """Preferred names; of two for one entity the first in their order."""
        for decision in self._of("rename"):
            assert decision.to is not None
            for number in self._meant(decision.label, decision.name, decision.article):
                root = self.joined.find(number)
                if root not in self.renamed:
                    self.renamed[root] = decision.to, _why("renamed", decision)
                    self.effective.add(decision)

    def entities(self) -> list[Entity]:
        """What became of the groups."""
        made = []
        for root, numbers in self.joined.all().items():
            first = min(numbers, key=self._rank)
            head = self.groups[first]
            if len(numbers) == 1 and head.original is not None and root not in self.renamed:
                made.append(head.original)
                continue
            members = [member for number in numbers for member in self.groups[number].members]
            members.sort(key=lambda member: (member.article, member.name, member.label))
            merges = [merge for number in numbers for merge in self.groups[number].merges]
            name = head.name
            if root in self.renamed:
                name, reason = self.renamed[root]
                articles = tuple(sorted({member.article for member in members}))
                merges.append(Merge(head.name, name, reason, articles))
            merges = sorted(set(merges), key=lambda merge: (merge.name, merge.into, merge.reason, merge.articles))
            names = _names(name, members)
            made.append(Entity(head.id, head.final, name, names, tuple(members), tuple(merges)))
        return made

    def _rank(self, number: int) -> tuple[bool, bool, int, str, str]:
        """The first of merged groups gives its name and id: what others were merged into, then the most widespread."""
        group = self.groups[number]
        return number in self.guests, number not in self.heads, -len(group.members), group.name, group.id


def _names(name: str, members: Iterable[LocalEntity]) -> tuple[str, ...]:
    """All forms, the preferred first where it occurs, then by number of articles (as `across` orders them)."""
    count = Counter(each for member in members for each in set(member.names))
    others = sorted((other for other in count if other != name), key=lambda other: (-count[other], other))
    return (name, *others) if name in count else tuple(others)


def _commonest(members: Iterable[LocalEntity]) -> str:
    count = Counter(member.name for member in members)
    return min(count, key=lambda name: (-count[name], -len(name), name))


def _that_remain(merges: Iterable[Merge], members: Iterable[LocalEntity], name: str) -> list[Merge]:
    """The merges that still say something about these members."""
    where: dict[str, set[str]] = {}
    for member in members:
        for form in (member.name, *member.names):
            where.setdefault(form, set()).add(member.article)
    kept = []
    for merge in merges:
        articles = tuple(article for article in merge.articles if article in where.get(merge.name, ()))
        if articles and (merge.into in where or merge.into == name):
            kept.append(replace(merge, articles=articles))
    return kept


def _why(what: str, decision: Decision) -> str:
    """`merged by decision of AB: the same man, misspelled`."""
    by = f" of {decision.by}" if decision.by else ""
    reason = f": {decision.reason}" if decision.reason else ""
    return f"{what} by decision{by}{reason}"
