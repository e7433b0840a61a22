"""The working record that all number grammars share: a numeral on its way to a span."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dronewatch.language.money import Money
from dronewatch.language.numerals import Numeral
from dronewatch.language.quantities import Counted
from dronewatch.model import Modifier


@dataclass(slots=True)
class Figure:
    """A numeral, where its expression stands (half-open, in code points) and what it has become so far.

    `kind` is PERCENT, MONEY, QUANTITY, `T` (counts time or times: left to durations), `` (nothing beside it) or `-`
    (a name, a rank, a part: counts nothing). `elided` marks a currency or noun taken from elsewhere: from
    `origin`, where another figure has it.
    """

    start: int
    end: int
    numeral: Numeral
    kind: str
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    money: Money | None = None
    counted: Counted | None = None
    currency: str | None = None
    noun: str | None = None
    measure: bool = False
    elided: bool = False
    modifier: Modifier | None = None
    origin: Figure | None = None

    def take(self, other: Figure) -> None:
        """Become of the same kind as `other`: its currency, noun and unit."""
        self.kind, self.currency, self.noun, self.measure = other.kind, other.currency, other.noun, other.measure
        self.money, self.counted = other.money, other.counted


def year_like(low: str, numeral: Numeral) -> bool:
    """Whether a number is written as years are: four digits, nothing between them, 1500 to 2100."""
    written = low[numeral.start : numeral.end]
    return len(written) == 4 and written.isdigit() and "1500" <= written <= "2100"
