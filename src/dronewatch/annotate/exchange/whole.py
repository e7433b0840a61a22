"""Files that appear whole or not at all, and texts that UTF-8 can hold."""

from __future__ import annotations

import os
from pathlib import Path

from dronewatch.errors import DataError
from dronewatch.messages import tr


def put(path: Path, content: str | bytes) -> None:
    """Write `content` (text as UTF-8, newlines untouched) beside `path`, then move it there. OSError as usual."""
    draft = path.with_name(f".{path.name[:100]}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(content.encode() if isinstance(content, str) else content)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def get(path: Path) -> str:
    """The text of a UTF-8 file, newlines and byte order mark untouched. DataError where it cannot be read as that."""
    try:
        return path.read_bytes().decode()
    except OSError as problem:
        raise DataError(
            tr("cannot be read: {strerror}", strerror=(problem.strerror or str(problem)).lower()), file=str(path)
        ) from None
    except UnicodeDecodeError as problem:
        raise DataError(tr("is not UTF-8 (byte {start})", start=problem.start), file=str(path)) from None


def writable(text: str) -> bool:
    """Whether UTF-8 can hold `text`: it has no lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
