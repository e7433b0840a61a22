"""Articles and their annotation files, brought together by id and checked by hash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dronewatch.annotate import files
from dronewatch.annotate.model import AnnotationFile
from dronewatch.errors import DataError, DronewatchError
from dronewatch.messages import tr
from dronewatch.model import Article

Report = Callable[[DronewatchError], None]


@dataclass(frozen=True, slots=True)
class Matched:
    """Annotation files beside the corpus, by path, those under a name that is not their article's last.

    `fresh` are of an article's very text, `stale` of another text of an article, `orphans` have no article. `unchecked`
    are folders of which the corpus has no article at all, with the number of their files: their corpus is not there.
    `problems` are second files for one article.
    """

    fresh: tuple[AnnotationFile, ...]
    stale: tuple[AnnotationFile, ...]
    orphans: tuple[AnnotationFile, ...]
    unchecked: Mapping[str, int]
    problems: tuple[DataError, ...]

    @property
    def corpora(self) -> tuple[str, ...]:
        """The names of the corpora that are there: those of the folders of fresh and stale files."""
        return tuple(sorted({Path(folder(each)).name for each in (*self.fresh, *self.stale)}))

    @property
    def by_article(self) -> dict[str, AnnotationFile]:
        """The fresh files, the first for each article."""
        return {each.article: each for each in reversed(self.fresh)}


def folder(annotation: AnnotationFile) -> str:
    """The folder that an annotation file lies in: one for each corpus, under its name."""
    return str(Path(annotation.path).parent)


def misnamed(annotation: AnnotationFile) -> bool:
    """Whether a file has another name than the annotations of its article have, where nobody would look for it."""
    return Path(annotation.path).name != files.path_for(".", annotation.article).name


def match(hashes: Mapping[str, Collection[str]], annotations: Iterable[AnnotationFile]) -> Matched:
    """Which annotation file speaks of which article, given the articles' `sha256` by id: several for an id that several
    corpora use.

    Files for one id in different folders are of different corpora: where one is fresh, another that is not speaks of a
    corpus that is not there, unless its folder has fresh files too.
    """
    found = sorted(annotations, key=lambda each: (misnamed(each), each.path))
    folders = {each.path: folder(each) for each in found}
    fresh = {each.path: each for each in found if each.sha256 in hashes.get(each.article, ())}
    answered = {each.article for each in fresh.values()}
    others = [each for each in found if each.path not in fresh]
    waiting = [each for each in others if each.article in hashes and each.article not in answered]
    there = {folders[each.path] for each in (*fresh.values(), *waiting)}
    seconds = _seconds(found, folders, fresh, hashes)
    stale = [each for each in others if each.article in hashes and folders[each.path] in there]
    orphans = [each for each in others if each.article not in hashes and folders[each.path] in there]
    return Matched(
        tuple(fresh.values()),
        tuple(each for each in stale if each.path not in seconds),
        tuple(each for each in orphans if each.path not in seconds),
        Counter(folders[each.path] for each in others if folders[each.path] not in there),
        tuple(seconds.values()),
    )


def _seconds(
    annotations: Iterable[AnnotationFile], folders: Mapping[str, str], fresh: Collection[str], known: Collection[str]
) -> dict[str, DataError]:
    """Second files for one article, by path: in the same folder (where ids of `known` articles that differ in case
    alone are as good as one), or for the same text.
    """
    first: dict[tuple[str, str], AnnotationFile] = {}
    found = {}
    for each in annotations:
        keys = [(each.article.casefold() if each.article in known else each.article, folders[each.path])]
        if each.path in fresh:
            keys.append((each.article, each.sha256))
        other = next((first[key] for key in keys if key in first), None)
        if other is not None:
            found[each.path] = second(each, other)
        first |= {key: each for key in keys if key not in first}
    return found


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
            report(second(gold, first))
    return found


def fresh(article: Article, gold: AnnotationFile) -> bool:
    """Whether the annotations are of this very text."""
    return gold.article == article.id and gold.sha256 == article.sha256


def stale(gold: AnnotationFile) -> DataError:
    """What to say about annotations of another text."""
    hint = tr("dronewatch annotate rebase carries the annotations over")
    return _problem(
        gold, "sha256", tr("is stale: the corpus has another text of “{article}”", article=gold.article), hint
    )


def second(gold: AnnotationFile, first: AnnotationFile) -> DataError:
    """What to say about a second file for an article, or one whose name some systems take for that of the first."""
    if gold.article != first.article:
        message = tr(
            "“{article}” and “{article2}” differ in case alone, some systems keep one file for both",
            article=gold.article,
            article2=first.article,
        )
        return _problem(gold, "article", message, tr("give one of the articles another id"))
    message = tr("“{article}” has two annotation files, the other is {path}", article=gold.article, path=first.path)
    return _problem(gold, "article", message, tr("keep one"))


def orphan(gold: AnnotationFile, hint: str | None = None) -> DataError:
    """What to say about annotations without an article."""
    return _problem(gold, "article", tr("there is no article “{article}” in the corpus", article=gold.article), hint)


def _problem(gold: AnnotationFile, key: str, message: str, hint: str | None) -> DataError:
    return DataError(message, file=gold.path, line=gold.lines.get(key, 1), hint=hint)
