"""At a terminal, nothing found is said; in a pipe the exit code says it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = [["amounts", "--with", "zeppelin"], ["grep", "zeppelin"], ["entities", "--with", "PERCENT"]]


@pytest.mark.parametrize("words", COMMANDS)
def test_at_a_terminal(warm: Path, words: list[str]) -> None:
    command = [sys.executable, "-m", "dronewatch", *words]
    main, terminal = pty.openpty()
    done = subprocess.run(command, cwd=warm, stdout=terminal, stderr=subprocess.PIPE, text=True, check=False)
    os.close(terminal)
    os.close(main)
    assert (done.returncode, done.stderr) == (1, "dronewatch: note: nothing found\n")


@pytest.mark.parametrize("words", COMMANDS)
def test_in_a_pipe(warm: Path, words: list[str]) -> None:
    command = [sys.executable, "-m", "dronewatch", *words]
    done = subprocess.run(command, cwd=warm, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
