"""placeholder"""

from dronewatch.model import Section


def sections(text: str, title: str | None = None) -> tuple[Section, ...]:
    return (Section(0, len(text), "body"),) if text else ()
