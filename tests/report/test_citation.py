"""Citations print what was written, whatever LaTeX, Markdown or a terminal would make of it."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch.query.cite import COLUMNS
from dronewatch.report import citation

ROW: dict[str, Any] = {
    "article": "001_drones",
    "section": "body",
    "file": "seeds/001.txt",
    "line": 12,
    "column": 34,
    "start": 231,
    "end": 249,
    "text": "4 millions d’euros",
    "label": "MONEY",
    "entity": None,
    "value": {
        "modifier": "about",
        "amount": "4000000",
        "low": None,
        "high": None,
        "currency": "EUR",
        "tax": "excluded",
    },
    "sentence": "Il prévoit près de 4 millions d’euros pour 100 % & plus.",
    "at": 19,
    "sha256": "ab" * 32,
    "title": "Un titre_osé",
    "author": None,
    "publisher": "Le Journal",
    "date": "2020-04-12",
    "url": None,
}
_ENTRY = re.compile(r"@misc\{(?P<key>[^\s,{}()\"#%'=~\\]+),\n(?P<body>.*)\}\n", re.DOTALL)


def _written(*rows: dict[str, Any], format: str) -> str:
    out = io.StringIO()
    assert citation.write(rows, format, out, COLUMNS) == len(rows)
    return out.getvalue()


def _fields(entry: str) -> dict[str, str]:
    """The fields of an entry, read as BibTeX does: a value ends where its braces, escaped or not, are closed."""
    found = _ENTRY.fullmatch(entry)
    assert found, entry
    fields, at, body = {}, 0, found["body"]
    while body[at:].strip():
        name = re.compile(r"\s*([a-z]+) = ").match(body, at)
        assert name, body[at:]
        at = name.end()
        if body[at] != "{":
            bare = re.compile(r"[a-z]+").match(body, at)
            assert bare
            fields[name[1]], at = bare[0], bare.end()
        else:
            depth, begin = 0, at
            while depth or at == begin:
                depth += {"{": 1, "}": -1}.get(body[at], 0)
                at += 1
            fields[name[1]] = body[begin + 1 : at - 1]
        assert body.startswith(",\n", at)
        at += 2
    return fields


def test_text() -> None:
    assert _written(ROW, format="text") == (
        "≈\u00a04\u202f000\u202f000\u00a0€\u00a0HT\n"
        "«\u00a0Il prévoit près de 4 millions d’euros pour 100 % & plus.\u00a0»\n"
        "Un titre_osé, Le Journal, 2020-04-12\n"
        f"seeds/001.txt:12:34 sha256:{'ab' * 32}\n"
    )


def test_markdown() -> None:
    written = _written(ROW, format="markdown")
    assert "**4 millions d’euros**" in written
    assert r"*Un titre\_osé*, Le Journal, 2020-04-12" in written


def test_bibtex() -> None:
    fields = _fields(_written(ROW, format="bibtex"))
    assert fields["title"] == r"{Un titre\_osé}"
    assert (fields["howpublished"], fields["year"], fields["month"], fields["day"]) == (
        "Le Journal",
        "2020",
        "apr",
        "12",
    )
    assert r"100 \% \& plus" in fields["note"]
    assert r"about 4\,000\,000 EUR" in fields["note"]


@pytest.mark.parametrize(
    ("change", "absent"),
    [
        ({"date": None}, {"year", "month", "day"}),
        ({"date": "2020"}, {"month", "day"}),
        ({"date": "2020-04"}, {"day"}),
        ({"publisher": None}, {"howpublished"}),
        ({"author": ["A. B.", "C and D"]}, {"key"}),
    ],
)
def test_bibtex_without_what_is_not_known(change: dict[str, Any], absent: set[str]) -> None:
    fields = _fields(_written(ROW | change, format="bibtex"))
    assert not absent & set(fields)
    if "author" in change:
        assert fields["author"] == "{A. B.} and {C and D}"


def test_an_entry_is_given_once_and_its_key_is_its_own() -> None:
    out = io.StringIO()
    other = ROW | {"article": "é 1", "sha256": "cd" * 32}
    assert citation.write([ROW, ROW, other, ROW | {"article": "è 1"}], "bibtex", out, COLUMNS) == 4
    keys = re.findall(r"@misc\{(.*),", out.getvalue())
    assert len(keys) == len(set(keys)) == 3


@pytest.mark.parametrize(
    ("label", "value", "shown"),
    [
        (
            "QUANTITY",
            {"modifier": "exact", "amount": "565", "noun": "drones", "object": "drones verts"},
            "565\u00a0drones verts",
        ),
        ("PERCENT", {"modifier": "at_most", "amount": "12.5"}, "≤\u00a012,5\u00a0%"),
        ("DATE", {"edtf": "XXXX-04-12"}, "XXXX-04-12"),
        ("MONEY", {"modifier": "exact", "amount": "3", "currency": "CHF", "per": "an"}, "3\u00a0CHF\u00a0/ an"),
        ("COMPANY", None, "Parrot SA (COMPANY)"),
        (None, None, ""),
    ],
)
def test_figures(label: str | None, value: dict[str, Any] | None, shown: str) -> None:
    assert citation.figure(ROW | {"label": label, "value": value, "entity": "Parrot SA"}) == shown


@given(st.text(max_size=30), st.text(max_size=30), st.text(min_size=1, max_size=10), st.text(max_size=30))
def test_whatever_an_article_says_an_entry_is_one(sentence: str, title: str, article: str, url: str) -> None:
    row = ROW | {
        "sentence": sentence,
        "title": title,
        "article": article,
        "url": url,
        "publisher": title,
        "author": title,
    }
    fields = _fields(_written(row, format="bibtex"))
    assert {"title", "note"} <= set(fields)
    for name in ("title", "note", "author"):
        assert not re.search(r"(?<!\\)[$&#%_]", fields[name])
        assert fields[name].isprintable() or "\n" not in fields[name]


@given(st.text(max_size=30))
def test_text_is_shown_never_obeyed(sentence: str) -> None:
    written = _written(ROW | {"sentence": sentence}, format="text")
    assert written.count("\n") == 4
    assert "\x1b" not in written
