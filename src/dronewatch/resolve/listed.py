"""What the shipped lists know a name by, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator

from dronewatch.gazetteer.build import Name
from dronewatch.view import fold


def is_listed(label: str, name: str) -> bool:
    """Whether a list has `name` under that label, in whatever context it is to be found."""
    from dronewatch import gazetteer

    known = gazetteer.load().names.get(fold(name).replace("-", " "), ())
    return any(one.label == label for one in (known.values() if isinstance(known, dict) else known))


def names() -> Iterator[Name]:
    """All names of the shipped lists, in all ways to write them."""
    from dronewatch import gazetteer

    for group in gazetteer.load().names.values():
        yield from group.values() if isinstance(group, dict) else group
