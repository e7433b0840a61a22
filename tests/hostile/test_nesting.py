"""What is nested deeper than anybody means: one line, and no end of the stack."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dronewatch import gazetteer
from dronewatch.errors import DataError


@pytest.mark.parametrize("content", ["a: " + "[" * 51 + "]" * 51, "- " * 60, "{a: " * 60])
def test_a_gazetteer(content: str, tmp_path: Path) -> None:
    path = tmp_path / "names.yaml"
    path.write_text(content)
    with pytest.raises(DataError, match="nested too deeply") as caught:
        gazetteer.load([str(path)])
    assert str(path) in str(caught.value)


def test_a_gazetteer_beyond_the_stack(tmp_path: Path) -> None:
    """In a process of its own: libyaml's composer would end it with a signal."""
    path = tmp_path / "names.yaml"
    path.write_text("articles: " + "[" * 100_000)
    script = f"from dronewatch import gazetteer\ngazetteer.load([{str(path)!r}])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "nested too deeply" in done.stderr
