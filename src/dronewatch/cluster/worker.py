"""What runs on a worker: it reads its own part of the input and writes its own part of the facts."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from dronewatch import corpus, engine, facts, resolve
from dronewatch.cluster import journal, plan
from dronewatch.cluster.journal import Receipt
from dronewatch.cluster.plan import Block, Partition, Survey
from dronewatch.cluster.storage import Store
from dronewatch.engine import Options
from dronewatch.engine.local import Tagger
from dronewatch.errors import DronewatchError, UsageError
from dronewatch.messages import tr
from dronewatch.model import Article, TaggedArticle

_BATCH = 32

# What tags, by its fingerprint: loaded at the first partition, kept for the next ones, of another run too.
_tagger: tuple[str, Tagger] | None = None
# A pipeline is used by one thread at a time; threads of Python would not make it faster.
_alone = threading.Lock()


@dataclass(frozen=True, slots=True)
class Job:
    """What all partitions of a run share: where facts go, how to tag, the fingerprint of what tags, and the name of
    the run.
    """

    out: str
    options: Options
    pipeline: str
    run: str


def survey(block: Block, part_bytes: int) -> Survey | None:
    """`plan.survey`."""
    return plan.survey(block, part_bytes)


def tag(partition: Partition, job: Job) -> Receipt:
    """Read, tag and write one partition, then sign for it. Done twice, the same files are written again.

    Raises UsageError where this worker would tag otherwise than the client asks, StorageError where facts cannot be
    written or another run has begun. What cannot be read is in the receipt.
    """
    with _alone:
        tagger = _loaded(job)
        store = Store(job.out)
        problems: list[DronewatchError] = []
        articles = corpus.read(partition.files, on_error=problems.append)
        part = store.write_part(_tagged(articles, tagger, store, job.run), partition.number, pipeline=job.pipeline)
        receipt = Receipt(partition.key, part.articles, part.sections, part.spans, journal.told(problems))
        journal.sign(store, partition.number, receipt)
        return receipt


def without(number: int, receipt: Receipt, clashes: dict[str, DronewatchError], job: Job) -> Receipt:
    """Write a part anew without the articles whose ids `clashes` has, which say why."""
    store = Store(job.out)
    journal.check(store, job.run)
    store.remove(journal.receipt_name(number))  # killed before it is signed again, the partition is done again
    with store.parts(number) as folder:
        kept = facts.read_part(folder, number, keep=lambda article: article.id not in clashes)
        part = store.write_part(kept, number, pipeline=job.pipeline)
    signed = replace(receipt, articles=part.articles, sections=part.sections, spans=part.spans,
                     clashes=journal.told([*clashes.values()]))  # fmt: skip
    journal.sign(store, number, signed)
    return signed


def _loaded(job: Job) -> Tagger:
    """The pipeline of the run, which must be what this worker has."""
    global _tagger
    if _tagger is None or _tagger[0] != job.pipeline:
        mine = engine.fingerprint(job.options, anywhere=True)
        if mine != job.pipeline:
            raise UsageError(tr("a worker has other rules, lists or model than this machine"),
                    hint=tr("install the same version of dronewatch everywhere, and the same lists"))  # fmt: skip
        _tagger = job.pipeline, Tagger(job.options)
    return _tagger[1]


def _tagged(articles: Iterable[Article], tagger: Tagger, store: Store, run: str) -> Iterator[TaggedArticle]:
    stream = iter(articles)
    while batch := list(islice(stream, _BATCH)):
        yield from map(resolve.named, tagger.tag(batch))
    journal.check(store, run)  # the client may have died meanwhile; what raises here is never put in place
