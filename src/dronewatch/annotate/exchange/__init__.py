"""Annotations to and from the formats of other tools, one module a format.

A module has `write(documents, target, report)`, which returns how many documents were written, and
`read(source, texts, report)`, which gives documents. What a format or a tokenisation cannot hold goes to `report`,
span by span: nothing is dropped in silence. A further format joins by one line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dronewatch.annotate.exchange.document import Document
from dronewatch.errors import DronewatchError, UsageError
from dronewatch.messages import tr

__all__ = ["FORMATS", "Document", "read", "write"]

# Name to module.
FORMATS = {
    "brat": "dronewatch.annotate.exchange.brat",
    "conll": "dronewatch.annotate.exchange.conll",
    "docbin": "dronewatch.annotate.exchange.docbin",
    "labelstudio": "dronewatch.annotate.exchange.labelstudio",
    "prodigy": "dronewatch.annotate.exchange.prodigy",
}

Report = Callable[[DronewatchError], None]


def write(name: str, documents: Iterable[Document], target: str | Path, report: Report) -> int:
    """Write `documents` as `name` (a key of `FORMATS`) to the file, for brat the folder, `target`; how many.

    Spans and documents that the format cannot hold go to `report`. UsageError for an unknown format or a target that
    cannot be written.
    """
    path = Path(target)
    try:
        count: int = _module(name).write(documents, path, report)
    except OSError as problem:
        raise UsageError(
            tr("cannot be written: {strerror}", strerror=(problem.strerror or str(problem)).lower()), file=str(path)
        ) from None
    return count


def read(
    name: str, source: str | Path, report: Report, *, texts: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Document]:
    """The documents of the file, for brat the folder, `source`, with its labels; offsets are in code points of `text`.

    `texts` are those of the corpus by article id, for formats that hold tokens alone. What cannot be read goes to
    `report` with file and line, and the rest is still given. DataError where the file as a whole cannot be read.
    """
    documents: Iterator[Document] = _module(name).read(Path(source), texts, report)
    return documents


def _module(name: str) -> Any:
    if name not in FORMATS:
        raise UsageError(
            tr("unknown exchange format {name!r}", name=name), hint=tr("one of {formats}", formats=", ".join(FORMATS))
        )
    return import_module(FORMATS[name])
