"""Writing one article with its sections, words and spans, and taking it out again."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from dronewatch import view
from dronewatch.index.schema import LABEL_IDS, SECTION_BITS
from dronewatch.index.values import alike, bounds, nearest, plain, restored, storable
from dronewatch.index.words import count, indexed, phrase
from dronewatch.language import sentences
from dronewatch.model import NAME_LABELS, Article, Span, TaggedArticle, Value


def described(article: Article, file: int) -> tuple[Any, ...]:
    """The columns file … raw of `articles`."""
    return (
        file,
        article.record,
        storable(article.title),
        article.date,
        storable(article.publisher),
        storable(article.url),
        json.dumps(dict(article.metadata), sort_keys=True, default=str) if article.metadata else None,
        article.raw,
    )


def add(connection: sqlite3.Connection, tagged: TaggedArticle, file: int, pipeline: bytes, old: int | None) -> int:
    """Store an article in place of the one with the rowid `old`, if any; the rowid. The caller holds a transaction."""
    article = tagged.article
    columns = (article.id, *described(article, file), bytes.fromhex(article.sha256), pipeline)
    if old is None:
        identity = connection.execute(
            "INSERT INTO articles (name, file, record, title, date, publisher, url, metadata, raw, sha256, pipeline)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            columns,
        ).lastrowid
        assert identity is not None
        _add_text(connection, identity, article.text)
    else:
        identity = old
        if text(connection, old) != article.text:
            _remove_text(connection, old)
            _add_text(connection, old, article.text)
        _remove_spans(connection, old)
        connection.execute(
            "UPDATE articles SET name = ?, file = ?, record = ?, title = ?, date = ?, publisher = ?, url = ?,"
            " metadata = ?, raw = ?, sha256 = ?, pipeline = ? WHERE id = ?",
            (*columns, old),
        )
    connection.executemany(
        "INSERT OR IGNORE INTO sections VALUES (?, ?, ?, ?, ?)",
        (
            (identity, part.start, part.end, SECTION_BITS[part.kind], count(article.text[part.start : part.end]))
            for part in tagged.sections
        ),
    )
    _add_spans(connection, identity, article, tagged.spans)
    return identity


def redescribe(connection: sqlite3.Connection, identity: int, article: Article, file: int) -> None:
    """Another place or other metadata for an article whose text is the same."""
    connection.execute(
        "UPDATE articles SET file = ?, record = ?, title = ?, date = ?, publisher = ?, url = ?, metadata = ?,"
        " raw = ? WHERE id = ?",
        (*described(article, file), identity),
    )


def remove(connection: sqlite3.Connection, identity: int) -> None:
    """Take an article out, with all that was found in it."""
    _remove_text(connection, identity)
    _remove_spans(connection, identity)
    _remove_locals(connection, identity)
    connection.execute("DELETE FROM articles WHERE id = ?", (identity,))


def text(connection: sqlite3.Connection, identity: int) -> str:
    """The article's text, exactly as read."""
    found: str = restored(connection.execute("SELECT text FROM texts WHERE article = ?", (identity,)).fetchone()[0])
    return found


def reindex_words(connection: sqlite3.Connection) -> None:
    """Make the full-text index anew from the texts."""
    connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
    for identity, stored in connection.execute("SELECT article, text FROM texts"):
        connection.execute("INSERT INTO words (rowid, content) VALUES (?, ?)", (identity, indexed(restored(stored))))


def _add_text(connection: sqlite3.Connection, identity: int, content: str) -> None:
    connection.execute("INSERT INTO texts VALUES (?, ?)", (identity, storable(content)))
    connection.execute("INSERT INTO words (rowid, content) VALUES (?, ?)", (identity, indexed(content)))


def _remove_text(connection: sqlite3.Connection, identity: int) -> None:
    # A contentless index has to be told what it holds.
    held = indexed(text(connection, identity))
    connection.execute("INSERT INTO words (words, rowid, content) VALUES ('delete', ?, ?)", (identity, held))
    connection.execute("DELETE FROM texts WHERE article = ?", (identity,))


def _remove_spans(connection: sqlite3.Connection, identity: int) -> None:
    for table in ("sections", "mentions"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (identity,))
    labels = ", ".join(str(number) for label, number in LABEL_IDS.items() if label not in NAME_LABELS)
    connection.execute(f"DELETE FROM numbers WHERE label IN ({labels}) AND article = ?", (identity,))


def _remove_locals(connection: sqlite3.Connection, identity: int) -> None:
    """Take out what an article's mentions name, and note what that was a part of."""
    _note_lost(connection, identity)
    connection.execute(
        "INSERT OR IGNORE INTO lessened SELECT variant FROM locals WHERE article = ? AND variant IS NOT NULL",
        (identity,),
    )
    for table in ("locals", "forms"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (identity,))


def _note_lost(connection: sqlite3.Connection, identity: int) -> None:
    """Write down what entities lose with an article's forms: as these were when entities were made."""
    connection.execute(
        "INSERT INTO lost SELECT l.article, l.entity, f.section, f.form, f.mentions FROM locals AS l"
        " JOIN forms AS f ON f.article = l.article AND f.local = l.local WHERE l.article = ?1 AND l.entity IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM lost WHERE article = ?1)",
        (identity,),
    )


def _add_locals(
    connection: sqlite3.Connection, identity: int, locals_: list[tuple[Any, ...]], forms: list[tuple[Any, ...]]
) -> None:
    """Store what an article's mentions name: local, label, name, canonical, and its forms: local, section, form,
    mentions, start. Names that are those of before are left as they are, with all that was found out about them."""
    held = "SELECT local, label, name, canonical FROM locals WHERE article = ? ORDER BY local"
    written = "SELECT local, section, form, mentions, start FROM forms WHERE article = ?"
    before = connection.execute(written, (identity,)).fetchall()
    if connection.execute(held, (identity,)).fetchall() == locals_ and _named(before) == _named(forms):
        if set(before) == set(forms):
            return
        _note_lost(connection, identity)
        connection.execute("DELETE FROM forms WHERE article = ?", (identity,))
    else:
        _remove_locals(connection, identity)
        connection.executemany(
            "INSERT INTO locals VALUES (?, ?, ?, ?, ?, NULL, NULL)", ((identity, *row) for row in locals_)
        )
    connection.executemany("INSERT INTO forms VALUES (?, ?, ?, ?, ?, ?)", ((identity, *row) for row in forms))


def _named(forms: Iterable[tuple[Any, ...]]) -> set[tuple[Any, ...]]:
    return {(local, form) for local, _, form, _, _ in forms}


def _add_spans(connection: sqlite3.Connection, identity: int, article: Article, spans: Sequence[Span]) -> None:
    starts = view.line_starts(article.text)
    bounds = sentences(article.text)
    opens, closes = [low for low, _ in bounds], [high for _, high in bounds]
    locals_: dict[tuple[str, str], int] = {}
    canonical: dict[int, Counter[str]] = {}
    forms: dict[tuple[int, int, str], list[int]] = {}
    mentions, numbers = [], []
    for span in spans:
        line, column = view.position(starts, span.start) if article.record is None else (None, None)
        low, high = _around(opens, closes, span.start, span.end)
        section, label = SECTION_BITS[span.section], LABEL_IDS[span.label]
        source = _source(connection, span.source)
        if span.label in NAME_LABELS:
            local = locals_.setdefault((span.label, span.entity or span.text), len(locals_))
            if span.name is not None:
                canonical.setdefault(local, Counter())[span.name] += 1
            form = forms.setdefault((local, section, span.text), [0, span.start])
            form[0] += 1
            mentions.append((identity, span.start, span.end, label, section, source, local, line, column, low, high))
        else:
            place = (label, identity, span.start, span.end, section, source, line, column, low, high)
            value = span.value or Value()
            numbers.append((*place, *_value(connection, value), *_figure(connection, span, value)))
    # A span of the same label and offsets twice says nothing more.
    connection.executemany(f"INSERT OR IGNORE INTO mentions VALUES ({_marks(11)})", mentions)
    connection.executemany(f"INSERT OR IGNORE INTO numbers VALUES ({_marks(25)})", numbers)
    _add_locals(
        connection,
        identity,
        [
            (local, LABEL_IDS[label], storable(name), _commonest(canonical.get(local)))
            for (label, name), local in locals_.items()
        ],
        [(local, section, storable(form), times, start) for (local, section, form), (times, start) in forms.items()],
    )


def _around(opens: list[int], closes: list[int], start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentences that a span touches (as `language.sentence`), given those of all sentences."""
    first, last = bisect_right(closes, start), bisect_left(opens, end) - 1
    if first > last or first == len(closes):
        return start, end
    return min(opens[first], start), max(closes[last], end)


def _commonest(names: Counter[str] | None) -> str | bytes | None:
    return storable(min(names, key=lambda name: (-names[name], name))) if names else None


def _source(connection: sqlite3.Connection, source: str) -> int:
    row = connection.execute("SELECT id FROM sources WHERE source = ?", (source,)).fetchone()
    found = row[0] if row else connection.execute("INSERT INTO sources (source) VALUES (?)", (source,)).lastrowid
    assert isinstance(found, int)
    return found


def _value(connection: sqlite3.Connection, value: Value) -> tuple[Any, ...]:
    least, most = bounds(value)
    return (
        value.modifier,
        *(None if number is None else plain(number) for number in (value.amount, value.low, value.high)),
        None if least is None else nearest(least),
        None if most is None else nearest(most),
        value.currency,
        value.tax,
        value.per,
        _thing(connection, value.noun, value.object),
        value.edtf,
        value.unit,
        value.iso,
    )


def _figure(connection: sqlite3.Connection, span: Span, value: Value) -> tuple[int | None, str | bytes | None]:
    """What the span is counted by, and how it is written."""
    counted = alike(span.label, value, span.text)
    if counted is None:
        return None, None
    key = LABEL_IDS[span.label], storable(counted[0])
    row = connection.execute("SELECT id FROM figures WHERE label = ? AND alike = ?", key).fetchone()
    if row:
        return row[0], storable(span.text)
    made = connection.execute("INSERT INTO figures (label, alike, weight) VALUES (?, ?, ?)", (*key, counted[1]))
    return made.lastrowid, storable(span.text)


def _thing(connection: sqlite3.Connection, noun: str | None, whole: str | None) -> int | None:
    if noun is None and whole is None:
        return None
    key = storable(noun or ""), storable(whole or "")
    row = connection.execute("SELECT id FROM things WHERE noun = ? AND object = ?", key).fetchone()
    if row:
        return int(row[0])
    folded = f" {phrase(noun or '')} {phrase(whole or '')} "
    identity = connection.execute("INSERT INTO things (noun, object, folded) VALUES (?, ?, ?)", (*key, folded))
    assert identity.lastrowid is not None
    return identity.lastrowid


def _marks(number: int) -> str:
    return ", ".join("?" * number)
