"""Tells whether the same articles would be tagged the same again, without importing what tags them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import blake2b

from dronewatch.engine.options import Options
from dronewatch.errors import DataError
from dronewatch.messages import tr

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 (called at every query)
_ROOMS = (
    "first_names_data.py",
    "model.py",
    "view.py",
    "yaml_lines.py",
    "corpus",
    "language",
    "gazetteer",
    "names",
    "pipeline",
    "engine",
    "resolve",
)
_SKIPPED = ("__pycache__",)
# What makes entities across articles: no span depends on it.
_ACROSS = ("across.py", "decision_file.py", "decisions.py", "joins.py", "naming.py", "nearby.py", "nodes.py")
_LARGE = 1_000_000


def fingerprint(options: Options = Options(), *, anywhere: bool = False) -> str:  # noqa: B008 (frozen)
    """32 hexadecimal digits that change when code, lists, model or options that decide the spans change.

    Files are told by their content, those beyond 1 MB (weights of a model) by name, size and time; with `anywhere` by
    their content too, which takes longer and is the same on every machine. DataError where a gazetteer cannot be read.
    """
    digest = blake2b(digest_size=16)
    for room in _ROOMS:
        for path, size in _files(f"{_PACKAGE}/{room}"):
            if room != "resolve" or os.path.basename(path) not in _ACROSS:  # noqa: PTH119
                _add(digest, path[len(_PACKAGE) :], path, 0 if anywhere else size)
    for path in options.gazetteers:
        # The name is part of what a span says about its source.
        _add(digest, f"gazetteer:{os.path.basename(path)}", path, 0)  # noqa: PTH119
    digest.update(f"model:{options.model}".encode())
    if options.model is not None:
        for path, size in _files(options.model):
            _add(digest, path[len(options.model) :] if anywhere else path, path, 0 if anywhere else size)
    digest.update(",".join(options.labels).encode())
    return digest.hexdigest()


def resolver() -> str:
    """32 hexadecimal digits that change when the code that makes entities across articles does, and no span."""
    digest = blake2b(digest_size=16)
    for name in _ACROSS:
        _add(digest, name, f"{_PACKAGE}/resolve/{name}", 0)
    return digest.hexdigest()


def _files(path: str) -> Iterator[tuple[str, int]]:
    """`path` or the files below it with their sizes, in a fixed order; nothing where it does not exist."""
    try:
        with os.scandir(path) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except NotADirectoryError:
        yield path, os.stat(path).st_size  # noqa: PTH116
        return
    except FileNotFoundError:
        return
    for entry in found:
        if entry.is_dir():
            if entry.name not in _SKIPPED:
                yield from _files(entry.path)
        else:
            yield entry.path, entry.stat().st_size


def _add(digest: blake2b, name: str, path: str, size: int) -> None:
    """Add a file to `digest`: its name, then what stands for its content, of a length that nothing else continues."""
    digest.update(name.encode("utf-8", "surrogateescape") + b"\0")
    try:
        if size > _LARGE:
            digest.update(f"{size}:{os.stat(path).st_mtime_ns}\0".encode())  # noqa: PTH116
            return
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            digest.update(blake2b(file.read(), digest_size=16).digest())
    except OSError as error:
        raise DataError(tr("cannot be read: {strerror}", strerror=error.strerror), file=path) from error
