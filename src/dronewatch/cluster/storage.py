"""The folder of facts on whatever file system: files that are whole or not there, small ones and parts."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import uuid4

from dronewatch import facts
from dronewatch.corpus import remote
from dronewatch.errors import StorageError
from dronewatch.facts import Manifest, Part
from dronewatch.facts.write import path as part_path
from dronewatch.messages import tr
from dronewatch.model import TaggedArticle

_LOCAL = "file://"


class Store:
    """A folder by its path or URL. Every method raises StorageError where the file system refuses."""

    def __init__(self, url: str):
        self.url = url.removeprefix(_LOCAL).rstrip("/") or "/"
        self.path = None if remote.is_url(self.url) else Path(self.url)
        self._fs, self._root = remote.filesystem(self.url)

    def names(self, folder: str = "") -> list[str]:
        """The names in the folder, sorted; none where it is not there."""
        with self._said(folder):
            self._fs.invalidate_cache()
            try:
                found = self._fs.ls(self._at(folder), detail=False)
            except FileNotFoundError:
                return []
        return sorted(each.rstrip("/").rpartition("/")[2] for each in found)

    def read(self, name: str) -> bytes | None:
        """The bytes of a file, None where it is not there."""
        with self._said(name, "read"):
            try:
                data: bytes = self._fs.cat_file(self._at(name))
            except (FileNotFoundError, NotADirectoryError):
                return None
        return data

    def write(self, name: str, data: bytes) -> None:
        """A file that has all of `data` or is as it was before."""
        with self._draft(name) as draft:
            self._fs.pipe_file(draft, data)

    def open(self, name: str) -> Any:
        """A file for reading, such as pyarrow takes. OSError where it is not there."""
        return self._fs.open(self._at(name), "rb")

    def remove(self, name: str) -> None:
        """Delete a file, if it is there."""
        with self._said(name), suppress(FileNotFoundError):
            self._fs.rm_file(self._at(name))

    def write_part(self, tagged: Iterable[TaggedArticle], number: int, *, pipeline: str) -> Part:
        """`facts.write_part`, on any file system: `articles` comes last, so that a part with articles is complete."""
        if self.path is not None:
            return facts.write_part(tagged, self.path, number, pipeline=pipeline)
        with tempfile.TemporaryDirectory(prefix="dronewatch-") as folder:
            written = facts.write_part(tagged, folder, number, pipeline=pipeline)
            for table in reversed(facts.TABLES):
                file = part_path(folder, table, number)
                with self._draft(f"{table}/{file.name}") as draft:
                    self._fs.put_file(str(file), draft)
        return written

    @contextmanager
    def parts(self, number: int) -> Iterator[Path]:
        """A folder on this machine that holds the part, for `facts.read_part`."""
        if self.path is not None:
            yield self.path
            return
        with tempfile.TemporaryDirectory(prefix="dronewatch-") as folder:
            for table in facts.TABLES:
                file = part_path(folder, table, number)
                file.parent.mkdir()
                with self._said(f"{table}/{file.name}", "read"):
                    self._fs.get_file(self._at(f"{table}/{file.name}"), str(file))
            yield Path(folder)

    @contextmanager
    def manifest(self) -> Iterator[Path]:
        """A folder on this machine that holds the manifest, if there is one, for `facts.manifest`."""
        data = self.read(facts.MANIFEST)
        with tempfile.TemporaryDirectory(prefix="dronewatch-") as folder:
            if data is not None:
                (Path(folder) / facts.MANIFEST).write_bytes(data)
            yield Path(folder)

    def finish(self, said: Manifest) -> None:
        """Say that the facts are complete."""
        self.write(facts.MANIFEST, (json.dumps(asdict(said), indent=1) + "\n").encode())

    def clean(self) -> None:
        """Delete the drafts of workers that were killed, while nobody writes."""
        for folder in ("", "_partitions", *facts.TABLES):
            for name in self.names(folder):
                if name.startswith(".") and name.endswith(".tmp"):
                    self.remove(f"{folder}/{name}" if folder else name)

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}" if name else str(self._root)

    @contextmanager
    def _draft(self, name: str) -> Iterator[str]:
        """Where to write what `name` shall be; it gets that name once it is whole."""
        folder, _, base = name.rpartition("/")
        draft = self._at(f"{folder}/.{base}.{uuid4().hex}.tmp" if folder else f".{base}.{uuid4().hex}.tmp")
        with self._said(name):
            try:
                self._fs.makedirs(self._at(folder), exist_ok=True)
                yield draft
                self._fs.mv(draft, self._at(name))
            except BaseException:
                with suppress(OSError):
                    self._fs.rm_file(draft)
                raise

    @contextmanager
    def _said(self, name: str, verb: str = "written") -> Iterator[None]:
        try:
            yield
        except OSError as problem:
            reason = (problem.strerror or str(problem) or type(problem).__name__).lower()
            hint = tr("is the disk full?") if verb == "written" else None
            where = f"{self.url}/{name}" if name else self.url
            raise StorageError(
                tr("cannot be {verb}: {reason}", verb=verb, reason=reason), file=where, hint=hint
            ) from None
