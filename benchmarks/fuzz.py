"""Inputs nobody thought of: readers, grammars, YAML and exchange formats, coverage-guided by atheris.

    python benchmarks/fuzz.py [TARGET…] [--minutes 30] [--seed 7]
    python benchmarks/fuzz.py TARGET --only FILE        # one input again

A target takes bytes and says what must hold for whatever they are: no error but a `DronewatchError` of one line,
offsets that are those of the text, nothing lost in a round trip, no input that takes long. What breaks a promise is
kept in build/findings and the campaign goes on; figures go to benchmarks/results/fuzz.md. What was found
so far are tests (tests/hostile).
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FINDINGS = HERE.parent / "build" / "findings"
RESULTS = HERE / "results" / "fuzz.md"
SCRATCH = Path("/dev/shm" if os.access("/dev/shm", os.W_OK) else tempfile.gettempdir())
SLOW = 3.0  # seconds of processor time for an input of at most …
LONGEST = 4096  # … bytes

sys.path.insert(0, str(HERE.parent / "tests" / "corpus"))


def check(holds: object, what: str) -> None:
    if not holds:
        raise AssertionError(what)


def clear(problem: Exception) -> None:
    """One line, for people."""
    check("\n" not in str(problem).strip() and str(problem).strip(), f"not one line: {str(problem)[:200]!r}")


def text_of(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape") if data[:1] != b"\xff" else data[1:].decode("utf-16-le", "replace")


# What grammars are made of: a byte stands for a piece, so that mutations make phrases.
_WORDS = """
0 1 3 9 12 60 100 1.200 1 200 2019 3,5 0,5 1/2 un une deux vingt quatre cent cents mille million millions
milliard milliards M Md k K d’ d' de du des le la les l’ euros € EUR $ dollars £ USD FCFA yuans % pour cent
drones véhicules avions policiers km/h m² ans mois jours heures fois à et ou entre plus moins près environ
dont dizaine dizaines centaine demi moitié tiers quart janvier mai 1er lundi HT TTC par an mardi hier en depuis
ministère ministre Intérieur Armées mairie préfet Jean Henri M. Mme société SA groupe de l’ Ville Lyon OTAN
( ) [ ] « » " ' ’ , . ; : ! ? - – — / + = * # | < > & @ _ ½ ² ° … ·
"""
_SIGNS = (" ", "\n", "\r\n", "\t", "\u00a0", "\u202f", "\u200b", "\u0301", "😀", "İ", "ß", "ﬁ", "\ud800", "\x00")
PIECES = [*_WORDS.split(), *_SIGNS]


def phrases(data: bytes) -> str:
    return "".join(PIECES[byte % len(PIECES)] + (" " if byte & 128 else "") for byte in data)


def spans_hold(text: str, spans: Any) -> None:
    for span in spans:
        check(0 <= span.start < span.end <= len(text), "offsets outside")
        check(text[span.start : span.end] == span.text, "another text")


def numbers(text: str) -> None:
    from dronewatch import language
    from dronewatch.model import NUMBER_LABELS

    spans = language.find(text, (*NUMBER_LABELS, "NUMBER"), date="2019-04-12")
    spans_hold(text, spans)
    apart = [span for span in spans if span.label != "NUMBER"]
    check(all(before.end <= after.start for before, after in pairwise(apart)), "overlap")
    check([span.start for span in spans] == sorted(span.start for span in spans), "order")
    check(not any("\n" in span.text or "\r" in span.text for span in spans), "a line break in a span")
    for start, end in language.sentences(text):
        check(0 <= start < end <= len(text), "sentence outside")


def numbers_phrases(data: bytes) -> None:
    numbers(phrases(data))


def numbers_bytes(data: bytes) -> None:
    numbers(text_of(data))


def amount(data: bytes) -> None:
    from dronewatch import language
    from dronewatch.errors import UsageError

    for text in (phrases(data), text_of(data)):
        try:
            language.parse_amount(text)
        except UsageError as problem:
            clear(problem)


def names(data: bytes) -> None:
    from dronewatch import corpus, gazetteer
    from dronewatch import names as rules
    from dronewatch.resolve.within import within

    text = phrases(data)
    known = gazetteer.find(text, gazetteer.load())
    found = rules.find(text, known)
    spans_hold(text, known)
    spans_hold(text, found)
    within(sorted(known, key=lambda span: (span.start, -span.end)), text)
    sections = corpus.sections(text, text[:20])
    check("".join(text[part.start : part.end] for part in sections) == text, "sections leave something out")


_TAGGER: list[Any] = []


def tagger(data: bytes) -> None:
    """The whole pipeline, by rules alone."""
    from dronewatch import engine, resolve
    from dronewatch.engine.local import Tagger
    from dronewatch.model import Article

    if not _TAGGER:
        _TAGGER.append(Tagger(engine.Options()))
    text = phrases(data)
    [tagged] = _TAGGER[0].tag([Article("a", text, "a.txt", None)])
    named = resolve.tag.named(tagged) if hasattr(resolve.tag, "named") else tagged
    spans_hold(text, named.spans)


def reader(name: str) -> Callable[[bytes], None]:
    """A format's reader, on bytes that claim to be of it."""

    def target(data: bytes) -> None:
        from dronewatch import corpus
        from dronewatch.corpus import FORMATS
        from dronewatch.corpus.reading import unpacked
        from dronewatch.corpus.source import Source
        from dronewatch.errors import DataError, DronewatchError

        def report(problem: DronewatchError) -> None:
            clear(problem)

        stream: Any = io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]
        try:
            for article in FORMATS[name].read(Source("x", "x", report), unpacked(stream)):
                check(isinstance(article.text, str) and article.id, "no text or id")
                check(len(article.sha256) == 64, "sha256")
                sections = corpus.sections(article.text, article.title)
                check("".join(article.text[s.start : s.end] for s in sections) == article.text, "sections")
        except DataError as problem:
            clear(problem)
        except (EOFError, OSError) as problem:  # said by `corpus.read`
            check(data[:2] == b"\x1f\x8b", f"{type(problem).__name__} of no gzip file")
        except Exception as problem:
            if type(problem).__name__ != "error" or data[:2] != b"\x1f\x8b":  # zlib.error
                raise

    return target


def on_disk(suffix: str, use: Callable[[Path], None]) -> Callable[[bytes], None]:
    """A target that is given a file."""
    path = SCRATCH / f"dronewatch-fuzz-{os.getpid()}{suffix}"

    def target(data: bytes) -> None:
        path.write_bytes(data)
        try:
            use(path)
        finally:
            path.unlink(missing_ok=True)

    return target


def corpus_file(path: Path) -> None:
    from dronewatch import corpus
    from dronewatch.errors import DronewatchError

    try:
        for article in corpus.read([path], on_error=clear):
            check(isinstance(article.text, str), "no text")
    except DronewatchError as problem:
        clear(problem)


def yaml(data: bytes) -> None:
    """One text as each of the YAML files that people write."""
    from dronewatch import yaml_lines
    from dronewatch.corpus.metadata import Catalogue
    from dronewatch.errors import DronewatchError
    from dronewatch.resolve import decision_file

    text = text_of(data)
    try:
        yaml_lines.parse(text, "x")
    except DronewatchError as problem:
        clear(problem)
    try:
        Catalogue(Path("corpus.yaml"), text)
    except DronewatchError as problem:
        clear(problem)
    try:
        entries = decision_file.parse(text, "x")
        again = "".join(map(decision_file.written, (entry.decision for entry in entries)))
        decided = [entry.decision for entry in decision_file.parse(again, "x")]
        check(decided == [entry.decision for entry in entries], "a decision is written as another one")
    except DronewatchError as problem:
        clear(problem)


def yaml_files(path: Path) -> None:
    from dronewatch import gazetteer, settings
    from dronewatch.annotate import files
    from dronewatch.errors import DronewatchError

    for use in (
        lambda: gazetteer.build._build([[gazetteer.source.read(str(path))]]),
        lambda: settings._from_file(path, path.parent),
    ):
        try:
            use()
        except DronewatchError as problem:
            clear(problem)
    try:
        gold = files.load(path, clear)
    except DronewatchError as problem:
        clear(problem)
        return
    if gold is not None:
        path.write_text(files.dumps(gold), encoding="utf-8", newline="\n")
        check(files.load(path, clear) == gold, "an annotation file is written as another one")


def exchange(name: str, suffix: str) -> Callable[[bytes], None]:
    def use(path: Path) -> None:
        from dronewatch.annotate import exchange as formats
        from dronewatch.errors import DronewatchError

        beside = path.with_suffix(".txt")
        texts = {"a": "Lyon achète 240 drones pour 4 millions d’euros.\n", "b": "Anne 😀 parle."}
        if name == "brat":
            beside.write_text(texts["b"] + texts["a"], encoding="utf-8")
        try:
            for document in formats.read(name, path, clear, texts=texts):
                for span in (*document.spans, *document.rejected):
                    check(0 <= span.start < span.end <= len(document.text), "offsets outside")
        except DronewatchError as problem:
            clear(problem)
        finally:
            beside.unlink(missing_ok=True)

    return on_disk(suffix, use)


def dates(data: bytes) -> None:
    from dronewatch.corpus import dates as read

    for text in (text_of(data), phrases(data)):
        found = read.iso(text)
        check(found is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", found), f"{found!r} is no date")
        read.find(text)


def shown(data: bytes) -> None:
    """What is written for a screen, a spreadsheet or a page obeys nothing."""
    import csv

    from dronewatch import report
    from dronewatch.report.layout import Column, Layout

    text = text_of(data)
    layout = Layout(keys=("text", "other"), columns=(Column("T", lambda row: row["text"]),), place=lambda row: text)
    for name in report.FORMATS:
        out = io.StringIO()
        report.write([{"text": text, "other": text}], layout, name, out)
        said = out.getvalue()
        check(not _OBEYED.search(said), f"{name}: a control character")
        if name in ("tsv", "jsonl"):
            check(len(said.splitlines()) == 1, f"{name}: more than one line")
        if name == "csv":
            cell = list(csv.reader(io.StringIO(said)))[1][0]
            check(not _FORMULA.match(cell) or re.fullmatch(r"[+-]?\d+(\.\d+)?", cell), f"csv: formula {cell!r}")


_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_FORMULA = re.compile("[\\s\0]*[=+\\-@＝＋－＠]|[\t\r\n]")

TARGETS: dict[str, Callable[[bytes], None]] = {
    "numbers-phrases": numbers_phrases,
    "numbers-bytes": numbers_bytes,
    "amount": amount,
    "names": names,
    "tagger": tagger,
    "dates": dates,
    "read-text": reader("text"),
    "read-markdown": reader("markdown"),
    "read-jsonl": reader("jsonl"),
    "read-csv": reader("csv"),
    "read-tsv": reader("tsv"),
    "read-html": reader("html"),
    "read-europresse": reader("europresse"),
    "read-factiva": reader("factiva"),
    "read-parquet": reader("parquet"),
    "read-zip": on_disk(".zip", corpus_file),
    "yaml": yaml,
    "yaml-files": on_disk(".yaml", yaml_files),
    "brat": exchange("brat", ".ann"),
    "conll": exchange("conll", ".conll"),
    "docbin": exchange("docbin", ".spacy"),
    "docbin-within": lambda data: TARGETS["docbin"](zlib.compress(data, 1)),
    "prodigy": exchange("prodigy", ".jsonl"),
    "labelstudio": exchange("labelstudio", ".json"),
    "shown": shown,
}


def seeds(name: str) -> list[bytes]:
    """What a target's inputs begin with, all made up."""
    import exports
    import samples

    kind = name.removeprefix("read-")
    texts: list[str | bytes] = []
    suffixes = {"text": ".txt", "markdown": ".md", "zip": ".zip"}
    if name.startswith("read-") and kind not in ("europresse", "factiva"):
        texts.append(samples.sample(suffixes.get(kind, f".{kind}")))
    elif kind == "europresse":
        texts.append(exports.EUROPRESSE.format(date="12 avril 2019"))
    elif kind == "factiva":
        texts += [exports.FACTIVA_TABLE, exports.FACTIVA_PLAIN]
    elif name == "yaml":
        texts += [
            "articles:\n  - {id: a, file: a.txt, title: T, published: 2020-04-12, columns: {text: corps}}\n",
            "- merge: [Henry Seydoux]\n  into: Henri Seydoux\n  label: PERSON\n  by: AB\n- relabel: Orange\n"
            "  label: LOCATION\n  to: COMPANY\n",
        ]
    elif name == "yaml-files":
        texts += [
            f"article: a\nsha256: {'0' * 64}\nschema: 1\nreviewed: [title]\nby: [AB]\nspans:\n  - {{start: 0, end: 8,"
            ' label: MONEY, exact: 3 euros, value: {modifier: exact, amount: "3", currency: EUR}}\nrejected: []\n',
            "label: COMPANY\nentries:\n  - name: Parrot\n    aliases: [Parrot SA]\n",
            "corpus: [a]\nindex: x.sqlite\nsections: [title]\nfloors: {total: 90}\n",
            *((HERE.parent / "src/dronewatch/gazetteer/data").glob("*.yaml")),  # type: ignore[list-item]
        ]
    elif name == "brat":
        texts.append(
            'T1\tMONEY 3 9\tde 4 m\n#1\tAnnotatorNotes T1\t{"modifier": "exact", "amount": "4"}\nA1\tRejected T1\n'
        )
    elif name == "conll":
        texts.append("-DOCSTART- -X- O O\n\nLyon -X- _ B-LOCATION\nachète -X- _ O\n240 -X- _ B-QUANTITY\n")
    elif name == "prodigy":
        span = {"start": 2, "end": 9, "label": "MONEY", "value": {"modifier": "exact", "amount": "3"}}
        task = {
            "text": "a 3 euros",
            "spans": [span],
            "meta": {"id": "a"},
            "answer": "accept",
            "rejected": [],
            "by": ["x"],
        }
        texts.append(json.dumps(task))
    elif name == "labelstudio":
        bounds = {"start": 2, "end": 9, "text": "3 euros", "labels": ["MONEY"]}
        region = {"type": "labels", "id": "r", "value": bounds, "meta": {"text": ["{}"]}}
        made = {"completed_by": 1, "result": [region]}
        texts.append(json.dumps([{"data": {"text": "a 3 euros", "id": "a"}, "annotations": [made]}]))
    elif name == "docbin":
        texts.append(_docbin())
    elif name == "docbin-within":
        texts.append(zlib.decompress(_docbin()))
    else:
        texts += ["Près de 4 millions d’euros pour 240 drones, le 12 avril 2019.", bytes(range(256)), "=1+1\t\x1b[31m"]
    found = [each.read_bytes()[:3000] if isinstance(each, Path) else each for each in texts]
    return [each.encode() if isinstance(each, str) else each for each in found]


def _docbin() -> bytes:
    from dronewatch.annotate import exchange as formats
    from dronewatch.annotate.model import Annotation

    path = SCRATCH / f"dronewatch-fuzz-{os.getpid()}.seed.spacy"
    spans = (Annotation(0, 4, "LOCATION", "Lyon"),)
    formats.write("docbin", [formats.Document("a", "Lyon achète 240 drones.", spans)], path, print)
    try:
        return path.read_bytes()
    finally:
        path.unlink()


def tried(name: str, data: bytes, seen: dict[str, str]) -> None:
    """One input; what goes wrong is kept, the first of each kind."""
    began = time.process_time()
    try:
        TARGETS[name](data)
        took = time.process_time() - began
        if took < SLOW or len(data) > LONGEST or (len(seen) == 0 and took < 4 * SLOW):  # the first input imports
            return
        key, what = "slow", f"{took:.1f} s for {len(data)} bytes"
    except RecursionError as problem:
        key, what = "RecursionError", repr(problem)
    except Exception as problem:
        frames = [f for f in traceback.extract_tb(problem.__traceback__) if "dronewatch" in f.filename] or [None]
        last = frames[-1]
        where = f"{Path(last.filename).name}:{last.name}" if last else ""
        what = f"{type(problem).__name__} {where}: {str(problem)[:200]}"
        key = f"{type(problem).__name__} {where} {str(problem)[:20] if isinstance(problem, AssertionError) else ''}"
    if key in seen:
        return
    seen[key] = what
    FINDINGS.mkdir(parents=True, exist_ok=True)
    file = FINDINGS / f"{name}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
    file.write_bytes(data)
    print(f"FINDING {file.name}: {what}", file=sys.stderr, flush=True)


def one(name: str, seconds: int, seed: int, start: Path) -> None:
    """Fuzz one target in this process, which ends with it."""
    import atheris

    FINDINGS.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("ignore")
    with atheris.instrument_imports(include=["dronewatch"]):
        for each in seeds(name):  # imports what it needs
            tried(name, each, {})
    for number, each in enumerate(seeds(name)):
        (start / f"seed-{number}").write_bytes(each)
    seen: dict[str, str] = {"": ""}
    words = [f"-max_total_time={seconds}", f"-seed={seed}", "-rss_limit_mb=3000", f"-max_len={LONGEST}",
             "-print_final_stats=1", "-timeout=60", "-verbosity=0", f"-artifact_prefix={FINDINGS}/{name}-"]  # fmt: skip
    atheris.Setup([sys.argv[0], *words, str(start)], lambda data: tried(name, data, seen))
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", type=Path, help="one input, for one target")
    parser.add_argument("--within", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if unknown := set(asked.targets) - set(TARGETS):
        parser.error(f"no target {', '.join(unknown)}")
    if asked.only:
        TARGETS[asked.targets[0]](asked.only.read_bytes())
        return 0
    if asked.within:
        with tempfile.TemporaryDirectory() as start:
            one(asked.targets[0], asked.within, asked.seed, Path(start))
        return 0
    import measure  # not in a process that fuzzes, where atheris must be the first to import dronewatch

    chosen = asked.targets or list(TARGETS)
    seconds = max(int(asked.minutes * 60 / len(chosen)), 1)
    found = 0
    for name in chosen:
        words = [sys.executable, __file__, name, "--within", str(seconds), "--seed", str(asked.seed)]
        done = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)
        runs = int((re.search(r"number_of_executed_units: (\d+)", done.stderr) or [0, 0])[1])
        findings = re.findall(r"FINDING (.*)|ERROR: (libFuzzer: .*)", done.stderr)
        found += len(findings)
        print(f"{name}: {runs:,} inputs in {seconds} s, {len(findings)} findings", flush=True)
        for each in findings:
            print(f"  {''.join(each)}", flush=True)
        if not runs:
            print(done.stderr[-500:], flush=True)
        row = [name, f"{runs:,}", f"{seconds}", f"{len(findings)}", f"{asked.seed}"]
        measure.keep(RESULTS, ["target", "inputs", "seconds", "findings", "seed"], row, 1)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
