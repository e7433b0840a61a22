"""The history of benchmarks says what moved beyond noise."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

CORES = 2


def run(value: float, *, spread: float = 0.0, load: float = 0.0, **more: Any) -> dict[str, Any]:
    line = {"date": "2020-04-12T08:00:00+00:00", "commit": "abc", "machine": "m", "load": load}
    line |= {"benchmark": "speed", "sample": "5 articles", "figures": {"a": value}, "spread": {"a": spread}}
    return line | more


def test_a_figure_within_noise_has_not_moved(history: ModuleType) -> None:
    assert history.moved([run(1.0), run(1.09)], CORES) == []
    assert history.moved([run(1.0), run(0.91)], CORES) == []


def test_more_is_worse_and_less_is_better(history: ModuleType) -> None:
    (more,) = history.moved([run(1.0), run(1.2)], CORES)
    assert (more.before, more.now, more.worse) == (1.0, 1.2, True)
    (less,) = history.moved([run(1.0), run(0.8)], CORES)
    assert not less.worse


@pytest.mark.parametrize("spreads", [(0.3, 0.0), (0.0, 0.3)])
def test_what_spreads_may_move_as_far(history: ModuleType, spreads: tuple[float, float]) -> None:
    before, now = spreads
    assert history.moved([run(1.0, spread=before), run(1.25, spread=now)], CORES) == []
    (found,) = history.moved([run(1.0, spread=before), run(1.35, spread=now)], CORES)
    assert found.allowed == 0.3


def test_the_median_of_the_last_five_counts(history: ModuleType) -> None:
    earlier = [run(value) for value in (9.0, 9.0, 9.0, 1.0, 1.0, 1.0, 1.0, 9.0)]
    assert history.moved([*earlier, run(1.0)], CORES) == []
    (found,) = history.moved([*earlier, run(9.0)], CORES)
    assert found.before == 1.0


def test_runs_on_a_busy_machine_are_not_compared_with(history: ModuleType) -> None:
    assert history.moved([run(1.0), run(5.0, load=8.0), run(1.0)], CORES) == []
    assert history.moved([run(5.0, load=8.0), run(1.0)], CORES) == []


def test_a_new_figure_has_nothing_to_be_compared_with(history: ModuleType) -> None:
    assert history.moved([run(1.0), run(1.0, figures={"b": 4.0})], CORES) == []
    assert history.moved([run(1.0)], CORES) == []


def test_the_worst_comes_first(history: ModuleType) -> None:
    before = run(1.0, figures={"a": 1.0, "b": 1.0, "c": 1.0})
    now = run(1.0, figures={"a": 1.5, "b": 0.5, "c": 3.0})
    assert [each.figure for each in history.moved([before, now], CORES)] == ["c", "a", "b"]


def test_only_the_same_benchmark_machine_and_sample_are_alike(history: ModuleType) -> None:
    runs = [run(1.0), run(2.0, machine="n"), run(3.0, sample="6 articles"), run(4.0, benchmark="size"), run(5.0)]
    found = [[each["figures"]["a"] for each in alike] for alike in history.alike(runs)]
    assert found == [[1.0, 5.0], [2.0], [3.0], [4.0]]


def test_check_fails_only_where_more_is_needed(
    history: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "history.jsonl"
    for value, code, said in ((1.0, 0, "nothing moved"), (1.5, 1, "| speed | a | more | 1 | 1.5 | +50% | 10% |")):
        file.write_text(json.dumps(run(1.0)) + "\n" + json.dumps(run(value)) + "\n", encoding="utf-8")
        monkeypatch.setattr("sys.argv", ["history.py", "--check", "--file", str(file)])
        assert history.main() == code
        assert said in capsys.readouterr().out
    monkeypatch.setattr("sys.argv", ["history.py", "--check", "--file", str(tmp_path / "none.jsonl")])
    assert history.main() == 0
