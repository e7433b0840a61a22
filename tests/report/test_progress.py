from __future__ import annotations

import io

import pytest

from dronewatch.report.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "quiet", "shown"), [(Terminal, False, True), (Terminal, True, False), (io.StringIO, False, False)]
)
def test_only_a_person_who_watches_sees_it(
    stream: type[io.StringIO], quiet: bool, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr", stream())
    monkeypatch.setenv("TERM", "xterm")
    import sys

    with progress("Indexing", quiet=quiet) as step:
        assert sys.stderr.getvalue() == ""  # type: ignore[attr-defined]
        step(0, 3)
        step(3, 3)
    assert ("Indexing" in sys.stderr.getvalue()) is shown  # type: ignore[attr-defined]
