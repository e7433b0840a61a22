"""ZIP files that claim what no packer writes."""

from __future__ import annotations

import zipfile
from pathlib import Path

from dronewatch import corpus
from dronewatch.errors import DronewatchError


def test_a_member_without_a_name(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.txt", "Lyon.")
        file.writestr("x", "Metz.")
    # The name's length, in the list of contents, is the 2 bytes at 28 of the member's entry.
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 28 : entry + 30] = b"\0\0"
    del content[entry + 46]
    size = int.from_bytes(content[-10:-6], "little") - 1
    content[-10:-6] = size.to_bytes(4, "little")
    path.write_bytes(content)
    assert "" in zipfile.ZipFile(path).namelist()
    problems: list[DronewatchError] = []
    assert [article.text for article in corpus.read([path], on_error=problems.append)] == ["Lyon."]
    assert problems == []
