"""Articles → facts on the workers of a Dask cluster: what travels is where to read and how much was written.

`write` is all that the command line needs. The input is cut into partitions (`plan`); a worker reads one, tags it and
writes its part of the facts (`worker`); what is done is known by its receipt, so that a run that was stopped goes on
(`journal`). See `docs/dask.md`. Importing this stays light.
"""

from __future__ import annotations

from dronewatch.cluster.run import PART_BYTES, Outcome, write

__all__ = ["PART_BYTES", "Outcome", "write"]
