"""The pipeline as spaCy knows it: factories, spans with values, saving, loading, several processes."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from dronewatch import pipeline
from dronewatch.errors import DataError, UsageError
from dronewatch.model import DEFAULT_LABELS, Article, Span

TEXT = (
    "Drones en ville\n\nLe ministère de l’Intérieur prévoit près de 4 millions d’euros pour 240 drones. "
    "📍 ville.L’idée plaît."
)


@pytest.fixture(scope="module")
def nlp():
    return pipeline.build()


def records(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span.label) for span in doc._.dronewatch_spans]


def test_exact_records_and_aligned_spans(nlp) -> None:
    doc = nlp(TEXT)
    found = records(doc)
    assert ("ministère de l’Intérieur", "MINISTRY") in found
    assert ("4 millions d’euros", "MONEY") in found
    assert ("240 drones", "QUANTITY") in found
    for span in doc._.dronewatch_spans:
        assert TEXT[span.start : span.end] == span.text
    assert [(span.text, span.label_) for span in doc.spans["dronewatch"]] == found
    assert [(ent.text, ent.label_) for ent in doc.ents] == found


def test_values_are_strings(nlp) -> None:
    doc = nlp(TEXT)
    money = next(span for span in doc.spans["dronewatch"] if span.label_ == "MONEY")
    assert money._.value["modifier"] == "about"
    assert money._.value["amount"] == "4000000"
    assert money._.value["currency"] == "EUR"
    assert set(money._.value) == {"modifier", "amount", "low", "high", "currency", "tax", "per"}
    name = next(span for span in doc.spans["dronewatch"] if span.label_ == "MINISTRY")
    assert name._.value is None


def test_sections_cover_the_text(nlp) -> None:
    doc = nlp(TEXT)
    sections = doc._.dronewatch_sections
    assert sections[0].start == 0 and sections[-1].end == len(TEXT)
    assert [section.kind for section in sections] == [span.label_ for span in doc.spans["sections"]]
    assert {span.section for span in doc._.dronewatch_spans} <= {section.kind for section in sections}


def test_a_span_inside_a_token_is_widened_only_for_spacy(nlp) -> None:
    doc = nlp.make_doc("Le vol Rio-Paris.")
    inner = [Span(7, 10, "Rio", "LOCATION", "x"), Span(11, 16, "Paris", "LOCATION", "x")]
    pipeline.merge.write(doc, inner)
    assert list(doc._.dronewatch_spans) == inner
    assert [span.text for span in doc.spans["dronewatch"]] == ["Rio-Paris", "Rio-Paris"]
    assert [ent.text for ent in doc.ents] == ["Rio-Paris"]


def test_another_model_joins_in(tmp_path) -> None:
    other = spacy.blank("xx")
    other.add_pipe("entity_ruler").add_patterns(
        [
            {"label": "ORG", "pattern": "Zorblat"},
            {"label": "ORG", "pattern": "Lyon"},
            {"label": "MISC", "pattern": "plaît"},
        ]
    )
    other.to_disk(tmp_path / "other")
    found = pipeline.build(model=str(tmp_path / "other"))("Zorblat plaît à Lyon.")._.dronewatch_spans
    assert [(span.text, span.label, span.source) for span in found] == [
        ("Zorblat", "ORGANIZATION", "model:pipeline"),
        ("Lyon", "LOCATION", "gazetteer:french_cities"),
    ]


def test_a_model_that_finds_no_names_is_refused(tmp_path) -> None:
    spacy.blank("xx").to_disk(tmp_path / "blank")
    with pytest.raises(UsageError, match="finds no names"):
        pipeline.build(model=str(tmp_path / "blank"))


def test_the_shipped_model_decides_and_sources_stay(nlp) -> None:
    found = nlp("« Tout ira bien », a déclaré Zbyrko Maltrand, arrivé à Tokyo.")._.dronewatch_spans
    assert [(span.text, span.label, span.source) for span in found] == [
        ("Zbyrko Maltrand", "PERSON", "model"),
        ("Tokyo", "LOCATION", "gazetteer:world_cities"),
    ]


@pytest.mark.parametrize("blank", [" ", "\u00a0"])
def test_a_no_break_blank_ends_no_name(nlp, blank) -> None:
    found = nlp(f"Elle a rencontré Zbyrka{blank}Maltrand{blank}: le maire de Dijon est venu aussi.")._.dronewatch_spans
    assert f"Zbyrka{blank}Maltrand" in [span.text for span in found if span.label == "PERSON"]


def test_a_list_of_the_users_wins_over_the_model(tmp_path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("label: ORGANIZATION\nentries: [Tokyo]\n", encoding="utf-8")
    found = pipeline.build(gazetteers=[str(mine)])("Il part à Tokyo demain.")._.dronewatch_spans
    assert [(span.text, span.label, span.source) for span in found] == [("Tokyo", "ORGANIZATION", "gazetteer:mine")]


def test_date_and_title_reach_the_rules(nlp) -> None:
    article = Article("a", "Le 12 avril dernier, rien.", date="2020-04-20")
    doc, same = next(pipeline.documents(nlp, [article]))
    assert same is article
    tagged = pipeline.tagged(nlp(doc), article)
    date = next(span for span in tagged.spans if span.label == "DATE")
    assert date.value is not None and date.value.edtf == "2020-04-12"


def test_labels_only_filter(nlp) -> None:
    few = pipeline.build(labels=["MONEY", "NUMBER"])
    found = few(TEXT)._.dronewatch_spans
    assert {span.label for span in found} == {"MONEY", "NUMBER"}
    assert [span for span in found if span.label == "MONEY"] == [
        span for span in nlp(TEXT)._.dronewatch_spans if span.label == "MONEY"
    ]
    assert {ent.label_ for ent in few(TEXT).ents} == {"MONEY"}


def test_unknown_labels_models_and_gazetteers() -> None:
    with pytest.raises(UsageError, match="did you mean MONEY"):
        pipeline.build(labels=["MONNEY"])
    with pytest.raises(UsageError, match="cannot be loaded"):
        pipeline.build(model="nowhere")
    with pytest.raises(DataError):
        pipeline.build(gazetteers=["nowhere.yaml"])


def test_docs_survive_bytes_and_pickling(nlp) -> None:
    doc = nlp(TEXT)
    for copy in (Doc(nlp.vocab).from_bytes(doc.to_bytes()), pickle.loads(pickle.dumps(doc))):
        assert copy._.dronewatch_spans == doc._.dronewatch_spans
        assert copy._.dronewatch_sections == doc._.dronewatch_sections
        assert [span._.value for span in copy.spans["dronewatch"]] == [span._.value for span in doc.spans["dronewatch"]]


def test_two_processes_find_the_same(nlp) -> None:
    texts = [f"{TEXT} {number} drones." for number in range(6)]
    one = [doc._.dronewatch_spans for doc in nlp.pipe(texts)]
    two = [doc._.dronewatch_spans for doc in nlp.pipe(texts, n_process=2, batch_size=2)]
    assert one == two
    assert len(one) == 6


GAZETTEER = """
label: COMPANY
entries:
  - Zorblat Robotique
"""


def test_saved_and_loaded_elsewhere(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(GAZETTEER, encoding="utf-8")
    before = pipeline.build(gazetteers=[str(own)])
    text = "Zorblat Robotique livre 12 drones à M. Kerbrat."
    want = before(text)._.dronewatch_spans
    assert any(span.source == "gazetteer:own" for span in want)
    before.to_disk(tmp_path / "saved")
    own.unlink()
    after = spacy.load(tmp_path / "saved")
    assert after(text)._.dronewatch_spans == want
    script = "import spacy, sys; print([s.text for s in spacy.load(sys.argv[1])(sys.argv[2])._.dronewatch_spans])"
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "saved"), text],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert run.stdout.strip() == str([span.text for span in want]), run.stderr


def test_every_entry_point_loads() -> None:
    for group in ("spacy_languages", "spacy_factories", "spacy_tokenizers"):
        found = [point for point in entry_points(group=group) if point.value.startswith("dronewatch")]
        assert found, group
        for point in found:
            assert callable(point.load())


def test_other_french_pipelines_are_left_alone() -> None:
    assert spacy.blank("fr").lang == "fr"
    assert spacy.blank("fr_press").lang == "fr_press"


def test_a_long_text_is_no_error(nlp) -> None:
    doc = nlp.make_doc("mot " * 300_000)
    assert len(doc) == 300_000


def test_every_default_label_is_kept_by_default(nlp) -> None:
    assert set(nlp.get_pipe_config("dronewatch_merge")["labels"]) == set(DEFAULT_LABELS)
