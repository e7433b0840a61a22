"""What the program says to people, in their language.

English sentences in the source are the keys (GNU gettext); `locale/<language>/LC_MESSAGES/dronewatch.po` holds the
others. `make messages` brings the .po file up to date with the source and compiles it. Only what people read is
translated: never keys, labels, formats, or what TSV and JSON carry.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

__all__ = ["DOMAIN", "LOCALE", "VARIABLE", "language", "marked", "speaking", "tr", "trn"]

DOMAIN = "dronewatch"
LOCALE = Path(__file__).parent / "locale"
VARIABLE = "DRONEWATCH_LANG"
_VARIABLES = (VARIABLE, "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # gettext's own, after ours
_OURS = ("en", "c", "posix")  # what the source is written in


def tr(message: str, /, **values: object) -> str:
    """`message` in the user's language, with each `{name}` of it replaced by the value of that name."""
    known = _catalogue()
    said = known.gettext(message) if known and message else message
    return said.format(**values) if values else said


def trn(one: str, many: str, count: int, /, **values: object) -> str:
    """As `tr`, in the form that `count` asks for: French says 0 and 1 in the singular, English 1 alone."""
    known = _catalogue()
    said = known.ngettext(one, many, count) if known else one if count == 1 else many
    return said.format(**values) if values else said


def marked(message: str) -> str:
    """The message as it is, for those that are translated where they are shown: `make messages` has to know them."""
    return message


def language() -> str | None:
    """The user's language, if it is another than English and there is a catalogue of it: `fr`.

    DRONEWATCH_LANG says which, else the variables that gettext knows.
    """
    for variable in _VARIABLES:
        wanted = os.environ.get(variable)
        if wanted:
            return _first_known(wanted)
    return None


@contextmanager
def speaking() -> Iterator[None]:
    """Let click say its own words (“Usage”, “Missing argument”) in the user's language, from the same catalogue.

    click asks gettext's default domain, for which there is no other way to choose a language than the environment.
    """
    chosen = language()
    if chosen is None:
        yield
        return
    before, domain = os.environ.get("LANGUAGE"), gettext.textdomain()
    gettext.bindtextdomain(DOMAIN, LOCALE)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = chosen
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


def _catalogue() -> gettext.NullTranslations | None:
    chosen = language()
    return None if chosen is None else _loaded(chosen)


@cache
def _first_known(wanted: str) -> str | None:
    """The first of the languages in `wanted` (`fr_FR.UTF-8`, `br:fr`) that there is; None for English, or for none."""
    for locale in wanted.split(":"):
        code = re.split(r"[_.@-]", locale)[0].casefold()
        if code in _OURS:
            return None
        if code.isalpha() and gettext.find(DOMAIN, LOCALE, [code]):
            return code
    return None


@cache
def _loaded(code: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE, [code])
