"""The machine, what is installed on it, the model, and where each setting comes from."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterator, Mapping
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

import dronewatch
from dronewatch import engine, yaml_lines
from dronewatch.health.check import OK, PROBLEM, WARNING, Check, Subject
from dronewatch.messages import language, marked, tr
from dronewatch.model import Article
from dronewatch.settings import FILE, KEYS

# The library that an extra brings, and what it is for.
EXTRAS: Mapping[str, tuple[str, str]] = {
    "html": ("trafilatura", marked("reads HTML pages and exports of Europresse and Factiva")),
    "parquet": ("pyarrow", marked("reads and writes Parquet")),
    "dask": ("distributed", marked("tags on several machines")),
}
_MODEL = Path(dronewatch.__file__).parent / "pipeline" / "names_model"
_PARTS = ("config.cfg", "meta.json", "ner", "tok2vec", "vocab")


def environment(_: Subject) -> Iterator[Check]:
    """Python, dronewatch, spaCy and the optional libraries, without importing one of them."""
    yield Check(OK, "dronewatch", f"{dronewatch.__version__} ({Path(dronewatch.__file__).parent})")
    yield Check(OK, "Python", f"{platform.python_version()} ({sys.executable})")
    yield Check(OK, marked("language"), language() or "en")
    spacy = _version("spacy")
    if spacy:
        yield Check(OK, "spaCy", spacy)
    else:
        yield Check(PROBLEM, "spaCy", tr("is not installed"), "pip install spacy")
    for extra, (library, purpose) in EXTRAS.items():
        version = _version(library) if find_spec(library) else None
        if version:
            yield Check(OK, f"{library} {version}", tr(purpose))
        else:
            found = tr("not installed (optional): {purpose}", purpose=tr(purpose))
            yield Check(OK, library, found, f"pip install 'dronewatch[{extra}]'")


def model(subject: Subject) -> Iterator[Check]:
    """The model of names: the shipped one, another, or none; and whether spaCy takes it, if that is asked."""
    chosen = subject.settings.model
    options = engine.Options(gazetteers=subject.settings.gazetteers, model=chosen)
    if chosen == "none":
        yield Check(OK, marked("model"), tr("none: lists and patterns alone"))
    elif chosen is not None:
        yield Check(OK, marked("model"), chosen)
    else:
        yield _shipped()
    yield Check(
        OK, tr("fingerprint"), tr("{fingerprint} (rules, lists and model)", fingerprint=engine.fingerprint(options))
    )
    if subject.load_model:
        list(engine.run([Article("doctor", "Le ministère a commandé 565 drones.")], options=options))
        yield Check(OK, marked("pipeline"), tr("loads"))


def _shipped() -> Check:
    missing = [name for name in _PARTS if not (_MODEL / name).exists()]
    if missing:
        return Check(
            PROBLEM, tr("model"), tr("{file} is missing", file=_MODEL / missing[0]), tr("install dronewatch again")
        )
    said = json.loads((_MODEL / "meta.json").read_text(encoding="utf-8"))
    wanted, installed = str(said.get("spacy_version", "")), _version("spacy")
    if installed and wanted and not _fits(installed, wanted):
        found = tr("made for spaCy {wanted}, this is {installed}", wanted=wanted, installed=installed)
        return Check(WARNING, marked("model"), found, f"pip install 'spacy{wanted}'")
    return Check(OK, marked("model"), tr("the one that comes with dronewatch, for spaCy {wanted}", wanted=wanted))


def settings(subject: Subject) -> Iterator[Check]:
    """Which file was read, and what each setting is and who said so."""
    found = subject.settings
    yield Check(OK, FILE, str(found.file) if found.file else tr("none, which is fine"))
    lines = dict(getattr(yaml_lines.load(found.file), "lines", {}) or {}) if found.file else {}
    for key in KEYS:
        variable = f"DRONEWATCH_{key.upper()}"
        if subject.given.get(key):
            source = tr("option")
        elif key != "floors" and os.environ.get(variable):
            source = variable
        elif key in lines:
            source = f"{found.file}:{lines[key]}"
        else:
            source = tr("default")
        yield Check(OK, key, f"{_shown(getattr(found, key))} ({source})")


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        value = [f"{key}={each}" for key, each in value.items()]
    if isinstance(value, (tuple, list)):
        return ", ".join(map(str, value)) or "–"
    return "–" if value is None else str(value)


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _fits(version: str, wanted: str) -> bool:
    """Whether a version is within a range such as `>=3.8,<3.9` (PEP 440); yes where nobody can tell."""
    try:
        from packaging.specifiers import SpecifierSet
    except ImportError:
        return True
    return version in SpecifierSet(wanted)
