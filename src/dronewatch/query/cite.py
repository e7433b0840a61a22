"""A passage as one quotes it: its figure, its sentence, where it was published and where it stands."""

from __future__ import annotations

from dronewatch.model import NAME_LABELS
from dronewatch.query.passages import Row
from dronewatch.query.place import Places

COLUMNS = (
    *("article", "section", "file", "line", "column", "start", "end", "text", "label", "entity", "value", "sentence"),
    *("title", "author", "publisher", "date", "url", "sha256"),
)
_AUTHORS = ("author", "authors", "auteur", "auteurs", "byline")


def cite(places: Places, typed: str) -> Row:
    """The row of `COLUMNS` for the passage that `typed` addresses, see `Places.passage`; any range can be quoted.

    `start` and `end` are half-open, in code points of the article's text, whose `sha256` (in UTF-8) says which text it
    is. `value` is a dict as `dronewatch tag` writes it, None for what is no number; `entity` a name's. `author` is a
    name or a list of names, None where the source has none; `title` else the first line that stands as one. `at` (no
    column) is where in `sentence` the passage begins.
    """
    found = places.passage(typed, any_text=True)
    span = found["span"]
    return {
        **{key: found[key] for key in ("article", "file", "line", "column", "publisher", "date", "url")},
        "title": found["title"] or _headline(found),
        **{key: span[key] for key in ("section", "start", "end", "text", "label", "value")},
        "entity": span["entity"] if span["label"] in NAME_LABELS else None,
        "author": _author(found["metadata"]),
        "sentence": found["sentence"],
        "at": span["start"] - found["sentence_start"],
        "sha256": found["sha256"],
    }


def _headline(found: Row) -> str | None:
    titles = (found["text"][part["start"] : part["end"]] for part in found["parts"] if part["section"] == "title")
    lines = (line.strip() for title in titles for line in title.splitlines())
    return next((line for line in lines if line), None)


def _author(metadata: dict[str, object]) -> str | list[str] | None:
    known = {key.casefold(): value for key, value in metadata.items()}
    for key in _AUTHORS:
        value = known.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, list) and (names := [str(name).strip() for name in value if str(name).strip()]):
            return names
    return None
