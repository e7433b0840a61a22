"""`.spacy` files that are not what spaCy wrote: each is said in one line, and the other documents are read."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

import pytest

from dronewatch.annotate import exchange
from dronewatch.annotate.exchange import docbin
from dronewatch.annotate.model import Annotation
from dronewatch.errors import DataError, DronewatchError

TEXT = "Lyon achète 240 drones."


def _content(tmp_path: Path) -> dict[str, Any]:
    """What a DocBin of two documents packs."""
    import srsly

    path = tmp_path / "a.spacy"
    spans = (Annotation(0, 4, "LOCATION", "Lyon"),)
    exchange.write("docbin", [exchange.Document(name, TEXT, spans) for name in "ab"], path, pytest.fail)
    content: dict[str, Any] = srsly.msgpack_loads(zlib.decompress(path.read_bytes()))
    return content


def _read(tmp_path: Path, content: dict[str, Any]) -> tuple[list[exchange.Document], list[DronewatchError]]:
    import srsly

    path = tmp_path / "b.spacy"
    path.write_bytes(zlib.compress(srsly.msgpack_dumps(content)))
    problems: list[DronewatchError] = []
    return list(exchange.read("docbin", path, problems.append)), problems


def test_a_label_that_is_not_in_the_file(tmp_path: Path) -> None:
    content = _content(tmp_path)
    content["strings"] = [word for word in content["strings"] if word != "LOCATION"]
    documents, problems = _read(tmp_path, content)
    assert documents == []
    assert [problem.message for problem in problems] == [
        f"document {number}: its spans are damaged, and it is not read" for number in (1, 2)
    ]


def test_spans_beyond_the_document(tmp_path: Path) -> None:
    content = _content(tmp_path)
    first = content["span_groups"][0]
    content["span_groups"][0] = first.replace(b"\x00\x00\x00\x01", b"\x00\x00\x08\x01")
    assert content["span_groups"][0] != first
    documents, problems = _read(tmp_path, content)
    assert [document.id for document in documents] == ["b"]
    assert len(problems) == 1
    assert "document 1" in str(problems[0])


def test_a_bomb_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docbin, "_MOST", 10_000_000)
    path = tmp_path / "a.spacy"
    path.write_bytes(zlib.compress(bytes(20_000_000)))
    with pytest.raises(DataError, match="would unpack to more than 9 MB"):
        list(exchange.read("docbin", path, pytest.fail))
