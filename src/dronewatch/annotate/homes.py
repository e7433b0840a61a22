"""Where annotation files lie: one folder for each corpus, below the folder of annotations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from dronewatch.annotate import files
from dronewatch.annotate.model import AnnotationFile
from dronewatch.errors import UsageError
from dronewatch.messages import tr
from dronewatch.model import Article


class Located(Protocol):
    """An article, as far as its place matters (`model.Article`)."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def file(self) -> str: ...  # noqa: D102
    @property
    def record(self) -> int | None: ...  # noqa: D102


def homes(
    articles: Iterable[Located],
    wanted: Collection[str],
    corpora: Sequence[str],
    golds: Sequence[AnnotationFile],
    folder: str | Path,
    name: str | None = None,
) -> dict[str, Path]:
    """The folder for the annotations of each `wanted` article (id) that `golds` do not have; `articles` are all.

    That is `name` below `folder`; else where other files of the article's corpus lie; else one that is called like the
    corpus: the folder or file of `corpora` (settings) that the article comes from.

    Raises `UsageError` for a name that leaves the folder, and where a corpus would share a folder with another.
    """
    if name is not None and (problem := files.unsafe(name)):
        raise UsageError(
            tr("the folder “{name}” {problem}", name=name, problem=problem),
            hint=tr("choose one below that of the annotations"),
        )
    roots = [Path(path) for path in corpora if Path(path).is_dir()]
    known = {gold.article: Path(gold.path).parent for gold in golds}
    found: dict[Path, Path] = {}
    new: dict[str, Path] = {}
    for article in articles:
        corpus = _corpus(article, roots)
        if article.id in known:
            found.setdefault(corpus, known[article.id])
        elif article.id in wanted:
            new[article.id] = corpus
    if name is not None:
        return dict.fromkeys(new, Path(folder) / name)
    for corpus in dict.fromkeys(new.values()):
        if corpus not in found:
            found[corpus] = _unshared(Path(folder) / _name(corpus), corpus, found, folder)
    return {article: found[corpus] for article, corpus in new.items()}


def _corpus(article: Located, roots: Sequence[Path]) -> Path:
    file = Path(article.file)
    inside = next((root for root in roots if file.is_relative_to(root)), None)
    return inside or (file.parent if article.record is None else file)


def _name(corpus: Path) -> str:
    name = corpus.absolute().name
    return (name.split(".")[0] if corpus.is_file() else name) or "articles"


def _unshared(home: Path, corpus: Path, found: Mapping[Path, Path], folder: str | Path) -> Path:
    other = next((each for each, taken in found.items() if taken == home), None)
    if other is not None or any(home.glob(f"*{files.SUFFIX}")):
        whose = tr("annotations of {other}", other=other) if other else tr("annotations of another corpus")
        hint = tr("--folder NAME chooses one below {folder}", folder=folder)
        raise UsageError(tr("is for {whose}, not of {corpus}", whose=whose, corpus=corpus), file=str(home), hint=hint)
    return home


def new(article: Article, home: Path, by: Iterable[str] = ()) -> AnnotationFile:
    """A file in the folder `home`, not yet written, in which nothing is decided.

    Raises `UsageError` for an id that cannot name a file.
    """
    path = str(files.path_for(home, article.id))
    return AnnotationFile(path=path, article=article.id, sha256=article.sha256, by=tuple(by))
