"""A teacher's names in raw news: `python training/silver.py TEACHER NEWS_DIR BUILD_DIR` makes `silver.spacy`.

The student then learns from many more articles than people have annotated, and from rules at work on articles that
nobody looked at when they were written: it learns how far to trust them. Articles of the development part are left out.
"""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path

import spacy
from news import STORED, given, raw, rules
from spacy.tokens import DocBin

ARTICLES = 8_000


def main(teacher: Path, news: Path, build: Path) -> None:
    """Tag `ARTICLES` articles that are not annotated and write them."""
    nlp = rules()
    reader = spacy.load(teacher, vocab=nlp.vocab)
    with (news / "train.jsonl").open(encoding="utf-8") as lines:
        seen = {json.loads(line)["id"] for line in lines}
    fresh = ((article_id, text) for article_id, text in raw(news / "articles.jsonl.gz") if article_id not in seen)
    docs = (given(nlp, article_id, text) for article_id, text in islice(fresh, ARTICLES))
    silver = DocBin(STORED)
    for doc in reader.pipe(docs, batch_size=64):
        silver.add(doc)
    silver.to_disk(build / "silver.spacy")
    print(f"{len(silver)} articles tagged by {teacher}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
