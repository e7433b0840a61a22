"""The numbers of coverage add, count only what a person has read, and have nothing to do with what is predicted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.annotate.coverage import Coverage, Decided, Document, Place, decide, measure
from dronewatch.annotate.model import Annotation, AnnotationFile
from dronewatch.annotate.pairs import match
from dronewatch.errors import DataError
from dronewatch.model import SECTIONS

Spans = tuple[tuple[int, int, str], ...]


def _document(name: str, words: Mapping[str, int], predicted: int = 0) -> Document:
    return Document(name, f"press/{name}.txt", 1, f"hash of {name}", words, predicted)


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


def _measure(
    documents: Sequence[Document],
    files: Sequence[AnnotationFile],
    predicted: Mapping[str, int] = MappingProxyType({}),
    spans: Mapping[str, Sequence[Place]] = MappingProxyType({}),
) -> Coverage:
    return measure(documents, predicted, match({each.article: (each.sha256,) for each in documents}, files), spans)


def test_words_of_reviewed_sections() -> None:
    a = _document("a", {"title": 8, "body": 92, "promo": 50, "comment": 300})
    b = _document("b", {"title": 10, "body": 90})
    c = _document("c", {"body": 100})
    files = [_file("a", "title", "comment"), _file("b", "title", "body")]
    found = _measure([a, b, c], files)
    assert (found.read, found.words, found.share) == (108, 300, Fraction(108, 300))
    assert [row.state for row in found.rows] == ["partly", "read", "none"]
    assert [row.share for row in found.rows] == [Fraction(8, 100), 1, 0]
    assert found.annotated == 2


def test_stale_files_count_as_nothing() -> None:
    a, b = _document("a", {"body": 10}, 2), _document("b", {"body": 10})
    stale = _file("a", "body", hash="another", spans=((0, 5, "MONEY"),))
    spans = {"a": [(0, 5, "MONEY"), (6, 9, "MONEY")]}
    found = _measure([a, b], [stale, _file("b", "body")], {"MONEY": 2}, spans)
    assert (found.read, found.annotated) == (10, 1)
    assert found.rows[0].state == "stale"
    assert found.rows[0].annotation == "gold/press/a.yaml"
    assert found.labels["MONEY"] == Decided(2)


def test_a_file_without_reviewed_sections_is_no_annotation() -> None:
    a = _document("a", {"body": 10})
    found = _measure([a], [_file("a", spans=((0, 5, "MONEY"),))], {"MONEY": 1}, {"a": [(0, 5, "MONEY")]})
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
        "MONEY": Decided(accepted=1, corrected=1),
        "COMPANY": Decided(corrected=1, rejected=1),
        "DATE": Decided(rejected=1),
        "MEDIA": Decided(),
    }


def test_labels_add_to_the_total() -> None:
    a = _document("a", {"body": 10}, 3)
    b = _document("b", {"body": 10}, 3)
    spans = {"a": [(0, 5, "MONEY"), (6, 9, "MONEY"), (10, 12, "PERSON")]}
    gold = _file("a", "body", spans=((0, 5, "MONEY"),))
    found = _measure([a, b], [gold], {"MONEY": 5, "PERSON": 1}, spans)
    assert found.labels["MONEY"] == Decided(5, accepted=1)
    assert found.labels["MONEY"].share == Fraction(1, 5)
    assert found.labels["DATE"].share is None
    assert found.decided == Decided(6, accepted=1)
    assert [row.decided for row in found.rows] == [1, 0]


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
        _measure(documents, files)


WORDS = st.dictionaries(st.sampled_from(SECTIONS), st.integers(0, 50))


@given(
    st.lists(st.tuples(WORDS, st.sets(st.sampled_from(SECTIONS)), st.sampled_from("fsn")), min_size=1, max_size=8),
    st.dictionaries(st.sampled_from(["MONEY", "DATE"]), st.integers(0, 9)),
)
def test_numbers_add(corpus: list[tuple[dict[str, int], set[str], str]], predicted: dict[str, int]) -> None:
    documents = [_document(str(at), words) for at, (words, _, _) in enumerate(corpus)]
    more = [_document(each.article, each.words, sum(predicted.values())) for each in documents]
    files = [
        _file(str(at), *sorted(reviewed), hash=None if kind == "f" else "another")
        for at, (_, reviewed, kind) in enumerate(corpus)
        if kind != "n"
    ]
    try:
        found = _measure(documents, files)
    except DataError:
        assert not files or not sum(each.words.get(kind, 0) for each in documents for kind in ("title", "body"))
        return
    assert 0 <= found.read <= found.words == sum(row.words for row in found.rows)
    assert (found.share == 1) == all(row.read == row.words for row in found.rows)
    assert _measure(more, files, predicted).share == found.share, "what the pipeline finds never moves it"
    turned = _measure(documents[::-1], files[::-1])
    assert (turned.share, turned.corpus) == (found.share, found.corpus)
