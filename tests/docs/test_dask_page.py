"""docs/dask.md: its pandas question runs on facts, its SQL names columns that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dronewatch import corpus, facts, resolve
from dronewatch.engine import Options
from dronewatch.index.where import conditions

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "dask.md").read_text(encoding="utf-8")


def test_the_pandas_question_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tagged = resolve.tag(corpus.read([str(ROOT / "seeds")]), options=Options(model="none"))
    facts.write(tagged, tmp_path / "facts", pipeline="")
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(block, "docs/dask.md", "exec"), {})
    said = capsys.readouterr().out
    assert "3550000" in said and "001_appel-offres-drones" in said


def test_sql_names_columns_that_there_are() -> None:
    blocks = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        for alias, column in re.findall(r"\b([as])\.(\w+)", block):
            table = {"a": "articles", "s": "spans"}[alias]
            assert column in {each.name for each in facts.COLUMNS[table]}, column


def test_conditions_are_as_the_page_says() -> None:
    typed = re.findall(r'--where "([^"…]+)"', PAGE)
    assert len(conditions(typed)) == 2
    rows = re.findall(r"^\| (`[a-z`, ]+`) \| (`[`=!<> ]+`) \|", PAGE, re.MULTILINE)
    said = {
        (field, sign)
        for fields, signs in rows
        for field in re.findall(r"\w+", fields)
        for sign in re.findall(r"[=!<>]+", signs)
    }
    value = {"date": "2020", "label": "MONEY"}
    for field, sign in said:
        conditions([f"{field} {sign} {value.get(field, 'x')}"])
    assert len(said) == 5 * 2 + 6 + 2
