"""The trained model as the package ships it: `python training/package.py MODEL TARGET`.

What only training needs is left out: the optimizer's state is not saved by spaCy, the strings of the training articles
would be a third of a megabyte of words that floret vectors and hashed features never look up, the pretraining's
objective is no part of the package.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import spacy

LIMIT = 12_000_000  # bytes
SPACY = ">=3.8.2,<3.9.0"  # as far back as pyproject.toml, not only what trained it
CARD = "CARD.md"


def main(model: Path, target: Path) -> None:
    """Write MODEL to TARGET; the card that is there stays. Exits where the result is too large to ship."""
    nlp = spacy.load(model)
    nlp.meta |= {
        "name": "dronewatch_names",
        "description": "Names in French press articles; reads what dronewatch's lists and patterns propose.",
        "license": "CC BY-SA 4.0",
        "spacy_version": SPACY,
    }
    nlp.config["pretraining"] = {}
    nlp.config["initialize"]["init_tok2vec"] = None
    card = (target / CARD).read_text(encoding="utf-8") if (target / CARD).exists() else None
    shutil.rmtree(target, ignore_errors=True)
    nlp.to_disk(target)
    labels = sorted(nlp.get_pipe("ner").labels)
    (target / "vocab" / "strings.json").write_text(json.dumps(labels), encoding="utf-8")
    if card is not None:
        (target / CARD).write_text(card, encoding="utf-8")
    size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
    print(f"{target}: {size / 1e6:.1f} MB")
    if size > LIMIT:
        sys.exit(f"package.py: the model is larger than {LIMIT / 1e6:.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
