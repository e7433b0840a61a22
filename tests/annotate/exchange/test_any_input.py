"""Whatever stands in a file, reading it ends with documents whose spans are of their text, or with a clear problem."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dronewatch.annotate import exchange
from dronewatch.errors import DataError, DronewatchError

_KEYS = st.sampled_from(
    ["text", "spans", "start", "end", "label", "labels", "value", "data", "annotations", "result", "meta", "id"]
)
_PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 12), st.floats(), st.sampled_from(["Parrot vend", "MONEY", "{", "{}", ""])
)
_JSON = st.recursive(
    _PLAIN,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=5)),
    max_leaves=25,
)
_REGION = st.fixed_dictionaries(
    {"value": st.fixed_dictionaries({"start": _PLAIN, "end": _PLAIN, "labels": st.lists(_PLAIN, max_size=2)})},
    optional={"meta": st.fixed_dictionaries({"text": st.lists(st.sampled_from(['{"amount": "1"}', "{", '{"a": 1}']))})},
)
_TASK = st.fixed_dictionaries(
    {
        "data": st.fixed_dictionaries({"text": st.just("Parrot vend")}, optional={"dronewatch": _JSON}),
        "annotations": st.lists(st.fixed_dictionaries({"result": st.lists(_REGION, max_size=3)}), max_size=2),
    }
)
_LINES = st.lists(
    st.text(st.sampled_from("TAR#*0123 6;\t{}\r-BIO_MONEYParotvend\u2028😀"), max_size=30).map(
        lambda line: line.replace("Not", "AnnotatorNotes T1\t")
    ),
    max_size=8,
)


def _read(name: str, **contents: bytes) -> None:
    problems: list[DronewatchError] = []
    with TemporaryDirectory() as folder:
        for suffix, content in contents.items():
            (Path(folder) / f"a.{suffix}").write_bytes(content)
        source = Path(folder) if name == "brat" else Path(folder) / "a.in"
        try:
            documents = list(exchange.read(name, source, problems.append, texts={"a": "Parrot vend"}))
        except DataError as problem:
            documents = []
            problems.append(problem)
    for document in documents:
        for span in (*document.spans, *document.rejected):
            assert document.text[span.start : span.end] == span.exact
            assert span.label
    assert all(str(problem) for problem in problems)


def _bytes(data: Any) -> bytes:
    return json.dumps(data).encode()


@pytest.mark.parametrize("name", ["labelstudio", "prodigy"])
@given(data=st.one_of(_JSON, st.lists(st.one_of(_TASK, _JSON), max_size=3)))
@settings(max_examples=200, deadline=None)
def test_any_json(name: str, data: Any) -> None:
    _read(name, **{"in": _bytes(data)})


@given(lines=_LINES)
@settings(max_examples=150, deadline=None)
def test_any_lines(lines: list[str]) -> None:
    text = "\n".join(lines).encode()
    _read("brat", txt=b"Parrot vend", ann=text)
    _read("conll", **{"in": b"-DOCSTART- -X- O O\n" + text})
    _read("docbin", **{"in": text})


def test_a_broken_value_costs_the_value_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("12 drones", encoding="utf-8")
    note = '#1\tAnnotatorNotes T1\t{"amount": "douze"}\n'
    (tmp_path / "a.ann").write_text("T1\tQUANTITY 0 9\t12 drones\n" + note, encoding="utf-8")
    problems: list[DronewatchError] = []
    [document] = exchange.read("brat", tmp_path, problems.append)
    assert [(span.exact, span.value) for span in document.spans] == [("12 drones", None)]
    assert "a.ann:2: “amount” must be a number" in str(problems[0])
