"""Does the index survive? Killed at random moments, two writers, readers meanwhile, full disks, damaged files.

    python benchmarks/reliability.py [kills writers readers full outputs damage] [--kills 200] [--seed 7]

Without names all campaigns run, a quarter of an hour. A small corpus is made up and tagged by rules alone; processes
are forked from one that has loaded the pipeline, so that a kill falls into indexing and not into imports. Writes
benchmarks/results/reliability.md; exits with 1 where anything was lost.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import measure

from dronewatch import engine, index, pipeline, settings
from dronewatch.annotate import files as annotation_files
from dronewatch.annotate import floors
from dronewatch.annotate.exchange import whole
from dronewatch.errors import DronewatchError, StorageError
from dronewatch.index import build, schema, seal, store
from dronewatch.resolve import decision_file

RESULTS = Path(__file__).parent / "results" / "reliability.md"
DRONEWATCH = str(Path(sys.executable).with_name("dronewatch"))
STATES = 5  # different contents of the corpus, between which it changes
DONE, COMPLAINED, CRASHED = 0, 2, 3

_BUYERS = ("Le ministère de l’Intérieur", "La mairie de Lyon", "Airbus", "La région Bretagne", "Jeanne Fauré", "L’OTAN")
_THINGS = ("drones", "véhicules", "caméras thermiques", "batteries", "hélicoptères")
_PLACES = ("Paris", "Brest", "Metz", "Nantes", "Orléans")


class LostError(AssertionError):
    """Something that must never happen has happened."""


def article(chance: random.Random) -> str:
    """A made-up article of a few sentences."""
    sentences = [
        f"{chance.choice(_BUYERS)} commande {chance.randint(2, 900)} {chance.choice(_THINGS)} "
        f"pour {chance.randint(1, 99)},{chance.randint(1, 9)} millions d’euros à {chance.choice(_PLACES)}."
        for _ in range(4)
    ]
    return f"Commande publique à {chance.choice(_PLACES)}\n\n" + " ".join(sentences) + "\n"


def fill(folder: Path, state: int) -> None:
    """Bring the corpus into one of its states: a third of the articles differs between two of them, some are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(14):
        path = folder / f"{number:03}.txt"
        there = (number + state) % 7 != 0
        content = article(random.Random(f"{number} {state if number % 3 == 0 else 0}"))
        if not there:
            path.unlink(missing_ok=True)
        elif not path.exists() or path.read_text(encoding="utf-8") != content:
            path.write_text(content, encoding="utf-8")
    lines = (
        json.dumps({"id": f"r{number}", "text": article(random.Random(f"r{number} {state * (number % 2)}"))})
        for number in range(12 + 2 * state)
    )
    (folder / "records.jsonl").write_text("".join(line + "\n" for line in lines), encoding="utf-8")


ROWS = {
    "articles": "SELECT a.name, f.path, a.record, a.title, a.date, a.metadata, a.sha256, a.pipeline, t.text"
    " FROM articles AS a JOIN files AS f ON f.id = a.file JOIN texts AS t ON t.article = a.id",
    "spans": "SELECT * FROM spans",
    "sections": "SELECT a.name, s.start, s.end, s.section, s.words FROM sections AS s JOIN articles AS a"
    " ON a.id = s.article",
    "entities": "SELECT id, label, name, folded, sections, called FROM entities",
    "names": "SELECT entity, number, name, sections, called FROM names",
    "merges": 'SELECT entity, number, name, "into", reason, articles FROM merges',
    "counts": "SELECT c.entity, c.sections, c.label, c.mentions, c.articles, a.name, c.first_start FROM counts AS c"
    " JOIN articles AS a ON a.id = c.first_article",
    "places": "SELECT a.name, p.place FROM places AS p JOIN articles AS a ON a.id = p.article",
    "words": "SELECT a.name, v.term FROM temp.terms AS v JOIN articles AS a ON a.id = v.doc",
    "problems": "SELECT real, line, message, hint FROM problems",
    "orphans": "SELECT article FROM texts WHERE article NOT IN (SELECT id FROM articles)"
    " UNION ALL SELECT article FROM mentions WHERE article NOT IN (SELECT id FROM articles)"
    " UNION ALL SELECT article FROM numbers WHERE article NOT IN (SELECT id FROM articles)",
    "meta": "SELECT key, value FROM meta WHERE key <> 'decided'",
}


def rows(file: Path) -> dict[str, list[str]]:
    """All that an index says, whatever numbers it counts with."""
    connection = sqlite3.connect(file)
    try:
        connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, words, instance)")
        return {name: sorted(map(repr, connection.execute(query))) for name, query in ROWS.items()}
    finally:
        connection.close()


def sound(file: Path) -> None:
    """`PRAGMA integrity_check`, where there is an index."""
    if not file.exists() or not file.stat().st_size:
        return
    connection = sqlite3.connect(file)
    try:
        said = connection.execute("PRAGMA integrity_check").fetchall()
    finally:
        connection.close()
    if said != [("ok",)]:
        raise LostError(f"{file}: {said[:3]}")


class Bench:
    """A corpus, its index, and how to index it in a process of its own."""

    def __init__(self, folder: Path, seed: int):
        self.folder, self.chance = folder, random.Random(seed)
        self.corpus = folder / "corpus"
        self.log = folder / "log"
        self.expected: dict[int, dict[str, list[str]]] = {}
        self.taken: dict[str, float] = {}

    def settings(self, file: Path) -> settings.Settings:
        return settings.load(self.folder, {}, corpus=[str(self.corpus)], index=file)

    def start(self, file: Path, batch: int = 200) -> int:
        """Index in a new process; its id. What it says goes to the log."""
        return self.fork(lambda: self.update(file, batch))

    def update(self, file: Path, batch: int = 200) -> None:
        build._BATCH = batch
        index.update(self.settings(file))

    def fork(self, action: Callable[[], object]) -> int:
        child = os.fork()
        if child:
            return child
        code = CRASHED
        try:
            with self.log.open("a") as out:
                try:
                    action()
                    code = DONE
                except DronewatchError as problem:
                    out.write(f"{problem}\n")
                    code = COMPLAINED
                except BaseException as problem:
                    out.write(f"CRASH {type(problem).__name__}: {problem}\n")
        finally:
            os._exit(code)

    def complete(self, file: Path, state: int, batch: int = 200) -> None:
        """Index undisturbed, then compare with an index that was never disturbed."""
        if code := wait(self.start(file, batch)):
            raise LostError(f"an undisturbed run ended with {code}: {self.said()}")
        self.compare(file, state)

    def compare(self, file: Path, state: int) -> None:
        found, wanted = rows(file), self.wanted(state)
        for name in wanted:
            if found[name] != wanted[name]:
                odd = sorted(set(found[name]) ^ set(wanted[name]))[:3]
                raise LostError(f"{name}: {len(found[name])} rows for {len(wanted[name])}: {odd}")

    def wanted(self, state: int) -> dict[str, list[str]]:
        """The rows of an undisturbed run; the corpus has to be in that state when it is asked for first."""
        if state not in self.expected:
            file = self.folder / "undisturbed.sqlite"
            store.remove(file)
            began = time.perf_counter()
            if wait(self.start(file)):
                raise LostError(self.said())
            self.taken["whole"] = max(self.taken.get("whole", 0), time.perf_counter() - began)
            self.expected[state] = rows(file)
        return self.expected[state]

    def all_states(self) -> None:
        for state in range(STATES):
            fill(self.corpus, state)
            self.wanted(state)
        file = self.folder / "undisturbed.sqlite"
        fill(self.corpus, 0)
        began = time.perf_counter()
        self.complete(file, 0)
        self.taken["update"] = time.perf_counter() - began

    def said(self) -> str:
        with suppress(OSError):
            return self.log.read_text()[-300:]
        return ""


def wait(child: int) -> int:
    """The exit code; below 0 the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kills(bench: Bench, count: int) -> str:
    """Killed at random moments of making and of updating an index, also several times on end."""
    file = bench.folder / "killed.sqlite"
    state = held = 0
    fill(bench.corpus, state)
    hit = {"making": 0, "updating": 0}
    late = compared = 0
    longest = chain = 0
    while sum(hit.values()) < count:
        if not chain:  # a new start: from nothing, or from a complete index and a corpus that has changed
            fresh = bench.chance.random() < 0.4
            if fresh:
                store.remove(file)
            elif not file.exists():
                bench.complete(file, held)
            state = bench.chance.choice([each for each in range(STATES) if each != held])
            fill(bench.corpus, state)
        kind = "making" if fresh else "updating"
        span = bench.taken["whole" if fresh else "update"]
        child = bench.start(file, bench.chance.choice((3, 20, 200)))
        time.sleep(bench.chance.uniform(0, span))
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        if wait(child) == -signal.SIGKILL:
            hit[kind] += 1
            chain += 1
        else:
            late += 1
        sound(file)
        if bench.chance.random() < 0.5:
            bench.complete(file, state)
            compared += 1
            held, longest, chain = state, max(longest, chain), 0
    bench.complete(file, state)
    return (
        f"{sum(hit.values())} kills ({hit['making']} while making an index, {hit['updating']} while updating one, up to"
        f" {longest} on end; {late} runs were done before): `PRAGMA integrity_check` ok after each; after"
        f" {compared + 1} completions the rows of an undisturbed run, in {len(ROWS)} tables"
    )


def commands(bench: Bench, count: int) -> str:
    """The command as users run it, with two workers, killed with all its processes or alone."""
    state = 1
    fill(bench.corpus, state)
    folder = bench.folder / "command"
    folder.mkdir(exist_ok=True)
    file = folder / "index.db"
    words = [DRONEWATCH, "index", "--quiet", "--no-model", "--corpus", str(bench.corpus), "--jobs", "2"]
    environ = {**os.environ, "DRONEWATCH_INDEX": str(file)}
    began = time.perf_counter()
    subprocess.run(words, env=environ, cwd=folder, check=True)
    span = time.perf_counter() - began
    # Articles and meta name the fingerprint of the code, which may be at work meanwhile.
    wanted, killed = {name: found for name, found in rows(file).items() if name not in ("meta", "articles")}, 0
    for _ in range(count):
        store.remove(file)
        process = subprocess.Popen(words, env=environ, cwd=folder, stderr=subprocess.PIPE, start_new_session=True)
        time.sleep(bench.chance.uniform(span / 3, span))
        with suppress(ProcessLookupError):
            (os.killpg if bench.chance.random() < 0.5 else os.kill)(process.pid, signal.SIGKILL)
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
        sound(file)
        subprocess.run(words, env=environ, cwd=folder, check=True)
        found = rows(file)
        if other := [name for name in wanted if found[name] != wanted[name]]:
            raise LostError(f"other rows after the command was killed: {other}")
    return (
        f"{killed} kills of `dronewatch index --jobs 2`, of the group or of the parent alone: the same rows after each"
    )


def writers(bench: Bench, rounds: int) -> str:
    """Two processes index at once; in every third round one is killed."""
    file = bench.folder / "two.sqlite"
    for number in range(rounds):
        state = number % STATES
        fill(bench.corpus, state)
        if number % 2 == 0:
            store.remove(file)
        both = [bench.start(file, 5), bench.start(file, 5)]
        victim = None
        if number % 3 == 0:
            time.sleep(bench.chance.uniform(0, bench.taken["update"]))
            victim = bench.chance.choice(both)
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
        codes = {child: wait(child) for child in both}
        bad = {child: code for child, code in codes.items() if code and child != victim}
        if bad:
            raise LostError(f"a second writer failed: {bad} {bench.said()}")
        sound(file)
        bench.compare(file, state)
    return f"{rounds} rounds of two writers at once, one of them killed in every third: the rows of one writer"


def readers(bench: Bench, seconds: float) -> str:
    """Readers ask while the corpus changes and is indexed again: each answer is one state of it, never a mixture.

    The corpus is one file here, which is replaced at once, so that every finished update is of one of its states.
    """
    bench = Bench(bench.folder / "readers", 0)
    bench.corpus.mkdir(parents=True)
    file = bench.folder / "read.sqlite"
    answers = bench.folder / "answers"
    answers.write_text("")

    def change(state: int) -> None:
        lines = (
            json.dumps({"id": f"r{number}", "text": article(random.Random(f"r{number} {state * (number % 2)}"))})
            for number in range(12 + 2 * state)
        )
        draft = bench.folder / "draft"
        draft.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        draft.replace(bench.corpus / "records.jsonl")

    def asked(pause: float) -> list[float]:
        connection = index.open(bench.settings(file))
        seen = []
        for query in _SUMS:
            time.sleep(pause)  # a question is several statements, with time between them
            seen.append(connection.execute(query).fetchone()[0])
        connection.close()
        return seen

    states = []
    for state in range(STATES):
        change(state)
        states.append(asked(0))
    end = time.monotonic() + seconds

    def ask() -> None:
        with answers.open("a") as out:
            while time.monotonic() < end:
                out.write(json.dumps(asked(0.1)) + "\n")
                out.flush()

    asking = [bench.fork(ask) for _ in range(2)]
    changes = 0
    while time.monotonic() < end:
        changes += 1
        change(changes % STATES)
        if code := wait(bench.start(file, 3)):
            raise LostError(f"the writer ended with {code}: {bench.said()}")
    codes = [wait(child) for child in asking]
    if any(codes):
        raise LostError(f"a reader ended with {codes}: {bench.said()}")
    seen = [json.loads(line) for line in answers.read_text().splitlines()]
    if mixed := [each for each in seen if each not in states]:
        raise LostError(f"{len(mixed)} of {len(seen)} answers are of no one state: {mixed[0]}, states {states}")
    distinct = len(set(map(tuple, seen)))
    return (
        f"{len(seen):,} questions of {len(_SUMS)} statements each by two readers during {changes} updates: {distinct}"
        " different answers, each of one finished update"
    )


_SUMS = (
    "SELECT COUNT(*) FROM articles",
    "SELECT COUNT(*) FROM mentions",
    "SELECT SUM(mentions) FROM counts",
    "SELECT TOTAL(start) FROM numbers",
    "SELECT COUNT(*) FROM places",
)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path | None]:
    """A file system of that size, None where none may be mounted."""
    place = folder / "disk"
    place.mkdir(exist_ok=True)
    words = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def leave(place: Path, room: int) -> None:
    """Fill the disk so that `room` bytes are left."""
    filler = place / "filler"
    filler.unlink(missing_ok=True)
    free = os.statvfs(place)
    with filler.open("wb") as stream:
        os.posix_fallocate(stream.fileno(), 0, max(free.f_bavail * free.f_frsize - room, 1))


def full(bench: Bench, steps: int) -> str:
    """The disk is full at the first write, at a later one … while making and while updating an index."""
    fill(bench.corpus, 0)
    with small_disk(bench.folder, 64) as place:
        if place is None:
            return "not run: no file system may be mounted here"
        folder = place / "index"
        folder.mkdir()
        file = folder / "index.db"
        used = {}
        for kind in ("making", "updating"):
            if kind == "updating":
                fill(bench.corpus, 1)
            free = os.statvfs(place).f_bavail
            bench.complete(file, 0 if kind == "making" else 1)
            used[kind] = (free - os.statvfs(place).f_bavail) * 4096 + 65536
        failed = fitted = 0
        for number in range(steps):
            kind = "making" if number % 2 else "updating"
            store.remove(file)
            state = 0
            fill(bench.corpus, 0)
            if kind == "updating":
                bench.complete(file, 0)
                state = 1
                fill(bench.corpus, 1)
            # The log of transactions needs room beside the file: up to twice of what stays.
            leave(place, int(5 * used[kind] * number / steps) // 4096 * 4096)
            before = bench.log.stat().st_size if bench.log.exists() else 0
            code = wait(bench.start(file, 5))
            said = bench.log.read_text()[before:] if bench.log.exists() else ""
            (place / "filler").unlink()
            if code == COMPLAINED:
                failed += 1
                if "full" not in said and "no space" not in said:
                    raise LostError(f"a full disk is called: {said}")
            elif code:
                raise LostError(f"a full disk ended with {code}: {said}")
            else:
                fitted += 1
            sound(file)
            bench.complete(file, state)
    return (
        f"{steps} amounts of room on a small disk: {failed} runs found it full, said so in one line and left a valid"
        f" index; {fitted} fitted. With room again, each went on to the rows of an undisturbed run"
    )


def outputs(bench: Bench, steps: int) -> str:
    """`-o FILE`, annotations, exports, floors and decisions on a full disk: the old file or the new one, whole."""
    from dronewatch.cli.output import opened

    text = "".join(f"- relabel: Nom {n}\n  label: PERSON\n  to: COMPANY\n" for n in range(2000))
    spans = tuple(annotation_files.Annotation(5 * n, 5 * n + 4, "PERSON", "Anne") for n in range(1500))

    def output(path: Path) -> None:
        with opened(str(path)) as out:
            out.write(text)

    def annotations(path: Path) -> None:
        gold = annotation_files.AnnotationFile(str(path), "a", "0" * 64, spans=spans)
        annotation_files.write(gold)

    def pins(path: Path) -> None:
        held = {f"corpus{n}": floors.Pin("0" * 16, 3, {"total": floors.Decimal(90)}) for n in range(600)}
        floors.write(path.parent, {"coverage": held})

    makers: dict[str, tuple[Callable[[Path], object], str]] = {
        "-o FILE": (output, "rows.tsv"),
        "annotations": (annotations, "a.yaml"),
        "floors": (pins, floors.FILE),
        "entities.yaml": (lambda path: decision_file.save(path, text), "entities.yaml"),
        "export": (lambda path: whole.put(path, text), "tasks.json"),
    }
    failed = whole_ = 0
    with small_disk(bench.folder, 4) as place:
        if place is None:
            return "not run: no file system may be mounted here"
        for name, (make, called) in makers.items():
            path = place / "out" / called
            path.parent.mkdir(exist_ok=True)
            make(path)
            new = path.read_bytes()
            for number in range(steps):
                there = number % 2 == 0
                old = b"the file of yesterday\n"
                path.unlink(missing_ok=True)
                if there:
                    path.write_bytes(old)
                leave(place, int(1.3 * len(new) * number / steps) // 4096 * 4096)
                try:
                    make(path)
                    done = True
                except (DronewatchError, OSError):  # an OSError is said in one line by cli.failure
                    done = False
                (place / "filler").unlink()
                found = path.read_bytes() if path.exists() else None
                if found != (new if done else old if there else None):
                    raise LostError(f"{name}: half a file, or none where one was")
                if left := [each.name for each in path.parent.iterdir() if each != path]:
                    raise LostError(f"{name}: left behind {left}")
                failed += not done
                whole_ += done
            path.unlink()
    return (
        f"{len(makers)} kinds of output ({', '.join(makers)}), {steps} amounts of room each: {failed} refusals left the"
        f" old file or none, {whole_} new files were whole; nothing was left beside them"
    )


def damage(bench: Bench, rounds: int) -> str:
    """Bits flipped, pages overwritten, files cut, swapped for others: built again or refused, never trusted."""
    fill(bench.corpus, 0)
    sane = bench.folder / "sane.sqlite"
    bench.complete(sane, 0)
    content, sealed = sane.read_bytes(), sane.with_name(sane.name + seal.SUFFIX).read_bytes()
    ends = {"built again": 0, "refused": 0, "harmless": 0, "told while asked": 0}
    for number in range(rounds):
        file = bench.folder / "damaged.sqlite"
        store.remove(file)
        data = bytearray(content)
        kind = number % 5
        if kind == 0:  # a few bits
            for _ in range(bench.chance.randint(1, 20)):
                data[bench.chance.randrange(len(data))] ^= 1 << bench.chance.randrange(8)
        elif kind == 1:  # a stretch
            at, length = bench.chance.randrange(len(data)), bench.chance.randint(1, 60_000)
            data[at : at + length] = bench.chance.randbytes(len(data[at : at + length]))
        elif kind == 2:
            del data[bench.chance.randrange(1, len(data)) :]
        elif kind == 3:  # the header, where a file says what it is
            for _ in range(bench.chance.randint(1, 6)):
                data[bench.chance.randrange(100)] = bench.chance.randrange(256)
        else:  # a page in another one's place
            pages = len(data) // 8192
            one, other = bench.chance.randrange(1, pages), bench.chance.randrange(1, pages)
            data[one * 8192 : (one + 1) * 8192] = content[other * 8192 : (other + 1) * 8192]
        file.write_bytes(data)
        file.with_name(file.name + seal.SUFFIX).write_bytes(sealed)
        ends[_asked(bench, file, bytes(data))] += 1
    strangers = _strangers(bench)
    return (
        f"{rounds} damaged indexes: {ends['built again']} found damaged and built again, {ends['refused']} refused"
        f" untouched as not ours, {ends['told while asked']} named as damaged in one line by the query that met it,"
        f" {ends['harmless']} answered as before. {strangers} foreign or newer files left as they were"
    )


def _asked(bench: Bench, file: Path, data: bytes) -> str:
    """What asking a damaged index comes to. Raises `LostError` for a crash, or another answer."""
    notes: list[str] = []
    try:
        connection = index.open(bench.settings(file), note=notes.append)
    except StorageError:
        if file.read_bytes() == data:
            return "refused"
        index.update(bench.settings(file), again=True)
        bench.compare(file, 0)
        return "told while asked"
    connection.close()
    try:
        with store.translated(file):
            found = rows(file)
    except StorageError:
        return "told while asked"
    if found == bench.wanted(0):
        return "built again" if notes else "harmless"
    raise LostError(f"a damaged index was trusted: {[n for n in found if found[n] != bench.wanted(0)[n]]}, {notes}")


def _strangers(bench: Bench) -> int:
    """Other programs' files, and an index of a newer version, under the name that the user gave to the index."""
    file = bench.folder / "strange.sqlite"

    def database(statements: str) -> Callable[[], None]:
        def make() -> None:
            connection = sqlite3.connect(file)
            connection.executescript(statements)
            connection.close()

        return make

    makers: list[Callable[[], object]] = [
        database("CREATE TABLE diary (day, entry); INSERT INTO diary VALUES (1, 'x');"),
        database("PRAGMA application_id = 1196444487;"),
        database(f"PRAGMA application_id = {schema.APPLICATION_ID}; PRAGMA user_version = {schema.VERSION + 1};"),
        lambda: file.write_text("dear diary, " * 100),
        lambda: file.write_bytes(b"SQLite format 3\0" + bytes(200)),
        lambda: file.write_bytes(os.urandom(5000)),
        lambda: file.write_bytes(b"x"),
    ]
    for make in makers:
        store.remove(file)
        make()
        before = file.read_bytes()
        try:
            index.open(bench.settings(file)).close()
        except StorageError as problem:
            if "\n" in str(problem) or str(file) not in str(problem):
                raise LostError(f"unclear: {problem}") from None
        else:
            raise LostError(f"trusted: {before[:60]!r}")
        if file.read_bytes() != before:
            raise LostError(f"changed: {before[:60]!r}")
    return len(makers)


CAMPAIGNS = ("kills", "commands", "writers", "readers", "full", "outputs", "damage")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("campaigns", nargs="*", metavar="|".join(CAMPAIGNS))
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--commands", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=60, help="of writers; five times as many damaged indexes")
    parser.add_argument("--steps", type=int, default=120, help="amounts of room on a small disk")
    parser.add_argument("--seconds", type=float, default=60, help="of readers")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    chosen = asked.campaigns or CAMPAIGNS
    if unknown := set(chosen) - set(CAMPAIGNS):
        parser.error(f"no campaign {', '.join(unknown)}")

    tagger, fingerprint = pipeline.build(), engine.fingerprint()
    pipeline.build = lambda **_: tagger  # loaded once, before processes are forked
    engine.fingerprint = lambda *_, **__: fingerprint  # the code may be at work meanwhile
    folder = Path(tempfile.mkdtemp(prefix="dronewatch-reliability-"))
    runs: dict[str, Callable[[Bench], str]] = {
        "kills": lambda bench: kills(bench, asked.kills),
        "commands": lambda bench: commands(bench, asked.commands),
        "writers": lambda bench: writers(bench, asked.rounds),
        "readers": lambda bench: readers(bench, asked.seconds),
        "full": lambda bench: full(bench, asked.steps),
        "outputs": lambda bench: outputs(bench, asked.steps),
        "damage": lambda bench: damage(bench, 5 * asked.rounds),
    }
    lost = 0
    try:
        bench = Bench(folder, asked.seed)
        bench.all_states()
        print(f"seed {asked.seed}; an undisturbed run takes {bench.taken['whole']:.2f} s,"
              f" an update {bench.taken['update']:.2f} s", flush=True)  # fmt: skip
        for name in chosen:
            bench.chance = random.Random(f"{asked.seed} {name}")
            began = time.perf_counter()
            try:
                said = runs[name](bench)
            except LostError as problem:
                said, lost = f"LOST: {problem}", lost + 1
            print(f"{name} ({time.perf_counter() - began:.0f} s): {said}", flush=True)
            if not lost:
                run = f"{date.today().isoformat()}, seed {asked.seed}"
                measure.keep(RESULTS, ["campaign", "result", "run"], [name, said, run], 3)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
