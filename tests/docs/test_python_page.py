"""docs/python.md: its examples run, its table is the schema. docs/journal.ipynb prints what it shows when it is run."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from dronewatch.api.frames import SCHEMAS

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "python.md"
NOTEBOOK = ROOT / "docs" / "journal.ipynb"


def table() -> str:
    lines = ["| method | columns |", "| :--- | :--- |"]
    for name, schema in SCHEMAS.items():
        columns = ", ".join(
            f"`{column}` {kind}" if kind != column else f"`{column}`" for column, kind in schema.items()
        )
        lines.append(f"| `{name}` | {columns} |")
    return "\n".join(lines)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the seeds, and no setting of the machine."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    for name in list(os.environ):
        if name.startswith("DRONEWATCH_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_columns_are_those_of_the_schema() -> None:
    found = re.search(r"<!-- schemas -->\n(.*?)\n<!-- end -->", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    assert found[1] == table()


def test_examples_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 3
    for block in blocks:
        exec(compile(block, "docs/python.md", "exec"), names)
    said = capsys.readouterr().out
    assert "3550000" in said
    assert "MONEY 4 millions d’euros about 4000000" in said


def test_links_lead_somewhere() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", PAGE.read_text(encoding="utf-8")):
        assert (ROOT / "docs" / link).exists(), link


@pytest.mark.filterwarnings("default")  # of the kernel and its client, which are not ours
def test_notebook_runs_and_prints_what_it_shows(folder: Path, request: pytest.FixtureRequest) -> None:
    """`pytest --renew-golden` on this file writes the outputs anew."""
    import nbformat
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
    from nbclient import NotebookClient

    try:
        KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        pytest.skip("needs the Jupyter kernel python3: python -m ipykernel install --sys-prefix")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    shown = [printed(cell) for cell in notebook.cells if cell.cell_type == "code"]
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    if request.config.getoption("--renew-golden"):
        nbformat.write(bare(notebook), NOTEBOOK)
        shown = [printed(cell) for cell in notebook.cells if cell.cell_type == "code"]
    assert [printed(cell) for cell in notebook.cells if cell.cell_type == "code"] == shown
    assert sum(bool(each) for each in shown) > 5


def printed(cell: Any) -> list[str]:
    """What a cell shows, as text; what it says on standard error (progress) does not count."""
    return [
        output.get("data", {}).get("text/plain", output.get("text", ""))
        for output in cell.outputs
        if output.get("name") != "stderr"
    ]


def bare(notebook: Any) -> Any:
    """The notebook with nothing in it that changes from run to run."""
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
            for output in cell.outputs:
                if "data" in output:
                    output.data = {"text/plain": output.data["text/plain"]}
                    output.execution_count = None
    return notebook
