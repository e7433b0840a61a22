"""The pages of docs/transcripts.py: every command in them is run, in its order, and prints what stands under it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs import transcripts


@pytest.mark.parametrize("page", transcripts.PAGES)
def test_commands_print_what_the_page_shows(page: str, tmp_path: Path) -> None:
    """`make docs` renews a page; read the diff before you commit it."""
    text = transcripts.read(page)
    missing = transcripts.missing(text)
    if missing:
        pytest.skip(f"needs {missing}")
    transcripts.prepare(text, tmp_path)
    steps = transcripts.steps(text)
    assert steps
    for command, lines in steps:
        assert transcripts.shown(transcripts.run(command, tmp_path), lines) == lines, command


@pytest.mark.parametrize("page", transcripts.PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", transcripts.read(page)):
        assert link.startswith("https://") or (transcripts.ROOT / "docs" / link).exists(), link


def test_renewing() -> None:
    file = "<!-- file: a.txt -->\n```text\none\ntwo\n```\n"
    stale = f"{file}\n```console\n$ cat a.txt\nold\n$ seq 9\n1\n…\n$ true\nold\n```\n"
    fresh = transcripts.renewed(stale)
    assert fresh == f"{file}\n```console\n$ cat a.txt\none\ntwo\n$ seq 9\n1\n…\n$ true\n```\n"
    assert [step.lines for step in transcripts.steps(fresh)] == [["one", "two"], ["1", "…"], []]


def test_a_command_that_fails_is_no_transcript(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="exit code 3"):
        transcripts.run("exit 3", tmp_path)
