"""Bring the translations up to date with what the source says, and compile them.

    python docs/messages.py            renew dronewatch.po, compile it to dronewatch.mo
    python docs/messages.py --check    exit with 1 and say what is not fresh or not translated

`make messages` runs it; tests/messages checks it. Messages are what stands in tr(), trn() and marked(), the help of
every command, and what click says itself.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages import pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo

os.environ["DRONEWATCH_LANG"] = "en"
from dronewatch.cli import main
from dronewatch.cli.lazy import sentences
from dronewatch.messages import DOMAIN, LOCALE

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "dronewatch"
KEYWORDS = {"tr": None, "trn": (1, 2), "marked": None}
# What of click a user of this program can come to see; what click asks in prompts is not used.
CLICK = ("core.py", "decorators.py", "exceptions.py", "formatting.py", "types.py")
CLICK_KEYWORDS = {"_": None, "ngettext": (1, 2)}
LANGUAGES = sorted(path.name for path in LOCALE.iterdir() if path.is_dir())


def collected() -> Catalog:
    """Every message of the program, not translated."""
    catalog = Catalog(domain=DOMAIN)
    for name, _, message, _, _ in extract_from_dir(SOURCE, [("**.py", "python")], keywords=KEYWORDS):
        catalog.add(message, locations=[(f"src/dronewatch/{name}", 0)])
    for title, command in commands("dronewatch", main):
        for sentence in sentences(command):
            catalog.add(sentence, locations=[(f"{title} --help".replace(" ", "_"), 0)])
    folder = Path(click.__file__).parent
    for name, _, message, _, _ in extract_from_dir(folder, [("**.py", "python")], keywords=CLICK_KEYWORDS):
        if name in CLICK:
            catalog.add(message, locations=[(f"click/{name}", 0)])
    return catalog


def commands(title: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """A command and all below it, with the words that call it."""
    yield title, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=title)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(f"{title} {name}", below)


def file(language: str) -> Path:
    """The source of a language."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(language: str) -> Catalog:
    """The translations as they are."""
    with file(language).open("rb") as stream:
        return pofile.read_po(stream, locale=language, domain=DOMAIN)


def renewed(known: Catalog, found: Catalog) -> Catalog:
    """The messages that there are now, with the translations that are known; nothing is guessed."""
    fresh = Catalog(locale=known.locale, domain=DOMAIN, project="dronewatch", fuzzy=False)
    for message in messages(found):
        old = known.get(message.id)
        places = sorted(set(message.locations))
        fresh.add(message.id, old.string if old is not None else "", locations=places)
    return fresh


def messages(catalog: Catalog) -> list[Message]:
    """All but the header, in a fixed order."""
    return sorted((each for each in catalog if each.id), key=lambda each: (sorted(each.locations)[:1], str(each.id)))


def text(catalog: Catalog) -> bytes:
    """The .po file: no dates and no line numbers, which would change with every commit."""
    out = io.BytesIO()
    head = "".join(f'"{name}: {value}\\n"\n' for name, value in _headers(catalog))
    out.write(f'# Messages of dronewatch. Renewed by `make messages`.\nmsgid ""\nmsgstr ""\n{head}\n'.encode())
    pofile.write_po(out, catalog, width=120, omit_header=True, include_lineno=False, sort_output=False)
    return out.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """The .mo file; like the .po file it has no dates: of one source it is always the same."""
    plain = _Dateless(locale=catalog.locale, domain=DOMAIN)
    for message in messages(catalog):
        plain.add(message.id, message.string)
    out = io.BytesIO()
    write_mo(out, plain)
    return out.getvalue()


class _Dateless(Catalog):
    """A catalogue with the header of the .po file alone; Babel's says when it was made, and by which version."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return _headers(self)


def _headers(catalog: Catalog) -> list[tuple[str, str]]:
    return [
        ("Language", str(catalog.locale)),
        ("Plural-Forms", f"{catalog.plural_forms.rstrip(';')};"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
    ]


def untranslated(catalog: Catalog) -> list[str]:
    """Messages without a translation."""
    strings = [
        (each.id, each.string if isinstance(each.string, tuple) else (each.string,)) for each in messages(catalog)
    ]
    return [str(name) for name, forms in strings if not all(forms)]


def run(check: bool) -> int:
    """Write, or say what is not fresh; the exit code."""
    found = collected()
    problems = []
    for language in LANGUAGES:
        source = file(language)
        known = read(language)
        fresh = renewed(known, found)
        problems += [f"{language}: not translated: {each}" for each in untranslated(fresh)]
        made = {source: text(fresh)}
        made[source.with_suffix(".mo")] = compiled(pofile.read_po(io.BytesIO(made[source]), locale=language))
        for path, content in made.items():
            if not check:
                path.write_bytes(content)
            elif not path.is_file() or path.read_bytes() != content:
                problems.append(f"{path.relative_to(ROOT)} is not fresh: make messages")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(run("--check" in sys.argv[1:]))
