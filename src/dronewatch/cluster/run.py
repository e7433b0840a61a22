"""The client: plans, hands partitions out, collects receipts, and says at the end that the facts are complete."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from dronewatch import corpus, engine, facts
from dronewatch.cluster import journal
from dronewatch.cluster.connect import connected
from dronewatch.cluster.crew import Crew, Note, Progress, failure
from dronewatch.cluster.journal import Plan, Receipt, Terms
from dronewatch.corpus import SourceFile, remote
from dronewatch.corpus.discover import STDIN, Stretch
from dronewatch.engine import Options
from dronewatch.errors import DronewatchError, UsageError
from dronewatch.facts import Manifest
from dronewatch.messages import tr

if TYPE_CHECKING:
    from dronewatch.cluster.storage import Store
    from dronewatch.cluster.worker import Job

Report = Callable[[DronewatchError], None]

PART_BYTES = 16 * 1024 * 1024
_NEEDED = ("dask", "distributed", "fsspec", "pyarrow")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: `partitions` in all, `done` of them now, `missing` those that failed; rows of complete facts."""

    partitions: int
    done: int
    missing: int
    articles: int
    spans: int


def write(
    inputs: Sequence[str],
    out: str,
    *,
    options: Options = Options(),  # noqa: B008 (frozen)
    columns: Mapping[str, str] | None = None,
    scheduler: str | None = None,
    jobs: int = 1,
    part_bytes: int = PART_BYTES,
    report: Report,
    progress: Progress | None = None,
    note: Note | None = None,
) -> Outcome:
    """Tag `inputs` (paths, globs, URLs) on the workers of `scheduler`, or on `jobs` processes of this machine, into
    the folder `out` (a path or URL), where every worker must be able to write.

    What is there from an earlier run of the same terms stays; only what is missing, changed or could not be read is
    done. A problem with a record or file goes to `report`, and so does a partition that fails; the others are done, and
    the facts count as unfinished (`Outcome.missing`).

    Raises UsageError where dask is not installed, no scheduler answers, `out` is another run's, or workers differ from
    this machine; StorageError where facts cannot be written. What was done until then stays.
    """
    lacking = [name for name in _NEEDED if find_spec(name) is None]
    if lacking:
        raise UsageError(
            tr("--engine dask needs {lacking}", lacking=", ".join(lacking)), hint=tr("pip install 'dronewatch[dask]'")
        )
    from dronewatch.cluster.storage import Store
    from dronewatch.cluster.worker import Job

    if scheduler is not None:  # a worker has a working directory of its own
        inputs, out = [_absolute(each) for each in inputs], _absolute(out)
        options = replace(options, gazetteers=tuple(_absolute(each) for each in options.gazetteers))
    pipeline = engine.fingerprint(options, anywhere=True)
    trouble: list[DronewatchError] = []
    sources = _sources(inputs, columns or {}, trouble.append)
    store = Store(out)
    old = journal.begin(store, Terms.of(options, pipeline, part_bytes))
    for problem in trouble:
        report(problem)
    if not sources:
        raise UsageError(tr("there is nothing to tag in it"), file=", ".join(inputs))
    job = Job(store.url, options, pipeline, uuid4().hex)
    with ExitStack() as stack:
        connect = cache(lambda: stack.enter_context(connected(scheduler, jobs)))
        crew = Crew(connect, scheduler is None, progress or _ignore, note or _ignore)
        return _Run(crew, store, job, report).all(sources, old)


def _ignore(*_: object) -> None:
    pass


def _absolute(path: str) -> str:
    return path if remote.is_url(path) or path == STDIN else str(Path(path).absolute())


def _sources(inputs: Sequence[str], columns: Mapping[str, str], report: Report) -> list[SourceFile]:
    """The files of all inputs in order, each once."""
    if STDIN in inputs:
        raise UsageError(tr("standard input cannot be read by workers"), hint=tr("name files, folders or URLs"))
    found: dict[str, SourceFile] = {}
    paths: list[str] = []

    def plain() -> None:
        found.update((each.path, each) for each in corpus.files(paths, columns=columns, on_error=report))
        paths.clear()

    for each in inputs:
        if remote.is_url(each):
            plain()
            found.update((one.path, one) for one in remote.files([each], columns=columns, on_error=report))
        else:
            paths.append(each)
    plain()
    return list(found.values())


@dataclass(slots=True)
class _Run:
    """One run: who does it, where facts go, whom to tell."""

    crew: Crew
    store: Store
    job: Job
    report: Report

    def all(self, sources: Sequence[SourceFile], old: Plan) -> Outcome:
        from dronewatch.cluster import plan

        cut = self._cut(sources, old)
        stretches = {path: parts for path, (_, _, parts) in cut.items()}
        parts = list(plan.partitions(sources, stretches, old.terms.part_bytes))
        done = journal.receipts(self.store, parts)
        asked = {each.number for each in parts if each.number not in done or not done[each.number].whole}
        if asked:  # an article that was taken out may be the only one of its id now
            asked.update(number for number, receipt in done.items() if receipt.clashes)
        todo = [each for each in parts if each.number in asked]
        surplus = self._surplus(len(parts))
        complete = self.store.read(facts.MANIFEST) is not None
        if not todo and not surplus and complete:
            return self._outcome(done, len(parts), 0, 0)
        self.store.remove(facts.MANIFEST)
        self.store.clean()
        journal.save(self.store, replace(old, cut=cut), parts, self.job.run)
        if done:
            self.crew.note(
                tr(
                    "{count} of {count2} partitions are there from before",
                    count=len(parts) - len(todo),
                    count2=len(parts),
                )
            )
        failed = self.crew.tag(todo, self.job, done)
        if failed:
            for partition, problem in failed.items():
                self.report(failure(partition, problem))
            return self._outcome(done, len(parts), len(todo) - len(failed), len(failed))
        for name in surplus:
            self.store.remove(name)
        self._take_out(done, len(parts))
        totals = [sum(getattr(one, table) for one in done.values()) for table in facts.TABLES]
        self.store.clean()
        journal.check(self.store, self.job.run)
        self.store.finish(Manifest(facts.VERSION, self.job.pipeline, len(parts), *totals))
        return self._outcome(done, len(parts), len(todo), 0)

    def _outcome(self, done: Mapping[int, Receipt], partitions: int, now: int, missing: int) -> Outcome:
        for number in sorted(done):
            for problem in done[number].said():
                self.report(problem)
        articles, spans = (sum(getattr(one, name) for one in done.values()) for name in ("articles", "spans"))
        return Outcome(partitions, now, missing, articles, spans)

    def _cut(self, sources: Sequence[SourceFile], old: Plan) -> dict[str, tuple[int, int, tuple[Stretch, ...]]]:
        """How big files are cut; workers count the lines of those that the plan does not know."""
        from dronewatch.cluster import plan, worker

        size = old.terms.part_bytes
        cut, asked = {}, []
        for source in sources:
            found = plan.blocks(source, size)
            known = old.stretches(source)
            if known is not None:
                cut[source.path] = source.size, source.mtime_ns, known
            elif found:
                asked.append((source, self.crew.connect().map(worker.survey, found, part_bytes=size, pure=False)))
        for source, futures in asked:
            surveys = self.crew.gathered(futures)
            cut[source.path] = source.size, source.mtime_ns, tuple(plan.stretches(surveys))
        return cut

    def _surplus(self, parts: int) -> list[str]:
        """Files of parts beyond the last one, of a run that had more."""
        named = {f"part-{number:06}" for number in range(parts)}
        return [
            f"{folder}/{name}"
            for folder in (*facts.TABLES, journal.RECEIPTS)
            for name in self.store.names(folder)
            if name.startswith("part-") and name.partition(".")[0] not in named
        ]

    def _take_out(self, done: dict[int, Receipt], parts: int) -> None:
        """Have articles taken out whose id an earlier one has."""
        from dronewatch.cluster import clashes, worker

        asked = {
            number: self.crew.connect().submit(worker.without, number, done[number], taken, self.job, pure=False)
            for number, taken in clashes.found(self.store, parts)
        }
        if asked:
            done.update(zip(asked, self.crew.gathered([*asked.values()]), strict=True))
