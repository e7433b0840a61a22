"""Component `dronewatch_merge`: decides between what gazetteer, patterns, numbers and model propose."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.attrs import ENT_IOB, ENT_KB_ID, ENT_TYPE, IDX
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from dronewatch import names
from dronewatch.model import DEFAULT_LABELS, Span
from dronewatch.pipeline import records
from dronewatch.pipeline.candidates import peek, propose, take, text_of
from dronewatch.pipeline.component import Component
from dronewatch.pipeline.consistent import consistent
from dronewatch.pipeline.plausible import bounds, sifted
from dronewatch.pipeline.precedence import add, again, choose, decided


@Language.factory(
    "dronewatch_merge", default_config={"labels": list(DEFAULT_LABELS), "reader": False}, retokenizes=False
)
def create(nlp: Language, name: str, labels: Sequence[str], reader: bool) -> Component:
    """`labels`: those kept; the choice is made among all first, so that no label's spans depend on which are kept.

    `reader`: whether a model before this component has read what lists and patterns propose (`dronewatch_features`)
    and left its decision in `doc.ents`.
    """
    wanted = frozenset(labels)

    def decide(doc: Doc) -> Doc:
        text, candidates = text_of(doc), peek(doc)
        if reader:
            found = decided(candidates, _from_model(doc))
            chosen = consistent(choose({**found, "model": sifted(text, found["model"])}))
            chosen = add(chosen, again(candidates, chosen))
            chosen = add(chosen, names.echo_whole(text, chosen))
        else:
            chosen = choose(candidates)
            chosen = add(chosen, names.echo(text, chosen))
        propose(doc, "chosen", [span for span in chosen if span.label in wanted])
        return doc

    def merge(doc: Doc) -> Doc:
        write(doc, take(doc)["chosen"])
        return doc

    return Component(name, decide, merge)


def _from_model(doc: Doc) -> list[Span]:
    """What the model left in `doc.ents`, as far as it can be names; those that a no-break blank ties as one."""
    text = text_of(doc)
    found: list[Span] = []
    for ent in doc.ents:
        start, end = ent.start_char, ent.end_char
        # The blank is a token of its own, at which the model is tempted to end a name (`Jeanne\u00a0Dupuis`).
        if found and found[-1].label == ent.label_ and text[found[-1].end : start] in ("\u00a0", "\u202f"):
            start = found.pop().start
        kept = bounds(text, start, end)
        if kept:
            found.append(Span(*kept, text[kept[0] : kept[1]], ent.label_, "model"))
    return found


def write(doc: Doc, spans: Sequence[Span]) -> None:
    """Put `spans` on the doc: exact records, token spans with values, and entities.

    A span that ends inside a token is widened to it in `doc.spans["dronewatch"]`; of two entities that then share a
    token, the first stays in `doc.ents`.
    """
    import numpy as np

    sections = doc.user_data.get(records.SECTIONS, ())
    starts = [start for start, _, _ in sections]
    kinds = [kind for _, _, kind in sections]
    placed = []
    for span in spans:
        kind = kinds[bisect_right(starts, span.start) - 1] if kinds else span.section
        placed.append(span if kind == span.section else replace(span, section=kind))
    doc.user_data[records.SPANS] = records.pack(placed)
    values = doc.user_data.setdefault(records.VALUES, {})
    aligned: list[TokenSpan] = []
    entities = np.zeros((3, len(doc)), dtype=np.uint64)
    iob, types, _ = entities
    iob[:] = _OUTSIDE
    free = 0
    for span, (first, last) in zip(placed, aligned_tokens(doc, placed), strict=True):
        token_span = TokenSpan(doc, first, last, label=span.label)
        aligned.append(token_span)
        if span.value is not None:
            key = records.value_key(first, last, span.label)
            values.setdefault(key, records.plain_value(span.label, span.value))
        if first >= free and span.label != "NUMBER":
            iob[first:last] = _INSIDE
            iob[first] = _BEGINS
            types[first:last] = token_span.label
            free = last
    doc.spans["dronewatch"] = aligned
    # `doc.ents` token by token: `doc.set_ents` takes many times longer.
    doc.from_array([ENT_IOB, ENT_TYPE, ENT_KB_ID], entities.T)  # type: ignore[arg-type]  # any integers will do


_INSIDE, _OUTSIDE, _BEGINS = 1, 2, 3


def aligned_tokens(doc: Doc, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """The tokens that hold each span, half-open: where they begin and end inside tokens, those whole."""
    starts = doc.to_array([IDX]).tolist()
    return [(bisect_right(starts, span.start) - 1, bisect_left(starts, span.end)) for span in spans]
