"""Partitions: whole lines, every line once, numbered as in the file; the same ones each time."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dronewatch import corpus
from dronewatch.cluster import plan
from dronewatch.corpus import SourceFile
from dronewatch.errors import DronewatchError

LINES = st.lists(
    st.one_of(
        st.text(max_size=30).map(
            lambda text: json.dumps({"text": text}, ensure_ascii=False).encode("utf-8", "replace")
        ),
        st.sampled_from([b"", b" ", b"\r", b"{}", b"no record", b"\xff\xfe", '{"text": "é"}'.encode("latin-1")]),
    ),
    max_size=40,
)


def _partitions(path: Path, part_bytes: int) -> tuple[SourceFile, list[plan.Partition]]:
    (source,) = corpus.files([path])
    surveys = [plan.survey(block, part_bytes) for block in plan.blocks(source, part_bytes)]
    return source, list(plan.partitions([source], {source.path: plan.stretches(surveys)}, part_bytes))


def _read(files: list[SourceFile]) -> tuple[list[object], list[str]]:
    problems: list[DronewatchError] = []
    articles = list(corpus.read(files, on_error=problems.append))
    return [*articles], [str(problem) for problem in problems]


@given(LINES, st.booleans(), st.integers(1, 200), st.booleans())
def test_partitions_hold_what_the_file_holds(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], ended: bool, part_bytes: int, packed: bool
) -> None:
    path = tmp_path_factory.mktemp("plan") / ("a.jsonl.gz" if packed else "a.jsonl")
    data = b"\n".join(lines) + b"\n" * ended
    path.write_bytes(gzip.compress(data, mtime=0) if packed else data)
    source, partitions = _partitions(path, part_bytes)
    whole = _read([source])
    found = [_read([*each.files]) for each in partitions]
    assert [article for articles, _ in found for article in articles] == whole[0]
    assert [problem for _, problems in found for problem in problems] == whole[1]
    assert [each.number for each in partitions] == list(range(len(partitions)))
    assert _partitions(path, part_bytes)[1] == partitions


def test_blocks_join_without_a_seam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": "drone " * (n % 7)}) + "\n" for n in range(500)))
    monkeypatch.setattr(plan, "_BLOCK", 3)
    source, partitions = _partitions(path, 256)
    assert len(plan.blocks(source, 256)) > 20
    parts = [each.files[0].part for each in partitions]
    assert all(part is not None for part in parts)
    assert [part.start for part in parts if part][1:] == [part.end for part in parts if part][:-1]
    assert max(part.end - part.start for part in parts if part) < 3 * 256
    articles = [article for each in partitions for article in corpus.read(each.files)]
    assert articles == list(corpus.read([path]))
    assert [article.record for article in articles] == list(range(1, 501))


def test_small_files_go_together_and_in_order(tmp_path: Path) -> None:
    for number in range(10):
        (tmp_path / f"{number}.txt").write_text("x" * 100)
    sources = corpus.files([tmp_path])
    partitions = list(plan.partitions(sources, {}, 350))
    assert [len(each.files) for each in partitions] == [3, 3, 3, 1]
    assert [file for each in partitions for file in each.files] == sources


def test_a_file_that_changed_is_another_partition(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("un")
    (before,) = plan.partitions(corpus.files([path]), {}, 100)
    path.write_text("deux")
    (after,) = plan.partitions(corpus.files([path]), {}, 100)
    assert before.key != after.key


def test_wide_characters_are_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes("".join(json.dumps({"text": "drone"}) + "\n" for _ in range(50)).encode("utf-16"))
    _, partitions = _partitions(path, 100)
    assert len(partitions) == 1
    assert len(list(corpus.read(partitions[0].files))) == 50


def test_a_damaged_gzip_file_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    lines = "".join(
        json.dumps({"text": f"Le drone {hashlib.md5(b'%d' % n).hexdigest()} vole."}) + "\n" for n in range(8_000)
    )
    data = gzip.compress(lines.encode())
    path.write_bytes(data[: len(data) * 2 // 3])
    source, partitions = _partitions(path, 40_000)
    assert len(partitions) > 3
    whole = _read([source])
    found = [_read([*each.files]) for each in partitions]
    assert [article for articles, _ in found for article in articles] == whole[0]
    assert [problem for _, problems in found for problem in problems] == whole[1]
    assert "damaged or cut off" in whole[1][0]
