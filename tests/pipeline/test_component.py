"""Components in batches: order kept, one article at a time when asked, errors where spaCy wants them."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from dronewatch.pipeline import FrenchPress
from dronewatch.pipeline.component import BATCH, Component, Step


def _mark(doc: Doc) -> Doc:
    if doc.text == "bad":
        raise ValueError("refused")
    doc.user_data["seen"] = True
    return doc


def test_a_batch_keeps_its_order_and_is_not_read_beyond() -> None:
    make, read = FrenchPress(), []

    def source() -> object:
        for number in range(2 * BATCH + 3):
            read.append(number)
            yield make.make_doc(f"texte {number}")

    docs = Component("mark", _mark).pipe(source())  # type: ignore[arg-type]
    first = next(docs)
    assert (first.text, len(read)) == ("texte 0", BATCH)
    assert [doc.text for doc in docs] == [f"texte {number}" for number in range(1, 2 * BATCH + 3)]


def test_each_step_works_through_the_batch_before_the_next_and_passes_on_what_did_not_fail() -> None:
    make, done = FrenchPress(), []

    def named(step: str) -> Step:
        def work(doc: Doc) -> Doc:
            done.append((step, doc.text))
            return doc

        return work

    component = Component("steps", named("first"), _mark, named("last"))
    component.set_error_handler(lambda *_: None)
    assert [doc.text for doc in component.pipe(map(make.make_doc, ("good", "bad")))] == ["good"]
    assert done == [("first", "good"), ("first", "bad"), ("last", "good")]
    done.clear()
    assert component(make.make_doc("good")).user_data["seen"]
    assert done == [("first", "good"), ("last", "good")]


def test_an_error_is_raised_or_handed_over() -> None:
    make, refused = FrenchPress(), []
    texts = ("good", "bad", "better")
    component = Component("mark", _mark)
    with pytest.raises(ValueError, match="refused"):
        list(component.pipe(map(make.make_doc, texts)))
    component.set_error_handler(lambda name, _, docs, error: refused.append((name, docs[0].text, str(error))))
    assert [doc.text for doc in component.pipe(map(make.make_doc, texts))] == ["good", "better"]
    assert refused == [("mark", "bad", "refused")]


def test_the_tokenizer_outlives_a_memory_zone_and_is_pickled_without_what_it_keeps() -> None:
    import pickle

    nlp = FrenchPress()
    with nlp.memory_zone():
        assert [token.text for token in nlp("un zorglub inouï")] == ["un", "zorglub", "inouï"]
    for again in (nlp.tokenizer, pickle.loads(pickle.dumps(nlp.tokenizer))):
        assert [token.text for token in again("un zorglub inouï")] == ["un", "zorglub", "inouï"]
