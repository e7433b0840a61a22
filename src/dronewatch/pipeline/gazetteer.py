"""Component `dronewatch_gazetteer`: names that the shipped lists or the user's know."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from dronewatch import gazetteer
from dronewatch.pipeline.candidates import propose, text_of
from dronewatch.pipeline.component import Component


class GazetteerComponent(Component):
    """Finds names from lists. `to_disk` keeps a copy of the user's files, so that the pipeline works elsewhere."""

    def __init__(self, name: str, paths: Sequence[str] = ()):
        super().__init__(name, self._find)
        self.paths = [str(path) for path in paths]
        self._loaded: Any = None

    def load(self) -> None:
        """Read the lists now rather than with the first article; DataError where a file is bad."""
        self._loaded = gazetteer.load(self.paths)

    def _find(self, doc: Doc) -> Doc:
        if self._loaded is None:
            self.load()
        scanned = gazetteer.scan(text_of(doc), self._loaded)
        found = [span for span in scanned if span.label != gazetteer.IGNORED]
        propose(doc, "gazetteer", found)
        propose(doc, "ignored", [span for span in scanned if span.label == gazetteer.IGNORED])
        if self.paths:
            own = {f"gazetteer:{Path(path).stem}" for path in self.paths}
            propose(doc, "user", [span for span in found if span.source in own])
        return doc

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Copy the user's files into the folder `path`, in the order in which they were given."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for number, source in enumerate(self.paths):
            # The number keeps the order, a folder of its own the name, which a span's source shows.
            target = folder / f"{number:03d}" / Path(source).name
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(source, target)

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> GazetteerComponent:
        """Read the copies that `to_disk` made instead of the files that the configuration names."""
        self.paths = [str(file) for file in sorted(Path(path).glob("*/*"))]
        self._loaded = None
        return self


@Language.factory("dronewatch_gazetteer", default_config={"paths": []}, retokenizes=False)
def create(nlp: Language, name: str, paths: Sequence[str]) -> GazetteerComponent:
    """`paths`: the user's gazetteer files; the shipped ones are always there."""
    return GazetteerComponent(name, paths)
