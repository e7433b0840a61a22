"""The client: plans, hands partitions out, collects receipts, and says at the end that the facts are complete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from dronewatch import corpus, engine, facts
from dronewatch.cluster import journal
from dronewatch.cluster.journal import Plan, Receipt, Terms
from dronewatch.corpus import SourceFile, remote
from dronewatch.corpus.discover import STDIN, Stretch
from dronewatch.corpus.identity import Places
from dronewatch.engine import Options
from dronewatch.errors import DataError, DronewatchError, StorageError, UsageError
from dronewatch.facts import Manifest
from dronewatch.messages import tr

if TYPE_CHECKING:
    from distributed import Client, Future

    from dronewatch.cluster.plan import Partition
    from dronewatch.cluster.storage import Store
    from dronewatch.cluster.worker import Job

Report = Callable[[DronewatchError], None]
Progress = Callable[[int, int], None]
Note = Callable[[str], None]

PART_BYTES = 16 * 1024 * 1024
_NEEDED = ("dask", "distributed", "fsspec", "pyarrow")
_WAIT = 20  # seconds for a scheduler to answer
_LOOK = 2.0  # seconds between looks at how many workers there are
_LONELY = 10  # looks without any, until that is said
_PATIENCE = 60  # looks without any, where nobody else starts them


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
        run = _Run(connect, scheduler is None, store, job, report, progress or _ignore, note or _ignore)
        return run.all(sources, old)


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


@contextmanager
def connected(scheduler: str | None, jobs: int) -> Iterator[Client]:
    """A client of the scheduler, or of worker processes of its own that end with it."""
    import logging

    from distributed import Client, LocalCluster

    if scheduler is not None:
        try:
            client = Client(scheduler, timeout=_WAIT, set_as_default=False)
        except (OSError, ValueError) as problem:
            reason = str(problem) or type(problem).__name__
            message = tr("no Dask scheduler answers: {split}", split=" ".join(reason.split())[:200])
            raise UsageError(message, file=scheduler, hint=tr("start one with dask scheduler")) from None
        with client:
            yield client
        return
    with (
        LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        ) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield client


@dataclass(slots=True)
class _Run:
    """One run: whom to ask (once there is something to do), where facts go, whom to tell."""

    connect: Callable[[], Client]
    own: bool  # whether the workers are processes of this one
    store: Store
    job: Job
    report: Report
    progress: Progress
    note: Note

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
            self.note(
                tr(
                    "{count} of {count2} partitions are there from before",
                    count=len(parts) - len(todo),
                    count2=len(parts),
                )
            )
        failed = self._tag(todo, done)
        if failed:
            for partition, problem in failed.items():
                self.report(_failure(partition, problem))
            return self._outcome(done, len(parts), len(todo) - len(failed), len(failed))
        for name in surplus:
            self.store.remove(name)
        self._part_clashes(done, len(parts))
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
                asked.append((source, self.connect().map(worker.survey, found, part_bytes=size, pure=False)))
        for source, futures in asked:
            surveys = self._gathered(futures)
            cut[source.path] = source.size, source.mtime_ns, tuple(plan.stretches(surveys))
        return cut

    def _gathered(self, futures: Sequence[Future]) -> list[Any]:
        from distributed import CancelledError
        from distributed.scheduler import KilledWorker

        try:
            found: list[Any] = self.connect().gather(list(futures))
        except (CancelledError, KilledWorker) as problem:
            raise StorageError(
                tr("the cluster gave up: {problem}", problem=_reason(problem)), hint=tr("run it again")
            ) from None
        return found

    def _tag(self, todo: Sequence[Partition], done: dict[int, Receipt]) -> dict[Partition, BaseException]:
        """Have partitions tagged, a few a thread at a time; receipts go to `done`. Those that failed, and why.

        Where a worker dies, what waited there is blamed as well: so such partitions are tried once more, one by one.
        """
        from distributed.scheduler import KilledWorker

        if not todo:
            return {}
        failed = self._hand_out(todo, done, most=None)
        blamed = [partition for partition, problem in failed.items() if isinstance(problem, KilledWorker)]
        if len(blamed) > 1:
            self.note(tr("workers died at {count} partitions; these are tried one by one", count=len(blamed)))
            failed = {each: failed[each] for each in failed if each not in blamed}
            failed |= self._hand_out(blamed, done, most=1)
        return failed

    def _hand_out(
        self, todo: Sequence[Partition], done: dict[int, Receipt], most: int | None
    ) -> dict[Partition, BaseException]:
        """One pass over partitions, `most` at a time: by default as many as there are threads, so that none waits for a
        worker that is slow or about to die. Workers may come and go.
        """
        from dronewatch.cluster import worker

        client = self.connect()
        token = uuid4().hex[:8]  # the same partition may be handed out again
        waiting = iter(todo)
        by_key: dict[str, Partition] = {}
        failed: dict[Partition, BaseException] = {}

        def submit(partition: Partition) -> Future:
            done.pop(partition.number, None)
            key = f"dronewatch-{token}-{partition.number}"
            by_key[key] = partition
            return client.submit(worker.tag, partition, self.job, key=key)

        self.progress(0, len(todo))

        def more() -> list[Future]:
            room = (most or max(sum(client.nthreads().values()), 1)) - len(by_key)
            return [submit(each) for each in islice(waiting, max(room, 0))]

        pending = set(more())
        count = 0
        try:
            while pending:
                future = self._first(pending, more)
                pending.discard(future)
                partition = by_key.pop(future.key)
                problem = future.exception() if future.status == "error" else None
                if future.status == "finished":
                    done[partition.number] = future.result()
                elif isinstance(problem, StorageError | UsageError):
                    raise problem
                elif problem is None:
                    raise StorageError(tr("the scheduler is gone"), hint=tr("start it and run this again, it goes on"))
                else:
                    failed[partition] = problem
                future.release()
                count += 1
                self.progress(count, len(todo))
                pending.update(more())
        finally:
            client.cancel(list(pending), reason="the run ends")
        return failed

    def _first(self, pending: set[Future], more: Callable[[], Iterable[Future]]) -> Future:
        """One of `pending` that is done, waited for as long as there are workers, or there may be again. Workers that
        come meanwhile have something to do: `more` is added to it.
        """
        from distributed import wait

        client = self.connect()
        lonely = 0
        while True:
            try:
                with client.as_current():
                    done = wait(list(pending), timeout=_LOOK, return_when="FIRST_COMPLETED").done
                return min(done, key=lambda future: str(future.key))
            except TimeoutError:
                pending.update(more())
                lonely = 0 if client.nthreads() else lonely + 1
            if lonely == _LONELY:
                self.note(tr("there is no worker; waiting for one"))
            if self.own and lonely >= _PATIENCE:
                message = tr("all workers are gone, and none came back")
                raise StorageError(message, hint=tr("run this again, it goes on"))

    def _surplus(self, parts: int) -> list[str]:
        """Files of parts beyond the last one, of a run that had more."""
        named = {f"part-{number:06}" for number in range(parts)}
        return [
            f"{folder}/{name}"
            for folder in (*facts.TABLES, journal.RECEIPTS)
            for name in self.store.names(folder)
            if name.startswith("part-") and name.partition(".")[0] not in named
        ]

    def _part_clashes(self, done: dict[int, Receipt], parts: int) -> None:
        """Of articles with the same id the first one stays, as in every reading; the others are taken out."""
        from dronewatch.cluster import worker

        places, files = Places(), list[str]()
        numbers: dict[str, int] = {}
        asked: list[tuple[int, Future]] = []
        for number in range(parts):
            clashes: dict[str, DataError] = {}
            for identity, file, record in _ids(self.store, number):
                if file not in numbers:
                    numbers[file] = len(files)
                    files.append(file)
                first = places.add(identity, numbers[file], record or 0)
                if first is not None:
                    where = f"{files[first[0]]}:{first[1]}" if first[1] else files[first[0]]
                    said = tr("the id “{id}” is taken by {where}", id=identity, where=where)
                    hint = tr("give each article its own")
                    clashes[identity] = DataError(said, file=file, line=record, hint=hint)
            if clashes:
                task = self.connect().submit(worker.without, number, done[number], clashes, self.job, pure=False)
                asked.append((number, task))
        for (number, _), receipt in zip(asked, self._gathered([task for _, task in asked]), strict=True):
            done[number] = receipt


def _ids(store: Store, number: int) -> Iterator[tuple[str, str, int | None]]:
    """Id, file and record of each article of a part."""
    import pyarrow
    from pyarrow import parquet

    name = f"articles/part-{number:06}.parquet"
    try:
        with store.open(name) as stream, parquet.ParquetFile(stream) as table:
            for batch in table.iter_batches(columns=["article", "file", "record"]):
                yield from zip(*(batch.column(each).to_pylist() for each in ("article", "file", "record")), strict=True)
    except (OSError, pyarrow.ArrowException) as problem:
        message = tr("cannot be read back: {problem}", problem=_reason(problem))
        hint = tr("delete it and {number}, and run this again", number=journal.receipt_name(number))
        raise StorageError(message, file=f"{store.url}/{name}", hint=hint) from None


def _failure(partition: Partition, problem: BaseException) -> DataError:
    """Why a partition is missing."""
    from distributed.scheduler import KilledWorker

    first = partition.files[0]
    line = first.part.first if first.part else None
    more = "" if len(partition.files) == 1 else f", with {len(partition.files) - 1} more files"
    if isinstance(problem, KilledWorker):
        message, hint = "every worker that took it died", "short of memory? smaller partitions, then run this again"
    else:
        message, hint = _reason(problem), "run this again"
    return DataError(
        tr("partition {number}{more}: {message}", number=partition.number, more=more, message=message),
        file=first.path,
        line=line,
        hint=hint,
    )


def _reason(problem: BaseException) -> str:
    text = " ".join(str(problem).split())[:300]
    return text if isinstance(problem, DronewatchError) and text else f"{type(problem).__name__}: {text}"
