"""What goes wrong, and how it is said: one clear line, the right exit code, nothing half-written."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from dronewatch.cli import failure, output
from dronewatch.errors import DataError, StorageError

Run = Callable[..., Result]
DRONEWATCH = str(Path(sys.executable).with_name("dronewatch"))


def _said(result: Result, *parts: str) -> None:
    """Exit code 2, nothing on standard output, one line on standard error that has these parts."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("dronewatch: error: ")
    assert result.stderr.count("\n") == 1
    for part in parts:
        assert part in result.stderr


def test_no_command_shows_the_help(run: Run) -> None:
    result = run()
    assert result.output.startswith("Usage: dronewatch")


def test_an_unknown_command(run: Run) -> None:
    _said(run("amonts"), "no command 'amonts'", "did you mean 'amounts'?")


def test_an_unknown_option(run: Run) -> None:
    _said(run("labels", "--fromat", "csv"), "no option '--fromat'", "did you mean '--format'?")


def test_an_option_before_the_command(run: Run) -> None:
    _said(run("--corpus", "x", "entities"), "no option '--corpus' before a command", "options come after it")


def test_an_unknown_label(run: Run) -> None:
    _said(run("tag", "--label", "MONNEY"), "no label 'MONNEY'", "did you mean 'MONEY'?")


def test_an_unknown_format(run: Run) -> None:
    _said(run("labels", "--format", "excel"), "no format 'excel'", "table, tsv, csv")


def test_too_many_words(run: Run) -> None:
    _said(run("labels", "PERSON"), "PERSON")


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (DataError("no text", file="a.jsonl", line=3, hint="add one"), 2, "error: a.jsonl:3: no text (add one)"),
        (StorageError("\x1b[31mred", file="a\nb"), 2, "error: a⏎b: ␛[31mred"),
        (click.UsageError("Bad thing."), 2, "error: bad thing"),
        (PermissionError(errno.EACCES, "Permission denied", "x.txt"), 2, "error: x.txt: permission denied"),
        (
            OSError(errno.ENOSPC, "No space left on device"),
            2,
            "error: cannot write the output: no space left on device",
        ),
        (KeyboardInterrupt(), 130, "note: interrupted"),
        (click.Abort(), 130, "note: interrupted"),
        (ZeroDivisionError("by zero"), 2, "error: unexpected ZeroDivisionError: by zero (please report it; "),
        (RecursionError(), 2, "error: unexpected RecursionError (please report it; "),
    ],
)
def test_errors_become_messages(error: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    def action() -> int:
        raise error

    assert failure.guarded(action) == code
    stderr = capsys.readouterr().err
    assert stderr.startswith(f"dronewatch: {said}")
    assert stderr.count("\n") == 1


def test_a_reader_that_goes_away_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    def action() -> int:
        raise BrokenPipeError

    assert failure.guarded(action) == 0
    assert capsys.readouterr().err == ""


def test_debug_shows_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def action() -> int:
        raise ZeroDivisionError

    monkeypatch.setenv("DRONEWATCH_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        failure.guarded(action)


def test_head_is_silent() -> None:
    shell = f"{DRONEWATCH} labels | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_nobody_reads_at_all() -> None:
    """The pipe is closed before anything is written: what the buffer holds must not complain at exit."""
    for words in (["labels"], ["--help"], ["labels", "--format", "table"]):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run([DRONEWATCH, *words], stdout=write, stderr=subprocess.PIPE, text=True, check=False)
        os.close(write)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [["labels"], ["labels", "-o", "/dev/full"], ["--help"]])
def test_a_full_disk(words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([DRONEWATCH, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("dronewatch: error: ")
    assert "no space left" in done.stderr
    assert done.stderr.count("\n") == 1


def test_ctrl_c(tmp_path: Path) -> None:
    with subprocess.Popen(
        [DRONEWATCH, "tag", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        time.sleep(2.0)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert process.stderr
        assert process.stderr.read() == "dronewatch: note: interrupted\n"


def test_output_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("before")
    with pytest.raises(RuntimeError), output.opened(str(target)) as out:
        out.write("half")
        out.flush()
        raise RuntimeError
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]
    with output.opened(str(target)) as out:
        out.write("whole")
    assert target.read_text() == "whole"
    assert list(tmp_path.iterdir()) == [target]


def test_output_follows_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    with output.opened(str(tmp_path / "link.csv")) as out:
        out.write("x")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "x"


def test_output_to_a_folder_or_nowhere(run: Run, folder: Path) -> None:
    _said(run("labels", "-o", folder), "is a folder")
    _said(run("labels", "-o", folder / "none" / "x.csv"), "x.csv: cannot be written", "no such file")
    _said(run("labels", "-o", "/proc/dronewatch.csv"), "/proc/dronewatch.csv: cannot be written")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.csv", "label,kind"),
        ("x.json", "[\n{"),
        ("x.jsonl", "{"),
        ("x.md", "| Label"),
        ("x.tsv", "PERSON\t"),
        ("x", "PERSON\t"),
    ],
)
def test_the_suffix_chooses_the_format(run: Run, folder: Path, name: str, begins: str) -> None:
    assert run("labels", "-o", name).exit_code == 0
    assert (folder / name).read_text(encoding="utf-8").startswith(begins)
