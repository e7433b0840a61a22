"""Renew what is generated: docs/commands.md from the help pages, the picture in README.md from real output,
docs/understood.md from the annotated sentences of the tests, the tables in docs/benchmarks.md and docs/peers.md from
the last run, the transcripts of all pages from the commands in them (docs/transcripts.py).

    python docs/generate.py            write
    python docs/generate.py --check    exit with 1 and name the pages that are not fresh, transcripts apart

`make docs` runs it; tests/test_readme.py checks it, tests/docs/test_transcripts.py the transcripts.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from dronewatch.cli import main

os.environ["DRONEWATCH_LANG"] = "en"

ROOT = Path(__file__).resolve().parents[1]
COMMANDS_PAGE = ROOT / "docs" / "commands.md"
UNDERSTOOD_PAGE = ROOT / "docs" / "understood.md"
MEASURED_PAGES = tuple(ROOT / "docs" / name for name in ("benchmarks.md", "peers.md", "dask.md"))
README = ROOT / "README.md"
# In README.md: the marked comment names the command, the text block after it holds the beginning of its output.
_PICTURE = re.compile(
    r"(<!-- picture: (?P<command>[^,>]+), (?P<lines>\d+) lines -->\n```text\n)(?P<old>(?:(?!```).*\n)*)(?=```\n)"
)
# In measured pages: between the marked comments stands the file that the first one names, without its heading.
_TAKEN = re.compile(r"(<!-- from: (?P<file>[^ >]+) -->\n).*?(?=<!-- end -->)", re.S)


def help_pages() -> str:
    """Every command's help, as `dronewatch COMMAND --help` prints it at 80 columns."""
    parts = [
        "# Commands",
        "",
        "Generated from the help pages (`make docs`). Exit codes: 0 found, 1 nothing found, 2 usage or data error,"
        " 130 interrupted.",
        "",
        _page("dronewatch", main),
    ]
    parts += _commands("dronewatch", main)
    return "\n".join(parts)


def _commands(title: str, group: click.Group) -> Iterator[str]:
    """The pages of a group's commands, each followed by those of its own."""
    context = click.Context(group, info_name=title)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield _page(f"{title} {name}", command)
        if isinstance(command, click.Group):
            yield from _commands(f"{title} {name}", command)


def _page(title: str, command: click.Command) -> str:
    settings = {"help_option_names": ["-h", "--help"], "terminal_width": 80}
    context = click.Context(command, info_name=title, **settings)  # type: ignore[arg-type]
    return f"## {title}\n\n```text\n{command.get_help(context)}\n```\n"


def output(command: str, folder: Path) -> str:
    """What `dronewatch …` prints in a clean folder, 100 columns wide, without colours, about the seeds."""
    words = command.split()[1:]
    environment = {"COLUMNS": "100", "NO_COLOR": "1", "FORCE_COLOR": None}
    environment |= {name: None for name in os.environ if name.startswith("DRONEWATCH_")}
    before = Path.cwd()
    os.chdir(folder)
    try:
        if not (folder / "seeds").exists():
            (folder / "seeds").symlink_to(ROOT / "seeds")
        result = CliRunner().invoke(main, words, env=environment)
    finally:
        os.chdir(before)
    if result.exit_code:
        sys.exit(f"{command} exited with {result.exit_code}: {result.stderr}")
    return result.stdout.rstrip("\n")


def pictures(readme: str) -> str:
    """README.md with every picture renewed."""
    with tempfile.TemporaryDirectory() as name:

        def renewed(match: re.Match[str]) -> str:
            lines = output(match["command"], Path(name)).splitlines()
            most = int(match["lines"])
            shown = lines if len(lines) <= most else [*lines[: most - 1], "…"]
            return match[1] + "".join(line + "\n" for line in shown)

        return _PICTURE.sub(renewed, readme)


def understood() -> str:
    """docs/understood.md, whose maker stands beside it and reads the marks as the tests do."""
    from docs.understood import page

    return page()


def taken(text: str) -> str:
    """`text` with every file that it takes in renewed; where one is missing, as it is."""

    def renewed(match: re.Match[str]) -> str:
        source = ROOT / match["file"]
        if not source.exists():  # measured, not made here: what the page has stays
            return match[0]
        _, _, body = source.read_text(encoding="utf-8").partition("\n")
        return f"{match[1]}{body}\n"

    return _TAKEN.sub(renewed, text)


def run(check: bool) -> int:
    """Write the pages, or name those that are not fresh."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    fresh = {
        COMMANDS_PAGE: help_pages(),
        UNDERSTOOD_PAGE: understood(),
        **{page: taken(page.read_text(encoding="utf-8")) for page in MEASURED_PAGES if page.exists()},
        README: pictures(README.read_text(encoding="utf-8")),
    }
    if not check:
        from docs.transcripts import pages

        fresh |= dict(pages())
    stale = [page for page, text in fresh.items() if not page.exists() or page.read_text(encoding="utf-8") != text]
    for page in stale:
        if check:
            print(f"{page.relative_to(ROOT)} is not fresh: run make docs", file=sys.stderr)
        else:
            page.write_text(fresh[page], encoding="utf-8")
            print(f"wrote {page.relative_to(ROOT)}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(run("--check" in sys.argv[1:]))
