"""Texts that YAML has no way to say."""

from __future__ import annotations

import pytest

from dronewatch import yaml_lines
from dronewatch.errors import DataError


def test_half_a_character() -> None:
    with pytest.raises(DataError, match=r"^x:2: holds a character that YAML does not allow"):
        yaml_lines.parse("a: 1\nb: \udc8a\n", "x")
