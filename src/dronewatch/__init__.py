"""dronewatch: who buys what, how many, for how much, from whom, in French press articles.

    import dronewatch

    with dronewatch.open("seeds") as corpus:
        print(corpus.amounts())
    print(dronewatch.tag("Près de 4 millions d’euros pour 240 drones."))

Importing it costs nothing: pandas, SQLite and the pipeline are imported when they are needed. See docs/python.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dronewatch.api import Corpus, CorpusWarning, open, tag
    from dronewatch.errors import DronewatchError

__version__ = "0.1.0"
__all__ = ["Corpus", "CorpusWarning", "DronewatchError", "__version__", "open", "tag"]

_HOMES = {"DronewatchError": "dronewatch.errors"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'dronewatch' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES.get(name, "dronewatch.api")), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
