"""Tab-separated values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dronewatch.corpus import delimited
from dronewatch.corpus.source import Source
from dronewatch.model import Article


def read(source: Source, stream: BinaryIO) -> Iterator[Article]:
    """As `delimited.read`, the delimiter being a tab."""
    return delimited.read(source, stream, "\t")
