"""A file system with the faults that its paths name; workers load this file before anything else.

`faulty:///…/full/…` has no room while the file `full.flag` lies in the folder above `full`; reading `…/deadly.jsonl`
kills the process; `…/slow.jsonl` waits until a file `go` lies beside it.
"""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path
from typing import Any

import fsspec
from fsspec.implementations.local import LocalFileSystem


class Faulty(LocalFileSystem):  # type: ignore[misc]
    protocol = "faulty"
    cachable = False

    @classmethod
    def _strip_protocol(cls, path: Any) -> str:
        return str(super()._strip_protocol(str(path).removeprefix("faulty://")))

    def unstrip_protocol(self, name: str) -> str:
        return "faulty://" + self._strip_protocol(name)

    def open(self, path: str, mode: str = "rb", **options: Any) -> Any:
        name = Path(path).name
        if name == "deadly.jsonl" and "r" in mode:
            os._exit(9)
        if name == "slow.jsonl":
            until = time.monotonic() + 60
            while not Path(self._strip_protocol(path)).with_name("go").exists() and time.monotonic() < until:
                time.sleep(0.05)
        return super().open(path, mode, **options)

    def put_file(self, lpath: str, rpath: str, *words: Any, **options: Any) -> None:
        self._room(rpath)
        super().put_file(lpath, rpath, *words, **options)

    def pipe_file(self, path: str, value: bytes, *words: Any, **options: Any) -> None:
        self._room(path)
        super().pipe_file(path, value, *words, **options)

    def _room(self, path: str) -> None:
        above, found, _ = path.partition("/full/")
        if found and Path(above, "full.flag").exists() and "_plan" not in path:
            Path(path).write_bytes(b"half of it")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def dask_setup(worker: object) -> None:
    """Called by each worker when it starts."""
    register()


def register() -> None:
    fsspec.register_implementation("faulty", Faulty, clobber=True)
