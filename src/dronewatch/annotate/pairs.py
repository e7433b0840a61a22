"""Articles and their annotation files, brought together by id and checked by hash."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from dronewatch.annotate import files
from dronewatch.annotate.model import AnnotationFile
from dronewatch.errors import DataError, DronewatchError
from dronewatch.model import Article

Report = Callable[[DronewatchError], None]


def by_article(folder: str | Path, report: Report) -> dict[str, AnnotationFile]:
    """The annotation files of `folder` (or the one file) by their articles' ids; empty where there is no folder.

    What cannot be read, and a second file for an article, goes to `report`.
    """
    found: dict[str, AnnotationFile] = {}
    if not Path(folder).exists():
        return found
    for gold in files.folder(folder, report):
        first = found.setdefault(gold.article, gold)
        if first is not gold:
            report(DataError(f"“{gold.article}” has another file: {first.path}", file=gold.path, hint="keep one"))
    return found


def fresh(article: Article, gold: AnnotationFile) -> bool:
    """Whether the annotations are of this very text."""
    return gold.article == article.id and gold.sha256 == article.sha256


def stale(gold: AnnotationFile) -> DataError:
    """What to say about annotations of another text."""
    hint = "dronewatch annotate rebase carries them over"
    return DataError(
        f"the annotations are of another text of “{gold.article}”",
        file=gold.path,
        line=gold.lines.get("sha256"),
        hint=hint,
    )


def chosen(articles: Iterable[Article], wanted: Collection[str], report: Report) -> list[Article]:
    """The articles whose ids are `wanted`, all where none is; an id that no article has goes to `report`."""
    found = [article for article in articles if not wanted or article.id in wanted]
    for identity in wanted:
        if all(article.id != identity for article in found):
            report(DataError(f"no article “{identity}”", hint="dronewatch articles lists them"))
    return found


def corpus_of(article: Article) -> str:
    """The name of an article's corpus, which names the folder of its annotations: that of the folder that it lies in,
    of a JSONL file its own without suffixes.
    """
    path = Path(article.file)
    if article.record is not None:
        return path.name.split(".")[0] or "articles"
    return path.absolute().parent.name or "articles"


def new(article: Article, folder: str | Path, by: Iterable[str] = ()) -> AnnotationFile:
    """An annotation file for `article`, not yet written, in which nothing is decided. UsageError for an id that cannot
    name a file.
    """
    path = files.path_for(Path(folder) / corpus_of(article), article.id)
    return AnnotationFile(path=str(path), article=article.id, sha256=article.sha256, by=tuple(by))
