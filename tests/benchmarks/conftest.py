"""Benchmarks are scripts that import each other by name, as when they are run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(scope="session", autouse=True)
def _on_path() -> Iterator[None]:
    sys.path.insert(0, str(FOLDER))
    yield
    sys.path.remove(str(FOLDER))


@pytest.fixture(scope="session")
def measure(_on_path: None) -> ModuleType:
    return import_module("measure")


@pytest.fixture(scope="session")
def history(_on_path: None) -> ModuleType:
    return import_module("history")
