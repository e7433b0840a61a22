"""Which column of a table is an article's text, title, date …: as the user says, else as its name suggests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from dronewatch import view
from dronewatch.errors import DataError, UsageError
from dronewatch.messages import tr

FIELDS = ("text", "title", "date", "publisher", "url", "id")

# Names that French and English exports give these columns, the likeliest first; compared without case, accents and
# punctuation.
GUESSES: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("text", "texte", "texte integral", "full text", "fulltext", "body", "corps", "content", "contenu"),
        *("article text", "texte article", "texte de l article", "corps de l article", "article body", "article"),
    ),
    "title": ("title", "titre", "headline", "titre article", "titre de l article", "article title"),
    "date": (
        *("date", "published", "date de publication", "date publication", "date de parution", "date parution"),
        *("publication date", "published at", "pub date", "pubdate", "publie le", "date article", "date published"),
    ),
    "publisher": (
        *("publisher", "journal", "media", "source", "publication", "newspaper", "source name", "nom de la source"),
        *("nom source", "support", "titre de presse", "editeur", "site"),
    ),
    "url": ("url", "lien", "link", "uri", "permalink", "adresse", "source url"),
    "id": ("id", "identifiant", "article id", "id article", "doc id", "document id", "identifier", "uid"),
}
_SHOWN = 30
_LONGEST = 60
_GAPS = re.compile(r"[\W_]+")


def check(columns: Mapping[str, str]) -> dict[str, str]:
    """The mapping from field to column name. Raises `UsageError` for a field that is none of `FIELDS`."""
    for field, name in columns.items():
        if field not in FIELDS:
            raise UsageError(
                tr("no field “{field}” for a column", field=field),
                hint=tr("there are {fields}", fields=", ".join(FIELDS)),
            )
        if not isinstance(name, str) or not name:
            raise UsageError(tr("the column for “{field}” must be a name", field=field))
    return dict(columns)


def chosen(names: Sequence[str], asked: Mapping[str, str], *, file: str, line: int | None = None) -> dict[str, str]:
    """Field → column, of the `names` that are there: those `asked` for, the others guessed; `text` is always in it.

    Raises `DataError`, listing the columns that are there, where one that is asked for or the text is not.
    """
    found: dict[str, str] = {}
    for field, name in asked.items():
        match = name if name in names else next((there for there in names if _plain(there) == _plain(name)), None)
        if match is None:
            message = tr(
                "there is no column “{name}” for the {field}; there are {names}",
                name=name,
                field=field,
                names=_listed(names),
            )
            raise DataError(message, file=file, line=line, hint=_nearest(name, names))
        found[field] = match
    taken = set(found.values())
    by_name: dict[str, str] = {}
    for name in names:
        by_name.setdefault(_plain(name), name)
    for field, guesses in GUESSES.items():
        if field not in found:
            guess = next((by_name[name] for name in guesses if name in by_name and by_name[name] not in taken), None)
            if guess is not None:
                found[field] = guess
                taken.add(guess)
    if "text" not in found:
        message = tr("no column is known to be the text; there are {names}", names=_listed(names))
        raise DataError(message, file=file, line=line, hint=tr("name it: --column text=NAME"))
    return found


def unique(names: Iterable[str]) -> list[str]:
    """Each name once: one without a name gets its number, one that comes again a number behind it."""
    seen: dict[str, None] = {}
    last: dict[str, int] = {}  # of thousands with one name none is counted from the beginning
    for number, raw in enumerate(names, 1):
        name = " ".join(raw.split()) or tr("column {number}", number=number)
        other, again = name, last.get(name, 1)
        while other in seen:
            again += 1
            other = f"{name} {again}"
        seen[other] = None
        last[name] = again
    return list(seen)


def known(names: Iterable[str]) -> int:
    """How many of the fields these names suggest."""
    plain = {_plain(name) for name in names}
    return sum(any(guess in plain for guess in guesses) for guesses in GUESSES.values())


def _plain(name: str) -> str:
    return _GAPS.sub(" ", view.fold(name)).strip()


def _listed(names: Sequence[str]) -> str:
    shown = [name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…" for name in names[:_SHOWN]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (tr(" and {more} more", more=more) if more else "")


def _nearest(name: str, names: Sequence[str]) -> str | None:
    from difflib import get_close_matches

    near = get_close_matches(name.casefold(), [there.casefold() for there in names[:1000]], 1)
    return (
        next(tr("did you mean {names}?", names=there) for there in names if there.casefold() == near[0])
        if near
        else None
    )
