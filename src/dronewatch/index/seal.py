"""Whether an index is still what was written: a digest beside it, `<index>.seal`, checked when the file looks touched.

SQLite notices damage to its structure, none to its content: a flipped bit may turn 3 million into 7. So each update
ends by writing down the file's size, time and digest, and begins by taking that away. A query compares size and time; a
file that was touched since is read once, and believed if its digest is the same (it was copied). What changes bytes and
leaves no trace in size and time, a failing disk, is met by `dronewatch index`, which always compares the digest.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

SUFFIX = ".seal"
_CHUNK = 1024 * 1024


def holds(file: Path) -> bool | None:
    """Whether the file is what was written last, by size and time, else by digest; None where nobody has said."""
    said = _said(file)
    if said is None:
        return None
    return said[0] == _looks(file) or said[1] == _digest(file)


def intact(file: Path) -> bool | None:
    """As `holds`, by digest alone: reads the whole file."""
    said = _said(file)
    return None if said is None else said[1] == _digest(file)


def put(file: Path) -> None:
    """Say that the file is as it should be. Where that cannot be written, nobody has said so, which is no error."""
    seal = _seal(file)
    draft = seal.with_name(f".{seal.name}.{os.getpid()}.tmp")
    with suppress(OSError):
        try:
            draft.write_text(f"{_looks(file)}\n{_digest(file)}\n", encoding="ascii")
            draft.replace(seal)
        finally:
            draft.unlink(missing_ok=True)


def take(file: Path) -> None:
    """Say nothing more about the file: it will change. OSError where the seal stays."""
    _seal(file).unlink(missing_ok=True)


def _seal(file: Path) -> Path:
    return file.with_name(file.name + SUFFIX)


def _said(file: Path) -> tuple[str, str] | None:
    try:
        looks, digest = _seal(file).read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):  # none, or half of one
        return None
    return looks, digest


def _looks(file: Path) -> str:
    stat = file.stat()
    return f"{stat.st_size} {stat.st_mtime_ns}"


def _digest(file: Path) -> str:
    digest = sha256()  # processors have instructions for it: twice as fast as BLAKE2b where they do
    with file.open("rb", buffering=0) as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
