"""What a folder of facts says of itself: `_facts.json`, there once all parts are."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from dronewatch.errors import DataError, StorageError
from dronewatch.facts.schema import VERSION
from dronewatch.messages import tr

MANIFEST = "_facts.json"  # pandas, DuckDB and Spark pass over what begins with an underscore


@dataclass(frozen=True, slots=True)
class Manifest:
    """`version` of the schema, `pipeline` that tagged (its fingerprint), and how many `parts` and rows there are."""

    version: int
    pipeline: str
    parts: int
    articles: int
    sections: int
    spans: int


def finish(folder: str | Path, said: Manifest) -> None:
    """Write the manifest, which says that the facts are complete. StorageError where it cannot be written."""
    target = Path(folder) / MANIFEST
    draft = target.with_name(f".{MANIFEST}.{os.getpid()}.tmp")
    try:
        draft.write_text(json.dumps(asdict(said), indent=1) + "\n", encoding="utf-8")
        draft.replace(target)
    except OSError as problem:
        with suppress(OSError):
            draft.unlink()
        raise failed(target, problem) from None


def manifest(folder: str | Path) -> Manifest:
    """The manifest. DataError where there are no facts, where they are not complete, or of a newer schema."""
    file = Path(folder) / MANIFEST
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        version = int(said["version"])
        if version > VERSION:
            raise DataError(tr("facts of schema {version}, newer than {known}", version=version, known=VERSION),
                            file=str(folder), hint=tr("update dronewatch"))  # fmt: skip
        return Manifest(**{name: said[name] for name in Manifest.__dataclass_fields__})
    except (FileNotFoundError, NotADirectoryError):
        begun = (Path(folder) / "articles").is_dir()
        message = tr("the facts are not complete") if begun else tr("is no folder of facts")
        hint = (
            tr("{file} is missing: write them again", file=MANIFEST)
            if begun
            else tr("{file} is missing: dronewatch export --parquet writes one", file=MANIFEST)
        )
        raise DataError(message, file=str(folder), hint=hint) from None
    except OSError as problem:
        raise failed(file, problem) from None
    except (ValueError, KeyError, TypeError):
        raise DataError(
            tr("does not say what facts these are"), file=str(file), hint=tr("write the facts again")
        ) from None


def failed(path: Path, problem: OSError) -> StorageError:
    """A system error in terms of the file that the user knows."""
    reason = (problem.strerror or str(problem)).lower()
    return StorageError(tr("cannot be written: {reason}", reason=reason), file=str(path), hint=tr("is the disk full?"))
