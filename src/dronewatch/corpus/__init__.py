"""Articles and where they come from: readers, encodings, metadata, sections.

    for article in read(["seeds"]):
        parts = sections(article.text, article.title)

A further format joins by one line in `readers.READERS`; everything else (folders, globs, gzip, ids, errors) is shared.
"""

from dronewatch.corpus.discover import SourceFile, files
from dronewatch.corpus.layout import sections
from dronewatch.corpus.readers import FORMATS, READERS
from dronewatch.corpus.reading import read, read_changed
from dronewatch.corpus.source import Reader, Source, Unchanged

__all__ = [
    "FORMATS",
    "READERS",
    "Reader",
    "Source",
    "SourceFile",
    "Unchanged",
    "files",
    "read",
    "read_changed",
    "sections",
]
