"""The numbers of coverage add, count only what a person has read, and have nothing to do with what is predicted."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.annotate.coverage import Decided, Document, decide, match, measure
from dronewatch.annotate.model import Annotation, AnnotationFile
from dronewatch.errors import DataError
from dronewatch.model import SECTIONS

Spans = tuple[tuple[int, int, str], ...]


def _document(name: str, words: Mapping[str, int], predicted: Mapping[str, int] | None = None) -> Document:
    return Document(name, f"press/{name}.txt", 1, f"hash of {name}", words, predicted or {})


def _file(
    name: str,
    *reviewed: str,
    hash: str | None = None,
    folder: str = "press",
    spans: Spans = (),
    rejected: Spans = (),
) -> AnnotationFile:
    marks = tuple(Annotation(start, end, label, "x") for start, end, label in spans)
    refused = tuple(Annotation(start, end, label, "x") for start, end, label in rejected)
    path = f"gold/{folder}/{name}.yaml"
    return AnnotationFile(path, name, hash or f"hash of {name}", reviewed=reviewed, spans=marks, rejected=refused)


def _hashes(*documents: Document) -> dict[str, str]:
    return {each.article: each.sha256 for each in documents}


def test_words_of_reviewed_sections() -> None:
    a = _document("a", {"title": 8, "body": 92, "promo": 50, "comment": 300})
    b = _document("b", {"title": 10, "body": 90})
    c = _document("c", {"body": 100})
    files = [_file("a", "title", "comment"), _file("b", "title", "body")]
    found = measure([a, b, c], match(_hashes(a, b, c), files), {})
    assert (found.read, found.words, found.share) == (108, 300, Fraction(108, 300))
    assert [row.state for row in found.rows] == ["partly", "read", "none"]
    assert [row.share for row in found.rows] == [Fraction(8, 100), 1, 0]
    assert found.annotated == 2


def test_stale_files_count_as_nothing() -> None:
    a, b = _document("a", {"body": 10}, {"MONEY": 2}), _document("b", {"body": 10})
    stale = _file("a", "body", hash="another", spans=((0, 5, "MONEY"),))
    found = measure(
        [a, b], match(_hashes(a, b), [stale, _file("b", "body")]), {"a": [(0, 5, "MONEY"), (6, 9, "MONEY")]}
    )
    assert (found.read, found.annotated) == (10, 1)
    assert found.rows[0].state == "stale"
    assert found.rows[0].annotation == "gold/press/a.yaml"
    assert found.labels["MONEY"] == Decided(2)


def test_a_file_without_reviewed_sections_is_no_annotation() -> None:
    a = _document("a", {"body": 10})
    found = measure([a], match(_hashes(a), [_file("a", spans=((0, 5, "MONEY"),))]), {"a": [(0, 5, "MONEY")]})
    assert (found.read, found.annotated, found.rows[0].state) == (0, 0, "none")


def test_what_people_decided() -> None:
    gold = _file(
        "a",
        spans=((0, 5, "MONEY"), (10, 20, "MONEY"), (30, 35, "PERSON")),
        rejected=((40, 45, "COMPANY"), (10, 12, "DATE")),
    )
    spans = [
        (0, 5, "MONEY"),  # accepted
        (10, 15, "MONEY"),  # corrected: bounds
        (30, 35, "COMPANY"),  # corrected: label
        (40, 45, "COMPANY"),  # rejected
        (10, 12, "DATE"),  # rejected, although it overlaps
        (45, 50, "COMPANY"),  # undecided: beside the rejected one
        (5, 10, "MONEY"),  # undecided: between two
        (40, 45, "MEDIA"),  # undecided: another label was refused
    ]
    assert decide(spans, gold) == {
        "MONEY": Decided(3, accepted=1, corrected=1),
        "COMPANY": Decided(3, corrected=1, rejected=1),
        "DATE": Decided(1, rejected=1),
        "MEDIA": Decided(1),
    }


def test_labels_add_to_the_total() -> None:
    a = _document("a", {"body": 10}, {"MONEY": 2, "PERSON": 1})
    b = _document("b", {"body": 10}, {"MONEY": 3})
    spans = {"a": [(0, 5, "MONEY"), (6, 9, "MONEY"), (10, 12, "PERSON")]}
    found = measure([a, b], match(_hashes(a, b), [_file("a", "body", spans=((0, 5, "MONEY"),))]), spans)
    assert found.labels["MONEY"] == Decided(5, accepted=1)
    assert found.labels["MONEY"].share == Fraction(1, 5)
    assert found.labels["DATE"].share is None
    assert found.decided == Decided(6, accepted=1) == found.rows[0].decided + found.rows[1].decided


def test_annotations_without_an_article_and_corpora_that_are_not_there() -> None:
    a = _document("a", {"body": 10})
    gone, elsewhere = _file("gone"), _file("elsewhere", folder="secret")
    found = match(_hashes(a), [_file("a", "body"), gone, elsewhere])
    assert found.orphans == (gone,)
    assert (found.checked, found.unchecked) == (("press",), ("secret",))


def test_the_same_id_in_two_corpora() -> None:
    """The one that speaks of this text counts; the other corpus is not there."""
    a = _document("a", {"body": 10})
    mine, other = _file("a", "body"), _file("a", "body", hash="another", folder="secret")
    found = match(_hashes(a), [other, mine])
    assert found.fresh == {"a": mine}
    assert (found.checked, found.unchecked, found.problems) == (("press",), ("secret",), ())


@pytest.mark.parametrize("hash", [None, "another"])
def test_two_files_for_one_article(hash: str | None) -> None:
    a = _document("a", {"body": 10})
    found = match(_hashes(a), [_file("a", "body", folder="x", hash=hash), _file("a", "body", folder="y", hash=hash)])
    assert not found.fresh
    assert not found.stale
    (problem,) = found.problems
    assert (problem.file, problem.line) == ("gold/y/a.yaml", 1)
    assert "gold/x/a.yaml" in str(problem)


@pytest.mark.parametrize(
    ("documents", "files", "said"),
    [
        ([], [_file("a", "body")], "no articles"),
        ([_document("a", {"promo": 5})], [_file("a", "body")], "no words"),
        ([_document("a", {"body": 5})], [], "no article of the corpus has an annotation"),
        ([_document("a", {"body": 5})], [_file("b", "body", folder="secret")], "secret"),
    ],
)
def test_nothing_to_measure_is_an_error(documents: list[Document], files: list[AnnotationFile], said: str) -> None:
    with pytest.raises(DataError, match=said):
        measure(documents, match(_hashes(*documents), files), {})


WORDS = st.dictionaries(st.sampled_from(SECTIONS), st.integers(0, 50))


@given(
    st.lists(st.tuples(WORDS, st.sets(st.sampled_from(SECTIONS)), st.sampled_from("fsn")), min_size=1, max_size=8),
    st.dictionaries(st.sampled_from(["MONEY", "DATE"]), st.integers(0, 9)),
)
def test_numbers_add(corpus: list[tuple[dict[str, int], set[str], str]], predicted: dict[str, int]) -> None:
    documents = [_document(str(at), words) for at, (words, _, _) in enumerate(corpus)]
    more = [_document(each.article, each.words, predicted) for each in documents]
    files = [
        _file(str(at), *sorted(reviewed), hash=None if kind == "f" else "another")
        for at, (_, reviewed, kind) in enumerate(corpus)
        if kind != "n"
    ]
    matched = match(_hashes(*documents), files)
    try:
        found = measure(documents, matched, {})
    except DataError:
        assert not files or not sum(each.words.get(kind, 0) for each in documents for kind in ("title", "body"))
        return
    assert 0 <= found.read <= found.words == sum(row.words for row in found.rows)
    assert (found.share == 1) == all(row.read == row.words for row in found.rows)
    assert measure(more, matched, {}).share == found.share, "what the pipeline finds never moves it"
    turned = measure(documents[::-1], match(_hashes(*documents[::-1]), files[::-1]), {})
    assert (turned.share, turned.corpus) == (found.share, found.corpus)
