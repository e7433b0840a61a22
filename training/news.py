"""From annotated and raw news to what spaCy trains on: `python training/news.py NEWS_DIR BUILD_DIR`.

NEWS_DIR holds `train.jsonl` (annotated, see docs/model.md) and `articles.jsonl.gz` (raw). BUILD_DIR gets
  train.spacy dev.spacy  annotated articles with what the rules propose as tags; the development part is fixed by a
                         hash of the id
  raw.spacy              articles that nobody annotated, with what the rules propose, for pretraining and teachers
  words.txt              tokens of all raw articles, a paragraph a line, for the vectors
Articles of the development part are not in the last two. Same input, same output.
"""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans

from dronewatch import pipeline
from dronewatch.model import NAME_LABELS
from dronewatch.pipeline.candidates import take
from dronewatch.pipeline.tokenizer import split
from dronewatch.view import normalize

DEVELOPMENT_SHARE = 8  # one article in eight
RESET_SHARE = 3  # one article in three is set as other newspapers set theirs
EVERY_NAME = 3
RAW = 8_000  # articles
NO_BREAK, NARROW = "\u00a0", "\u202f"
STORED = ["ORTH", "SPACY", "TAG", "ENT_IOB", "ENT_TYPE"]


def is_development(article_id: str) -> bool:
    """Whether an article is kept from all training, by its id alone."""
    return zlib.crc32(article_id.encode()) % DEVELOPMENT_SHARE == 0


def is_reset(article_id: str) -> bool:
    """Whether an article is trained on with the typography of other newspapers."""
    return zlib.crc32(b"typography" + article_id.encode()) % RESET_SHARE == 0


def reset(text: str) -> str:
    """`text` with typographic apostrophes, guillemets for straight quotes and no-break spaces; same length.

    No-break spaces stand before high punctuation (narrow ones before all but the colon) and, as some papers set them,
    inside every third name, wide and narrow in turn.
    """
    out, opens = list(text.replace("'", "’")), True
    names = 0
    for at, char in enumerate(text):
        if char == '"':
            out[at] = "«" if opens else "»"
            opens = not opens
        elif char == " ":
            before, after = text[at - 1 : at], text[at + 1 : at + 2]
            inside = after.isupper() and (before == "." or text[max(0, text.rfind(" ", 0, at) + 1) : at][:1].isupper())
            names += inside
            if after in tuple(";?!") or (inside and names % (2 * EVERY_NAME) == 0):
                out[at] = NARROW
            elif after == ":" or (inside and names % EVERY_NAME == 0):
                out[at] = NO_BREAK
    return "".join(out)


def rules() -> spacy.Language:
    """The pipeline without a model: what lists and patterns propose, written on the tokens."""
    nlp = pipeline.build(model=pipeline.NO_MODEL)
    nlp.remove_pipe("dronewatch_merge")
    nlp.add_pipe("dronewatch_features")
    return nlp


def given(nlp: spacy.Language, article_id: str, text: str) -> Doc:
    """An article's tokens with the rules' proposals as tags, in the typography that its id chooses."""
    doc = nlp(reset(text) if is_reset(article_id) else text)
    take(doc)
    return doc


def annotated(nlp: spacy.Language, article: dict[str, Any]) -> Doc:
    """The article as a `Doc` with its names; a name that ends inside a token is widened to it."""
    doc = given(nlp, article["id"], article["text"])
    names = [
        doc.char_span(entity["start"], entity["end"], label=entity["label"], alignment_mode="expand")
        for entity in article["entities"]
        if entity["label"] in NAME_LABELS
    ]
    doc.ents = filter_spans(names)
    return doc


def raw(path: Path) -> Iterator[tuple[str, str]]:
    """Id and text (title first) of the raw articles that may be trained on."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if not is_development(article["id"]):
                yield article["id"], f"{article['title']}.\n{article['text']}"


def main(news: Path, build: Path) -> None:
    """Write the four files."""
    build.mkdir(parents=True, exist_ok=True)
    nlp = rules()
    train, dev, unnamed, seen = DocBin(STORED), DocBin(STORED), DocBin(STORED), set()
    with (news / "train.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            seen.add(article["id"])
            (dev if is_development(article["id"]) else train).add(annotated(nlp, article))
    train.to_disk(build / "train.spacy")
    dev.to_disk(build / "dev.spacy")
    fresh = (article for article in raw(news / "articles.jsonl.gz") if article[0] not in seen)
    for article_id, text in islice(fresh, RAW):
        unnamed.add(given(nlp, article_id, text))
    unnamed.to_disk(build / "raw.spacy")
    with (build / "words.txt").open("w", encoding="utf-8") as words:
        for _, text in raw(news / "articles.jsonl.gz"):
            for paragraph in text.split("\n"):
                tokens = [token for token in split(normalize(paragraph))[0] if not token.isspace()]
                if tokens:
                    words.write(" ".join(tokens) + "\n")
    print(f"{len(train)} articles to train on, {len(dev)} to develop with, {len(unnamed)} without names")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
