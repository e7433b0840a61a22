"""A pager shows a long article, at a terminal only."""

from __future__ import annotations

import os
import pty
import sys
from pathlib import Path

import pytest

ARTICLE = "000_parrot-police"


def _at_terminal(folder: Path, *words: str, **environ: str) -> str:
    """What a user sees who types the command at a terminal."""
    read: list[bytes] = []

    def keep(stream: int) -> bytes:
        data = os.read(stream, 65536)
        read.append(data)
        return b""

    child, stream = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ.update(environ)
        os.execv(sys.executable, [sys.executable, "-m", "dronewatch", *words])
    try:
        while True:
            keep(stream)
    except OSError:  # the other side is gone
        pass
    os.close(stream)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    return b"".join(read).decode()


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """A pager that says that it is one."""
    program = tmp_path / "pager"
    program.write_text('#!/bin/sh\necho "pager: LESS=$LESS"\nhead -n 2\n', encoding="utf-8")
    program.chmod(0o755)
    return str(program)


def test_show_goes_through_the_pager(warm: Path, pager: str) -> None:
    seen = _at_terminal(warm, "show", ARTICLE, PAGER=pager, LESS="")
    assert seen.startswith("pager: LESS=")
    assert "Parrot" in seen
    assert "\x1b[" in seen
    assert len(seen.splitlines()) == 3


def test_our_variable_wins_and_less_is_told_as_git_does(
    warm: Path, pager: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LESS", raising=False)
    assert _at_terminal(warm, "show", ARTICLE, PAGER="cat", DRONEWATCH_PAGER=pager).startswith("pager: LESS=FRX")


@pytest.mark.parametrize(
    ("words", "environ"),
    [
        (["--no-pager"], {}),
        ([], {"DRONEWATCH_PAGER": "cat"}),
        ([], {"DRONEWATCH_PAGER": ""}),
        ([], {"DRONEWATCH_PAGER": "no-such-program"}),
        (["--format", "tsv"], {}),
    ],
)
def test_none_where_none_is_wanted(warm: Path, pager: str, words: list[str], environ: dict[str, str]) -> None:
    seen = _at_terminal(warm, "show", ARTICLE, *words, **{"PAGER": pager, **environ})
    assert "pager:" not in seen
    assert "Parrot" in seen


def test_never_in_a_pipe(warm: Path, pager: str, ask, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("PAGER", pager)
    assert "pager:" not in ask("show", ARTICLE, "--format", "table").stdout
