"""Ids that are unique across a run, also one of fifty million articles."""

from __future__ import annotations

import re
from array import array

_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_64_BITS = (1 << 64) - 1
_RECORD_BITS = 36  # a place is a file's number and, in the low bits, a record's


def unfit(identity: str) -> bool:
    """Whether an id could not be shown or stored: it holds a control character or half a character."""
    return _UNFIT.search(identity) is not None


class Places:
    """Where each id was first seen: 25 to 50 bytes an id, a fifth of what a dict of strings takes.

    Ids are held as 64-bit hashes (SipHash, open addressing, linear probing): the chance that two different ids among 50
    million are taken for one is below 1 in 10,000.
    """

    def __init__(self) -> None:
        self._count = 0
        self._hashes = array("Q", bytes(8 * 1024))
        self._places = array("Q", bytes(8 * 1024))

    def add(self, identity: str, file: int, record: int) -> tuple[int, int] | None:
        """Note that `identity` was seen in that record (0 for none) of that file; the earlier place if there is one."""
        key = hash(identity) & _64_BITS or 1  # 0 marks a free slot
        slot = self._slot(key)
        if self._hashes[slot]:
            place = self._places[slot]
            return place >> _RECORD_BITS, place & ((1 << _RECORD_BITS) - 1)
        self._hashes[slot], self._places[slot] = key, file << _RECORD_BITS | record
        self._count += 1
        if self._count * 3 > len(self._hashes) * 2:
            self._grow()
        return None

    def _slot(self, key: int) -> int:
        """The slot that holds `key`, or the free one where it belongs."""
        hashes, size = self._hashes, len(self._hashes)
        slot = key % size
        while hashes[slot] and hashes[slot] != key:
            slot = (slot + 1) % size
        return slot

    def _grow(self) -> None:
        old = zip(self._hashes, self._places, strict=True)
        size = 2 * len(self._hashes)
        self._hashes, self._places = array("Q", bytes(8 * size)), array("Q", bytes(8 * size))
        for key, place in old:
            if key:
                slot = self._slot(key)
                self._hashes[slot], self._places[slot] = key, place
