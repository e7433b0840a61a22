"""docs/annotating.md: its commands and its keys are those of the program."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from dronewatch.annotate.model import Annotation
from dronewatch.annotate.session import begin, press
from dronewatch.cli import main
from dronewatch.model import Section

PAGE = (Path(__file__).parents[2] / "docs" / "annotating.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"^\$ (dronewatch [^#\n]+)", PAGE, re.M)))


@pytest.mark.parametrize("line", COMMANDS)
def test_commands_are_understood(line: str) -> None:
    """Every command parses, with its options; what they do, the tests of the commands say."""
    command: click.Command = main
    words = shlex.split(line)[1:]
    context = click.Context(command, info_name="dronewatch")
    while isinstance(command, click.Group):
        found = command.get_command(context, words.pop(0))
        assert found is not None
        command, context = found, click.Context(found, parent=context, info_name=found.name)
    command.make_context(command.name, words)


def test_keys_do_something() -> None:
    keys = list(re.findall(r"^\| `(.)` \|", PAGE, re.M))
    assert keys == list("arlbvnsuq")
    span = Annotation(0, 4, "MONEY", "12 €")
    state = begin("12 € et 3", [Section(0, 9, "body")], (), (), (), [span, Annotation(8, 9, "QUANTITY", "3")])
    for key in keys:
        assert press(state, key) != state, key
        assert press(state, key).message != "no such key here", key
