"""Questions to the index: one module a question, each a function from a connection and `Filters` to rows (dicts).

    with_drones = amounts(index.open(settings), Filters(), min="1,5 M€", words=["drone*"])

Rows come as they are found, in an order that never changes; `COLUMNS` of a module names their keys, `ORDERS` what they
can be sorted by. Import the modules one by one: each is light.
"""

from __future__ import annotations

from dronewatch.query.filters import Filters

__all__ = ["Filters"]
