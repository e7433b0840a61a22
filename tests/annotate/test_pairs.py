"""Which annotation file speaks of which article: every file is counted once, whatever its order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.annotate.model import AnnotationFile
from dronewatch.annotate.pairs import match

HASHES = {"a": ("text of a",), "b": ("text of b", "another b")}


def _file(folder: str, article: str, text: str | None = None, name: str | None = None) -> AnnotationFile:
    return AnnotationFile(f"gold/{folder}/{name or article}.yaml", article, text or f"text of {article}")


def test_annotations_without_an_article_and_corpora_that_are_not_there() -> None:
    here, gone, elsewhere = _file("press", "a"), _file("press", "gone"), _file("secret", "elsewhere")
    found = match(HASHES, [gone, elsewhere, here])
    assert (found.fresh, found.orphans, found.stale, found.problems) == ((here,), (gone,), (), ())
    assert (found.corpora, dict(found.unchecked)) == (("press",), {"gold/secret": 1})


def test_the_same_id_in_two_corpora_one_of_which_is_not_there() -> None:
    mine, other = _file("press", "a"), _file("secret", "a", "secret text")
    found = match(HASHES, [other, mine])
    assert found.by_article == {"a": mine}
    assert (found.corpora, dict(found.unchecked)) == (("press",), {"gold/secret": 1})
    assert not (found.stale or found.problems)


def test_the_same_id_in_two_corpora_that_are_there() -> None:
    found = match(HASHES, [_file("one", "b"), _file("other", "b", "another b")])
    assert [each.path for each in found.fresh] == ["gold/one/b.yaml", "gold/other/b.yaml"]
    stale = _file("other", "b", "a third")
    found = match(HASHES, [_file("one", "b"), stale, _file("other", "a")])
    assert (found.stale, found.problems, dict(found.unchecked)) == ((stale,), (), {})


def test_two_files_for_one_text() -> None:
    found = match(HASHES, [_file("y", "a"), _file("x", "a")])
    (problem,) = found.problems
    assert (problem.file, problem.line) == ("gold/y/a.yaml", 1)
    assert "gold/x/a.yaml" in str(problem)
    assert found.by_article["a"].path == "gold/x/a.yaml"


@pytest.mark.parametrize("text", ["text of a", "old text"])
def test_two_files_in_one_folder(text: str) -> None:
    found = match(HASHES, [_file("x", "a"), _file("x", "a", text, name="copy")])
    assert [str(each) for each in found.problems] == [
        "gold/x/copy.yaml:1: “a” has two annotation files, the other is gold/x/a.yaml (keep one)"
    ]
    assert not (found.stale or found.orphans), "one message a file"


def test_the_file_that_has_the_right_name_is_the_first() -> None:
    found = match(HASHES, [_file("x", "b", name="a copy"), _file("x", "b")])
    assert [problem.file for problem in found.problems] == ["gold/x/a copy.yaml"]


def test_ids_that_differ_in_case_alone() -> None:
    hashes = {"Note": ("1",), "note": ("2",)}
    found = match(hashes, [_file("x", "note", "2"), _file("x", "Note", "1")])
    (problem,) = found.problems
    assert (problem.file, problem.message[:36]) == ("gold/x/note.yaml", "“note” and “Note” differ in case alo")


def test_two_files_none_of_which_is_fresh() -> None:
    found = match(HASHES, [_file("x", "a", "old"), _file("y", "a", "older")])
    assert [each.path for each in found.stale] == ["gold/x/a.yaml", "gold/y/a.yaml"]
    assert not (found.fresh or found.problems)


FILES = st.builds(
    _file,
    st.sampled_from("xyz"),
    st.sampled_from("abAc"),
    st.sampled_from(["text of a", "text of b", "another b", "old"]),
    st.sampled_from("mno"),
)


@given(st.lists(FILES, max_size=8, unique_by=lambda each: each.path))
def test_every_file_is_somewhere(files: list[AnnotationFile]) -> None:
    found = match(HASHES, files)
    turned = match(HASHES, files[::-1])
    assert (turned.fresh, turned.stale, turned.orphans) == (found.fresh, found.stale, found.orphans)
    assert list(map(str, turned.problems)) == list(map(str, found.problems))
    seconds = {problem.file for problem in found.problems}
    kinds = [{each.path for each in part} for part in (found.fresh, found.stale, found.orphans)]
    placed = set().union(*kinds, seconds)
    assert sum(map(len, kinds)) == len(set().union(*kinds))
    unchecked = {each.path for each in files} - placed
    assert sum(found.unchecked.values()) >= len(unchecked)
    assert all(each.article in HASHES for each in (*found.fresh, *found.stale))
    assert set(found.by_article) == {each.article for each in found.fresh}
