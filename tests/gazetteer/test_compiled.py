"""The copy of the shipped gazetteer in the user's cache folder: used where it fits, made anew where it does not."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from dronewatch.gazetteer import compiled
from dronewatch.gazetteer.build import Gazetteer, _build, _shipped_sources
from dronewatch.gazetteer.source import read


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "cache" / "gazetteer"
    monkeypatch.setattr(compiled, "_file", lambda: file)
    return file


def small(tmp_path: Path, name: str = "Rivière et fils") -> tuple[list[str], Gazetteer]:
    file = tmp_path / "own.yaml"
    file.write_text(
        f"label: COMPANY\nentries:\n- {name}\n- name: Clairon\n  context: {{near: [groupe], spread: true}}\n",
        encoding="utf-8",
    )
    return [str(file)], _build([[read(str(file))]])


def never() -> Gazetteer:
    raise AssertionError("the copy should have been read")


def same(one: Gazetteer, other: Gazetteer) -> bool:
    return all(getattr(one, field.name) == getattr(other, field.name) for field in fields(Gazetteer))


def test_the_shipped_lists_come_back_as_they_were(cache: Path) -> None:
    made = _build([_shipped_sources()])
    assert compiled.kept([], lambda: made) is made
    assert same(compiled.kept([], never), made)


def test_other_content_is_made_anew(cache: Path, tmp_path: Path) -> None:
    lists, made = small(tmp_path)
    compiled.kept(lists, lambda: made)
    assert same(compiled.kept(lists, never), made)
    lists, other = small(tmp_path, "Rivière et filles")
    assert compiled.kept(lists, lambda: other) is other
    assert same(compiled.kept(lists, never), other)


@pytest.mark.parametrize("keep", [0, 10, 40, 64, 100, -1])
def test_a_damaged_copy_is_made_anew(cache: Path, tmp_path: Path, keep: int) -> None:
    lists, made = small(tmp_path)
    compiled.kept(lists, lambda: made)
    cache.write_bytes(cache.read_bytes()[:keep])
    assert compiled.kept(lists, lambda: made) is made
    assert same(compiled.kept(lists, never), made)


def test_a_folder_that_cannot_be_written_is_no_matter(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists, made = small(tmp_path)
    cache.parent.write_text("a file where the folder should be", encoding="utf-8")
    assert compiled.kept(lists, lambda: made) is made
    assert compiled.kept(lists, lambda: made) is made


def test_nothing_half_written_stays(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lists, made = small(tmp_path)

    def full(self: Path, target: Path) -> Path:
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert compiled.kept(lists, lambda: made) is made
    assert list(cache.parent.iterdir()) == []
