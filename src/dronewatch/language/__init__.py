"""French numbers in running text: money, quantities, percentages, dates and durations, with offsets and exact values.

Text in, spans out; no spaCy, no I/O, nothing heavy imported: usable as a library of its own.
"""

from __future__ import annotations

from .amounts import parse_amount
from .find import find
from .sentences import sentence, sentences

__all__ = ["find", "parse_amount", "sentence", "sentences"]
