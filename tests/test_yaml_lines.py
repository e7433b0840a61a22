"""YAML that people write: what was written is what is read, and what is wrong is named with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch import yaml_lines
from dronewatch.errors import DataError, UsageError


def test_values_stay_what_was_written():
    text = """
a: 1.50
b: 2020-04-12
c: yes
d: 09e4
e: 007
f: -12
g: true
h:
i: 'null'
j: ~
k: "12"
l: |
  un
  deux
1: x
null: y
"""
    assert yaml_lines.parse(text, "f") == {
        "a": "1.50",
        "b": "2020-04-12",
        "c": "yes",
        "d": "09e4",
        "e": "007",
        "f": -12,
        "g": True,
        "h": None,
        "i": "null",
        "j": None,
        "k": "12",
        "l": "un\ndeux\n",
        "1": "x",
        "null": "y",
    }


def test_lines():
    content = yaml_lines.parse("# names\nnames:\n  - a\n\n  - {b: 1,\n     c: 2}\nlast: []\n", "f")
    assert content.lines == {"names": 2, "last": 7}
    assert content["names"].lines == [3, 5]
    assert content["names"][1].lines == {"b": 5, "c": 6}
    assert (content.line, content["names"].line, content["last"].line) == (2, 3, 7)


def test_an_empty_file_is_none(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbf# nothing\n")
    assert yaml_lines.load(tmp_path / "a.yaml") is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb: 2\na: 3\n", "f:3: “a” is given twice, first in line 1"),
        ("a: [1,\n", "f:2: is not valid YAML"),
        ("a: 1\n\tb: 2\n", "f:2: is not valid YAML"),
        ("a: &x [1]\nb: *x\n", "f:2: aliases (*x) are not read"),
        ("a: 1\n---\nb: 2\n", "f:2: holds more than one document"),
        ("? [a]\n: b\n", "f:1: a key must be a word or a quoted text"),
        ("[" * 100_000, "f:1: is nested more than 50 levels deep"),
        ("a: 1\nb: \x01\n", "f:2: holds a character that YAML does not allow"),
    ],
)
def test_errors_name_file_and_line(text, problem):
    with pytest.raises(DataError) as caught:
        yaml_lines.parse(text, "f")
    assert str(caught.value).startswith(problem)


def test_a_bomb_of_aliases_does_not_grow():
    bomb = "a: &a [x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    with pytest.raises(DataError, match="aliases"):
        yaml_lines.parse(bomb, "f")


def test_tags_build_no_objects():
    assert yaml_lines.parse("a: !!python/object/apply:os.getcwd []\nb: !!int '1'\n", "f") == {"a": [], "b": "1"}


@pytest.mark.parametrize(
    ("data", "problem"), [(b"a: 1\nb: \xe9\n", ":2: is not UTF-8"), (b"x" * 200, ": is larger than 0 MB")]
)
def test_files_that_cannot_be_read(tmp_path, monkeypatch, data, problem):
    monkeypatch.setattr(yaml_lines, "MAX_BYTES", 100)
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    with pytest.raises(UsageError) as caught:
        yaml_lines.load(path, error=UsageError)
    assert str(caught.value).startswith(f"{path}{problem}")


def test_a_missing_file(tmp_path):
    with pytest.raises(DataError, match="cannot be read: No such file"):
        yaml_lines.load(tmp_path / "a.yaml")


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_one_line(text):
    try:
        yaml_lines.parse(text, "f")
    except DataError as problem:
        assert problem.file == "f"
        assert "\n" not in str(problem)
