"""Names in raw news on which teachers agree: `python training/silver.py BUILD_DIR TEACHER...` makes `silver.spacy`.

The student then learns from many more articles than people have annotated, and from rules at work on articles that
nobody looked at when they were written: it learns how far to trust them. A name counts that more than half of the
teachers see with the same bounds and label, so that the chance of one training run weighs less.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import spacy
from news import STORED
from spacy.tokens import Doc, DocBin, Span


def agreed(docs: Sequence[Doc]) -> list[tuple[int, int, str]]:
    """The names (first token, token behind the last, label) that more than half of the same article's `docs` have."""
    votes = Counter((name.start, name.end, name.label_) for doc in docs for name in doc.ents)
    return sorted(name for name, count in votes.items() if 2 * count > len(docs))


def main(build: Path, teachers: Sequence[Path]) -> None:
    """Tag the articles of `raw.spacy` and write them."""
    readers = [spacy.load(teacher) for teacher in teachers]
    raw, silver = DocBin().from_disk(build / "raw.spacy"), DocBin(STORED)
    for seen in zip(*(reader.pipe(raw.get_docs(reader.vocab), batch_size=64) for reader in readers), strict=True):
        doc = seen[0]
        doc.set_ents([Span(doc, start, end, label=label) for start, end, label in agreed(seen)])
        silver.add(doc)
    silver.to_disk(build / "silver.spacy")
    print(f"{len(silver)} articles tagged by {len(readers)} teachers")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(teacher) for teacher in sys.argv[2:]])
