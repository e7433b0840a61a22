"""A client of a Dask scheduler, or of worker processes of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dronewatch.errors import UsageError
from dronewatch.messages import tr

if TYPE_CHECKING:
    from distributed import Client

_WAIT = 20  # seconds for a scheduler to answer
# Of workers of its own: one that died and was not back after 15 seconds, the default, would be given up for good. On a
# busy machine it takes longer to start.
SETTINGS = {"distributed.deploy.lost-worker-timeout": "10 minutes"}


@contextmanager
def connected(scheduler: str | None, jobs: int) -> Iterator[Client]:
    """A client of the scheduler, or of `jobs` worker processes of its own that end with it. UsageError where no
    scheduler answers.
    """
    import logging

    import dask
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
        dask.config.set(SETTINGS),
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
