"""Messages in the shapes of `rg --json`: offsets are those of the bytes that a reader of ripgrep's output expects."""

from __future__ import annotations

import io
import json
from base64 import b64decode
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dronewatch.query.grep import Found
from dronewatch.report import ripgrep


def _found(text: str, *places: tuple[int, int], record: int | None = None) -> Found:
    return Found("a", "a.txt", record, None, None, None, text, tuple((*place, "body") for place in places))


def _written(*found: Found) -> list[dict[str, Any]]:
    out = io.StringIO()
    assert ripgrep.write(found, out) == sum(len(each.places) for each in found)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def _bytes(data: dict[str, str]) -> bytes:
    return data["text"].encode() if "text" in data else b64decode(data["bytes"])


def test_messages() -> None:
    text = "L’été.\nDeux drones, un drone.\nFin du drone"
    begin, first, second, end, summary = _written(_found(text, (12, 18), (23, 28), (37, 42)))
    assert begin == {"type": "begin", "data": {"path": {"text": "a.txt"}, "article": "a"}}
    assert first["data"] == {
        "path": {"text": "a.txt"},
        "article": "a",
        "lines": {"text": "Deux drones, un drone.\n"},
        "line_number": 2,
        "absolute_offset": 11,
        "submatches": [
            {"match": {"text": "drones"}, "start": 5, "end": 11, "section": "body", "span": [12, 18]},
            {"match": {"text": "drone"}, "start": 16, "end": 21, "section": "body", "span": [23, 28]},
        ],
    }
    assert (second["type"], second["data"]["line_number"], second["data"]["lines"]) == (
        "match",
        3,
        {"text": "Fin du drone"},
    )
    assert end["data"]["stats"] == {"bytes_searched": len(text.encode()), "matched_lines": 2, "matches": 3}
    assert summary["data"]["stats"]["searches_with_match"] == 1


def test_a_match_over_two_lines_has_both_and_a_record_its_number() -> None:
    (_, message, _, _) = _written(_found("un appel\nd'offres\nici", (3, 17), record=9))
    assert message["data"]["lines"] == {"text": "un appel\nd'offres\n"}
    assert message["data"]["line_number"] == 9


@given(st.text(min_size=1, max_size=60), st.data())
def test_offsets_are_those_of_the_bytes(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (_, message, _, _) = _written(_found(text, (start, end)))
    lines, (submatch,) = _bytes(message["data"]["lines"]), message["data"]["submatches"]
    assert lines[submatch["start"] : submatch["end"]] == _bytes(submatch["match"])
    at = message["data"]["absolute_offset"]
    assert text.encode("utf-8", "surrogatepass")[at : at + len(lines)] == lines
