"""Bytes to text: UTF-8 and UTF-16 for certain, the old one-byte encodings of French texts by what they hold.

The order is fixed, so that the same bytes give the same text on every machine: byte order mark, UTF-16 without one
(seen by its zero bytes), UTF-8, and only where that fails a guess among the encodings in which French was written.
"""

from __future__ import annotations

import codecs
import re

from dronewatch.messages import marked, tr

_MARKS = (  # UTF-32 before UTF-16, whose mark it begins with
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = ("cp1252", "iso8859_15", "mac_roman", "cp850", "latin_1")
# What French texts hold beyond ASCII, and where it cannot stand: signs within a word, capitals behind small letters.
_FRENCH = set("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒÆñáíóúãõåø«»‘’“”–—…•·€£°²³§©®×\u00a0\u00ad")
_MISPLACED = re.compile(r"[^\W\d_][“”…•°²³§©®×\u00ad][^\W\d_]|[a-zà-ÿœ0-9][À-ÝŒ]")
_MAGIC = (
    (b"%PDF-", marked("a PDF")),
    (b"PK\x03\x04", marked("a ZIP or office document")),
    (b"\x1f\x8b", marked("a gzip file")),
    (b"\x89PNG", marked("a PNG image")),
    (b"\xff\xd8\xff", marked("a JPEG image")),
    (b"GIF8", marked("a GIF image")),
    (b"\xd0\xcf\x11\xe0", marked("an old office document")),
    (b"{\\rtf", marked("an RTF document")),
    (b"SQLite format 3", marked("an SQLite database")),
    (b"\x7fELF", marked("a program")),
    (b"BZh", marked("a bzip2 file")),
    (b"\xfd7zXZ", marked("an xz file")),
    (b"7z\xbc\xaf", marked("a 7z file")),
    (b"\x28\xb5\x2f\xfd", marked("a zstd file")),
    (b"PAR1", marked("a Parquet file")),
)
_SAMPLE = 64 * 1024
_CONTROL = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1b"))
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_C1 = re.compile(r"[\x80-\x84\x86-\x9f]")


class NotTextError(ValueError):
    """Bytes that are no text: `reason` says why, `offset` is the byte that shows it (None where it is the whole)."""

    def __init__(self, reason: str, offset: int | None = None):
        self.reason, self.offset = reason, offset
        super().__init__(reason)


def decode(data: bytes) -> tuple[str, str]:
    """The text of `data`, byte order mark dropped and newlines untouched, and the name of its encoding.

    Raises `NotTextError` for binary data and for bytes that no encoding explains; broken UTF-8 is never passed off as
    an old encoding.
    """
    other = magic(data)
    if other:
        raise NotTextError(tr("is {other}, not a text", other=tr(other)))
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, len(mark)), encoding
    zero = data.find(0)
    if zero != -1:
        encoding = "" if len(data) % 2 else utf16(data) or ""
        if not encoding:
            raise NotTextError(tr("is a binary file, not a text: it holds a zero byte"), zero)
        return _strict(data, encoding), encoding
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as problem:
        text, encoding = _legacy(data, problem)
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROL)) > len(sample) // 50:
        raise NotTextError(tr("is a binary file, not a text: it is full of control characters"))
    return text, encoding


def magic(data: bytes) -> str | None:
    """What a file is that begins like no text, such as `a PDF`; None where nothing speaks against a text."""
    return next((name for sign, name in _MAGIC if data.startswith(sign)), None)


def utf16(data: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` where `data` is that without a byte order mark, else None.

    The letters of French are below U+0100, so that every other byte of such a text is zero, and none of the others.
    """
    sample = data[: _SAMPLE - _SAMPLE % 2]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 4 and even * 50 <= odd:
        return "utf-16-le"
    if even > len(sample) // 4 and odd * 50 <= even:
        return "utf-16-be"
    return None


def mark(data: bytes) -> tuple[str, int] | None:
    """The encoding that a byte order mark at the head of `data` names, and the mark's length; None without one."""
    return next(((encoding, len(mark)) for mark, encoding in _MARKS if data.startswith(mark)), None)


def _strict(data: bytes, encoding: str, start: int = 0) -> str:
    try:
        return data[start:].decode(encoding)
    except UnicodeDecodeError as problem:
        offset = start + problem.start
        name = encoding.upper()
        raise NotTextError(
            tr("is not valid {name}: byte {offset} cannot be read", name=name, offset=offset + 1), offset
        ) from None


def _legacy(data: bytes, problem: UnicodeDecodeError) -> tuple[str, str]:
    """Decode bytes that are not UTF-8. Where most high bytes do form UTF-8, a few are damaged: that is an error."""
    pairs = len(_MULTIBYTE.findall(data))
    stray = len(_MULTIBYTE.sub(b"", data).translate(None, bytes(range(128))))
    if pairs >= stray:
        offset = problem.start
        raise NotTextError(
            tr("is damaged UTF-8: byte {offset} (0x{data:02X}) cannot be read", offset=offset + 1, data=data[offset]),
            offset,
        )
    encoding = _guess(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as undecodable:
        offset = undecodable.start
        raise NotTextError(
            tr("has no known encoding: byte {offset} (0x{data:02X})", offset=offset + 1, data=data[offset]), offset
        ) from None
    odd = _C1.search(text)  # one character a byte, so the offset is the byte's
    if odd:
        raise NotTextError(
            tr("has no known encoding: byte {start} (0x{odd:02X})", start=odd.start() + 1, odd=ord(odd[0])), odd.start()
        )
    return text, encoding


def _guess(data: bytes) -> str:
    """The likeliest old encoding: the first that reads as French, else what charset-normalizer makes of it.

    Bytes beyond ASCII decide, so a long text is sampled around the first of them. Where they are few,
    charset-normalizer alone takes one text in fifty for one of an old Macintosh.
    """
    first = next(re.finditer(rb"[\x80-\xff]", data)).start()
    start = max(0, first - _SAMPLE // 8)
    sample = data[start : start + _SAMPLE]
    for encoding in _LEGACY:
        text = sample.decode(encoding, "replace")
        beyond = {char for char in text if char > "\x7f"}
        if beyond <= _FRENCH and not _MISPLACED.search(text):
            return encoding
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_LEGACY)).best()
    return "cp1252" if best is None else best.encoding
