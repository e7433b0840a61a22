"""Puts the pipeline together, and articles into it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_model_from_path as load

from dronewatch import suggest
from dronewatch.errors import UsageError
from dronewatch.messages import tr
from dronewatch.model import DEFAULT_LABELS, LABELS, NUMBER_LABELS, Article, Section, Span, TaggedArticle
from dronewatch.pipeline.french import FrenchPress
from dronewatch.pipeline.gazetteer import GazetteerComponent
from dronewatch.pipeline.tokenizer import LONE_SURROGATE

# Rules have no limit of their own; spaCy's is there for parsers.
MAX_LENGTH = 10**9

# The names model that the package ships (docs/model.md tells how it was trained), and the word for doing without.
SHIPPED = Path(__file__).with_name("names_model")
NO_MODEL = "none"


def build(
    *, gazetteers: Sequence[str] = (), model: str | None = None, labels: Collection[str] = DEFAULT_LABELS
) -> Language:
    """The pipeline: sections, numbers, gazetteer, patterns, a model of names, merge.

    `gazetteers` are paths of the user's own lists, `labels` those whose spans are kept (`NUMBER` only if named).
    `model` is a spaCy pipeline by name or path, `NO_MODEL` for rules alone, None for the model that is shipped.
    UsageError where a label or the model is unknown, DataError where a gazetteer is bad.
    """
    check_labels(labels)
    kept = [label for label in LABELS if label in labels]
    # Rules are put before the model that is there already: to add a model to a pipeline is to compare all vectors.
    nlp = load(SHIPPED) if model is None else FrenchPress()
    nlp.max_length = MAX_LENGTH
    first = nlp.pipe_names[0] if nlp.pipe_names else None
    nlp.add_pipe("dronewatch_sections", before=first)
    numerals = ["NUMBER"] if "NUMBER" in kept else []
    nlp.add_pipe("dronewatch_numbers", config={"labels": [*NUMBER_LABELS, *numerals]}, before=first)
    lists = nlp.add_pipe("dronewatch_gazetteer", config={"paths": [str(path) for path in gazetteers]}, before=first)
    assert isinstance(lists, GazetteerComponent)
    lists.load()
    nlp.add_pipe("dronewatch_patterns", before=first)
    if model is None:
        nlp.add_pipe("dronewatch_features", before=first)
    elif model != NO_MODEL:
        nlp.add_pipe("dronewatch_model", config={"model": model})
    nlp.add_pipe("dronewatch_merge", config={"labels": kept, "reader": model is None})
    return nlp


def check_labels(labels: Collection[str]) -> None:
    """UsageError for the first of `labels` that does not exist, with the one that was probably meant."""
    for label in labels:
        if label not in LABELS:
            raise UsageError(tr("unknown label {label!r}", label=label), hint=suggest.hint(label, LABELS))


def documents(nlp: Language, articles: Iterable[Article]) -> Iterator[tuple[Doc, Article]]:
    """Articles as `nlp.pipe(..., as_tuples=True)` takes them: the doc knows its date and title."""
    for article in articles:
        doc = nlp.make_doc(article.text)
        if article.date is not None:
            doc.user_data["date"] = article.date
        if article.title is not None:
            doc.user_data["title"] = article.title
        yield doc, article


def tagged(doc: Doc, article: Article) -> TaggedArticle:
    """The records that a doc holds, without the doc."""
    sections: tuple[Section, ...] = doc._.dronewatch_sections
    spans: tuple[Span, ...] = doc._.dronewatch_spans
    if LONE_SURROGATE.search(article.text):
        spans = tuple(replace(span, text=article.text[span.start : span.end]) for span in spans)
    return TaggedArticle(article, sections, spans)
