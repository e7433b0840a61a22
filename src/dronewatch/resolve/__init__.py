"""From mentions to entities: within an article when it is tagged, across articles when a corpus is complete."""

from __future__ import annotations

from dronewatch.resolve.across import across
from dronewatch.resolve.tag import named, tag
from dronewatch.resolve.within import within

__all__ = ["across", "named", "tag", "within"]
