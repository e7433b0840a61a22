"""What a folder of facts says of the run that fills it: `_plan.json`, and in `_partitions/` a receipt for each part.

A partition is done where its receipt has the partition's key: it is written after the part, by the worker. The plan is
what a later run must agree with; `_run` names the last one, which alone may write.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from dronewatch.cluster.plan import Partition
from dronewatch.cluster.storage import Store
from dronewatch.corpus import SourceFile
from dronewatch.corpus.discover import Stretch
from dronewatch.engine import Options
from dronewatch.errors import DataError, StorageError, UsageError
from dronewatch.facts import VERSION
from dronewatch.messages import tr

PLAN = "_plan.json"
RUN = "_run"  # the name of the last run
RECEIPTS = "_partitions"
_VERSION = 1
_MOST_PROBLEMS = 1000  # kept of one partition


@dataclass(frozen=True, slots=True)
class Terms:
    """What must not differ within one folder: parts made otherwise would not fit those that are there."""

    pipeline: str
    model: str | None
    labels: tuple[str, ...]
    gazetteers: tuple[str, ...]
    facts: int
    part_bytes: int

    @classmethod
    def of(cls, options: Options, pipeline: str, part_bytes: int) -> Terms:
        """Those of a run."""
        return cls(pipeline, options.model, options.labels, options.gazetteers, VERSION, part_bytes)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a worker says of a part that is written. `problems` are those of single records and files as (message,
    file, line, hint), `clashes` those of articles that were taken out because an earlier part has their id.
    """

    key: str
    articles: int
    sections: int
    spans: int
    problems: tuple[tuple[Any, ...], ...] = ()
    clashes: tuple[tuple[Any, ...], ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every file could be read to its end."""
        return all(line is not None for _, _, line, _ in self.problems)

    def said(self) -> list[DataError]:
        """The problems as errors."""
        return [
            DataError(message, file=file, line=line, hint=hint)
            for message, file, line, hint in (*self.problems, *self.clashes)
        ]


def told(problems: Sequence[Any]) -> tuple[tuple[Any, ...], ...]:
    """Problems as a receipt keeps them, not more than a thousand."""
    kept = [(each.message, each.file, each.line, each.hint) for each in problems[:_MOST_PROBLEMS]]
    if len(problems) > len(kept):
        _, file, line, _ = kept[-1]
        kept.append((f"{len(problems) - len(kept)} more problems after this one are not listed", file, line, None))
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class Plan:
    """The terms of a run, and how big files were cut, by path: their size, state and stretches."""

    terms: Terms
    cut: dict[str, tuple[int, int, tuple[Stretch, ...]]] = field(default_factory=dict)

    def stretches(self, source: SourceFile) -> tuple[Stretch, ...] | None:
        """How the file was cut, if it is still what it was."""
        known = self.cut.get(source.path)
        return known[2] if known and known[:2] == (source.size, source.mtime_ns) else None


def begin(store: Store, terms: Terms) -> Plan:
    """The plan that the folder has, or a new one. UsageError where the folder is another run's or no facts' folder."""
    data = store.read(PLAN)
    if data is None:
        others = [name for name in store.names() if not name.startswith(".")]
        if others:
            hint = tr("name another folder with --out, or an empty one")
            raise UsageError(tr("is not empty and has no {plan}", plan=PLAN), file=store.url, hint=hint)
        return Plan(terms)
    where = f"{store.url}/{PLAN}"
    try:
        said = json.loads(data)
        if said["version"] > _VERSION:
            raise DataError(tr("was written by a newer dronewatch"), file=where, hint=tr("update dronewatch"))
        known = Terms(**{each.name: _tuple(said["terms"][each.name]) for each in fields(Terms)})
        cut = {
            path: (size, changed, tuple(Stretch(*stretch) for stretch in parts))
            for path, (size, changed, parts) in said["cut"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        raise DataError(tr("cannot be read"), file=where, hint=tr("delete the folder, or name another")) from None
    for each in fields(Terms)[::-1]:  # the fingerprint last: it differs whenever another does
        before, now = getattr(known, each.name), getattr(terms, each.name)
        if before != now:
            raise UsageError(_differs(each.name, before, now), file=store.url,
                             hint=tr("run with those, or name another folder with --out"))  # fmt: skip
    return Plan(known, cut)


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _differs(name: str, before: Any, now: Any) -> str:
    if name == "pipeline":
        return "was begun with other rules, lists or model (another version of dronewatch?)"
    words = {"part_bytes": "partition size", "facts": "schema"}
    shown = [(", ".join(each) if isinstance(each, tuple) else each) or "default" for each in (before, now)]
    return f"was begun with another {words.get(name, name.removesuffix('s'))}: {shown[0]}, now {shown[1]}"


def save(store: Store, plan: Plan, partitions: Sequence[Partition], run: str) -> None:
    """Write down that this run has the folder, and its plan, whose partitions are what a person looks at."""
    said = {
        "version": _VERSION,
        "terms": asdict(plan.terms),
        "partitions": [_row(each) for each in partitions],
        "cut": {
            path: [size, changed, [[part.start, part.end, part.first] for part in parts]]
            for path, (size, changed, parts) in plan.cut.items()
        },
    }
    store.write(PLAN, (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass"))
    store.write(RUN, run.encode())  # last: a folder of ours is known by its plan


def check(store: Store, run: str) -> None:
    """StorageError where a later run has taken the folder over: it may have other articles in the same parts."""
    if store.read(RUN) != run.encode():
        hint = tr("let it end, or stop it; then run this again")
        raise StorageError(tr("another run has begun there"), file=store.url, hint=hint)


def _row(each: Partition) -> dict[str, Any]:
    first = each.files[0]
    row: dict[str, Any] = {"part": each.number, "key": each.key, "files": len(each.files), "first": first.path}
    return row | ({"start": first.part.start, "end": first.part.end, "line": first.part.first} if first.part else {})


def receipt_name(number: int) -> str:
    """Where a part's receipt lies."""
    return f"{RECEIPTS}/part-{number:06}.json"


def sign(store: Store, number: int, receipt: Receipt) -> None:
    """Write a receipt."""
    store.write(receipt_name(number), json.dumps(asdict(receipt)).encode())


def receipts(store: Store, partitions: Iterable[Partition]) -> dict[int, Receipt]:
    """The receipts of partitions that are as they were when they were done, by number."""
    there = set(store.names(RECEIPTS))
    found = {}
    for each in partitions:
        name = receipt_name(each.number)
        if name.rpartition("/")[2] in there and (receipt := _receipt(store.read(name))) and receipt.key == each.key:
            found[each.number] = receipt
    return found


def _receipt(data: bytes | None) -> Receipt | None:
    try:
        said = json.loads(data or b"")
        said = {each.name: said[each.name] for each in fields(Receipt)}
        problems, clashes = (tuple(tuple(one) for one in said[name]) for name in ("problems", "clashes"))
        return replace(Receipt(**said), problems=problems, clashes=clashes)
    except (ValueError, KeyError, TypeError):
        return None
