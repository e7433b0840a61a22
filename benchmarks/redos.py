"""Does anything take more than linear time? Every pattern of the package, on growing inputs made from itself; and
reading and tagging as a whole, on growing texts that mean harm.

    python benchmarks/redos.py [--texts | --patterns | --only WORDS] [--quick]

Which patterns there are and how they are used is seen while the package works (redos_use.py); inputs are made from the
parse of each (redos_inputs.py): every part that may come again, and then what does not fit. An input grows up to
64,000 characters: what is done soon even then is linear enough, as most are. What takes longer is doubled, and may then
take at most 2.5 times as long, in processor time, the least of several. The texts are those of redos_texts.py.

Four minutes on one core. Writes benchmarks/results/redos.md, or the half that is asked for; exits with 1 where any
does not hold.
"""

from __future__ import annotations

import argparse
import gc
import platform
import re
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import redos_inputs
import redos_texts
import redos_use

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "redos.md"
LIMIT = 2.5
DOUBTFUL = 2.2  # measured again, and longer
FIRST, SCREENED, LONGEST = 1 << 8, 1 << 16, 1 << 20  # characters
SOON = 0.008  # seconds for `SCREENED` characters in which no square of them fits
ENOUGH = 0.02  # seconds that can be measured
SURE = 0.3  # seconds after which doubling has shown what it can
GIVEN_UP = 10.0  # seconds for one measurement
TEXTS = (1 << 14, 1 << 17)  # characters
TEXT_ENOUGH, TEXT_SURE = 0.1, 1.0  # seconds

# Patterns that are never given more than some characters, however long a text is: where they are made, how many at
# most, why. Each run sees to it that it is so, on long texts; they are tried with inputs of that length.
BOUNDED = {
    "gazetteer.context._any()": (100, "the words around a name that is only meant in context (`context.REACH`)"),
}


class Measured(NamedTuple):
    """The ratio of two doublings (0 where all was done soon), what grew, and its length."""

    ratio: float
    what: str
    length: int


class _TooLongError(Exception):
    pass


@contextmanager
def _given_up() -> Iterator[None]:
    """Ends what takes `GIVEN_UP` seconds of processor time."""

    def stop(*_: object) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, GIVEN_UP)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def taken(do: Callable[[], object]) -> float:
    """Seconds of processor time, infinite where it was given up."""
    began = time.process_time()
    try:
        with _given_up():
            do()
    except _TooLongError:
        return float("inf")
    return time.process_time() - began


def doubled(short: Callable[[], object], long: Callable[[], object], rounds: int = 6) -> float:
    """How many times as long `long` takes: the least time of each, in turns, until it is no longer in doubt."""
    least_short = least_long = float("inf")
    for _ in range(rounds):
        least_long = min(least_long, taken(long))
        if least_long == float("inf"):
            break
        least_short = min(least_short, taken(short))
        if least_long / max(least_short, 1e-6) <= DOUBTFUL:
            break
    return least_long / max(least_short, 1e-6) if least_long < float("inf") else least_long


def grown(at: Callable[[int], Callable[[], object]]) -> tuple[float, int]:
    """The ratio for the last doubling of an input that grows, and its length; 0 where it was done soon."""
    length = FIRST
    while (long := taken(at(length))) < ENOUGH and length < SCREENED:
        length *= 4
    if long < SOON:
        return 0.0, length
    ratio = doubled(at(length // 2), at(length))
    while DOUBTFUL < ratio < float("inf") and length < LONGEST and taken(at(length)) < SURE:
        length *= 2
        ratio = doubled(at(length // 2), at(length))
    return ratio, length


def asked(pattern: Any, way: str, parts: tuple[str, str, str], length: int) -> Callable[[], object]:
    """A function that has the pattern look through an input of that length: before, again and again, behind."""
    before, unit, end = parts
    text: Any = before + unit * max(length // len(unit), 1) + end
    if isinstance(pattern.pattern, bytes):
        text = text.encode("utf-8", "replace")
    use = getattr(pattern, way)
    if way != "finditer":
        return lambda: use(text)

    def every() -> None:
        for _ in use(text):
            pass

    return every


def worst(use: redos_use.Use) -> tuple[Measured, int]:
    """The largest ratio that an input gives, of all ways in which the pattern is used, and the number of inputs."""
    result, tried = Measured(0.0, "", 0), 0
    bound = BOUNDED.get(use.where, (0, ""))[0]
    if use.widest > bound > 0:
        return Measured(float("inf"), f"it is given {use.widest} characters, not {bound} at most", use.widest), 0
    for parts in redos_inputs.inputs(use.source, use.pattern.flags):
        for way in use.ways:
            tried += 1
            if bound:
                soon = min(taken(asked(use.pattern, way, parts, bound)) for _ in range(2)) < SOON
                ratio, length = 0.0 if soon else float("inf"), bound
            else:
                ratio, length = grown(lambda length, way=way, parts=parts: asked(use.pattern, way, parts, length))  # type: ignore[misc]
            if ratio > result.ratio:
                before, unit, end = parts
                result = Measured(ratio, f"{before[-20:]!r} + n × {unit[:30]!r} + {end!r}", length)
            if ratio > LIMIT:
                return result, tried
    return result, tried


def texts(kinds: Iterable[str], lengths: tuple[int, int]) -> Iterator[tuple[Measured, float]]:
    """For each kind of text: the ratio of the last doubling, and microseconds a character."""
    tag = redos_use.tagger()
    tag("Le ministre de l’Intérieur paie 3 millions d’euros.")
    number = count()

    def at(kind: str, length: int) -> Callable[[], object]:
        text = redos_texts.text(kind, length)
        return lambda: tag(f"{text}\n{next(number)}")  # never the same: views of texts are kept

    for kind in kinds:
        gc.collect()
        length = lengths[0]
        while (seconds := taken(at(kind, length))) < TEXT_ENOUGH and length < lengths[-1]:
            length *= 2
        ratio = doubled(at(kind, length // 2), at(kind, length))
        # Beyond some length views of a text are not kept: that is a step, not growth.
        while DOUBTFUL < ratio < float("inf") and length < LONGEST and seconds < TEXT_SURE:
            length *= 2
            seconds = taken(at(kind, length))
            ratio = doubled(at(kind, length // 2), at(kind, length))
        yield Measured(ratio, repr(kind[:60]), length), seconds / length * 1e6


def of_patterns(only: str | None, quick: bool) -> tuple[list[str], int]:
    """Lines of the report about patterns, and how many do not hold."""
    kinds = redos_texts.KINDS[:: 20 if quick else 1]
    pages = [] if quick else [*(ROOT / "seeds").glob("*.txt"), ROOT / "docs" / "understood.md"]
    watched = [*(redos_texts.text(kind, 3000) for kind in kinds), *redos_texts.SENTENCES]
    watched += [page.read_text("utf-8") for page in pages]
    uses, missed = redos_use.uses(watched)
    chosen = [
        use
        for use in sorted(uses, key=lambda use: (use.where, use.source))
        if not only or only in f"{use.where} {use.source}"
    ]
    if quick:
        chosen = [use for use in chosen if use.where in BOUNDED or use.where.startswith("corpus.frontmatter.")]
    found: list[tuple[Measured, redos_use.Use]] = []
    tried = 0
    for use in chosen:
        measured, number = worst(use)
        tried += number
        found.append((measured, use))
        if measured.ratio > LIMIT:
            print(f"{measured.ratio:.2f} {use.where}: {measured.what} in {use.source[:100]!r}", flush=True)
    found.sort(key=lambda each: -each[0].ratio)
    bad = sum(measured.ratio > LIMIT for measured, _ in found)
    bounded = sum(use.where in BOUNDED for use in chosen)
    soon = sum(not measured.ratio for measured, use in found if use.where not in BOUNDED)
    lines = [
        f"{len(found)} patterns, on {tried:,} inputs; {bad} beyond {LIMIT}.",
        f"{soon} were done with {SCREENED:,} characters within {SOON * 1000:.0f} ms whatever these were, "
        f"{bounded} are never given more than some characters, the others were measured. The largest ratios:",
        "",
        "| time, doubled | length | pattern | input |",
        "| ---: | ---: | :--- | :--- |",
        *(
            f"| {measured.ratio:.2f} | {measured.length:,} | `{use.where}` | {_code(measured.what)} |"
            for measured, use in found[:10]
            if measured.ratio
        ),
        "",
        "Never given more, and watched for it on long texts:",
        "",
        *(f"- `{where}`, {most} characters: {why}" for where, (most, why) in BOUNDED.items()),
    ]
    if missed:
        lines += ["", f"Made only where something else is at hand, not tried: {', '.join(missed)}."]
    return lines, bad


def of_texts(quick: bool) -> tuple[list[str], int]:
    """Lines of the report about reading and tagging, and how many texts do not hold."""
    found = []
    for measured, cost in texts(redos_texts.KINDS[:: 40 if quick else 1], (TEXTS[0], TEXTS[0]) if quick else TEXTS):
        found.append((measured, cost))
        if measured.ratio > LIMIT and not quick:
            print(f"{measured.ratio:.2f} {measured.what} of {measured.length} characters", flush=True)
    bad = sum(measured.ratio > LIMIT for measured, _ in found)
    found.sort(key=lambda each: -each[0].ratio)
    slow = max(found, key=lambda each: each[1])
    lines = [
        f"{len(found)} kinds of text, up to {TEXTS[-1]:,} characters; {bad} beyond {LIMIT}.",
        f"At most {slow[1]:.0f} µs a character ({_code(slow[0].what)}). The largest ratios:",
        "",
        "| time, doubled | length | µs a character | text |",
        "| ---: | ---: | ---: | :--- |",
        *(
            f"| {measured.ratio:.2f} | {measured.length:,} | {cost:.1f} | {_code(measured.what)} |"
            for measured, cost in found[:10]
        ),
    ]
    return lines, 0 if quick else bad


def _code(text: str) -> str:
    return f"`` {text} ``".replace("|", "\\|")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--only", help="patterns whose place or text holds these words, and no texts")
    part.add_argument("--patterns", action="store_true", help="this half alone")
    part.add_argument("--texts", action="store_true", help="this half alone")
    parser.add_argument("--quick", action="store_true", help="a few of both, to see that it works")
    arguments = parser.parse_args()

    parts: dict[str, tuple[list[str], int]] = {}
    if not (arguments.patterns or arguments.only):
        # In a process of its own, where nobody watches: that costs time.
        with ProcessPoolExecutor(1) as process:
            parts["Texts"] = process.submit(of_texts, arguments.quick).result()
    if not arguments.texts:
        redos_use.watch()
        parts["Patterns"] = of_patterns(arguments.only, arguments.quick)
    measured = f"Measured {time.strftime('%Y-%m-%d')}, Python {platform.python_version()}."
    sections = {name: "\n".join([f"## {name}", "", *lines, "", measured, ""]) for name, (lines, _) in parts.items()}
    print("\n".join(sections.values()))
    if not (arguments.only or arguments.quick):
        known = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
        kept = {
            text.partition("\n")[0].strip(): f"## {text}" for text in re.split("^## ", known, flags=re.M)[1:]
        } | sections
        halves = [kept[name].rstrip("\n") + "\n" for name in sorted(kept)]
        RESULTS.write_text("\n".join(["# Inputs that grow\n", *halves]), encoding="utf-8")
    return 1 if any(bad for _, bad in parts.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
