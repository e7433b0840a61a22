"""Indexes over inline-annotated sentences (see tests/examples.py): what is marked is what the index holds."""

from __future__ import annotations

import importlib.util
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dronewatch import corpus, engine, index, resolve, settings
from dronewatch.model import NAME_LABELS, Article, Span, TaggedArticle, Value

_EXAMPLES = importlib.util.spec_from_file_location("examples", Path(__file__).parents[1] / "examples.py")
assert _EXAMPLES and _EXAMPLES.loader
Ask = Callable[..., sqlite3.Connection]
DECIMALS = ("amount", "low", "high")


def _module() -> Any:
    import sys

    if "examples" not in sys.modules:
        assert _EXAMPLES and _EXAMPLES.loader
        sys.modules["examples"] = importlib.util.module_from_spec(_EXAMPLES)
        _EXAMPLES.loader.exec_module(sys.modules["examples"])
    return sys.modules["examples"]


def _value(given: dict[str, str]) -> Value:
    known = {field.name for field in fields(Value)}
    return Value(**{k: Decimal(v) if k in DECIMALS else v for k, v in given.items() if k in known})  # type: ignore[arg-type]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    """`ask(a="<PERSON entity=…>…", records=True)` → a connection; each keyword is an article's id and marked text.

    `described` is what records say of articles beside their text.
    """
    opened: list[sqlite3.Connection] = []

    def build(
        *, records: bool = False, described: Mapping[str, dict[str, str]] | None = None, **marked: str
    ) -> sqlite3.Connection:
        spans: dict[str, Any] = {}
        folder = tmp_path / "articles"
        folder.mkdir()
        lines = []
        for name, text in marked.items():
            plain, spans[name] = _module().parse(text)
            if records or described:
                lines.append(json.dumps({"id": name, "text": plain, **(described or {}).get(name, {})}))
            else:
                (folder / f"{name}.txt").write_text(plain, encoding="utf-8")
        if lines:
            (folder / "all.jsonl").write_text("\n".join(lines))

        def tag(articles: Iterable[Article], **_: Any) -> Iterator[TaggedArticle]:
            for article in articles:
                parts = corpus.sections(article.text, article.title)
                found = []
                for span in spans[article.id]:
                    section = next(part.kind for part in parts if part.start <= span.start < part.end)
                    text = article.text[span.start : span.end]
                    value = None if span.label in NAME_LABELS else _value(span.value)
                    entity = span.value.get("entity", text) if span.label in NAME_LABELS else None
                    found.append(
                        Span(span.start, span.end, text, span.label, "test", value, None,
                             span.value.get("section", section), entity)
                    )  # fmt: skip
                yield TaggedArticle(article, parts, tuple(found))

        monkeypatch.setattr(resolve, "tag", tag)
        monkeypatch.setattr(engine, "fingerprint", lambda options: "0" * 32)
        opened.append(index.open(settings.load(tmp_path, {}, corpus=[str(folder)])))
        return opened[-1]

    yield build
    for connection in opened:
        connection.close()
