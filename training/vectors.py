"""Word vectors from raw news: `python training/vectors.py BUILD_DIR` makes `words.floret` from `words.txt`.

floret (Explosion, MIT) keeps vectors of character stretches in a table of fixed size, so that every name has one,
however rare, in 5 MB. One thread and a fixed order: the same input gives the same table.
"""

from __future__ import annotations

import sys
from pathlib import Path

import floret

DIMENSIONS, ROWS, EPOCHS = 64, 20_000, 6


def main(build: Path) -> None:
    """Train and write the table."""
    vectors = floret.train_unsupervised(
        str(build / "words.txt"),
        model="cbow",
        mode="floret",
        hashCount=2,
        bucket=ROWS,
        minn=4,
        maxn=5,
        minCount=5,
        dim=DIMENSIONS,
        lr=0.05,
        epoch=EPOCHS,
        neg=10,
        thread=1,
    )
    vectors.save_floret_vectors(str(build / "words.floret"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
