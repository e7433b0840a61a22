"""Cutting the input into partitions: the same input gives the same ones, whoever cuts and in whatever order."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import blake2b

from dronewatch.corpus import SourceFile, encoding
from dronewatch.corpus.discover import Stretch
from dronewatch.corpus.reading import Opener, unpacked
from dronewatch.corpus.source import COMPRESSED, head

_CHUNK = 1024 * 1024
_BLOCK = 64  # partitions surveyed in one task
_PACKED = 4  # how many times its size a gzip file of text is assumed to hold
_TO_THE_END = 1 << 62


@dataclass(frozen=True, slots=True)
class Partition:
    """What one worker reads and writes at a time: some files, or a stretch of one. `key` says what it reads, and in
    which state.
    """

    number: int
    files: tuple[SourceFile, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Block:
    """Bytes of a JSONL file whose lines are to be counted; `end` None for all, once gzip is undone."""

    source: SourceFile
    start: int
    end: int | None


@dataclass(frozen=True, slots=True)
class Survey:
    """What a block holds: `cuts` are places between lines with the lines that end before them in the block."""

    cuts: tuple[tuple[int, int], ...]
    lines: int
    end: int


def blocks(source: SourceFile, part_bytes: int) -> list[Block]:
    """What of a file has to be surveyed before it can be cut; nothing for one that stays whole."""
    if source.format != "jsonl" or source.archive is not None:
        return []
    if source.path.lower().endswith(COMPRESSED):
        return [Block(source, 0, None)] if source.size * _PACKED > 2 * part_bytes else []
    if source.size <= 2 * part_bytes:
        return []
    size = part_bytes * _BLOCK
    return [Block(source, start, min(start + size, source.size)) for start in range(0, source.size, size)]


def survey(block: Block, part_bytes: int) -> Survey | None:
    """Where a block can be cut so that about `part_bytes` lie between two cuts; None for a file that stays whole
    because it cannot be read, or its line breaks are no single bytes (UTF-16).

    Reading stops where a gzip file is damaged: the last stretch meets the damage again, and says so.
    """
    cuts: list[tuple[int, int]] = []
    position, lines = block.start, 0
    size = min(_CHUNK, part_bytes)
    since = part_bytes if block.start else 0  # a block begins with a cut, or its first stretch would be twice as long
    try:
        with closing(Opener()) as opener, opener.open(block.source) as raw:
            stream = unpacked(raw)
            if not block.start and _wide(head(stream)):
                return None
            stream.seek(block.start)
            while block.end is None or position < block.end:
                chunk = stream.read(size if block.end is None else min(size, block.end - position))
                if not chunk:
                    break
                lines += chunk.count(b"\n")
                since += len(chunk)
                last = chunk.rfind(b"\n")
                if since >= part_bytes and last != -1:
                    cuts.append((position + last + 1, lines))
                    since = len(chunk) - last - 1
                position += len(chunk)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return Survey(tuple(cuts), lines, _TO_THE_END)
    except OSError:
        return None
    return Survey(tuple(cuts), lines, position)


def _wide(first: bytes) -> bool:
    marked = encoding.mark(first)
    return 0 in first or bool(marked and marked[0] != "utf-8")


def stretches(surveys: Sequence[Survey | None]) -> list[Stretch]:
    """The stretches of a file whose blocks, in order, were surveyed; none where it stays whole."""
    found: list[Stretch] = []
    start, first, before = 0, 1, 0
    end = 0
    for one in surveys:
        if one is None:
            return []
        for cut, lines in one.cuts:
            found.append(Stretch(start, cut, first))
            start, first = cut, before + lines + 1
        before += one.lines
        end = one.end
    if end > start:
        found.append(Stretch(start, end, first))
    return found


def partitions(
    sources: Iterable[SourceFile], cut: Mapping[str, Sequence[Stretch]], part_bytes: int
) -> Iterator[Partition]:
    """The input in its order: stretches as `cut` has them by path, small files together."""
    for number, files in enumerate(_grouped(sources, cut, part_bytes)):
        yield Partition(number, files, _key(files))


def _grouped(
    sources: Iterable[SourceFile], cut: Mapping[str, Sequence[Stretch]], part_bytes: int
) -> Iterator[tuple[SourceFile, ...]]:
    waiting: list[SourceFile] = []
    size = 0
    for source in sources:
        parts = cut.get(source.path)
        own = source.size * (_PACKED if source.path.lower().endswith(COMPRESSED) else 1)
        if waiting and (parts or size + own > part_bytes):
            yield tuple(waiting)
            waiting, size = [], 0
        if parts:
            yield from ((replace(source, part=part),) for part in parts)
        else:
            waiting.append(source)
            size += own
    if waiting:
        yield tuple(waiting)


def _key(files: Iterable[SourceFile]) -> str:
    said = [
        (file.path, file.size, file.mtime_ns, file.format, file.catalogue, file.archive, file.columns,
         file.part and (file.part.start, file.part.end, file.part.first))
        for file in files
    ]  # fmt: skip
    return blake2b(json.dumps(said).encode(), digest_size=16).hexdigest()
