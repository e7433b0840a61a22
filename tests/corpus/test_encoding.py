"""Bytes to text: every encoding in which French was written, and what is no text."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.corpus.encoding import NotTextError, decode

FRENCH = "L'État a reçu 3 drones à Nîmes, où l'été fut très chaud ; la forêt brûla.\r\nÇa coûte 1 500 francs.\n"
TYPOGRAPHIC = "L’État a reçu « 3 drones » à Nîmes – où l’été fut très chaud… Ça coûte 1 500 €.\r\nŒuvre sociale.\n"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("times", [1, 50])
def test_typographic_french(encoding, times):
    text = TYPOGRAPHIC * times
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize("encoding", [*ENCODINGS, "latin-1", "iso8859_15"])
def test_plain_french(encoding):
    assert decode(FRENCH.encode(encoding))[0] == FRENCH


def test_accents_far_behind_plain_text():
    text = "Plain words only. " * 20_000 + FRENCH
    assert decode(text.encode("cp1252"))[0] == text


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_newlines_stay(line_break):
    text = f"Un{line_break}deux{line_break}"
    assert decode(text.encode())[0] == text


def test_only_the_first_byte_order_mark_is_dropped():
    assert decode("\ufeff\ufeffUn".encode())[0] == "\ufeffUn"


def test_nothing_is_a_text():
    assert decode(b"")[0] == ""


@given(st.text())
def test_every_text_in_utf8_is_itself_or_refused(text):
    data = text.encode("utf-8")
    try:
        decoded, _ = decode(data)
    except NotTextError:
        return
    assert decoded == text.removeprefix("\ufeff") or "\0" in text or data[:2] in (b"\xff\xfe", b"\xfe\xff")


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_a_reason(data):
    try:
        first = decode(data)
    except NotTextError as problem:
        assert problem.reason
    else:
        assert first == decode(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n...", "a PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (gzip.compress(b"x"), "gzip"),
        (b"abc\0def", "zero byte"),
        (b"\0" * 100, "zero byte"),
        (bytes(range(1, 32)) * 10, "control characters"),
    ],
)
def test_binary_data_is_refused(data, reason):
    with pytest.raises(NotTextError, match=reason):
        decode(data)


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        ("été à Nîmes".encode() + b"\xe9 fin", 15),
        ("été".encode()[:-1], 3),
        (b"\xff\xfe" + "été".encode("utf-16-le") + b"\x00\xd8", 8),
        (b"\xef\xbb\xbfa\xff", 4),
    ],
)
def test_damaged_text_is_refused_with_its_place(data, offset):
    with pytest.raises(NotTextError, match=f"byte {offset + 1}") as caught:
        decode(data)
    assert caught.value.offset == offset
