"""No sentence of the corpora beside the project has entered it: no long run of their words occurs in any project file.

Words are compared in lower case and without punctuation, so that neither typography nor line breaks nor the marks of
inline-annotated examples hide a copy. Facts and names are free: they make shorter runs.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

import pytest

SEED_RUN = 10  # words in a row that no project file may share with a source article
NEWS_RUN = 12  # idioms recur in nine million words of news
NAMES = "src/dronewatch/gazetteer/data/"  # official names, some of them longer than that, which news use as well

_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(r"</?[A-Z_]+(?:\s[^<>\n]*)?>")
_ESCAPE = re.compile(r"\\(?:[nrt]|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))")


def words(text: str) -> list[str]:
    """The words of `text`: runs of letters and digits, composed (NFC), in lower case."""
    return _WORD.findall(normalize("NFC", text).lower())


def source_words(line: str) -> list[str]:
    """The words that a line of a project file shows a reader: escapes decoded, annotation marks taken out."""
    if "<" in line:
        line = _MARK.sub("", line)
    if "\\" in line:
        line = _ESCAPE.sub(lambda escape: chr(int(escape[1] or escape[2] or "20", 16)), line)
    return words(line)


@dataclass
class Project:
    """The words of all files in one list, each with its file and line; every block of words leads to its places."""

    words: list[str] = field(default_factory=list)
    places: list[tuple[str, int]] = field(default_factory=list)

    def add(self, file: str, text: str) -> None:
        for number, line in enumerate(text.split("\n"), 1):
            found = source_words(line)
            self.words += found
            self.places += [(file, number)] * len(found)
        self.words.append("\0")  # equals no word, so that no run crosses from file to file
        self.places.append((file, 0))

    def blocks(self, length: int) -> dict[int, list[int]]:
        """Where each block of `length` words begins, by hash. Blocks of bare numbers say nothing and are left out."""
        index: dict[int, list[int]] = {}
        for at in range(len(self.words) - length + 1):
            block = tuple(self.words[at : at + length])
            if not all(map(str.isdigit, block)):
                index.setdefault(hash(block), []).append(at)
        return index


def copied(project: Project, texts: Iterable[tuple[str, str]], run: int) -> Iterator[str]:
    """One line for each run of at least `run` words that the project shares with a text; `texts` are (name, text).

    Any such run of a text holds a whole block of run/2 words that begins at a multiple of run/2, so only these are
    looked up, then grown to both sides.
    """
    length = run // 2
    index = project.blocks(length)
    ours = project.words
    for name, text in texts:
        theirs = words(text)
        seen: set[tuple[int, int]] = set()
        for start in range(0, len(theirs) - length + 1, length):
            for at in index.get(hash(tuple(theirs[start : start + length])), ()):
                low, high = 0, 0
                while low < min(at, start) and ours[at - low - 1] == theirs[start - low - 1]:
                    low += 1
                while at + high < len(ours) and start + high < len(theirs) and ours[at + high] == theirs[start + high]:
                    high += 1
                if low + high >= run and (at - low, start - low) not in seen:
                    seen.add((at - low, start - low))
                    file, line = project.places[at - low]
                    yield f"{file}:{line}: as in {name}: {' '.join(ours[at - low : at + high])}"


def project_files(root: Path) -> list[Path]:
    """Files under version control or on their way there; without git, everything but hidden and built folders."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root, capture_output=True
    )
    if listing.returncode == 0:
        names = sorted(set(listing.stdout.decode("utf-8").split("\0")) - {""})
        return [root / name for name in names if (root / name).is_file()]
    away = {"build", "dist", "__pycache__"}
    return sorted(
        path
        for path in root.rglob("*")
        if path.is_file() and not any(part.startswith(".") or part in away for part in path.relative_to(root).parts)
    )


@pytest.fixture(scope="module")
def project(root: Path) -> Project:
    result = Project()
    for path in project_files(root):
        content = path.read_bytes()
        if b"\0" not in content:  # text of some kind
            result.add(path.relative_to(root).as_posix(), content.decode("utf-8", "replace"))
    return result


def news(folder: Path) -> Iterator[tuple[str, str]]:
    """(id, title and text) of every news article."""
    for path in (folder / "train.jsonl", folder / "articles.jsonl.gz"):
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
            for line in lines:
                record = json.loads(line)
                yield record["id"], f"{record['title']}\n{record['text']}"


def test_the_project_is_read(project: Project) -> None:
    files = {file for file, _ in project.places}
    assert {"seeds/000_parrot-police.txt", "tests/test_nothing_copied.py", "pyproject.toml"} <= files


def test_no_run_of_a_source_article(project: Project, shared: Path) -> None:
    sources = sorted((shared / "seeds").glob("*.txt"))
    assert len(sources) == 5
    texts = [(path.name, path.read_text("utf-8")) for path in sources]
    found = list(copied(project, texts, SEED_RUN))
    assert not found, "\n".join(found)


def test_no_run_of_the_news(project: Project, shared: Path) -> None:
    found = [line for line in copied(project, news(shared / "news"), NEWS_RUN) if not line.startswith(NAMES)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("shift", range(12))
def test_a_copy_is_found(shift: int) -> None:
    copy = "un deux <MONEY amount=3>trois</MONEY> QUATRE cinq\n# six l\\u2019eau sept, huit-neuf dix"
    project = Project()
    project.add("other.txt", "un deux trois quatre cinq")
    project.add("file.py", f"first line\n{copy}")
    original = "x " * shift + "Un deux trois quatre cinq six l'eau sept « huit neuf » dix et puis rien"
    expected = "file.py:2: as in theirs: un deux trois quatre cinq six l eau sept huit neuf dix"
    assert list(copied(project, [("theirs", original)], 12)) == [expected]
    assert list(copied(project, [("theirs", original)], 10)) == [expected]
    assert list(copied(project, [("theirs", original)], 14)) == []
