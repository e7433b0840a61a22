"""Fixtures that several tests share."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

# How long one example takes says how busy the machine is; tests of cost compare sizes instead.
settings.register_profile("dronewatch", deadline=None)
settings.load_profile("dronewatch")

# Tests assert what the program says in English, whatever the language of who runs them; subprocesses inherit it.
os.environ["DRONEWATCH_LANG"] = "en"

# A shell lets what it runs in the background ignore Ctrl-C, and so would the programs that tests stop with it.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write tests/golden instead of comparing")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's top folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of source articles, news and suites beside the project; tests that need it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the corpora in {SHARED.name}/ beside the project, which is not there")
    return SHARED
