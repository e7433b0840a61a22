"""What benchmarks compute from what they measured."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

PYTHON = sys.executable
TIMES = st.lists(st.floats(0.001, 1000), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("count", "rank"),
    [(1, 1), (5, 5), (19, 19), (20, 19), (21, 20), (40, 38), (100, 95)],
)
def test_p95_is_the_nearest_rank(measure: ModuleType, count: int, rank: int) -> None:
    assert measure.p95([float(number) for number in range(count, 0, -1)]) == rank


@given(TIMES)
def test_p95_is_not_exceeded_by_19_of_20(values: list[float]) -> None:
    import measure

    bound = measure.p95(values)
    assert bound in values
    assert sum(value <= bound for value in values) >= 0.95 * len(values)
    smaller = [value for value in values if value < bound]
    assert not smaller or sum(value <= max(smaller) for value in values) < 0.95 * len(values)


def test_a_ratio_is_that_of_the_medians_and_spreads_as_its_turns_do(measure: ModuleType) -> None:
    found = measure.ratio([2.0, 4.0, 6.0, 8.0, 100.0], [2.0, 2.0, 2.0, 2.0, 2.0])
    assert found.value == 3.0
    assert found.spread == pytest.approx((4 - 2) / 3)  # the turns' ratios are 1, 2, 3, 4, 50


def test_a_busy_machine_is_busy_for_both(measure: ModuleType) -> None:
    found = measure.ratio([1.0, 5.0, 2.0], [2.0, 10.0, 4.0])
    assert (found.value, found.spread) == (0.5, 0.0)


def test_one_turn_does_not_spread(measure: ModuleType) -> None:
    assert measure.ratio([3.0], [2.0]) == measure.Ratio(1.5, 0.0)


def test_works_take_turns_and_the_warm_round_does_not_count(measure: ModuleType) -> None:
    order: list[str] = []

    def work(name: str) -> int:
        order.append(name)
        return len(order)

    found = measure.in_turns({"a": lambda: work("a"), "b": lambda: work("b")}, 2)
    assert order == ["a", "b"] * 3
    assert found == {"a": [3, 5], "b": [4, 6]}


def test_a_process_is_timed_at_a_terminal_or_not(measure: ModuleType) -> None:
    ask = "import os, sys; sys.exit(os.isatty(1) != {})"
    assert measure.process([PYTHON, "-c", ask.format(True)], terminal=True).seconds > 0
    run = measure.process([PYTHON, "-c", ask.format(False)])
    assert run.processor > 0
    assert run.memory > 1e6


def test_the_terminal_is_read_to_its_end(measure: ModuleType) -> None:
    measure.process([PYTHON, "-c", "print('x' * 1_000_000)"], terminal=True)


def test_memory_is_that_of_the_process(measure: ModuleType) -> None:
    large = measure.process([PYTHON, "-c", "x = bytearray(300_000_000)"])
    assert large.memory > 300e6


def test_a_failure_is_said_and_not_measured(measure: ModuleType) -> None:
    with pytest.raises(SystemExit, match=r"exited with 1, nothing was measured\n(.*\n)*.*no such thing"):
        measure.process([PYTHON, "-c", "raise KeyError('no such thing')"])


def test_settings_of_the_one_who_measures_do_not_count(measure: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRONEWATCH_MODEL", "another")
    ask = "import os, sys; sys.exit(os.environ.get('DRONEWATCH_MODEL') != {!r})"
    measure.process([PYTHON, "-c", ask.format(None)])
    measure.process([PYTHON, "-c", ask.format("none")], environment={"DRONEWATCH_MODEL": "none"})


def test_a_collection_has_as_many_articles_and_is_made_once(measure: ModuleType, tmp_path: Path) -> None:
    made = measure.collection(measure.shipped, 7, tmp_path)
    lines = made.corpus.read_text("utf-8").splitlines()
    assert len({json.loads(line)["id"] for line in lines}) == 7
    texts = [json.loads(line)["text"] for line in lines]
    assert measure.size(made) == (len("".join(texts)), len("".join(texts).encode()))
    time = made.corpus.stat().st_mtime_ns
    assert measure.collection(measure.shipped, 7, tmp_path).corpus.stat().st_mtime_ns == time


def test_a_collection_that_a_stopped_benchmark_changed_is_put_back(measure: ModuleType, tmp_path: Path) -> None:
    made = measure.collection(measure.shipped, 2, tmp_path)
    before = made.corpus.read_text("utf-8")
    made.corpus.rename(made.original)
    made.corpus.write_text("half", "utf-8")
    assert measure.collection(measure.shipped, 2, tmp_path).corpus.read_text("utf-8") == before
    assert not made.original.exists()


def test_a_row_takes_the_place_of_its_last_one(measure: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "results" / "things.md"
    for row in (["b", "1 | 2"], ["a", "3"], ["b", "4"], ["c", "5 | 6"], ["a", "7"]):
        measure.keep(file, ["what", "ms"], row, 1)
    assert file.read_text("utf-8") == ("| what | ms |\n| :--- | ---: |\n| a | 7 |\n| b | 4 |\n| c | 5 | 6 |\n")


def test_a_report_leaves_a_page_and_a_line(
    measure: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "RESULTS", tmp_path)
    monkeypatch.setattr(measure, "HISTORY", tmp_path / "history.jsonl")
    for quick in (True, False):
        report = measure.Report("things", "Things", sample="3 things", quick=quick)
        report.say(measure.table(["what", "ms"], [["a", "1"]], 1))
        report.note("a to b", measure.Ratio(0.123456, 0.05))
        report.write("b 1.0")
        assert (tmp_path / "things.md").exists() is not quick
    page = (tmp_path / "things.md").read_text("utf-8")
    assert page.startswith("# Things\n\n| what | ms |\n| :--- | ---: |\n| a | 1 |\n")
    assert "b 1.0" in page
    (line,) = map(json.loads, (tmp_path / "history.jsonl").read_text("utf-8").splitlines())
    assert (line["benchmark"], line["sample"]) == ("things", "3 things")
    assert (line["figures"], line["spread"]) == ({"a to b": 0.1235}, {"a to b": 0.05})
    assert {"date", "commit", "machine", "load"} <= line.keys()
