"""YAML front matter at the head of a Markdown file, and the heading that is the article's title."""

from __future__ import annotations

import re
from typing import Any

from dronewatch import yaml_lines
from dronewatch.errors import DataError
from dronewatch.messages import tr

_MOST_LINES = 500
_LONGEST = 100_000
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
_KEY = re.compile(r"[\w][\w .-]{0,60}:(?:\s|\Z)")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_HEADING = re.compile(r" {0,3}#[ \t]+(\S.*)")
_CLOSING = re.compile(r"(?<![ \t])[ \t]+#+[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}=+[ \t]*")


def end(text: str) -> int:
    """The offset behind the front matter of `text`: 0 where it does not begin with `---` and a key.

    A line of dashes alone is a rule, so the first line that says something has to be `key: value`.
    """
    fence = _FENCE.match(text)
    if fence is None:
        return 0
    at, begun = fence.end(), False
    for number, line in enumerate(text[at:_LONGEST].splitlines(keepends=True)):
        bare = line.rstrip("\r\n")
        at += len(line)
        if number >= _MOST_LINES:
            return 0
        if _END.fullmatch(bare):
            return at if begun else 0
        if not begun and bare.strip() and not bare.startswith("#"):
            if not _KEY.match(bare):
                return 0
            begun = True
    return 0


def fields(text: str, file: str) -> dict[str, Any]:
    """What the front matter says. Raises `DataError` with file and line where it is not YAML with keys."""
    behind = end(text)
    if not behind:
        return {}
    head = "\n".join(text[:behind].splitlines()[:-1])  # without the line that ends it, which would begin another
    found = yaml_lines.parse(head, file)
    if not isinstance(found, yaml_lines.Map):
        raise DataError(tr("the front matter must consist of keys and values"), file=file, line=1)
    return dict(found)


def heading(text: str) -> str | None:
    """The first heading of the first level, `# so` or underlined with `=`, without its marks."""
    before = ""
    fenced = False
    for line in text[end(text) : _LONGEST].splitlines():
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        if fenced:
            continue
        match = _HEADING.fullmatch(line)
        if match:
            return _CLOSING.sub("", match[1]).strip() or None
        if before and _UNDERLINE.fullmatch(line):
            return before
        before = line.strip()
    return None
