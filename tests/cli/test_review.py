"""`dronewatch annotate review` in a real terminal: a pseudo-terminal of 80 columns, keys as bytes."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from dronewatch.annotate import files
from dronewatch.cli import main
from dronewatch.cli.keys import names

TEXT = "La société Parrot vend 12 drones à Nantes. Le prix : 300 000 euros \x1b[K. Et \U0001f681 encore.\n"
_ESCAPES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class Terminal:
    """A command in a pseudo-terminal; `screen` is what it has shown since it last cleared the screen."""

    def __init__(self, folder: Path, *words: str, columns: int = 80):
        import fcntl
        import termios

        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        environment = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "NO_COLOR")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "dronewatch", "annotate", "review", "--no-model", *words],
            stdin=slave, stdout=slave, stderr=slave, cwd=folder, env=environment | {"TERM": "xterm"},
            start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.shown = ""

    def read(self, until: str, seconds: float = 60) -> str:
        """The screen as soon as it holds `until`."""
        end = time.monotonic() + seconds
        while until not in self.screen:
            if time.monotonic() > end:
                raise AssertionError(f"{until!r} did not appear:\n{self.screen}")
            if select.select([self.master], [], [], 0.1)[0]:
                try:
                    self.shown += os.read(self.master, 65536).decode("utf-8", "replace")
                except OSError:  # closed
                    break
        assert until in self.screen, self.screen
        return self.screen

    @property
    def screen(self) -> str:
        return _ESCAPES.sub("", self.shown.rpartition("\x1b[H\x1b[2J")[2]).replace("\r", "")

    def type(self, keys: str, until: str) -> str:
        self.shown = ""
        os.write(self.master, keys.encode())
        return self.read(until)

    def close(self) -> int:
        try:
            return self.process.wait(20)
        finally:
            os.close(self.master)


@pytest.fixture
def begun(folder: Path) -> Iterator[Path]:
    (folder / "seeds").mkdir()
    (folder / "seeds" / "a.txt").write_text(TEXT, encoding="utf-8")
    assert CliRunner().invoke(main, ["annotate", "start", "--no-model"]).exit_code == 0
    yield folder / "data" / "annotations" / "seeds" / "a.yaml"


def test_a_session_in_a_terminal(begun: Path, folder: Path) -> None:
    terminal = Terminal(folder, "--by", "AB")
    screen = terminal.read("q quit")
    assert "4 to decide · 0 accepted · 0 rejected" in screen
    assert "COMPANY  Parrot" in screen
    assert max(map(len, screen.splitlines())) <= 80
    terminal.type("a", "3 to decide · 1 accepted")
    assert [span.exact for span in files.read(begun).spans] == ["Parrot"]  # saved before the next key
    terminal.type("r", "2 to decide · 1 accepted · 1 rejected")
    assert [span.exact for span in files.read(begun).rejected] == ["12 drones"]
    terminal.type("u", "3 to decide · 1 accepted · 0 rejected")
    assert files.read(begun).rejected == ()
    terminal.type("q", "3 to decide, no section read completely")
    assert terminal.close() == 0
    assert files.read(begun).by == ("AB",)

    terminal = Terminal(folder)  # goes on where it stopped
    screen = terminal.read("q quit")
    assert "QUANTITY  12 drones" in screen
    screen = terminal.type("l", "Esc back")
    assert "b MINISTRY" in screen
    terminal.type("\x1b", "q quit")
    terminal.type("b\x1b[D\x1b[C\r", "2 to decide · 2 accepted")  # typed ahead, arrows and all
    terminal.type("av", "value: _")
    screen = terminal.type("plus de 1,5 M€\r", "No suggestion is left")
    assert "␛[K" in screen  # what the article holds is shown, never obeyed
    terminal.type("f", "body read completely")
    assert terminal.close() == 0
    done = files.read(begun)
    assert done.reviewed == ("body",)
    assert [span.exact for span in done.spans] == ["Parrot", "12 drones", "Nantes", "300 000 euros"]
    value = done.spans[-1].value
    assert value is not None and (value.modifier, str(value.amount), value.currency) == ("more_than", "1500000", "EUR")


def test_a_long_text_is_scrolled_and_comes_back_when_named(begun: Path, folder: Path) -> None:
    long = "".join(f"Phrase {name} sans rien.\n" for name in ("alpha", "beta", *["autre"] * 20, "dernière"))
    (folder / "seeds" / "long.txt").write_text(long, encoding="utf-8")
    terminal = Terminal(folder, "long")
    screen = terminal.read("to go on later")
    assert "alpha" in screen and "more lines" in screen
    assert "dernière" not in screen and len(screen.splitlines()) <= 24
    assert "alpha" not in terminal.type("\x1b[B", "to go on later")
    assert "dernière" in terminal.type("\x1b[B" * 30, "dernière")
    assert "alpha" in terminal.type("\x1b[A" * 40, "alpha")
    terminal.type("f", "body read completely")
    assert terminal.close() == 0
    begun.unlink()
    terminal = Terminal(folder)
    assert "name an ARTICLE to see it again" in terminal.read("begins files")
    assert terminal.close() == 1
    terminal = Terminal(folder, "long")
    terminal.read("0 to decide · 0 accepted")
    terminal.type("q", "0 to decide, body read completely")
    assert terminal.close() == 0


def test_ctrl_c_loses_nothing_and_mends_the_terminal(begun: Path, folder: Path) -> None:
    terminal = Terminal(folder, columns=60)
    assert max(map(len, terminal.read("q quit").splitlines())) <= 60
    terminal.type("a", "1 accepted")
    os.kill(terminal.process.pid, signal.SIGINT)
    terminal.read("interrupted")
    assert terminal.close() == 130
    assert len(files.read(begun).spans) == 1


def test_without_a_terminal_it_says_so(folder: Path) -> None:
    done = CliRunner().invoke(main, ["annotate", "review"])
    assert done.exit_code == 2 and "needs a terminal" in done.stderr


def test_keys_have_names() -> None:
    assert list(names("aé\r\x1b[A\x1bOB\x1b[C\x1b[D\x1b[5~\x1b\t\x7f\x04")) == [
        "a", "é", "enter", "up", "down", "right", "left", "escape", "tab", "backspace", "q",
    ]  # fmt: skip
