"""Tells whether the same articles would be tagged the same again, without importing what tags them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from dronewatch.engine.options import Options
from dronewatch.errors import DataError

_PACKAGE = Path(__file__).parents[1]
_ROOMS = ("model.py", "view.py", "language", "corpus/sections", "corpus/sections.py", "gazetteer", "names", "pipeline",
          "engine", "resolve")  # fmt: skip
_SKIPPED = ("__pycache__",)
_LARGE = 4_000_000


def fingerprint(options: Options = Options()) -> str:  # noqa: B008 (frozen)
    """32 hexadecimal digits that change when code, lists, model or options that decide the spans change.

    Files are told by their content, those beyond 4 MB (weights of a model) by name, size and time. DataError where a
    gazetteer cannot be read.
    """
    digest = blake2b(digest_size=16)
    for room in _ROOMS:
        for path in _files(_PACKAGE / room):
            digest.update(path.relative_to(_PACKAGE).as_posix().encode())
            digest.update(_content(path))
    for gazetteer in options.gazetteers:
        # The stem is part of what a span says about its source.
        digest.update(b"gazetteer:" + Path(gazetteer).name.encode())
        digest.update(_content(Path(gazetteer)))
    digest.update(f"model:{options.model}".encode())
    if options.model is not None:
        for path in _files(Path(options.model)):
            digest.update(path.as_posix().encode())
            digest.update(_content(path))
    digest.update(",".join(options.labels).encode())
    return digest.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    """`path`, or the files below it in an order that never changes; nothing where it does not exist."""
    if path.is_file():
        yield path
    elif path.is_dir():
        with os.scandir(path) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            if entry.name not in _SKIPPED:
                yield from _files(Path(entry.path))


def _content(path: Path) -> bytes:
    """What stands for the file's content, of a length that no other content continues."""
    try:
        stat = path.stat()
        if stat.st_size > _LARGE:
            return f"{stat.st_size}:{stat.st_mtime_ns}".encode()
        return blake2b(path.read_bytes(), digest_size=16).digest()
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror}", file=str(path)) from error
