"""Workers and what they are given to do: partitions are handed out, results come back, whoever dies meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from dronewatch.errors import DataError, DronewatchError, StorageError, UsageError
from dronewatch.messages import tr

if TYPE_CHECKING:
    from distributed import Client, Future

    from dronewatch.cluster.journal import Receipt
    from dronewatch.cluster.plan import Partition
    from dronewatch.cluster.worker import Job

Progress = Callable[[int, int], None]
Note = Callable[[str], None]

_LOOK = 2.0  # seconds between looks at how many workers there are
_LONELY = 10  # looks without any, until that is said
_PATIENCE = 60  # looks without any, where nobody else starts them


@dataclass(frozen=True, slots=True)
class Crew:
    """The workers that `connect` reaches, once there is something to do, and whom to tell how far they are."""

    connect: Callable[[], Client]
    own: bool  # whether the workers are processes of this one
    progress: Progress
    note: Note

    def tag(self, todo: Sequence[Partition], job: Job, done: dict[int, Receipt]) -> dict[Partition, BaseException]:
        """Have partitions tagged, a few a thread at a time; receipts go to `done`. Those that failed, and why.

        Where a worker dies, what waited there is blamed as well: so such partitions are tried once more, one by one.
        """
        from distributed.scheduler import KilledWorker

        if not todo:
            return {}
        failed = self._hand_out(todo, job, done, most=None)
        blamed = [partition for partition, problem in failed.items() if isinstance(problem, KilledWorker)]
        if len(blamed) > 1:
            self.note(tr("workers died at {count} partitions; these are tried one by one", count=len(blamed)))
            failed = {each: failed[each] for each in failed if each not in blamed}
            failed |= self._hand_out(blamed, job, done, most=1)
        return failed

    def _hand_out(
        self, todo: Sequence[Partition], job: Job, done: dict[int, Receipt], most: int | None
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
            return client.submit(worker.tag, partition, job, key=key)

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

    def gathered(self, futures: Sequence[Future]) -> list[Any]:
        """The results, in order. StorageError where workers died too often, or the scheduler did."""
        from distributed import CancelledError
        from distributed.scheduler import KilledWorker

        try:
            found: list[Any] = self.connect().gather(list(futures))
        except (CancelledError, KilledWorker) as problem:
            raise StorageError(
                tr("the cluster gave up: {problem}", problem=_reason(problem)), hint=tr("run it again")
            ) from None
        return found

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


def failure(partition: Partition, problem: BaseException) -> DataError:
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
