"""Facts written by worker processes of a real cluster: the same as tagging here, whatever happens to the workers."""

from __future__ import annotations

import gzip
import json
import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dask
import pytest
from distributed import Client, LocalCluster
from distributed.utils import get_mp_context

from dronewatch import cluster, corpus, engine, facts, resolve
from dronewatch.cluster import connect, crew, journal
from dronewatch.cluster.plan import Partition
from dronewatch.cluster.storage import Store
from dronewatch.cluster.worker import Job, tag, without
from dronewatch.engine import Options
from dronewatch.engine.local import Tagger
from dronewatch.errors import DataError, DronewatchError, StorageError, UsageError
from dronewatch.model import TaggedArticle

from . import faulty

RULES = Options(model="none")
TAGGER = Tagger(RULES)
TEXTS = [
    "Le ministère de l’Intérieur achète {} drones.",
    "M. Kerbrat paie 3,5 M€ à Airbus en {}.",
    "Rien {}.\n\nDe plus.",
]


# What a worker imports: forked from a process that has it, a worker starts in a tenth of the time.
IMPORTED = ["distributed", "spacy", "pyarrow.parquet", "dronewatch.cluster.worker", "dronewatch.pipeline"]


@pytest.fixture(scope="module")
def workers() -> Iterator[LocalCluster]:
    faulty.register()
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": "127.0.0.1:0"}
    with dask.config.set({"distributed.worker.multiprocessing-method": "forkserver"}):
        get_mp_context()  # sets a list of its own, once
    multiprocessing.set_forkserver_preload(IMPORTED)
    with (
        dask.config.set(
            {
                "distributed.scheduler.allowed-failures": 1,
                "distributed.worker.multiprocessing-method": "forkserver",
                **connect.SETTINGS,
            }
        ),
        LocalCluster(**options, silence_logs=logging.CRITICAL + 1, preload=[faulty.__file__]) as started,
    ):
        yield started


@pytest.fixture
def scheduler(workers: LocalCluster) -> str:
    return str(workers.scheduler_address)


class Run:
    """One folder of facts, and what its runs said."""

    def __init__(self, folder: Path, scheduler: str):
        self.folder, self.scheduler = folder, scheduler
        self.out = str(folder / "facts")
        self.problems: list[DronewatchError] = []
        self.notes: list[str] = []

    def __call__(self, *inputs: str | Path, **options: Any) -> cluster.Outcome:
        self.problems.clear()
        settings = {"options": RULES, "scheduler": self.scheduler, "part_bytes": 1500, **options}
        names = [str(each) for each in inputs]
        return cluster.write(names, self.out, report=self.problems.append, note=self.notes.append, **settings)

    @property
    def path(self) -> Path:
        return Path(self.out.removeprefix("faulty://"))

    def facts(self) -> list[TaggedArticle]:
        return list(facts.read(self.path))

    def files(self) -> dict[str, bytes]:
        """Every file below `out`, by its path there."""
        return {str(file.relative_to(self.path)): file.read_bytes() for file in self.path.rglob("*") if file.is_file()}

    def drafts(self) -> list[str]:
        return [name for name in self.files() if name.endswith(".tmp")]


@pytest.fixture
def run(tmp_path: Path, scheduler: str) -> Run:
    return Run(tmp_path, scheduler)


def _records(path: Path, count: int, start: int = 0) -> Path:
    path.write_text("".join(_record(f"{path.stem}{n}", n) for n in range(start, start + count)), encoding="utf-8")
    return path


def _record(identity: str, number: int) -> str:
    return json.dumps({"id": identity, "text": TEXTS[number % 3].format(number)}, ensure_ascii=False) + "\n"


def _here(*paths: Path) -> list[TaggedArticle]:
    articles = list(corpus.read(paths, on_error=lambda problem: None))
    return [resolve.named(tagged) for tagged in TAGGER.tag(articles)]


def test_same_rows_as_tagging_here(run: Run) -> None:
    paths = [_records(run.folder / "a.jsonl", 60), run.folder / "b.jsonl.gz", run.folder / "c.txt"]
    paths[1].write_bytes(gzip.compress("".join(_record(f"b{n}", n) for n in range(150)).encode()))
    paths[2].write_text("Le préfet commande 3 drones.")
    outcome = run(*paths)
    assert outcome.partitions > 4 and outcome.done == outcome.partitions and not outcome.missing
    assert not run.problems
    assert run.facts() == _here(*paths)
    before = run.files()
    assert run(*paths).done == 0
    assert run.files() == before


def test_a_corrupt_partition_is_said_and_the_others_go_on(run: Run) -> None:
    path = _records(run.folder / "a.jsonl", 60)
    lines = path.read_text().splitlines(keepends=True)
    lines[40] = "}{ no JSON\n"
    path.write_text("".join(lines))
    cut = run.folder / "b.jsonl.gz"
    whole = gzip.compress("".join(_record(f"b{n}", n) for n in range(300)).encode())
    cut.write_bytes(whole[: len(whole) // 2])
    outcome = run(path, cut)
    assert not outcome.missing
    assert [(each.file, each.line) for each in run.problems] == [(str(path), 41), (str(cut), None)]
    assert run.facts() == _here(path, cut)
    assert run(path, cut).done == 1  # a file that could not be read to its end is tried again, a record is not
    assert len(run.problems) == 2
    cut.write_bytes(whole)
    again = run(path, cut)
    assert 0 < again.done < again.partitions
    assert [each.line for each in run.problems] == [41]
    assert run.facts() == _here(path, cut)


def test_a_full_disk_is_said_and_the_run_goes_on_later(run: Run) -> None:
    path = _records(run.folder / "a.jsonl", 120)
    run.out = f"faulty://{run.folder}/full/facts"
    flag = run.folder / "full.flag"
    done: list[int] = []

    def fill(count: int, total: int) -> None:
        done.append(count)
        if count == 3:
            flag.touch()

    with pytest.raises(StorageError, match=r"no space left on device \(is the disk full\?\)"):
        run(path, progress=fill)
    there = len([name for name in run.files() if name.startswith("_partitions/part-")])
    flag.unlink()
    outcome = run(path)  # another worker may have finished its part since
    assert 3 <= there <= outcome.partitions - outcome.done < outcome.partitions
    assert run.facts() == _here(path)
    assert not run.drafts()


def test_a_slow_worker_holds_up_its_own_partition_only(run: Run) -> None:
    paths = [_records(run.folder / name, 20) for name in ("slow.jsonl", *(f"{n}.jsonl" for n in range(6)))]
    before: list[int] = []

    def go(done: int, total: int) -> None:
        if done == total - 1:
            before.extend(n for n in range(total) if (run.path / journal.receipt_name(n)).exists())
            (run.folder / "go").touch()

    urls = [f"faulty://{path}" for path in paths]
    outcome = run(*urls, progress=go)
    assert outcome.done == 7
    assert before == [1, 2, 3, 4, 5, 6]  # all others were done before
    assert [each.article.id for each in run.facts()] == [each.article.id for each in _here(*paths)]


def test_the_first_of_an_id_stays_as_it_does_here(run: Run) -> None:
    paths = [_records(run.folder / "a.jsonl", 30), run.folder / "b.jsonl"]
    paths[1].write_text(_record("a7", 1) + _record("b", 2))
    run(*paths)
    assert run.facts() == _here(*paths)
    (problem,) = run.problems
    assert (problem.file, problem.line) == (str(paths[1]), 1)
    assert "“a7” is taken by" in problem.message and problem.message.endswith("a.jsonl:8")
    assert run(*paths).done == 0
    assert len(run.problems) == 1
    _records(paths[0], 5)
    run(*paths)
    assert not run.problems
    assert run.facts() == _here(*paths)
    assert facts.manifest(run.path).articles == 7


def test_a_worker_that_dies_while_it_takes_out_an_id_loses_no_word_of_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [_records(run.folder / "a.jsonl", 30), _records(run.folder / "b.jsonl", 20)]
    run(*paths)
    clash = {"b7": DataError("is taken")}
    receipt = journal.receipts(Store(run.out), [Partition(1, (), _key(run, 1))])[1]
    job = Job(run.out, RULES, "", run=(run.path / journal.RUN).read_text())
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(journal, "sign", _die)
        without(1, receipt, clash, job)
    (run.path / facts.MANIFEST).unlink()
    run(*paths)
    assert run.facts() == _here(*paths)
    assert facts.manifest(run.path).articles == 50


def _die(*_: object) -> None:
    raise KeyboardInterrupt


def _key(run: Run, number: int) -> str:
    return str(json.loads((run.path / journal.receipt_name(number)).read_text())["key"])


def test_runs_of_other_settings_are_not_mixed(run: Run) -> None:
    path = _records(run.folder / "a.jsonl", 3)
    run(path)
    lists = run.folder / "own.yaml"
    lists.write_text("label: COMPANY\nentries: [Kerbrat]\n")
    with pytest.raises(UsageError, match=r"another gazetteer: default, now .*own\.yaml"):
        run(path, options=Options(model="none", gazetteers=(str(lists),)))
    with pytest.raises(UsageError, match="another partition size: 1500, now 5000"):
        run(path, part_bytes=5000)
    with pytest.raises(UsageError, match="another model: none, now default"):
        run(path, options=Options())
    (run.folder / "other").mkdir()
    (run.folder / "other" / "mine.txt").touch()
    run.out = str(run.folder / "other")
    with pytest.raises(UsageError, match="is not empty"):
        run(path)


def test_who_was_overtaken_by_another_run_writes_no_more(run: Run) -> None:
    """A worker goes on with its partition when the client has died; the next run may have other articles there."""
    path = _records(run.folder / "a.jsonl", 60)
    run(path)
    _records(path, 60, start=7)
    run(path)
    before = run.files()
    (source,) = corpus.files([path])
    late = Job(run.out, RULES, engine.fingerprint(RULES, anywhere=True), run="an earlier one")
    with pytest.raises(StorageError, match="another run has begun there"):
        tag(Partition(0, (source,), "key"), late)
    assert run.files() == before
    assert run.facts() == _here(path)


def test_a_run_that_is_overtaken_says_so(run: Run) -> None:
    path = _records(run.folder / "a.jsonl", 60)

    def other(done: int, total: int) -> None:
        if done == 1:
            Run(run.folder, run.scheduler)(path)

    with pytest.raises(StorageError, match="another run has begun there"):
        run(path, progress=other)
    assert run(path).done == 0
    assert run.facts() == _here(path)


def test_a_run_of_fewer_articles_leaves_no_part_of_the_old_one(run: Run) -> None:
    path = _records(run.folder / "a.jsonl", 60)
    many = run(path).partitions
    _records(path, 10)
    assert run(path).partitions == 1 < many
    assert run.facts() == _here(path)
    assert len([name for name in run.files() if "part-" in name]) == 4


def test_what_was_planned_can_be_read_by_people(run: Run) -> None:
    run(_records(run.folder / "a.jsonl", 40), part_bytes=1000)
    said = json.loads((run.path / journal.PLAN).read_text())
    assert [each["part"] for each in said["partitions"]] == list(range(len(said["partitions"])))
    assert said["partitions"][1]["line"] > 1


# Those with new workers come last: these load the pipeline again.


def test_a_worker_that_comes_later_gets_work(run: Run, workers: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setattr(crew, "_LOOK", 0.1)
    paths = [_records(run.folder / name, 20) for name in ("slow.jsonl", "a.jsonl", "b.jsonl")]
    with Client(workers, set_as_default=False) as client:
        workers.scale(1)
        while len(client.nthreads()) != 1:
            time.sleep(0.01)
    before: list[int] = []

    def go(done: int, total: int) -> None:
        if not done:
            workers.scale(2)
        if done == total - 1:
            before.extend(n for n in range(total) if (run.path / journal.receipt_name(n)).exists())
            (run.folder / "go").touch()

    assert run(*(f"faulty://{path}" for path in paths), progress=go).done == 3
    assert before == [1, 2]


def test_a_killed_worker_loses_and_doubles_nothing(run: Run) -> None:
    path = _records(run.folder / "a.jsonl", 150)
    with Client(run.scheduler, set_as_default=False) as client:
        victims = list(client.run(os.getpid).values())
    kills: list[int] = []

    def kill(done: int, total: int) -> None:
        if not kills and done:
            os.kill(victims[0], signal.SIGKILL)
            kills.append(done)

    outcome = run(path, progress=kill, part_bytes=1000)
    assert kills and kills[0] < outcome.partitions
    assert outcome.done == outcome.partitions > 8
    assert run.facts() == _here(path)
    assert not run.drafts()


def test_a_partition_that_kills_every_worker(run: Run) -> None:
    paths = [_records(run.folder / name, 20) for name in ("a.jsonl", "deadly.jsonl", "z.jsonl")]
    urls = [f"faulty://{path}" for path in paths]
    outcome = run(*urls)
    assert outcome.missing == 1
    (problem,) = run.problems
    assert problem.file == urls[1] and "every worker that took it died" in problem.message
    with pytest.raises(DronewatchError, match="not complete"):
        run.facts()
    mended = paths[1].rename(run.folder / "mended.jsonl")
    again = run(urls[0], f"faulty://{mended}", urls[2])
    assert (again.done, again.missing) == (1, 0)
    assert [each.article.id for each in run.facts()] == [each.article.id for each in _here(paths[0], mended, paths[2])]


def test_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setattr(connect, "_WAIT", 0.2)
    path = _records(tmp_path / "a.jsonl", 1)
    with pytest.raises(UsageError, match="no Dask scheduler answers"):
        Run(tmp_path, "tcp://127.0.0.1:9")(path)
    with pytest.raises(UsageError, match="standard input"):
        Run(tmp_path, "tcp://127.0.0.1:9")("-")


def test_a_worker_of_its_own_that_starts_slowly_is_not_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[str] = []

    @contextmanager
    def started(*_: object, **__: object) -> Iterator[None]:
        waited.append(dask.config.get("distributed.deploy.lost-worker-timeout"))
        yield

    monkeypatch.setattr("distributed.LocalCluster", started)
    monkeypatch.setattr("distributed.Client", started)
    with connect.connected(None, 1):
        waited.append(dask.config.get("distributed.deploy.lost-worker-timeout"))
    assert set(waited) == {"10 minutes"}


def test_no_worker_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dronewatch.cluster import run as module

    @contextmanager
    def deserted(scheduler: str | None, jobs: int) -> Iterator[Client]:
        with (
            LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0") as started,
            Client(started, set_as_default=False) as client,
        ):
            yield client

    monkeypatch.setattr(module, "connected", deserted)
    monkeypatch.setattr(crew, "_LOOK", 0.1)
    monkeypatch.setattr(crew, "_LONELY", 1)
    monkeypatch.setattr(crew, "_PATIENCE", 3)
    run = Run(tmp_path, "")
    with pytest.raises(StorageError, match="all workers are gone"):
        run(_records(tmp_path / "a.jsonl", 3), scheduler=None)
    assert run.notes == ["there is no worker; waiting for one"]


def test_without_dask_one_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dronewatch.cluster import run as module

    monkeypatch.setattr(module, "find_spec", lambda name: None if name == "distributed" else name)
    with pytest.raises(UsageError, match=r"--engine dask needs distributed \(pip install 'dronewatch\[dask\]'\)"):
        Run(tmp_path, "tcp://127.0.0.1:9")("a.jsonl")
