"""What goes out comes back, in every format: emoji, every kind of space, every line break; what cannot is listed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dronewatch.annotate import exchange
from dronewatch.annotate.exchange import Document
from dronewatch.annotate.exchange.document import ordered
from dronewatch.annotate.files import quoted
from dronewatch.annotate.model import Annotation
from dronewatch.errors import DronewatchError
from dronewatch.model import DEFAULT_LABELS, Value

EVERYTHING = ("prodigy", "labelstudio")
_SPACES = " \t\n\r\v\f\x1c\x1f\x85\u00a0\u1680\u2003\u2007\u2009\u200b\u2028\u2029\u202f\u3000\ufeff"
_CHARS = st.one_of(st.sampled_from("abÉ€’«»%.,-0123😀👩‍🚒🇫🇷𝐀" + _SPACES), st.characters(exclude_categories=("Cs",)))
_WORDS = st.sampled_from(["Le drone", " ", "3,5 M€", "\r\n", "\n", "😀", "police", "\u202f", ". ", "-DOCSTART-"])
TEXTS = st.one_of(
    st.text(_CHARS, min_size=1, max_size=60),
    st.lists(_WORDS, min_size=1, max_size=12).map(lambda parts: "".join(parts)),
)
VALUES = {
    "MONEY": Value("about", Decimal("4000000.50"), currency="EUR", tax="excluded", per="an"),
    "QUANTITY": Value("between", low=Decimal(2), high=Decimal(3), noun="drones", object="drones « à\u202f4 hélices »"),
    "DATE": Value(edtf="2019-04-12"),
}


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(TEXTS)

    def spans() -> tuple[Annotation, ...]:
        found = []
        for _ in range(draw(st.integers(0, 5))):
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            label = draw(st.sampled_from(DEFAULT_LABELS))
            found.append(Annotation(start, end, label, quoted(text[start:end]), VALUES.get(label)))
        return ordered(found)

    article = draw(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12))
    reviewed = draw(st.sampled_from([(), ("title",), ("title", "body")]))
    return Document(article, text, spans(), spans(), reviewed, draw(st.sampled_from([(), ("AB", "c d")])))


def there_and_back(
    name: str, document: Document
) -> tuple[list[Document], list[DronewatchError], list[DronewatchError]]:
    lost: list[DronewatchError] = []
    unread: list[DronewatchError] = []
    with TemporaryDirectory() as folder:
        target = Path(folder) / "file"
        exchange.write(name, [document], target, lost.append)
        texts = {document.id: document.text}
        return list(exchange.read(name, target, unread.append, texts=texts)), lost, unread


_SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", EVERYTHING)
@given(document=documents())
@_SETTINGS
def test_json_formats_hold_everything(name: str, document: Document) -> None:
    assert there_and_back(name, document) == ([document], [], [])


@given(document=documents())
@_SETTINGS
def test_docbin_holds_everything_and_lists_what_tokens_do_not_fit(document: Document) -> None:
    back, lost, unread = there_and_back("docbin", document)
    assert (back, unread) == ([document], [])
    assert len(lost) <= len(document.spans)


@given(document=documents())
@_SETTINGS
def test_brat_holds_all_but_line_breaks_at_the_edges(document: Document) -> None:
    def held(spans: tuple[Annotation, ...]) -> tuple[Annotation, ...]:
        return tuple(span for span in spans if span.exact[0] not in "\r\n" and span.exact[-1] not in "\r\n")

    back, lost, unread = there_and_back("brat", document)
    expected = Document(document.id, document.text, held(document.spans), held(document.rejected))
    assert back == [expected]
    assert unread == []
    assert len(lost) == len(document.spans + document.rejected) - len(expected.spans + expected.rejected)


@given(document=documents())
@_SETTINGS
def test_conll_gives_back_or_lists_every_span(document: Document) -> None:
    back, lost, unread = there_and_back("conll", document)
    assert unread == []
    [read] = back
    bare = {(span.start, span.end, span.label) for span in document.spans}
    found = [(span.start, span.end, span.label) for span in read.spans]
    assert set(found) <= bare
    assert len(found) + len(lost) == len(document.spans)


@pytest.mark.parametrize("name", ["brat", "conll", "docbin"])
def test_a_lone_surrogate_is_listed_where_a_format_cannot_hold_it(name: str) -> None:
    back, lost, _ = there_and_back(name, Document("a", "un \ud800 drone"))
    assert back == []
    assert "lone surrogate" in str(lost[0])


@pytest.mark.parametrize("name", EVERYTHING)
def test_json_holds_lone_surrogates(name: str) -> None:
    document = Document("a", "un \ud800 drone", (Annotation(3, 10, "COMPANY", "\ufffd drone"),))
    assert there_and_back(name, document) == ([document], [], [])
